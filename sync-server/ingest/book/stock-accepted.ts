import type { StockAccepted } from '#contracts/facts/stock-facts.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';
import { needStockChecks, stockExceptions } from '#sync-server/ingest/book/stock-checks.ts';
import { stockMovement } from '#sync-server/ingest/book/stock-movement.ts';
import { stockTouches } from '#sync-server/ingest/book/stock-touches.ts';
import { needTransfer, transferChanges } from '#sync-server/ingest/book/transfer-checks.ts';

/** What of a transfer arrived goes on hand, also before it is heard of who sent it; what arrived damaged does not. */
export const bookStockAccepted: Handler<StockAccepted> = {
  needs(fact, journal, needs) {
    const { transferId, locationId, lines } = fact.payload;
    needStockChecks(fact, journal, needs, [locationId]);
    needTransfer(transferId, lines, needs);
  },
  book(fact, journal, lookups) {
    const { transferId, locationId, lines, complete } = fact.payload;
    const document = { kind: 'transfer', id: transferId, text: '' };
    const moved = lines.filter(({ quantity }) => quantity > 0);
    const accepted = lines.map(({ variantId, quantity, damaged = 0 }) => {
      return { variantId, sent: 0, accepted: quantity, damaged };
    });
    const { journalId } = journal;
    const changes = transferChanges(fact, journal, lookups, { complete, lines: accepted });
    return {
      movements: moved.map((line) => stockMovement(fact, journal, 'accepted', line, { locationId, document })),
      transfers: [
        {
          ...{ journalId, seq: fact.seq, transferId, fromLocationId: null, toLocationId: locationId },
          ...{ at: fact.at, complete, lines: accepted },
        },
      ],
      touched: stockTouches(locationId, moved, lookups),
      exceptions: [...stockExceptions(fact, journal, lookups, 'stock.accepted', locationId), ...changes.exceptions],
      resolutions: changes.resolutions,
    };
  },
  begins: true,
};
