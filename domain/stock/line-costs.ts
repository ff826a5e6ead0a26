import type { VariantQuantity } from '#domain/catalog/variant.ts';
import { allocate, type Minor } from '#domain/money/money.ts';

/** A sale line, or a return, and what it takes off the shelf or brings back: a bundle its parts, a service nothing. */
export interface MovedLine {
  lineId: string;
  /** Quantities >= 0, in the smallest unit. */
  moved: readonly VariantQuantity[];
}

/**
 * What each line cost, for its gross profit: what was charged for a variant (`issueStock`, and later corrections of it) is split
 * over the lines that moved it, by quantity, so that the lines sum to what was charged to the minor unit. Lines that sell and lines
 * that take back are split apart. Throws a RangeError where something was charged that no line moved.
 */
export function lineCosts(lines: readonly MovedLine[], charged: ReadonlyMap<string, Minor>): Map<string, Minor> {
  const costs = new Map<string, Minor>(lines.map(({ lineId }) => [lineId, 0]));
  for (const [variantId, cost] of charged) {
    const moving = lines.flatMap(({ lineId, moved }) =>
      moved.flatMap((part) => (part.variantId === variantId ? [{ lineId, quantity: part.quantity }] : [])),
    );
    const parts = allocate(
      cost,
      moving.map(({ quantity }) => quantity),
    );
    for (const [index, { lineId }] of moving.entries()) {
      costs.set(lineId, (costs.get(lineId) ?? 0) + (parts[index] ?? 0));
    }
  }
  return costs;
}
