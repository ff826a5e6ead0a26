import { sql } from 'kysely';
import { Health, PROTOCOL_VERSION } from '#contracts/http/api.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { App } from '#sync-server/http/app.ts';
import { VERSION } from '#sync-server/version.ts';

/** Answers when the server and its database do. */
export function healthRoute(app: App, { db, embedded, now, mail }: ServerContext): void {
  app.get('/health', { schema: { summary: 'Whether the server works', response: { 200: Health } } }, async () => {
    await sql`select 1`.execute(db);
    return {
      status: 'ok' as const,
      version: VERSION,
      protocol: PROTOCOL_VERSION,
      database: embedded ? ('embedded' as const) : ('postgresql' as const),
      at: now().toISOString(),
      mail,
    };
  });
}
