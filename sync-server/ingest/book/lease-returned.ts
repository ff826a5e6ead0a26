import type { LeaseReturned } from '#contracts/facts/sale-facts.ts';
import { isServerJournal } from '#sync-server/ingest/book/book-fact.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';

/** What a register gives back of its lease; from the server's own journal, what of a lost register's lease is written off. */
export const bookLeaseReturned: Handler<LeaseReturned> = {
  needs({ payload }, _journal, { money }) {
    money.leaseIds.add(payload.leaseId);
  },

  book({ payload }, journal, { money }) {
    const { leaseId, instrument, unspent } = payload;
    const lease = money.leases.get(leaseId);
    const written = isServerJournal(journal);
    if (lease && lease.journalId !== journal.journalId && !written) return {};
    const amount = Math.min(unspent, lease?.outstanding ?? 0);
    const journalId = lease?.journalId ?? journal.journalId;
    return { money: [{ type: 'lease-returned', leaseId, journalId, instrument, amount }] };
  },

  cuts: true,
};
