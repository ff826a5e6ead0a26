import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Host, openHost } from '#electron/host/host.ts';
import { DrivenClock } from '#tests/fixtures/driven-clock.ts';
import { FakeServer } from '#tests/fixtures/fake-server.ts';
import { sendRaw } from '#tests/fixtures/send-raw.ts';
import { WEB_ROUTES } from './web-routes.ts';
import { createWebServer } from './web-server.ts';

/** Who may ask for what, apart from the code that says so. */
const KNOWN = {
  'POST /ipc': 'page',
  'GET /ipc/events': 'page-stream',
  'GET /customer/events': 'customer-stream',
  'GET /api/*': 'window',
  'POST /api/*': 'window',
  'PUT /api/*': 'window',
  'GET /*': 'machine',
  'HEAD /*': 'machine',
};
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'];
const TOKEN = 'token-of-the-page-0123456789abcdef';
const CALL = JSON.stringify({ method: 'host.status', input: {} });

let folder: string;
let host: Host;
let web: Server;
let port: number;
/** The token of the customer's page. */
let customer: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'omnitill-routes-'));
  for (const page of ['renderer', 'renderer/customer']) {
    await mkdir(join(folder, page));
    await writeFile(join(folder, page, 'index.html'), '<html><head></head><body></body></html>');
  }
  const { fetch } = new FakeServer();
  const opened = await openHost({ dataDir: folder, version: '1', fetch, clock: new DrivenClock() });
  if (!opened.ok) throw new Error(opened.message);
  host = opened.host;
  web = createWebServer(host, join(folder, 'renderer'), TOKEN);
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
  port = (web.address() as AddressInfo).port;
  const page = await sendRaw({ port, method: 'GET', path: '/customer' });
  customer = /<meta name="omnitill-token" content="([^"]+)">/.exec(page.body)?.[1] ?? '';
});
afterEach(async () => {
  web.closeAllConnections();
  await new Promise((resolve) => web.close(resolve));
  await host.close();
  await rm(folder, { recursive: true });
});

const routes = WEB_ROUTES.flatMap((route) =>
  route.methods.map((method) => {
    const path = route.path.replace('*', route.path === '/*' ? '' : 'feeds/store');
    return { method, path, who: route.who, name: `${method} ${route.path}` };
  }),
);

interface Showing {
  token?: string;
  headers?: Record<string, string>;
  body?: string;
  path?: string;
}

/** Asks for a route as its page would, unless it is said otherwise. */
async function ask(
  { method, path, who }: (typeof routes)[number],
  { token = '', headers = {}, body, path: other }: Showing,
) {
  const isStream = who.endsWith('-stream');
  const query = isStream ? `?token=${token}` : '';
  const sent = {
    ...(isStream || token === '' ? {} : { 'x-omnitill-token': token }),
    ...(method === 'POST' || method === 'PUT' ? { 'content-type': 'application/json' } : {}),
    ...headers,
  };
  const answer = await sendRaw({
    port,
    method,
    path: `${other ?? path}${query}`,
    headers: sent,
    body: method === 'GET' || method === 'HEAD' ? '' : (body ?? CALL),
    until: '\n\n',
  });
  return { ...answer, isWorded: method === 'HEAD' || answer.body.trim().length > 5 };
}

const rightToken = (who: string) => (who === 'customer-stream' ? customer : who === 'machine' ? '' : TOKEN);

test('every route is known for who may ask for it', () => {
  expect(Object.fromEntries(routes.map(({ name, who }) => [name, who]))).toEqual(KNOWN);
});

test('each answers who may ask', async () => {
  for (const route of routes) {
    const { status, isWorded } = await ask(route, { token: rightToken(route.who) });
    // Nobody enrolled this till: what is passed on to a server is answered by none.
    const known = route.path.startsWith('/api/') ? (route.method === 'GET' ? 503 : 404) : 200;
    expect([route.name, status, isWorded]).toEqual([route.name, known, true]);
  }
});

test('without its own token it is refused in words, also with the token of the other page', async () => {
  const wrong: string[] = [];
  for (const route of routes.filter(({ who }) => who !== 'machine')) {
    const other = route.who === 'customer-stream' ? TOKEN : customer;
    const almost = `${rightToken(route.who).slice(0, -1)}!`;
    for (const token of ['', 'nonsense', almost, other, `${rightToken(route.who)}x`]) {
      const { status, isWorded } = await ask(route, { token });
      if (status !== 401 || !isWorded) wrong.push(`${route.name} ${token}: ${status}`);
    }
    for (const site of ['cross-site', 'same-site', 'none']) {
      const { status, isWorded } = await ask(route, { headers: { 'sec-fetch-site': site } });
      if (status !== 401 || !isWorded) wrong.push(`${route.name} ${site}: ${status}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('under another name, or for another page, everything is refused in words, whatever is shown', async () => {
  const elsewhere: [Showing, number][] = [
    ...[
      'evil.example',
      `evil.example:${port}`,
      '127.0.0.1',
      '127.0.0.1:1',
      `127.0.0.1.nip.example:${port}`,
      `[::1]:${port}`,
    ].map((name): [Showing, number] => [{ headers: { host: name } }, 421]),
    ...[
      'http://evil.example',
      'null',
      'http://127.0.0.1:1',
      `https://127.0.0.1:${port}`,
      `http://localhost.evil:${port}`,
    ].map((origin): [Showing, number] => [{ headers: { origin, 'sec-fetch-site': 'same-origin' } }, 403]),
    [{ path: 'http://evil.example/ipc' }, 421],
    [{ path: '//evil.example/ipc' }, 421],
    [{ path: 'http://[' }, 421],
  ];
  const wrong: string[] = [];
  for (const route of routes) {
    for (const [showing, expected] of elsewhere) {
      const { status, isWorded, body } = await ask(route, { token: rightToken(route.who), ...showing });
      const tells = body.includes(TOKEN) || body.includes(customer);
      if (status !== expected || !isWorded || tells) wrong.push(`${route.name} ${JSON.stringify(showing)}: ${status}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('another method is refused in words, and told which there are', async () => {
  const wrong: string[] = [];
  for (const route of WEB_ROUTES) {
    for (const method of METHODS.filter((one) => !route.methods.includes(one))) {
      const path = route.path.replace('*', 'x');
      const token = rightToken(route.who);
      const headers = { 'x-omnitill-token': token };
      const { status, headers: told, body } = await sendRaw({ port, method, path: `${path}?token=${token}`, headers });
      const isRight =
        status === 405 && told.allow === route.methods.join(', ') && (method === 'HEAD' || body.length > 5);
      if (!isRight) wrong.push(`${method} ${route.path}: ${status}`);
    }
  }
  expect(wrong).toEqual([]);
});

const GARBAGE = [
  '',
  '{',
  'null',
  '[]',
  '"text"',
  '{"method":"host.status"}',
  '{"method":1,"input":{}}',
  '\u0000',
  '{"__proto__":{}}',
];

test('what is no call, and what is no file, is refused in words', async () => {
  const wrong: string[] = [];
  for (const route of routes.filter(({ method }) => method === 'POST' || method === 'PUT')) {
    for (const body of GARBAGE) {
      const { status, isWorded } = await ask(route, { token: TOKEN, body });
      if (status < 400 || status >= 500 || !isWorded) wrong.push(`${route.name} ${body}: ${status}`);
    }
    const { status } = await ask(route, { token: TOKEN, body: 'x'.repeat(6_000_001) });
    if (status !== 413) wrong.push(`${route.name} too long: ${status}`);
  }
  for (const path of [
    '/none',
    '/..%2F..%2Fregister.json',
    '/%00',
    '/%E0%A4%A',
    '/a\\b',
    '/customer/',
    '/ipc/',
    '/api',
    '/%2e%2e/page-token.json',
  ]) {
    const { status, body } = await sendRaw({ port, method: 'GET', path });
    if (status !== 404 || body.length < 5) wrong.push(`${path}: ${status}`);
  }
  expect(wrong).toEqual([]);
});
