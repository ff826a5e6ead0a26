import type { LeaseGranted } from '#contracts/facts/sale-facts.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';

/** A register may spend so much of an instrument without asking. */
export const bookLeaseGranted: Handler<LeaseGranted> = {
  book({ payload }) {
    return { money: [{ type: 'lease-grant', ...payload }] };
  },

  cuts: true,
};
