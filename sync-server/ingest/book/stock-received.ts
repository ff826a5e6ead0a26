import type { Fact } from '#contracts/facts/envelope.ts';
import type { StockReceived } from '#contracts/facts/stock-facts.ts';
import { mulDiv } from '#domain/money/money.ts';
import { exceptionOf } from '#sync-server/ingest/book/exception-of.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';
import { needStockChecks, stockExceptions } from '#sync-server/ingest/book/stock-checks.ts';
import { stockMovement } from '#sync-server/ingest/book/stock-movement.ts';
import { stockTouches } from '#sync-server/ingest/book/stock-touches.ts';
import type { ExceptionEffect, MovementEffect } from '#sync-server/ingest/effects.ts';
import type { Journal, Lookups } from '#sync-server/ingest/ingest-store.ts';

/** What a shop begins with is received for this reason. */
const OPENING = 'opening';
/** How many lines an exception names. */
const NAMED_MAX = 5;

type Line = StockReceived['lines'][number];

/**
 * Goods come onto a location's shelf; a store that sells from it sees them, also that there are none. What came damaged does not go
 * on hand, nor into its value.
 */
export const bookStockReceived: Handler<StockReceived> = {
  needs(fact, journal, needs) {
    needStockChecks(fact, journal, needs, [fact.payload.locationId]);
    for (const line of fact.payload.lines) if (differs(line)) needs.variantIds.add(line.variantId);
  },
  book(fact, journal, lookups) {
    const { locationId, reason, lines } = fact.payload;
    const kind = reason === OPENING ? 'opening' : 'received';
    const document = documentOf(fact.payload);
    return {
      movements: lines.map((line) => {
        return stockMovement(fact, journal, kind, line, { locationId, reason, document, cost: costOf(line) });
      }),
      exceptions: [
        ...stockExceptions(fact, journal, lookups, 'stock.received', locationId),
        ...differenceExceptions(fact, journal, lookups),
      ],
      touched: stockTouches(locationId, lines, lookups),
    };
  },
};

/** What of the cost is of the goods that went on the shelf; for the rest nobody need pay. */
function costOf({ quantity, damaged = 0, cost }: Line): number | null {
  if (cost === undefined || quantity <= 0) return null;
  return mulDiv(cost, quantity, quantity + damaged);
}

function documentOf({ purchaseOrderId, deliveryNote, supplierId }: StockReceived): MovementEffect['document'] {
  if (purchaseOrderId) return { kind: 'purchase-order', id: purchaseOrderId, text: deliveryNote ?? '' };
  if (deliveryNote) return { kind: 'delivery-note', id: deliveryNote, text: deliveryNote };
  return supplierId ? { kind: 'supplier', id: supplierId, text: '' } : null;
}

function differs({ quantity, damaged = 0, expected }: Line): boolean {
  return damaged > 0 || (expected !== undefined && expected !== quantity);
}

/** A delivery that is not what its note or order says, or that came damaged: with what the supplier asks for the damaged goods. */
function differenceExceptions(fact: Fact<StockReceived>, journal: Journal, lookups: Lookups): ExceptionEffect[] {
  const { lines, deliveryNote, purchaseOrderId, supplierId } = fact.payload;
  const differing = lines.filter(differs);
  if (differing.length === 0) return [];
  const damagedCost = differing.reduce((sum, line) => sum + (line.cost ?? 0) - (costOf(line) ?? 0), 0);
  const detail = {
    ...(deliveryNote ? { deliveryNote } : {}),
    ...(purchaseOrderId ? { purchaseOrderId } : {}),
    ...(supplierId ? { supplierId } : {}),
    lines: differing.length,
    goods: differing
      .slice(0, NAMED_MAX)
      .map((line) => saidOf(line, lookups))
      .join('; '),
  };
  const amount = Number.isSafeInteger(damagedCost) && damagedCost > 0 ? { amount: damagedCost } : {};
  return [exceptionOf('delivery-differs', { ...journal, seq: fact.seq }, detail, amount)];
}

/** `Mug 8/10`, and ` (1)` where so many came damaged. */
function saidOf({ variantId, quantity, expected = quantity, damaged = 0 }: Line, { variants }: Lookups): string {
  const name = variants.get(variantId)?.name ?? variantId;
  return `${name} ${quantity}/${expected}${damaged > 0 ? ` (${damaged})` : ''}`;
}
