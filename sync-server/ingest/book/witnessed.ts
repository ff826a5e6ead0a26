import type { Fact } from '#contracts/facts/envelope.ts';
import type { AuditEntry, Witnessed } from '#sync-server/ingest/day-effects.ts';
import type { Journal } from '#sync-server/ingest/ingest-store.ts';

/** Where, when and by whom a fact was witnessed: at its journal's store and register, whatever its envelope says. */
export function witnessed(fact: Fact, { journalId, storeId, registerId }: Journal): Witnessed {
  const { seq, operatorId, at, businessDate } = fact;
  return { journalId, seq, storeId, registerId, operatorId, at, businessDate };
}

/** An entry of the audit list. */
export function auditOf(
  fact: Fact,
  journal: Journal,
  kind: string,
  detail: Record<string, unknown>,
  amount = 0,
): AuditEntry {
  return { type: 'audit', ...witnessed(fact, journal), kind, amount, detail };
}
