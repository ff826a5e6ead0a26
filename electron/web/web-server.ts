import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import Type from 'typebox';
import { API_PREFIX } from '#contracts/ipc/proxied.ts';
import { parseJson } from '#contracts/schema.ts';
import type { Host } from '#electron/host/host.ts';
import { servePage } from '#web/serve-page.ts';

/** More than all pictures that `CustomerWindowSettings` may have. */
const BODY_BYTES_MAX = 6_000_000;
const HEARTBEAT_MS = 20_000;
const Call = Type.Object({ method: Type.String(), input: Type.Unknown() }, { additionalProperties: false });

/**
 * A till for a plain browser: the window's files, `POST /ipc` for its calls, `GET /ipc/events` for what the host pushes, the
 * server under `API_PREFIX`, and `/customer` with `/customer/events`, which only shows what the customer sees. Only this machine reaches it, only by its own name (against DNS rebinding), and calls only from its
 * own pages, with the token those carry.
 */
export function createWebServer(host: Host, root: string, token: string): Server {
  const server = createServer((message, reply) => {
    answer(host, root, token, message, reply).catch((error: Error) => {
      process.stderr.write(`${error.stack ?? error.message}\n`);
      if (reply.headersSent) reply.destroy();
      else reply.writeHead(500).end();
    });
  });
  server.requestTimeout = 30_000;
  return server;
}

async function answer(
  host: Host,
  root: string,
  token: string,
  message: IncomingMessage,
  reply: ServerResponse,
): Promise<void> {
  const origin = ownOrigin(message);
  if (!origin) return send(reply, text(421, 'This till answers on its own address only.'));
  const { origin: asked } = message.headers;
  if (asked !== undefined && asked !== origin) return send(reply, text(403, 'Another page may not use this till.'));
  const url = new URL(message.url ?? '/', origin);
  const route = `${message.method} ${url.pathname}`;
  if (route === 'GET /ipc/events') {
    if (!fits(url.searchParams.get('token'), token)) return send(reply, text(401, 'Reload the page.'));
    return pushEvents(host, reply);
  }
  if (route === 'GET /customer/events') {
    if (!fits(url.searchParams.get('token'), customerToken(token))) return send(reply, text(401, 'Reload the page.'));
    return pushEvents(host.customer, reply);
  }
  const shown = fits(message.headers['x-omnitill-token'], token);
  if (route === 'POST /ipc') return send(reply, shown ? await call(host, message) : text(401, 'Reload the page.'));
  const ended = new AbortController();
  reply.on('close', () => ended.abort());
  const sent = message.method === 'POST' || message.method === 'PUT' ? { body: (await readBody(message)) ?? '' } : {};
  const init = { method: message.method, headers: headersOf(message), signal: ended.signal, ...sent };
  const request = new Request(url, init);
  if (!url.pathname.startsWith(`${API_PREFIX}/`)) {
    const page = url.pathname === '/customer' ? customerToken(token) : token;
    return send(reply, await servePage(root, request, { 'omnitill-token': page }));
  }
  // The browser vouches for its own page's fetches and event streams; anything else must show the token.
  const own = shown || message.headers['sec-fetch-site'] === 'same-origin';
  return send(reply, own ? await host.api(request) : text(401, 'Reload the page.'));
}

/** `http://<Host>` when the request names this machine and the port it came in by; undefined otherwise. */
function ownOrigin({ headers, socket }: IncomingMessage): string | undefined {
  const names = ['127.0.0.1', 'localhost'].map((name) => `${name}:${socket.localPort}`);
  return headers.host && names.includes(headers.host) ? `http://${headers.host}` : undefined;
}

function fits(shown: string | string[] | null | undefined, token: string): boolean {
  if (typeof shown !== 'string') return false;
  const [a, b] = [Buffer.from(shown), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
}

async function call(host: Host, message: IncomingMessage): Promise<Response> {
  if (!message.headers['content-type']?.startsWith('application/json')) return text(415, 'JSON is expected.');
  const body = await readBody(message);
  if (body === null) return text(413, 'The call is too large.');
  const parsed = parseJson(Call, body);
  if (!parsed.ok) return text(400, `The call${parsed.at}: ${parsed.message}`);
  const result = await host.call(parsed.value.method, parsed.value.input);
  return result.ok ? Response.json(result.output) : text(400, result.message);
}

async function readBody(message: IncomingMessage): Promise<string | null> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of message) {
    size += (piece as Buffer).length;
    if (size > BODY_BYTES_MAX) return null;
    pieces.push(piece as Buffer);
  }
  return Buffer.concat(pieces).toString('utf8');
}

/** What the customer's page shows: it opens what the customer sees, and nothing else. */
function customerToken(token: string): string {
  return createHmac('sha256', token).update('customer').digest('base64url');
}

function pushEvents(
  source: { subscribe(listener: (event: unknown) => void): () => void },
  reply: ServerResponse,
): void {
  reply.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  const stop = source.subscribe((event) => reply.write(`data: ${JSON.stringify(event)}\n\n`));
  const heartbeat = setInterval(() => reply.write(':\n\n'), HEARTBEAT_MS);
  reply.on('close', () => {
    stop();
    clearInterval(heartbeat);
  });
}

function headersOf(message: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headers)) {
    if (typeof value === 'string') headers.set(name, value);
  }
  return headers;
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

function text(status: number, body: string): Response {
  return new Response(body, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } });
}
