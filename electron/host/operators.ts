import { verify } from '@node-rs/argon2';
import type { FactDraft } from '#contracts/facts/envelope.ts';
import type { PayloadOf } from '#contracts/facts/kinds.ts';
import type { Fault, HostOutput, HostStatus } from '#contracts/ipc/host.ts';
import type { HostConfig } from '#contracts/views/register-config.ts';
import { businessDateAt } from '#domain/session/business-date.ts';
import { type Clock, instant } from './clock.ts';
import type { Stamp } from './journal/compose-line.ts';
import type { AppendResult, Journal } from './journal/journal.ts';
import type { PinAttempts } from './pin-attempts.ts';

export type SignedIn = NonNullable<HostStatus['signedIn']>;

export interface Operators {
  /** Who is signed in; nobody after the host was started. */
  signedIn(): SignedIn | null;
  signIn(operatorId: string, pin: string): Promise<HostOutput<'operator.sign-in'>>;
  signOut(): Promise<HostOutput<'operator.sign-out'>>;
}

export interface OperatorsOptions {
  journal: Pick<Journal, 'latest'>;
  /** Journals facts of the host's own making. */
  append(drafts: FactDraft[], stamp: Stamp): Promise<AppendResult>;
  config(): HostConfig | null;
  /** Secret key of the PIN hashes, base64url. */
  pepper: string;
  attempts: PinAttempts;
  clock: Clock;
  newId(): string;
  onChange(): void;
}

type Refusal = { ok: false; fault: Fault; retryAfterMs: number };

/** Signs operators in and out; one request at a time, so that guesses cannot run side by side. */
export function createOperators(options: OperatorsOptions): Operators {
  const { attempts, clock } = options;
  let signedIn: SignedIn | null = null;
  let last: Promise<unknown> = Promise.resolve();

  function inTurn<T>(task: () => Promise<T>): Promise<T> {
    const result = last.then(task);
    last = result.catch(() => {});
    return result;
  }

  async function signIn(operatorId: string, pin: string): Promise<HostOutput<'operator.sign-in'>> {
    const config = options.config();
    const hash = config?.pinHashes[operatorId];
    if (!config) return refusal('not-enrolled');
    if (!hash) return refusal('operator-unknown');
    const { timeZone, dayStartsAt } = config.config.store;
    const businessDate = businessDateAt(instant(clock), timeZone, dayStartsAt);
    const wait = attempts.waitMs(operatorId, clock.now());
    if (wait > 0) return refusal('pin-locked', wait);
    await attempts.begin(operatorId, clock.now());
    if (!(await pinFits(hash, pin, options.pepper))) {
      const stamp: Stamp = { at: instant(clock), businessDate, operatorId: null };
      await options.append([signedDraft(operatorId, 'failed')], stamp);
      return refusal('pin-wrong', attempts.waitMs(operatorId, clock.now()));
    }
    await attempts.clear(operatorId);
    return begin(operatorId, businessDate, config.config.store.currency.code);
  }

  async function begin(operatorId: string, businessDate: string, currency: string): Promise<{ ok: true } | Refusal> {
    const left = await signOut();
    if (!left.ok) return { ...left, retryAfterMs: 0 };
    const open = await options.journal.latest('session.opened');
    const resumed = open?.businessDate === businessDate;
    const session: PayloadOf<'session.opened'> = resumed
      ? (open.payload as PayloadOf<'session.opened'>)
      : { sessionId: options.newId(), float: 0, currency };
    const drafts = [signedDraft(operatorId, 'in')];
    if (!resumed) drafts.push({ id: options.newId(), kind: 'session.opened', version: 1, payload: session });
    const result = await options.append(drafts, { at: instant(clock), businessDate, operatorId });
    if (!result.ok) return { ...result, retryAfterMs: 0 };
    signedIn = { operatorId, businessDate, sessionId: session.sessionId };
    options.onChange();
    return { ok: true };
  }

  async function signOut(): Promise<HostOutput<'operator.sign-out'>> {
    if (!signedIn) return { ok: true };
    const { operatorId, businessDate } = signedIn;
    const stamp: Stamp = { at: instant(clock), businessDate, operatorId };
    const result = await options.append([signedDraft(operatorId, 'out')], stamp);
    if (!result.ok) return result;
    signedIn = null;
    options.onChange();
    return { ok: true };
  }

  function signedDraft(operatorId: string, verdict: PayloadOf<'operator.signed'>['verdict']): FactDraft {
    return { id: options.newId(), kind: 'operator.signed', version: 1, payload: { verdict, operatorId } };
  }

  return {
    signedIn: () => signedIn,
    signIn: (operatorId, pin) => inTurn(() => signIn(operatorId, pin)),
    signOut: () => inTurn(signOut),
  };
}

/** A hash that is not one fits nothing. */
async function pinFits(hash: string, pin: string, pepper: string): Promise<boolean> {
  const secret = Buffer.from(pepper, 'base64url');
  return verify(hash, pin, { secret }).catch(() => false);
}

function refusal(code: string, retryAfterMs = 0): Refusal {
  return { ok: false, fault: { code }, retryAfterMs };
}
