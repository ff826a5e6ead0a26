import type { Marks, Movement } from './position.ts';

/** A movement as it stands in the ledger: `journalId`, `seq` and `no` (within the fact) tell it from every other. */
export interface LedgerMovement extends Movement {
  journalId: string;
  seq: number;
  no: number;
  /** By the clock of who witnessed it; orders nothing. */
  at: string;
  /** Where within the location: a shelf, the back room. Sales name none. */
  placeId?: string;
  /** Only of a count's adjustment: the facts that the count knew. */
  asOf?: Marks;
}

/** Movements, each once, in one order whatever order they arrived in. Throws where two differ that are told to be the same. */
export function distinctMovements(movements: Iterable<LedgerMovement>): LedgerMovement[] {
  const byId = new Map<string, LedgerMovement>();
  for (const movement of movements) {
    const id = `${movement.journalId}/${movement.seq}/${movement.no}`;
    const other = byId.get(id);
    if (other && (other.quantity !== movement.quantity || other.variantId !== movement.variantId))
      throw new Error(`two movements are ${id}`);
    byId.set(id, movement);
  }
  return [...byId.values()].sort((a, b) =>
    a.journalId < b.journalId ? -1 : a.journalId > b.journalId ? 1 : a.seq - b.seq || a.no - b.no,
  );
}

/** On hand of a variant: its opening stock and its distinct movements; may be negative. */
export function onHandOf(opening: number, variantId: string, movements: Iterable<LedgerMovement>): number {
  let onHand = opening;
  for (const movement of distinctMovements(movements))
    if (movement.variantId === variantId) onHand += movement.quantity;
  return onHand;
}

/** Whether marks know the fact at `seq` of a journal. */
export function knows(marks: Marks, journalId: string, seq: number): boolean {
  return seq <= (marks[journalId] ?? 0);
}

/** Whether `marks` know every fact that `others` know. */
export function knowsAll(marks: Marks, others: Marks): boolean {
  return Object.entries(others).every(([journalId, seq]) => knows(marks, journalId, seq));
}

/** What is known to any of them. */
export function unionOf(all: readonly Marks[]): Marks {
  const union: Record<string, number> = {};
  for (const marks of all) {
    for (const [journalId, seq] of Object.entries(marks)) union[journalId] = Math.max(union[journalId] ?? 0, seq);
  }
  return union;
}
