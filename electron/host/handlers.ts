import type { PayloadOf } from '#contracts/facts/kinds.ts';
import type { Fault, HostInput, HostMethod, HostOutput, HostStatus } from '#contracts/ipc/host.ts';
import { storePolicy } from '#contracts/views/store-policy.ts';
import { needsDrawer } from '#domain/tender/tender.ts';
import type { CounterHandlers } from './devices/counter-handlers.ts';
import type { DeviceHandlers } from './devices/device-registry.ts';
import type { Enrolment } from './enrolment.ts';
import { verifyReceiptCode } from './receipt/receipt-code.ts';
import type { Till } from './till.ts';

/** What the handlers work on. `till` is null while the register is not enrolled. */
export interface HostParts {
  till(): Till | null;
  status(): HostStatus;
  enrol(serverUrl: string, code: string): Promise<HostOutput<'host.enrol'>>;
  setup: Pick<Enrolment, 'look' | 'openShop'>;
  devices: DeviceHandlers & CounterHandlers;
  /** Null where there is no window of the program's own. */
  savePage: SavePage | null;
}

/** Keeps the window's page as a PDF in a file that the person chooses. */
export type SavePage = (name: string) => Promise<HostOutput<'page.pdf'>>;

export type Handlers = { [M in HostMethod]: (input: HostInput<M>) => Promise<HostOutput<M>> };

/** Every call a window can make, and what answers it. */
export function hostHandlers(parts: HostParts): Handlers {
  const denied = { ...refused('not-enrolled'), retryAfterMs: 0 };
  /** Answers by the till; while there is none, with `other`. */
  function at<I, O>(answer: (till: Till, input: I) => Promise<O>, other: O): (input: I) => Promise<O> {
    return async (input) => {
      const till = parts.till();
      return till ? answer(till, input) : other;
    };
  }
  const unless = refused('not-enrolled');
  /** Likewise, and only while somebody is signed in. */
  function signed<I, O>(answer: (till: Till, input: I) => Promise<O>) {
    const nobody = refused('not-signed-in');
    return at<I, O | typeof nobody>(async (till, input) => (till.witness() ? answer(till, input) : nobody), unless);
  }
  return {
    'host.status': async () => parts.status(),
    'host.enrol': ({ serverUrl, code }) => parts.enrol(serverUrl, code),
    'setup.look': ({ serverUrl }) => parts.setup.look(serverUrl),
    'setup.open': ({ serverUrl, code, shop }) => parts.setup.openShop(serverUrl, code, shop),
    'operator.sign-in': at((till, input) => till.operators.signIn(input), denied),
    'operator.sign-out': at((till, { cause }) => till.operators.signOut(cause), unless),
    'operator.unlock': at((till, input) => till.operators.unlock(input), denied),
    'override.ask': at((till, input) => till.operators.override(input), denied),
    'permission.check': at((till, input) => till.checkAsked(input), unless),
    'session.open': at((till, input) => till.sessions.open(input), unless),
    'session.report': at((till) => till.sessions.report(), unless),
    'session.close': at((till, input) => till.sessions.close(input), unless),
    'session.hand-over': at((till, input) => till.sessions.handOver(input), denied),
    'cash.move': at((till, input) => till.sessions.moveCash(input), unless),
    'drawer.open': at((till, input) => till.sessions.openDrawer(input), unless),
    'payment.start': at((till, input) => till.payments.start(input), unless),
    'payment.ask': signed((till, input) => till.payments.ask(input)),
    'payment.cancel': signed((till, input) => till.payments.cancel(input)),
    'payment.void': signed((till, input) => till.payments.void(input)),
    'payment.decide': at((till, input) => till.payments.decide(input), unless),
    'value.check': signed((till, input) => till.payments.check(input)),
    'vault.put': signed((till, { subjectId, text }) => till.vault.put(subjectId, text)),
    'member.keys': at(keysOf, unless),
    'receipt.code': signed((till, { orderId }) => till.receiptCode(orderId)),
    'receipt.verify': at(async (till, { code }) => verifyReceiptCode(code, till.receiptKeys()), unless),
    'pickup.prove': at(async (till, input) => {
      return till.witness() ? till.provePickup(input) : { ...refused('not-signed-in'), retryAfterMs: 0 };
    }, denied),
    'journal.append': at((till, { drafts }) => till.append(drafts), unless),
    'journal.read': at((till, input) => read(till, input), { facts: [], more: false }),
    'printer.enqueue': at((till, input) => enqueue(till, input), unless),
    'printer.retry': signed((till, { jobId }) => till.prints.retry(jobId)),
    'printer.skip': signed((till, { jobId }) => till.prints.skip(jobId)),
    'page.pdf': async ({ name }) => (parts.savePage ? parts.savePage(name) : refused('page-not-here')),
    ...parts.devices,
  };
}

async function read({ journal }: Till, input: HostInput<'journal.read'>): Promise<HostOutput<'journal.read'>> {
  const facts = await journal.read(input.afterSeq, input.limit);
  return { facts, more: input.afterSeq + facts.length < journal.seq() };
}

async function keysOf(till: Till, { contacts }: HostInput<'member.keys'>): Promise<HostOutput<'member.keys'>> {
  return { ok: true, keys: contacts.map(till.contactKey) };
}

async function enqueue(till: Till, input: HostInput<'printer.enqueue'>): Promise<HostOutput<'printer.enqueue'>> {
  const witness = till.witness();
  if (!witness) return refused('not-signed-in');
  const { orderId, copy } = input;
  if (orderId !== null && copy > 0 && !(await till.mayCopy(orderId))) {
    return refused('permission-refused');
  }
  const drawer = input.drawer && input.orderId !== null && (await opensDrawer(till, input.orderId));
  return till.prints.enqueue({ ...input, drawer }, witness);
}

/** The drawer opens for a ticket that is journalled, not for one that is only said to be, and only for money that lies in it. */
async function opensDrawer({ journal, config }: Till, orderId: string): Promise<boolean> {
  const fact = await journal.fact(orderId);
  if (fact?.kind !== 'order.completed') return false;
  const { payments } = fact.payload as PayloadOf<'order.completed'>;
  const store = config()?.config.store;
  return needsDrawer(payments, store ? storePolicy(store).tenders : []);
}

function refused(code: string): { ok: false; fault: Fault } {
  return { ok: false, fault: { code } };
}
