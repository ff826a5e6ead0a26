import type { Fault, HostInput, HostMethod, HostOutput, HostStatus } from '#contracts/ipc/host.ts';
import { checkDraft } from './check-draft.ts';
import { type Clock, instant } from './clock.ts';
import type { Till } from './till.ts';

/** What the handlers work on. `till` is null while the register is not enrolled. */
export interface HostParts {
  till(): Till | null;
  status(): HostStatus;
  enrol(serverUrl: string, code: string): Promise<HostOutput<'host.enrol'>>;
  clock: Clock;
}

export type Handlers = { [M in HostMethod]: (input: HostInput<M>) => Promise<HostOutput<M>> };

/** Every call a window can make, and what answers it. */
export function hostHandlers(parts: HostParts): Handlers {
  return {
    'host.status': async () => parts.status(),
    'host.enrol': ({ serverUrl, code }) => parts.enrol(serverUrl, code),
    'operator.sign-in': async ({ operatorId, pin }) =>
      (await parts.till()?.operators.signIn(operatorId, pin)) ?? { ...refused('not-enrolled'), retryAfterMs: 0 },
    'operator.sign-out': async () => (await parts.till()?.operators.signOut()) ?? refused('not-enrolled'),
    'journal.append': (input) => append(parts, input),
    'journal.read': (input) => read(parts, input),
    'printer.enqueue': (input) => enqueue(parts, input),
    'printer.retry': async ({ jobId }) => (await parts.till()?.prints.retry(jobId)) ?? refused('not-enrolled'),
    'printer.skip': async ({ jobId }) => (await parts.till()?.prints.skip(jobId)) ?? refused('not-enrolled'),
  };
}

async function append(
  parts: HostParts,
  { drafts }: HostInput<'journal.append'>,
): Promise<HostOutput<'journal.append'>> {
  const till = parts.till();
  if (!till) return refused('not-enrolled');
  for (const draft of drafts) {
    const fault = checkDraft(draft);
    if (fault) return { ok: false, fault };
  }
  const signedIn = till.operators.signedIn();
  // What is journalled already gets its first answer, also after a restart that signed everybody out.
  if (!signedIn && !drafts.every(({ id }) => till.journal.has(id))) return refused('not-signed-in');
  const { operatorId = null, businessDate = '' } = signedIn ?? {};
  return till.append(drafts, { at: instant(parts.clock), businessDate, operatorId });
}

async function read(parts: HostParts, input: HostInput<'journal.read'>): Promise<HostOutput<'journal.read'>> {
  const journal = parts.till()?.journal;
  if (!journal) return { facts: [], more: false };
  const facts = await journal.read(input.afterSeq, input.limit);
  return { facts, more: input.afterSeq + facts.length < journal.seq() };
}

async function enqueue(parts: HostParts, input: HostInput<'printer.enqueue'>): Promise<HostOutput<'printer.enqueue'>> {
  const till = parts.till();
  if (!till) return refused('not-enrolled');
  const signedIn = till.operators.signedIn();
  if (!signedIn) return refused('not-signed-in');
  return till.prints.enqueue(input, signedIn);
}

function refused(code: string): { ok: false; fault: Fault } {
  return { ok: false, fault: { code } };
}
