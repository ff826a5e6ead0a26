import type { FactDraft } from '#contracts/facts/envelope.ts';
import type { FactKind, PayloadOf } from '#contracts/facts/kinds.ts';
import { OverrideDecided } from '#contracts/facts/session-facts.ts';
import type { HostInput, HostOutput } from '#contracts/ipc/host.ts';
import { parse } from '#contracts/schema.ts';
import type { HostConfig } from '#contracts/views/register-config.ts';
import { rolesOf } from '#contracts/views/store-policy.ts';
import { unlockFault } from '#domain/operator/may-unlock.ts';
import { type OverrideUse, overrideCovers } from '#domain/operator/override.ts';
import { PERMISSIONS, type Permission } from '#domain/operator/permission.ts';
import { type Credentials, type Proven, prove, type Refusal, refusal } from '#domain/operator/prove.ts';
import type { Clock } from '#electron/host/clock.ts';
import type { Stamp } from '#electron/host/journal/compose-line.ts';
import type { AppendResult, Journal } from '#electron/host/journal/journal.ts';
import { operatorMay, proofPorts } from './credentials.ts';
import type { PinAttempts } from './pin-attempts.ts';

export interface SignedIn {
  operatorId: string;
  training: boolean;
}

type SignOutCause = HostInput<'operator.sign-out'>['cause'];

export interface Operators {
  /** Who is signed in; nobody after the host was started. */
  signedIn(): SignedIn | null;
  signIn(input: HostInput<'operator.sign-in'>): Promise<HostOutput<'operator.sign-in'>>;
  signOut(cause?: SignOutCause): Promise<HostOutput<'operator.sign-out'>>;
  /** Signs out who may not be signed in any more, as settings now are: they work here no more, or their PIN or badge is another. */
  review(): Promise<HostOutput<'operator.sign-out'>>;
  unlock(input: HostInput<'operator.unlock'>): Promise<HostOutput<'operator.unlock'>>;
  override(input: HostInput<'override.ask'>): Promise<HostOutput<'override.ask'>>;
  /** Whether who is signed in may do something of a size: by role, or by a manager's decision with this id, for this subject. */
  isAllowed(permission: Permission, size?: number, overrideId?: string, subjectId?: string): Promise<boolean>;
  /** Whether a manager's decision, asked for by who is signed in, covers a part of a cart, in whatever session that is finished. */
  covers(overrideId: string, use: Omit<OverrideUse, 'askerId' | 'sessionId'>): Promise<boolean>;
  /** Finds out who somebody is, without signing them in. */
  identify(credentials: Credentials): Promise<Proven>;
}

export interface OperatorsOptions {
  journal: Pick<Journal, 'fact'>;
  /** Journals facts of the host's own making. */
  append(drafts: FactDraft[], stamp: Stamp): Promise<AppendResult>;
  /** The stamp of this moment for a fact that somebody witnesses. */
  stampOf(operatorId: string | null, training: boolean): Stamp;
  config(): HostConfig | null;
  /** The open session, of training or not. */
  sessionId(training: boolean): string | null;
  /** Secret key of the PIN and badge hashes, base64url. */
  pepper: string;
  attempts: PinAttempts;
  clock: Clock;
  newId(): string;
  onChange(): void;
}

/** Signs operators in and out and has managers decide; one request at a time, so that guesses cannot run side by side. */
export function createOperators(options: OperatorsOptions): Operators {
  const { attempts, clock, pepper, newId } = options;
  let signedIn: SignedIn | null = null;
  let provenBy: Secrets = {};
  let last: Promise<unknown> = Promise.resolve();

  function inTurn<T>(task: () => Promise<T>): Promise<T> {
    const result = last.then(task);
    last = result.catch(() => {});
    return result;
  }

  async function proven(credentials: Credentials): Promise<Proven> {
    const config = options.config();
    if (!config) return refusal('not-enrolled');
    const failed = async (operatorId: string): Promise<void> => {
      await journal(null, false, draft('operator.signed', { verdict: 'failed', operatorId }));
    };
    return prove(credentials, proofPorts({ config, pepper, attempts, clock, failed }));
  }

  async function signIn({ training = false, ...credentials }: HostInput<'operator.sign-in'>) {
    const who = await proven(credentials);
    if (!who.ok) return who;
    const { operatorId } = who;
    if (training && !mayNow(operatorId, 'training')) return refusal('permission-refused');
    const left = await signOut('switch');
    if (!left.ok) return { ...left, retryAfterMs: 0 };
    const result = await journal(operatorId, training, draft('operator.signed', { verdict: 'in', operatorId }));
    if (!result.ok) return { ...result, retryAfterMs: 0 };
    signedIn = { operatorId, training };
    provenBy = secretsOf(options.config(), operatorId);
    options.onChange();
    return { ok: true as const };
  }

  async function review(): Promise<HostOutput<'operator.sign-out'>> {
    const config = options.config();
    if (!signedIn || !config) return { ok: true };
    const { operatorId } = signedIn;
    const worksHere = config.config.operators.some((one) => one.operatorId === operatorId);
    const now = secretsOf(config, operatorId);
    // Who is given their first badge stays.
    const isSame = provenBy.pin === now.pin && (provenBy.badge === undefined || provenBy.badge === now.badge);
    if (!worksHere || !isSame) return signOut();
    provenBy = now;
    return { ok: true };
  }

  async function signOut(cause?: SignOutCause): Promise<HostOutput<'operator.sign-out'>> {
    if (!signedIn) return { ok: true };
    const { operatorId, training } = signedIn;
    const why = cause === undefined ? {} : { cause };
    const result = await journal(
      operatorId,
      training,
      draft('operator.signed', { verdict: 'out', operatorId, ...why }),
    );
    if (!result.ok) return result;
    signedIn = null;
    options.onChange();
    return { ok: true };
  }

  async function unlock({ blockedId, ...credentials }: HostInput<'operator.unlock'>) {
    const who = await proven(credentials);
    if (!who.ok) return who;
    const by = who.operatorId;
    const config = options.config()?.config;
    if (!config) return refusal('not-enrolled');
    const fault = unlockFault(config.operators, rolesOf(config), by, blockedId);
    if (fault) return refusal(fault);
    const unlocked = draft('operator.signed', { verdict: 'unlocked', operatorId: blockedId, by });
    const result = await journal(by, false, unlocked);
    if (!result.ok) return { ...result, retryAfterMs: 0 };
    await attempts.allow(blockedId);
    return { ok: true as const };
  }

  async function override(input: HostInput<'override.ask'>): Promise<HostOutput<'override.ask'>> {
    const { permission, size, subjectId, itemId, amount, ...credentials } = input;
    if (!isPermission(permission)) return refusal('draft-invalid');
    if (!signedIn) return refusal('not-signed-in');
    const scope = {
      sessionId: options.sessionId(signedIn.training),
      ...(itemId === undefined ? {} : { itemId }),
      ...(amount === undefined ? {} : { amount }),
    };
    const asked = { permission, askerId: signedIn.operatorId, size, ...(subjectId ? { subjectId } : {}), scope };
    if (!isEmpty(credentials) && subjectId === undefined) return refusal('draft-invalid');
    if (isEmpty(credentials)) return decide({ ...asked, deciderId: null, verdict: 'refused' });
    const who = await proven(credentials);
    if (!who.ok) return who;
    const deciderId = who.operatorId;
    const verdict = mayNow(deciderId, permission, size) ? 'granted' : 'refused';
    return decide({ ...asked, deciderId, verdict });
  }

  async function decide(decision: PayloadOf<'override.decided'>): Promise<HostOutput<'override.ask'>> {
    const { askerId, deciderId, verdict } = decision;
    const decided = draft('override.decided', decision);
    const result = await journal(askerId, signedIn?.training === true, decided);
    if (!result.ok) return { ...result, retryAfterMs: 0 };
    if (verdict === 'refused' || deciderId === null) return refusal('permission-refused');
    return { ok: true, overrideId: decided.id, deciderId };
  }

  async function isAllowed(
    permission: Permission,
    size = 0,
    overrideId?: string,
    subjectId?: string,
  ): Promise<boolean> {
    if (!signedIn) return false;
    const { operatorId, training } = signedIn;
    if (mayNow(operatorId, permission, size)) return true;
    if (overrideId === undefined || subjectId === undefined) return false;
    return isDecided(overrideId, { permission, size, subjectId, sessionId: options.sessionId(training) });
  }

  /** By a decision of this journal. One that says not how far it reaches was asked for at a host before this one's version. */
  async function isDecided(overrideId: string, use: Omit<OverrideUse, 'askerId'>): Promise<boolean> {
    if (!signedIn) return false;
    const { operatorId: askerId, training } = signedIn;
    const fact = await options.journal.fact(overrideId);
    if (fact?.kind !== 'override.decided' || (fact.training === true) !== training) return false;
    const decided = parse(OverrideDecided, fact.payload);
    return decided.ok && decided.value.scope !== undefined && overrideCovers(decided.value, { ...use, askerId });
  }

  function mayNow(operatorId: string, permission: Permission, size = 0): boolean {
    const config = options.config()?.config;
    return config !== undefined && operatorMay(config, operatorId, permission, size);
  }

  function draft<K extends FactKind>(kind: K, payload: PayloadOf<K>): FactDraft {
    return { id: newId(), kind, version: 1, payload };
  }

  function journal(operatorId: string | null, training: boolean, fact: FactDraft): Promise<AppendResult> {
    return options.append([fact], options.stampOf(operatorId, training));
  }

  return {
    signedIn: () => signedIn,
    signIn: (input) => inTurn<{ ok: true } | Refusal>(() => signIn(input)),
    signOut: (cause) => inTurn(() => signOut(cause)),
    review: () => inTurn(review),
    unlock: (input) => inTurn<{ ok: true } | Refusal>(() => unlock(input)),
    override: (input) => inTurn(() => override(input)),
    isAllowed,
    covers: isDecided,
    identify: (credentials) => inTurn(() => proven(credentials)),
  };
}

/** What somebody signs in with, hashed. */
interface Secrets {
  pin?: string | undefined;
  badge?: string | undefined;
}

function secretsOf(config: HostConfig | null, operatorId: string): Secrets {
  return { pin: config?.pinHashes[operatorId], badge: config?.badgeHashes?.[operatorId] };
}

/** Whether a text names a permission. */
export function isPermission(text: string): text is Permission {
  return Object.hasOwn(PERMISSIONS, text);
}

function isEmpty({ operatorId, pin, badge }: Credentials): boolean {
  return operatorId === undefined && pin === undefined && badge === undefined;
}
