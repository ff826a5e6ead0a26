import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Host } from '#electron/host/host.ts';
import { type Asked, fitsPath, mayAsk, text, WEB_ROUTES } from './web-routes.ts';

/**
 * A till for a plain browser: `WEB_ROUTES`. Only this machine reaches it, only by its own name (against DNS rebinding), and what is
 * not for everybody there only from its own pages, with the token those carry.
 */
export function createWebServer(host: Host, root: string, token: string): Server {
  const server = createServer((message, reply) => {
    answer({ host, root, token, message, reply }).catch((error: Error) => {
      process.stderr.write(`${error.stack ?? error.message}\n`);
      if (reply.headersSent) reply.destroy();
      else reply.writeHead(500).end();
    });
  });
  server.requestTimeout = 30_000;
  return server;
}

async function answer(asked: Omit<Asked, 'url'>): Promise<void> {
  const { message, reply } = asked;
  const origin = ownOrigin(message);
  const asksFor = message.url ?? '/';
  const url = URL.canParse(asksFor, origin) ? new URL(asksFor, origin) : null;
  if (!url || url.origin !== origin) return send(reply, text(421, 'This till answers on its own address only.'));
  const { origin: page } = message.headers;
  if (page !== undefined && page !== origin) return send(reply, text(403, 'Another page may not use this till.'));
  const route = WEB_ROUTES.find((one) => fitsPath(one, url.pathname));
  if (!route) return send(reply, text(404, 'There is nothing here.'));
  if (!route.methods.includes(message.method ?? '')) {
    return send(reply, text(405, 'This is not asked for in this way.', { allow: route.methods.join(', ') }));
  }
  if (!mayAsk(route.who, { ...asked, url })) return send(reply, text(401, 'Reload the page.'));
  const answered = await route.answer({ ...asked, url });
  if (answered) await send(reply, answered);
}

/** `http://<Host>` when the request names this machine and the port it came in by; undefined otherwise. */
function ownOrigin({ headers, socket }: IncomingMessage): string | undefined {
  const names = ['127.0.0.1', 'localhost'].map((name) => `${name}:${socket.localPort}`);
  return headers.host && names.includes(headers.host) ? `http://${headers.host}` : undefined;
}

async function send(reply: ServerResponse, response: Response): Promise<void> {
  reply.writeHead(response.status, Object.fromEntries(response.headers));
  if (!response.body) {
    reply.end();
    return;
  }
  // A browser that goes away in the middle is nothing to report.
  await pipeline(Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]), reply).catch(() => {});
}
