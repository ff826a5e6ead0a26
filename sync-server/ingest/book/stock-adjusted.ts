import type { StockAdjusted } from '#contracts/facts/stock-facts.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';
import { needStockChecks, stockExceptions } from '#sync-server/ingest/book/stock-checks.ts';
import { stockMovement } from '#sync-server/ingest/book/stock-movement.ts';
import { stockTouches } from '#sync-server/ingest/book/stock-touches.ts';

/** Stock changed for a reason that somebody gave: shrinkage, or something found. */
export const bookStockAdjusted: Handler<StockAdjusted> = {
  needs(fact, journal, needs) {
    needStockChecks(fact, journal, needs, [fact.payload.locationId]);
  },
  book(fact, journal, lookups) {
    const { locationId, reason, lines } = fact.payload;
    const moved = lines.filter(({ quantity }) => quantity !== 0);
    return {
      movements: moved.map((line) => stockMovement(fact, journal, 'adjusted', line, { locationId, reason })),
      exceptions: stockExceptions(fact, journal, lookups, 'stock.adjusted', locationId),
      touched: stockTouches(locationId, moved, lookups),
    };
  },
};
