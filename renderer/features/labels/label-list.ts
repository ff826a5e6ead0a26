import type { Minor } from '#domain/money/money.ts';
import type { VariantCard } from '#renderer/store/till-store.ts';

/** A product of which labels are wanted. */
export interface LabelRow {
  card: VariantCard;
  copies: number;
  /** The price before, where the label is to show that it came down. */
  was?: Minor;
}

/** As many labels as one run takes, and copies of each (`labels.print`). */
export const MOST_ROWS = 2000;
export const MOST_COPIES = 999;

/** One more of a product that is scanned again; a new one comes first. */
export function addOne(rows: readonly LabelRow[], card: VariantCard): LabelRow[] {
  const known = rows.find((row) => row.card.variantId === card.variantId);
  if (known) return setCopies(rows, card.variantId, known.copies + 1);
  return rows.length >= MOST_ROWS ? [...rows] : [{ card, copies: 1 }, ...rows];
}

/** Labels of prices that changed take the place of those that were wanted of the same products. */
export function addChanged(rows: readonly LabelRow[], changed: readonly LabelRow[]): LabelRow[] {
  const fresh = new Set(changed.map(({ card }) => card.variantId));
  return [...changed, ...rows.filter(({ card }) => !fresh.has(card.variantId))].slice(0, MOST_ROWS);
}

/** One of each that is not there yet, as far as a run takes them. */
export function addAll(rows: readonly LabelRow[], cards: readonly VariantCard[]): LabelRow[] {
  const known = new Set(rows.map(({ card }) => card.variantId));
  const fresh = cards.filter(({ variantId }) => !known.has(variantId)).map((card) => ({ card, copies: 1 }));
  return [...rows, ...fresh].slice(0, MOST_ROWS);
}

export function setCopies(rows: readonly LabelRow[], variantId: string, copies: number): LabelRow[] {
  const within = Math.min(Math.max(1, copies), MOST_COPIES);
  return rows.map((row) => (row.card.variantId === variantId ? { ...row, copies: within } : row));
}

export function without(rows: readonly LabelRow[], variantId: string): LabelRow[] {
  return rows.filter(({ card }) => card.variantId !== variantId);
}

/** What is left of a list that is printed from the top once so many have come out; `isPrinted` says which rows were in it. */
export function rest(rows: readonly LabelRow[], printed: number, isPrinted: (row: LabelRow) => boolean): LabelRow[] {
  let out = printed;
  return rows.flatMap((row) => {
    if (!isPrinted(row)) return [row];
    const taken = Math.min(out, row.copies);
    out -= taken;
    return taken === row.copies ? [] : [{ ...row, copies: row.copies - taken }];
  });
}
