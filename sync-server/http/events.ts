import type { ServerResponse } from 'node:http';
import type { Announcement } from '#contracts/http/api.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { FLEET_FEED } from '#sync-server/fleet/announce-fleet.ts';
import { watchPresence } from '#sync-server/fleet/watch-presence.ts';
import type { App } from '#sync-server/http/app.ts';
import { registerOf, requireRegister } from '#sync-server/http/authenticate.ts';
import { CHAIN_FEED, configFeed, storeFeed } from '#sync-server/ingest/effects.ts';

const HEARTBEAT_MS = 15_000;
/** A reader that leaves this much unread is cut off; it reconnects and pulls. */
const UNREAD_BYTES_MAX = 65_536;

/** Server-sent events: what moved for the register's store, first where everything stands now. */
export function eventsRoute(app: App, context: ServerContext): void {
  const open = new Set<ServerResponse>();
  const presence = watchPresence(context, (error) => app.log.error(error));
  app.addHook('preClose', async () => {
    presence.close();
    for (const stream of open) stream.end();
  });
  app.addHook('onClose', presence.settled);
  const schema = { summary: 'Announces what moved, as server-sent events', security: [{ register: [] }] };
  app.get('/events', { schema, onRequest: requireRegister(context) }, async (request, reply) => {
    const { journalId, storeId } = registerOf(request);
    const topics = topicsOf(storeId);
    reply.hijack();
    const stream = reply.raw;
    open.add(stream);
    const left = presence.came(journalId);
    stream.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      connection: 'close',
    });
    const announce = (feed: string, position: number) => {
      const topic = topics.get(feed);
      if (topic) write(stream, `data: ${JSON.stringify({ topic, position } satisfies Announcement)}\n\n`);
    };
    const unsubscribe = context.announcer.subscribe(announce);
    const heartbeat = setInterval(() => write(stream, ': still here\n\n'), HEARTBEAT_MS);
    stream.on('close', () => {
      unsubscribe();
      clearInterval(heartbeat);
      open.delete(stream);
      left();
    });
    for (const { feed, position } of await standing(context, [...topics.keys()])) announce(feed, position);
  });
}

function topicsOf(storeId: string): Map<string, Announcement['topic']> {
  return new Map([
    [CHAIN_FEED, 'chain'],
    [storeFeed(storeId), 'store'],
    [configFeed(storeId), 'config'],
    [FLEET_FEED, 'fleet'],
  ]);
}

function standing({ db }: ServerContext, feeds: string[]) {
  return db.selectFrom('feed').selectAll().where('feed', 'in', feeds).execute();
}

function write(stream: ServerResponse, text: string): void {
  if (stream.destroyed || stream.writableEnded) return;
  if (stream.writableLength > UNREAD_BYTES_MAX) stream.destroy();
  else stream.write(text);
}
