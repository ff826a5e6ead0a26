import type { FleetCodeAnswer, FleetCodeRequest, FleetDone } from '#contracts/http/fleet.ts';
import { codeFault } from '#domain/operator/code-fault.ts';
import { issueCode } from '#sync-server/commands/issue-code.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { readPeople } from '#sync-server/db/read-people.ts';
import { announceFleet } from '#sync-server/fleet/announce-fleet.ts';
import { operatorStores } from '#sync-server/fleet/operator-stores.ts';

/** A code for a register of a store in which `actorId` works, and nobody may do more than they (`codeFault`). */
export async function issueFleetCode(
  context: ServerContext,
  request: FleetCodeRequest,
  actorId: string | null,
): Promise<FleetCodeAnswer> {
  const { storeId } = request;
  const { db } = context;
  const { people, roles } = await readPeople(db);
  const staff = people.map(({ operator }) => operator);
  const rules = roles.map(({ role }) => role);
  const fault = codeFault(actorId, storeId, staff, rules);
  if (fault) return { ok: false, faults: [fault] };
  const store = await db.selectFrom('store').select('settings').where('store_id', '=', storeId).executeTakeFirst();
  if (store?.settings.archived) return { ok: false, faults: ['store-closed'] };
  const issued = await issueCode(context, { ...request, issuedBy: actorId });
  if (!issued.ok) return { ok: false, faults: ['not-found'] };
  announceFleet(context);
  return { ok: true, codeId: issued.codeId, ...issued.answer };
}

/** Takes a code back that enrolled nothing yet. One that is gone already is as it shall be. */
export async function withdrawCode(context: ServerContext, codeId: string, actorId: string | null): Promise<FleetDone> {
  const own = await operatorStores(context.db, actorId);
  const code = await context.db
    .selectFrom('register_code')
    .select(['store_id', 'used_by'])
    .where('code_id', '=', codeId)
    .executeTakeFirst();
  if (!code) return { ok: true };
  if (!own.includes(code.store_id)) return { ok: false, faults: ['store-not-own'] };
  if (code.used_by !== null) return { ok: false, faults: ['code-used'] };
  await context.db.deleteFrom('register_code').where('code_id', '=', codeId).where('used_by', 'is', null).execute();
  announceFleet(context);
  return { ok: true };
}
