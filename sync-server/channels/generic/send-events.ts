import { webhookHeaders } from '#sync-server/channels/standard-webhook.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { eventOf } from './channel-events.ts';

const AT_ONCE = 50;
const TIMEOUT_MS = 10_000;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 3_600_000;
/** After about three days of waits that double; the event can still be read. */
const TRIES_MAX = 80;

/**
 * Sends the events of a channel that are due to its site, in their order, signed: a later one waits while one before it is not
 * taken. An answer of 410 Gone ends it, as Standard Webhooks 1.0 has it ("Delivery"): the address is forgotten by the caller.
 */
export async function sendEvents(
  { db, now }: Pick<ServerContext, 'db' | 'now'>,
  channelId: string,
  target: { url: string; secret: string },
  send: typeof fetch = fetch,
): Promise<'done' | 'waiting' | 'gone'> {
  const rows = await db
    .selectFrom('channel_event')
    .selectAll()
    .where('channel_id', '=', channelId)
    .where('due_at', 'is not', null)
    .orderBy('seq')
    .limit(AT_ONCE)
    .execute();
  for (const row of rows) {
    if (row.due_at && row.due_at.getTime() > now().getTime()) return 'waiting';
    const body = JSON.stringify(eventOf(row));
    const fault = await post(target, { id: row.event_id, at: now(), body }, send);
    if (fault === 'gone') return 'gone';
    const tries = row.tries + 1;
    const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(tries, 20));
    const isOver = fault === null || tries >= TRIES_MAX;
    const due = isOver ? null : new Date(now().getTime() + waitMs).toISOString();
    await db.updateTable('channel_event').set({ due_at: due, tries, fault }).where('seq', '=', row.seq).execute();
    if (fault !== null) return 'waiting';
  }
  return 'done';
}

async function post(
  { url, secret }: { url: string; secret: string },
  event: { id: string; at: Date; body: string },
  send: typeof fetch,
): Promise<string | null> {
  try {
    const response = await send(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...webhookHeaders(secret, event) },
      body: event.body,
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.body?.cancel();
    if (response.status === 410) return 'gone';
    return response.ok ? null : `answered ${response.status}`;
  } catch (error) {
    return String(error).slice(0, 500);
  }
}
