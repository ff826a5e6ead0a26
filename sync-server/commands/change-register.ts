import type { RegisterChange, RegisterChangeAnswer } from '#contracts/http/fleet.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { channelRegisters } from '#sync-server/db/channel-registers.ts';
import { announceFleet } from '#sync-server/fleet/announce-fleet.ts';
import { holdsFacts } from '#sync-server/fleet/holds-facts.ts';
import { operatorStores } from '#sync-server/fleet/operator-stores.ts';
import { appendFacts, type ServerDraft } from '#sync-server/ingest/append-facts.ts';

/**
 * Renames a register, or moves it to another store, if it is still at the revision. Only a register that no fact is known of moves, nor said to wait on its till:
 * what it witnessed belongs to the store it was in. What it was enrolled with is revoked, for a till keeps its store beside its key.
 * `actorId` must work in both stores.
 */
export async function changeRegister(
  context: ServerContext,
  registerId: string,
  { revision, storeId, name }: RegisterChange,
  actorId: string | null,
): Promise<RegisterChangeAnswer> {
  const answer = await appendFacts<RegisterChangeAnswer>(context, async ({ db }) => {
    const register = await db
      .selectFrom('register')
      .selectAll()
      .where('register_id', '=', registerId)
      .where('register_id', 'not in', channelRegisters(db))
      .executeTakeFirst();
    const own = await operatorStores(db, actorId);
    if (!register || !own.includes(register.store_id) || !own.includes(storeId)) return refused('store-not-own');
    if (register.revision !== revision) {
      const { changed_at, changed_by, ...now } = register;
      const at = changed_at?.toISOString() ?? null;
      const conflict = { revision: now.revision, storeId: now.store_id, name: now.name, by: changed_by, at };
      return { facts: [], answer: { ok: false, conflict } };
    }
    const moves = register.store_id !== storeId;
    if (!moves && register.name === name) return { facts: [], answer: { ok: true, revision } };
    const store = await db.selectFrom('store').select('settings').where('store_id', '=', storeId).executeTakeFirst();
    if (!store) return refused('store-unknown');
    if (moves && store.settings.archived) return refused('store-closed');
    const journals = await db
      .selectFrom('journal')
      .select(['journal_id', 'watermark', 'revoked_at'])
      .where('register_id', '=', registerId)
      .forUpdate()
      .execute();
    if (moves && (journals.some(({ watermark }) => watermark > 0) || (await holdsFacts(db, registerId)))) {
      return refused('register-has-facts');
    }
    const journalIds = journals.filter(({ revoked_at }) => revoked_at === null).map(({ journal_id }) => journal_id);
    const payload = { entity: 'register' as const, entityId: registerId, after: { registerId, storeId, name } };
    const facts: ServerDraft[] = [{ kind: 'settings.published', payload, operatorId: actorId }];
    if (moves && journalIds.length > 0) {
      const revoked = { registerId, storeId: register.store_id, journalIds };
      facts.push({ kind: 'register.revoked', payload: revoked, operatorId: actorId });
    }
    return { facts, answer: { ok: true, revision: revision + 1 } };
  });
  if (answer.ok) announceFleet(context);
  return answer;
}

function refused(fault: string): { facts: []; answer: { ok: false; faults: string[] } } {
  return { facts: [], answer: { ok: false, faults: [fault] } };
}
