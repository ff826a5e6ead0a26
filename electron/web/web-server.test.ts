import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DEVICE_DEFAULTS } from '#contracts/ipc/devices.ts';
import { type Host, openHost } from '#electron/host/host.ts';
import { DrivenClock } from '#tests/fixtures/driven-clock.ts';
import { FakeServer } from '#tests/fixtures/fake-server.ts';
import { sendRaw } from '#tests/fixtures/send-raw.ts';
import { createWebServer } from './web-server.ts';

const token = 'token-of-the-page-0123456789abcdef';
const status = JSON.stringify({ method: 'host.status', input: {} });
const json = { 'content-type': 'application/json', 'x-omnitill-token': token };
let folder: string;
let host: Host;
let server: FakeServer;
let web: Server;
let port: number;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'omnitill-web-'));
  await mkdir(join(folder, 'renderer'));
  await writeFile(join(folder, 'renderer', 'index.html'), '<html><head></head><body>till</body></html>');
  await mkdir(join(folder, 'renderer', 'customer'));
  await writeFile(
    join(folder, 'renderer', 'customer', 'index.html'),
    '<html><head></head><body>customer</body></html>',
  );
  server = new FakeServer();
  const opened = await openHost({ dataDir: folder, version: '1', fetch: server.fetch, clock: new DrivenClock() });
  if (!opened.ok) throw new Error(opened.message);
  host = opened.host;
  web = createWebServer(host, join(folder, 'renderer'), token);
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
  port = (web.address() as AddressInfo).port;
});
afterEach(async () => {
  web.closeAllConnections();
  await new Promise((resolve) => web.close(resolve));
  await host.close();
  await rm(folder, { recursive: true });
});

/** `until` ends a stream when its text is there. */
const send = (method: string, path: string, headers: Record<string, string> = {}, body = '', until = '\0') =>
  sendRaw({ port, method, path, headers, body, until });

describe('the browser host', () => {
  it('serves the page with its token, and answers calls that carry it', async () => {
    const page = await send('GET', '/');
    expect(page.body).toContain(`<meta name="omnitill-token" content="${token}">`);
    const answer = await send('POST', '/ipc', json, status);
    expect([answer.status, JSON.parse(answer.body).phase]).toEqual([200, 'fresh']);
    const own = { ...json, origin: `http://127.0.0.1:${port}` };
    expect((await send('POST', '/ipc', own, status)).status).toBe(200);
  });

  it('pushes events, first the status', async () => {
    const { headers, body } = await send('GET', `/ipc/events?token=${token}`, {}, '', '\n\n');
    expect(headers['content-type']).toBe('text/event-stream');
    expect(JSON.parse(body.slice('data: '.length))).toMatchObject({ type: 'status', status: { phase: 'fresh' } });
  });

  it.each([
    ['without the token', {}, 401],
    ['with another token', { 'x-omnitill-token': token.replace('0', '1') }, 401],
    ['with an empty token', { 'x-omnitill-token': '' }, 401],
    ['from another origin', { 'x-omnitill-token': token, origin: 'http://evil.example' }, 403],
    ['from this machine by another port', { 'x-omnitill-token': token, origin: 'http://127.0.0.1:1' }, 403],
    ['from a page without an origin', { 'x-omnitill-token': token, origin: 'null' }, 403],
    ['under another name', { 'x-omnitill-token': token, host: 'evil.example' }, 421],
    ['under this name at another port', { 'x-omnitill-token': token, host: '127.0.0.1:1' }, 421],
    ['as a form would send it', { 'x-omnitill-token': token, 'content-type': 'text/plain' }, 415],
  ])('refuses calls %s', async (_, headers, expected) => {
    const answer = await send('POST', '/ipc', { 'content-type': 'application/json', ...headers }, status);
    expect(answer.status).toBe(expected);
  });

  it.each([
    ['', 401],
    ['?token=wrong', 401],
  ])('refuses events with "%s"', async (query, expected) => {
    expect((await send('GET', `/ipc/events${query}`)).status).toBe(expected);
  });

  it('serves nothing under another name, not even the page', async () => {
    expect((await send('GET', '/', { host: 'evil.example' })).body).not.toContain(token);
  });

  it.each([
    ['not JSON', '{', 400],
    ['no call', '[]', 400],
    ['more than a call', JSON.stringify({ method: 'host.status', input: {}, more: 1 }), 400],
    ['an unknown method', JSON.stringify({ method: 'host.nothing', input: {} }), 400],
    ['too much', JSON.stringify({ method: 'host.status', input: 'x'.repeat(7_000_000) }), 413],
  ])('refuses %s', async (_, body, expected) => {
    expect((await send('POST', '/ipc', json, body)).status).toBe(expected);
  });

  it('takes the settings of a customer window with all its pictures', async () => {
    const picture = 'data:image/png;base64,'.padEnd(700_000, 'A');
    const settings = { ...DEVICE_DEFAULTS, customerWindow: { pictures: Array(6).fill(picture) } };
    const answer = await send(
      'POST',
      '/ipc',
      json,
      JSON.stringify({ method: 'devices.configure', input: { settings } }),
    );
    expect(answer).toMatchObject({ status: 200, body: JSON.stringify({ ok: true }) });
  });

  it('lets its own page and holders of the token to the server, and nobody else', async () => {
    expect((await send('GET', '/api/feeds/store')).status).toBe(401);
    expect((await send('GET', '/api/feeds/store', { 'sec-fetch-site': 'cross-site' })).status).toBe(401);
    expect((await send('GET', '/api/feeds/store', { 'sec-fetch-site': 'same-origin' })).status).toBe(503);
    expect((await send('GET', '/api/feeds/store', { 'x-omnitill-token': token })).status).toBe(503);
  });

  it.each(['POST', 'PUT'])('passes on what the page sends by %s', async (method) => {
    const api = vi.spyOn(host, 'api').mockImplementation(async (asked) => new Response(await asked.text()));
    const answer = await send(method, '/api/suppliers/acme', { ...json, 'sec-fetch-site': 'same-origin' }, '{"a":1}');
    expect(answer.body).toBe('{"a":1}');
    expect(api.mock.calls.map(([asked]) => asked.method)).toEqual([method]);
  });

  it("shows the customer's page what the customer sees, and lets it do nothing", async () => {
    const page = await send('GET', '/customer');
    const own = /<meta name="omnitill-token" content="([^"]+)">/.exec(page.body)?.[1] ?? '';
    expect([page.body.includes('customer'), page.body.includes(token), own.length]).toEqual([true, false, 43]);
    const view = { state: 'idle', language: 'en', welcome: 'Welcome' };
    await host.call('display.show', { view });
    const { body } = await send('GET', `/customer/events?token=${own}`, {}, '', '"view"');
    expect(
      body
        .split('\n\n')
        .filter(Boolean)
        .map((event) => JSON.parse(event.slice('data: '.length))),
    ).toEqual([
      { type: 'settings', settings: null },
      { type: 'view', view },
    ]);
    expect((await send('GET', `/customer/events?token=${token}`)).status).toBe(401);
    expect((await send('GET', '/customer/events')).status).toBe(401);
    expect((await send('GET', `/ipc/events?token=${own}`)).status).toBe(401);
    expect((await send('POST', '/ipc', { ...json, 'x-omnitill-token': own }, status)).status).toBe(401);
    expect((await send('GET', '/api/feeds/store', { 'x-omnitill-token': own })).status).toBe(401);
  });

  it("streams the server's announcements", async () => {
    await host.call('host.enrol', { serverUrl: 'http://server.test', code: 'CODE-1' });
    await vi.waitFor(() => expect(server.streams).toBe(1));
    const answer = send('GET', '/api/events', { 'x-omnitill-token': token }, '', '"topic":"store"');
    server.announce('store');
    expect((await answer).headers['content-type']).toBe('text/event-stream');
  });
});
