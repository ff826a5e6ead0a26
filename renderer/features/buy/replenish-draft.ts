import { LINES_MAX, type PurchaseOrderPublished } from '#contracts/facts/stock-facts.ts';
import type { ProposalRow, SupplierProposals } from '#contracts/http/replenishment.ts';
import type { PurchaseOrderDraft } from '#contracts/http/stock.ts';
import { addDays } from '#domain/calendar/dates.ts';

type OrderLine = PurchaseOrderPublished['lines'][number];

/** The packs of a product that a person wants instead of what is proposed; null is nothing that can be read. */
export type PackEdits = ReadonlyMap<string, number | null>;

/** Packs as they stand: as proposed, or as edited. */
export function packsOf({ variantId, packs }: ProposalRow, edits: PackEdits): number | null {
  const edited = edits.get(variantId);
  return edited === undefined ? packs : edited;
}

/** With other packs of a product; what is as proposed is no edit. */
export function editPacks(edits: PackEdits, row: ProposalRow, packs: number | null): PackEdits {
  const next = new Map(edits);
  if (packs === row.packs) next.delete(row.variantId);
  else next.set(row.variantId, packs);
  return next;
}

/** What is ordered of a supplier: products of no packs are left out. Null while one cannot be read. */
export function proposedLines({ proposals }: SupplierProposals, edits: PackEdits): OrderLine[] | null {
  const lines: OrderLine[] = [];
  for (const row of proposals) {
    const packs = packsOf(row, edits);
    if (packs === null) return null;
    const { variantId, packSize, packCost } = row;
    if (packs > 0) lines.push({ variantId, quantity: packs * packSize, packSize, packCost });
  }
  return lines;
}

/**
 * The draft orders of all suppliers of which something is ordered, expected when they deliver; more than one where there are more
 * lines than an order holds. Null while a line cannot be read. `idOf` gives the id of a supplier's first, second … order.
 */
export function draftOrders(
  groups: readonly SupplierProposals[],
  edits: PackEdits,
  { locationId, today, idOf }: { locationId: string; today: string; idOf: (supplierId: string, no: number) => string },
): PurchaseOrderDraft[] | null {
  const orders: PurchaseOrderDraft[] = [];
  for (const group of groups) {
    const lines = proposedLines(group, edits);
    if (lines === null) return null;
    const { supplierId, leadTimeDays } = group.supplier;
    for (let start = 0; start < lines.length; start += LINES_MAX) {
      orders.push({
        purchaseOrderId: idOf(supplierId, start / LINES_MAX),
        ...{ supplierId, locationId, status: 'draft' },
        expectedOn: addDays(today, leadTimeDays),
        lines: lines.slice(start, start + LINES_MAX),
      });
    }
  }
  return orders;
}
