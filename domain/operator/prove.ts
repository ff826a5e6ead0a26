/** How somebody shows who they are: an operator's id and PIN, or a badge alone. */
export interface Credentials {
  operatorId?: string;
  pin?: string;
  badge?: string;
}

/** Why nobody was found out; `retryAfterMs` is how long the next try must wait. */
export type Refusal = { ok: false; fault: { code: string; detail?: string }; retryAfterMs: number };
export type Proven = { ok: true; operatorId: string } | Refusal;

/** The name under which unknown badges are counted, and journalled: they name nobody. */
export const UNKNOWN_BADGE = '(badge)';

/**
 * Unknown badges name nobody, so the wait they cause holds for every badge: it stays so short that whoever has a good one does not
 * notice, and still takes years to guess one.
 */
const BADGE_WAIT_MAX_MS = 1000;

/** A try that was counted as wrong, or, where it must wait first (`waitMs`, ms), was not. */
export type Counted = { ok: true; takeBack(): Promise<void> } | { ok: false; waitMs: number };

/** What is known of the people of a store, and of wrong tries; `name` is an operator's id, or `UNKNOWN_BADGE`. */
export interface ProofPorts {
  isKnown(operatorId: string): boolean;
  pinFits(operatorId: string, pin: string): Promise<boolean>;
  /** Whose badge it is. */
  holderOf(badge: string): string | undefined;
  /** How long the next try must wait, ms, at most `maxMs`. */
  waitMs(name: string, maxMs?: number): Promise<number>;
  /** Counts a try as wrong before it is checked, unless it must wait. `takeBack` leaves those before it counted. */
  begin(name: string, maxMs?: number): Promise<Counted>;
  /** The try was right after all, and those before it were the same person's. */
  clear(name: string): Promise<void>;
  /** The try was wrong: to be journalled. */
  failed(name: string): Promise<void>;
}

/** Finds out who somebody is. Every try is counted before it is checked; wrong ones in a row must wait longer and longer. */
export async function prove({ operatorId, pin, badge }: Credentials, ports: ProofPorts): Promise<Proven> {
  if (badge !== undefined) {
    return counted(UNKNOWN_BADGE, ports, 'badge-unknown', async () => ports.holderOf(badge));
  }
  if (operatorId === undefined || pin === undefined) return refusal('pin-wrong');
  if (!ports.isKnown(operatorId)) return refusal('operator-unknown');
  return counted(operatorId, ports, 'pin-wrong', async () =>
    (await ports.pinFits(operatorId, pin)) ? operatorId : undefined,
  );
}

async function counted(
  name: string,
  { waitMs, begin, clear, failed }: ProofPorts,
  code: string,
  check: () => Promise<string | undefined>,
): Promise<Proven> {
  const maxMs = name === UNKNOWN_BADGE ? BADGE_WAIT_MAX_MS : undefined;
  const begun = await begin(name, maxMs);
  if (!begun.ok) return refusal('pin-locked', begun.waitMs);
  const operatorId = await check();
  if (operatorId === undefined) {
    await failed(name);
    return refusal(code, await waitMs(name, maxMs));
  }
  // A good badge says nothing of who showed the wrong ones before it.
  await (name === UNKNOWN_BADGE ? begun.takeBack() : clear(name));
  return { ok: true, operatorId };
}

/** Not let in: a code of the error registry, and how long to wait before another try, in milliseconds. */
export function refusal(code: string, retryAfterMs = 0): Refusal {
  return { ok: false, fault: { code }, retryAfterMs };
}
