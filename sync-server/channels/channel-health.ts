import { type Kysely, sql } from 'kysely';
import type { ChannelHealth } from '#contracts/http/channels.ts';
import type { Tables } from '#sync-server/db/tables.ts';

/** How a channel's shop system is reached, and what waits. */
export async function readHealth(db: Kysely<Tables>, channelId: string): Promise<ChannelHealth> {
  const state = await db.selectFrom('channel_state').selectAll().where('channel_id', '=', channelId).executeTakeFirst();
  const { rows } = await sql<{ to_look_at: number; to_tell: number; unmapped: number }>`
    select (select count(*) from channel_look where channel_id = ${channelId})::int8 as to_look_at,
      (select count(*) from channel_outbox where channel_id = ${channelId} and done_at is null)::int8
        + (select count(*) from channel_event where channel_id = ${channelId} and due_at is not null)::int8 as to_tell,
      (select count(*) from channel_order where channel_id = ${channelId} and unmapped <> '[]')::int8 as unmapped`.execute(
    db,
  );
  const [counts] = rows;
  return {
    state: stateOf(state),
    heardAt: state?.heard_at?.toISOString() ?? null,
    webhookAt: state?.webhook_at?.toISOString() ?? null,
    since: state?.failing_since?.toISOString() ?? null,
    retryAt: state?.failing_since ? (state.retry_at?.toISOString() ?? null) : null,
    fault: state?.fault ?? null,
    toLookAt: counts?.to_look_at ?? 0,
    toTell: counts?.to_tell ?? 0,
    unmapped: counts?.unmapped ?? 0,
  };
}

function stateOf(
  state: { failing_since: Date | null; fault_why: string | null; heard_at: Date | null } | undefined,
): ChannelHealth['state'] {
  if (!state) return 'new';
  if (state.failing_since) return state.fault_why === 'signed-out' ? 'signed-out' : 'down';
  return state.heard_at ? 'well' : 'new';
}
