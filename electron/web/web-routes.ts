import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
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
 * Who may ask, of what reaches this machine under its own name and from no other page: `machine` anybody there; `page` who shows the
 * token of the till's page in a header; `window` as well the browser's word that its own page asks, for what it fetches without one;
 * `page-stream` and `customer-stream` who shows the token of the till's or the customer's page in the address, since an event stream
 * has no headers.
 */
export type Asker = 'machine' | 'page' | 'window' | 'page-stream' | 'customer-stream';

/** What is asked, of which till. */
export interface Asked {
  host: Host;
  /** Folder of the built window. */
  root: string;
  /** Of the till's page. */
  token: string;
  message: IncomingMessage;
  reply: ServerResponse;
  url: URL;
}

export interface WebRoute {
  methods: readonly string[];
  /** `*` at its end stands for anything. */
  path: string;
  who: Asker;
  /** Null: it was answered by itself. */
  answer(asked: Asked): Promise<Response | null>;
}

/** All that a till for a plain browser answers; the first path that fits counts. */
export const WEB_ROUTES: readonly WebRoute[] = [
  { methods: ['POST'], path: '/ipc', who: 'page', answer: call },
  { methods: ['GET'], path: '/ipc/events', who: 'page-stream', answer: ({ host, reply }) => pushEvents(host, reply) },
  {
    methods: ['GET'],
    path: '/customer/events',
    who: 'customer-stream',
    answer: ({ host, reply }) => pushEvents(host.customer, reply),
  },
  { methods: ['GET', 'POST', 'PUT'], path: `${API_PREFIX}/*`, who: 'window', answer: askServer },
  { methods: ['GET', 'HEAD'], path: '/*', who: 'machine', answer: showFile },
];

export function fitsPath({ path }: WebRoute, pathname: string): boolean {
  return path.endsWith('*') ? pathname.startsWith(path.slice(0, -1)) : pathname === path;
}

/** Whether who asks may. */
export function mayAsk(who: Asker, { message, url, token }: Asked): boolean {
  if (who === 'machine') return true;
  if (who === 'page-stream') return isToken(url.searchParams.get('token'), token);
  if (who === 'customer-stream') return isToken(url.searchParams.get('token'), customerToken(token));
  const vouched = who === 'window' && message.headers['sec-fetch-site'] === 'same-origin';
  return vouched || isToken(message.headers['x-omnitill-token'], token);
}

function isToken(shown: string | string[] | null | undefined, token: string): boolean {
  if (typeof shown !== 'string') return false;
  const [a, b] = [Buffer.from(shown), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** What the customer's page shows: it opens what the customer sees, and nothing else. */
function customerToken(token: string): string {
  return createHmac('sha256', token).update('customer').digest('base64url');
}

async function call({ host, message }: Asked): Promise<Response> {
  if (!message.headers['content-type']?.startsWith('application/json')) return text(415, 'JSON is expected.');
  const body = await readBody(message);
  if (body === null) return text(413, 'The call is too large.');
  const parsed = parseJson(Call, body);
  if (!parsed.ok) return text(400, `The call${parsed.at}: ${parsed.message}`);
  const result = await host.call(parsed.value.method, parsed.value.input);
  return result.ok ? Response.json(result.output) : text(400, result.message);
}

async function askServer({ host, message, reply, url }: Asked): Promise<Response> {
  const ended = new AbortController();
  reply.on('close', () => ended.abort());
  const init = { method: message.method ?? 'GET', headers: headersOf(message), signal: ended.signal };
  if (message.method === 'GET') return host.api(new Request(url, init));
  const body = await readBody(message);
  if (body === null) return text(413, 'This is too long.');
  return host.api(new Request(url, { ...init, body }));
}

async function showFile({ root, message, url, token }: Asked): Promise<Response> {
  const page = url.pathname === '/customer' ? customerToken(token) : token;
  return servePage(root, new Request(url, { method: message.method ?? 'GET' }), { 'omnitill-token': page });
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

function pushEvents(
  source: { subscribe(listener: (event: unknown) => void): () => void },
  reply: ServerResponse,
): Promise<null> {
  reply.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  const stop = source.subscribe((event) => reply.write(`data: ${JSON.stringify(event)}\n\n`));
  const heartbeat = setInterval(() => reply.write(':\n\n'), HEARTBEAT_MS);
  reply.on('close', () => {
    stop();
    clearInterval(heartbeat);
  });
  return Promise.resolve(null);
}

function headersOf(message: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headers)) {
    if (typeof value === 'string') headers.set(name, value);
  }
  return headers;
}

/** An answer in words. */
export function text(status: number, body: string, headers: Record<string, string> = {}): Response {
  return new Response(body, { status, headers: { ...headers, 'content-type': 'text/plain; charset=utf-8' } });
}
