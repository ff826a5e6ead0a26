import type { FleetDone, RolloutAnswer, RolloutChange, UpdateOffer } from '#contracts/http/fleet.ts';
import { compareVersions } from '#domain/fleet/compare-versions.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { announceFleet } from '#sync-server/fleet/announce-fleet.ts';
import { operatorStores } from '#sync-server/fleet/operator-stores.ts';
import { readRelease } from '#sync-server/fleet/read-release.ts';
import type { RegisterIdentity } from '#sync-server/http/authenticate.ts';
import { configFeed } from '#sync-server/ingest/effects.ts';

/**
 * Decides which stores are offered the release that lies in the folder, or stops offering it. Whoever decides must work in every
 * store it concerns, before and after. What is downloaded already is not installed once its rollout is stopped, nor what single
 * registers were asked to install until then.
 */
export async function changeRollout(
  context: ServerContext,
  { version, revision, storeIds, status }: RolloutChange,
  actorId: string | null,
): Promise<RolloutAnswer> {
  const { release } = await readRelease(context);
  if (release?.version !== version) return { ok: false, faults: ['release-gone'] };
  const { rollout } = release;
  if ((rollout?.revision ?? 0) !== revision) return { ok: false, faults: ['change-conflict'] };
  const own = await operatorStores(context.db, actorId);
  const stores = await context.db.selectFrom('store').select('store_id').execute();
  const all = stores.map(({ store_id }) => store_id);
  const touched = [...(storeIds ?? all), ...(rollout ? (rollout.storeIds ?? all) : [])];
  if (touched.some((storeId) => !own.includes(storeId))) return { ok: false, faults: ['store-not-own'] };
  const row = {
    version,
    revision: revision + 1,
    store_ids: storeIds,
    status,
    started_at: context.now().toISOString(),
    started_by: actorId,
  };
  const written = await context.db.transaction().execute(async (tx) => {
    const { numInsertedOrUpdatedRows = 0n } = await tx
      .insertInto('update_rollout')
      .values(row)
      .onConflict((conflict) =>
        conflict.column('version').doUpdateSet(row).where('update_rollout.revision', '=', revision),
      )
      .executeTakeFirst();
    if (numInsertedOrUpdatedRows === 0n) return false;
    if (status === 'stopped') await tx.deleteFrom('update_request').where('version', '=', version).execute();
    return true;
  });
  if (!written) return { ok: false, faults: ['change-conflict'] };
  await nudge(context, status === 'stopped' ? all : touched);
  return { ok: true, revision: revision + 1 };
}

/** Asks one register to install the release as soon as nothing is under way at it. */
export async function askUpdate(
  context: ServerContext,
  { registerId, version }: { registerId: string; version: string },
  actorId: string | null,
): Promise<FleetDone> {
  const { release } = await readRelease(context);
  if (release?.version !== version) return { ok: false, faults: ['release-gone'] };
  const register = await context.db
    .selectFrom('register')
    .select('store_id')
    .where('register_id', '=', registerId)
    .executeTakeFirst();
  const own = await operatorStores(context.db, actorId);
  if (!register || !own.includes(register.store_id)) return { ok: false, faults: ['store-not-own'] };
  const row = { version, asked_at: context.now().toISOString(), asked_by: actorId };
  await context.db
    .insertInto('update_request')
    .values({ register_id: registerId, ...row })
    .onConflict((conflict) => conflict.column('register_id').doUpdateSet(row))
    .execute();
  await nudge(context, [register.store_id]);
  return { ok: true };
}

/** What a register that runs a version is offered; a request that came true is done with. */
export async function offerFor(
  context: ServerContext,
  { registerId, storeId }: RegisterIdentity,
  running: string,
): Promise<UpdateOffer | null> {
  const { release } = await readRelease(context);
  const request = await context.db
    .selectFrom('update_request')
    .select(['version', 'asked_at'])
    .where('register_id', '=', registerId)
    .executeTakeFirst();
  if (request && compareVersions(running, request.version) >= 0) {
    await context.db.deleteFrom('update_request').where('register_id', '=', registerId).execute();
  }
  if (!release || compareVersions(running, release.version) >= 0) return null;
  const { version, rollout } = release;
  if (request?.version === version) return { version, askedAt: request.asked_at.toISOString() };
  const offered = rollout?.status === 'running' && (rollout.storeIds?.includes(storeId) ?? true);
  return offered ? { version, askedAt: null } : null;
}

/** The registers of the stores look again, as they do when their configuration may have changed. */
async function nudge(context: ServerContext, storeIds: readonly string[]): Promise<void> {
  const feeds = [...new Set(storeIds)].map(configFeed);
  const rows = await context.db
    .selectFrom('feed')
    .selectAll()
    .where('feed', 'in', feeds.length > 0 ? feeds : [''])
    .execute();
  context.announcer.publish(new Map(rows.map(({ feed, position }) => [feed, position])));
  announceFleet(context);
}
