import { type Kysely, sql } from 'kysely';
import type { Tables } from '#sync-server/db/tables.ts';
import type { ChannelFault } from './channel-port.ts';

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 15 * 60_000;

/** How far a channel was read, and until when it is left alone. */
export async function readState(db: Kysely<Tables>, channelId: string) {
  await db
    .insertInto('channel_state')
    .values({ channel_id: channelId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return db.selectFrom('channel_state').selectAll().where('channel_id', '=', channelId).executeTakeFirstOrThrow();
}

/** Its shop system answered. */
export async function noteWell(db: Kysely<Tables>, channelId: string, now: Date): Promise<void> {
  await db
    .updateTable('channel_state')
    .set({
      ...{
        heard_at: now.toISOString(),
        failures: 0,
        failing_since: null,
        retry_at: null,
        fault: null,
        fault_why: null,
      },
    })
    .where('channel_id', '=', channelId)
    .execute();
}

/**
 * Its shop system did not do what it was asked: it is left alone for a while, each time for twice as long. One that is busy says itself for
 * how long, and is well.
 */
export async function noteFault(db: Kysely<Tables>, channelId: string, fault: ChannelFault, now: Date): Promise<void> {
  const { failures } = await readState(db, channelId);
  const waitMs =
    fault.why === 'busy'
      ? fault.retryAfterMs
      : fault.why === 'signed-out'
        ? LONGEST_WAIT_MS
        : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures, 20));
  const retry = new Date(now.getTime() + waitMs).toISOString();
  if (fault.why === 'busy') {
    const busy = { retry_at: retry, heard_at: now.toISOString() };
    await db.updateTable('channel_state').set(busy).where('channel_id', '=', channelId).execute();
    return;
  }
  await sql`update channel_state set failures = failures + 1, failing_since = coalesce(failing_since, ${now.toISOString()}::timestamptz),
    retry_at = ${retry}::timestamptz, fault = ${fault.detail.slice(0, 500)}, fault_why = ${fault.why}
    where channel_id = ${channelId}`.execute(db);
}

/** An order is to be looked at, now or anew: who looks at the moment looks once more. */
export async function askToLook(
  db: Kysely<Tables>,
  channelId: string,
  channelOrderIds: readonly string[],
  at: string,
): Promise<void> {
  for (const id of new Set(channelOrderIds)) {
    await sql`insert into channel_look (channel_id, channel_order_id, asked_at, due_at)
      values (${channelId}, ${id}, ${at}::timestamptz, ${at}::timestamptz)
      on conflict (channel_id, channel_order_id)
      do update set turn = channel_look.turn + 1, due_at = excluded.due_at, tries = 0`.execute(db);
  }
}
