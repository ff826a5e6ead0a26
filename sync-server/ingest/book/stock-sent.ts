import type { StockSent } from '#contracts/facts/stock-facts.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';
import { needStockChecks, stockExceptions } from '#sync-server/ingest/book/stock-checks.ts';
import { stockMovement } from '#sync-server/ingest/book/stock-movement.ts';
import { stockTouches } from '#sync-server/ingest/book/stock-touches.ts';
import { needTransfer, transferChanges } from '#sync-server/ingest/book/transfer-checks.ts';

/** Goods leave a location at once, and are in transit until they are accepted where they go. */
export const bookStockSent: Handler<StockSent> = {
  needs(fact, journal, needs) {
    const { transferId, fromLocationId, lines } = fact.payload;
    needStockChecks(fact, journal, needs, [fromLocationId]);
    needTransfer(transferId, lines, needs);
  },
  book(fact, journal, lookups) {
    const { transferId, fromLocationId, toLocationId, lines } = fact.payload;
    const document = { kind: 'transfer', id: transferId, text: toLocationId };
    const sent = lines.map(({ variantId, quantity }) => ({ variantId, sent: quantity, accepted: 0, damaged: 0 }));
    const { journalId } = journal;
    const changes = transferChanges(fact, journal, lookups, { isSent: true, lines: sent });
    return {
      movements: lines.map((line) => {
        const gone = { ...line, quantity: -line.quantity };
        return stockMovement(fact, journal, 'sent', gone, { locationId: fromLocationId, document });
      }),
      transfers: [
        {
          ...{ journalId, seq: fact.seq, transferId, fromLocationId, toLocationId },
          ...{ at: fact.at, complete: false, lines: sent },
        },
      ],
      touched: stockTouches(fromLocationId, lines, lookups),
      exceptions: [...stockExceptions(fact, journal, lookups, 'stock.sent', fromLocationId), ...changes.exceptions],
      resolutions: changes.resolutions,
    };
  },
  begins: true,
};
