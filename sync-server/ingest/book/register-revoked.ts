import type { RegisterRevoked } from '#contracts/facts/store-facts.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';
import { configTouch } from '#sync-server/ingest/book/settings-published.ts';

/** A register is out of service: every register of the chain learns that its receipts prove nothing any more. */
export const bookRegisterRevoked: Handler<RegisterRevoked> = {
  needs(_fact, _journal, needs) {
    needs.everyStore = true;
  },
  book({ payload, at }, _journal, lookups) {
    return { revocations: [{ ...payload, at }], touched: [...lookups.locations.keys()].map(configTouch) };
  },
};
