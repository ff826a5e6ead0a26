import { sql } from 'kysely';
import { ENDED_STATES } from '#domain/fulfilment/fulfilment-state.ts';
import type { ServerContext } from '#sync-server/context.ts';

/** Codes of pickups that have ended of late open nothing any more: their keys in the vault are destroyed. */
export async function forgetCodes({ db, now }: ServerContext): Promise<void> {
  const since = new Date(now().getTime() - 86_400_000).toISOString();
  await sql`update vault set key = null where key is not null and subject_id in (
    select fulfilment_id from fulfilment where method = 'pickup' and changed_at > ${since}
      and state in (${sql.join([...ENDED_STATES].map((state) => sql.lit(state)))}))`.execute(db);
}
