import type { ServerContext } from '#sync-server/context.ts';
import type { App } from '#sync-server/http/app.ts';
import { servePage } from '#web/serve-page.ts';

const UNBUILT = 'The window has not been built yet: npm run build.';

/** The window for a device without a host: the page, which is told that it has none, and the files it is built of. */
export function windowFilesRoute(app: App, context: ServerContext): void {
  // The page has a policy of its own, stricter than that of the other routes.
  const options = { schema: { hide: true }, helmet: false } as const;
  for (const path of ['/', '/assets/*']) {
    app.get(path, options, async (request, reply) => {
      const asked = new Request(new URL(request.url, 'http://window'));
      const response = await servePage(context.windowDir, asked, { 'omnitill-hostless': '1' });
      const isUnbuilt = response.status === 404 && path === '/';
      reply.code(isUnbuilt ? 503 : response.status).headers(Object.fromEntries(response.headers));
      return reply.send(isUnbuilt ? UNBUILT : Buffer.from(await response.arrayBuffer()));
    });
  }
}
