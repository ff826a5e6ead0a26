import type { ServerContext } from '#sync-server/context.ts';
import { channelRegisters } from '#sync-server/db/channel-registers.ts';
import { appendFacts } from '#sync-server/ingest/append-facts.ts';

export type RevokeResult =
  | { ok: true; registerId: string; name: string }
  | { ok: false; code: 'not-found'; reason: string };

interface Revocation {
  registerId: string;
  /** Only a register of these stores. */
  storeIds?: readonly string[];
  operatorId?: string | null;
}

/**
 * Takes a register out of service, as one that is lost or stolen: all its journals are revoked. It may still send what it witnessed,
 * and gets nothing more; its signature on receipts is no longer believed. Revoking it again changes nothing; a code for the same
 * register enrols a new incarnation.
 */
export function revokeRegister(
  context: ServerContext,
  { registerId, storeIds, operatorId = null }: Revocation,
): Promise<RevokeResult> {
  return appendFacts<RevokeResult>(context, async ({ db }) => {
    const registers = await db
      .selectFrom('register')
      .selectAll()
      .where('register_id', 'not in', channelRegisters(db))
      .orderBy('register_id')
      .execute();
    const inReach = registers.filter(({ store_id }) => storeIds === undefined || storeIds.includes(store_id));
    const register = inReach.find((one) => one.register_id === registerId);
    if (!register) {
      const known = inReach.map(({ register_id, name }) => `${register_id} (${name})`).join(', ');
      const reason = `there is no register ${registerId}; there are: ${known || 'none'}`;
      return { facts: [], answer: { ok: false, code: 'not-found', reason } };
    }
    const journals = await db
      .selectFrom('journal')
      .select('journal_id')
      .where('register_id', '=', registerId)
      .where('revoked_at', 'is', null)
      .orderBy('journal_id')
      .execute();
    const answer = { ok: true, registerId, name: register.name } as const;
    if (journals.length === 0) return { facts: [], answer };
    const journalIds = journals.map(({ journal_id }) => journal_id);
    const payload = { registerId, storeId: register.store_id, journalIds };
    return { facts: [{ kind: 'register.revoked', payload, operatorId }], answer };
  });
}
