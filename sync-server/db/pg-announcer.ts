import { type Kysely, sql } from 'kysely';
import pg from 'pg';
import Type from 'typebox';
import { Count, parseJson } from '#contracts/schema.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { type Announcer, localAnnouncer } from '#sync-server/http/announcer.ts';

const CHANNEL = 'omnitill_moved';
const RECONNECT_MS = 1_000;

const Notice = Type.Object({ from: Type.String(), moved: Type.Array(Type.Tuple([Type.String(), Count])) });

/** Announces to this process directly and to the others by LISTEN/NOTIFY; a broken connection is made anew. */
export async function pgAnnouncer(databaseUrl: string, db: Kysely<Tables>, processId: string): Promise<Announcer> {
  const local = localAnnouncer();
  const listener = listenTo(databaseUrl, (payload) => {
    const notice = parseJson(Notice, payload);
    if (notice.ok && notice.value.from !== processId) local.publish(new Map(notice.value.moved));
  });
  await listener.connected;
  return {
    subscribe: local.subscribe,
    publish(moved) {
      if (moved.size === 0) return;
      local.publish(moved);
      const payload = JSON.stringify({ from: processId, moved: [...moved] });
      // Unheard, the others' registers find out by polling.
      sql`select pg_notify(${CHANNEL}, ${payload})`.execute(db).catch(() => {});
    },
    async close() {
      await local.close();
      await listener.close();
    },
  };
}

function listenTo(databaseUrl: string, onPayload: (payload: string) => void) {
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  const connect = async () => {
    const next = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 });
    client = next;
    next.on('notification', ({ payload }) => onPayload(payload ?? ''));
    next.on('error', () => {});
    next.on('end', reconnect);
    await next.connect();
    await next.query(`listen ${CHANNEL}`);
  };
  const reconnect = () => {
    if (closed) return;
    clearTimeout(timer);
    timer = setTimeout(() => connect().catch(reconnect), RECONNECT_MS);
  };
  return {
    connected: connect(),
    async close() {
      closed = true;
      clearTimeout(timer);
      await client?.end();
    },
  };
}
