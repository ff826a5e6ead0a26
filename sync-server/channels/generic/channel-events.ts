import type { Kysely } from 'kysely';
import { v5 } from 'uuid';
import type { ChannelEvent, ChannelEventKind, EventsAnswer } from '#contracts/http/channel-api.ts';
import type { Tables } from '#sync-server/db/tables.ts';

const EVENT_IDS = '9d1c8b74-2f3a-5a56-b6b0-1c7e0d5f4a92';
export const EVENTS_MAX = 200;

/** Something that a site is told; the same `subject` is told once. */
export async function addEvent(
  db: Kysely<Tables>,
  channelId: string,
  { kind, subject, data, at }: { kind: ChannelEventKind; subject: string; data: Record<string, unknown>; at: string },
): Promise<void> {
  await db
    .insertInto('channel_event')
    .values({
      event_id: v5(`${channelId}\n${kind}\n${subject}`, EVENT_IDS),
      channel_id: channelId,
      kind,
      data: JSON.stringify(data),
      at,
      due_at: at,
    })
    .onConflict((conflict) => conflict.column('event_id').doNothing())
    .execute();
}

/** Events of a channel after a seq, oldest first. */
export async function readEvents(
  db: Kysely<Tables>,
  channelId: string,
  { after, limit }: { after: number; limit: number },
): Promise<EventsAnswer> {
  const rows = await db
    .selectFrom('channel_event')
    .select(['seq', 'event_id', 'kind', 'data', 'at'])
    .where('channel_id', '=', channelId)
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(limit + 1)
    .execute();
  return { events: rows.slice(0, limit).map(eventOf), more: rows.length > limit };
}

export function eventOf(row: {
  seq: number;
  event_id: string;
  kind: ChannelEventKind;
  data: Record<string, unknown>;
  at: Date;
}): ChannelEvent {
  return { eventId: row.event_id, seq: row.seq, kind: row.kind, at: row.at.toISOString(), data: row.data };
}
