import { request } from 'node:http';
import { hostname } from 'node:os';
import { expect, test } from 'vitest';
import { buildApp } from '#sync-server/http/app.ts';
import { nameIn } from '#sync-server/http/known-host.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';

const shop = openTestServer();

/** Asks as a browser does that came by a name; `fetch` would not say another. */
function ask(
  host: string,
  path = '/',
  headers: Record<string, string> = {},
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(shop.server.url + path, { headers: { ...headers, host }, agent: false }, (answer) => {
      let body = '';
      answer.setEncoding('utf8');
      answer.on('data', (part: string) => {
        body += part;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }));
    });
    sent.on('error', reject);
    sent.end();
  });
}

test('a page is shown at addresses and at the machine’s own names; at another it says what to do', async () => {
  const { context } = shop.server;
  for (const host of ['127.0.0.1', '192.168.1.20:4310', '[::1]:4310', 'localhost:80', hostname(), 'till.localhost'])
    expect((await ask(host)).status, host).not.toBe(421);
  const page = await ask('evil.example:4310');
  expect(page.status).toBe(421);
  expect(page.body).toContain('--names evil.example');
  expect(page.body).not.toContain('omnitill-hostless');
  context.names = ['Till.Example'];
  context.publicUrl = 'https://shop.example';
  expect((await ask('till.example')).status).not.toBe(421);
  expect((await ask('shop.example')).status).not.toBe(421);
  context.names = [];
  context.publicUrl = undefined;
  expect((await ask('shop.example')).status).toBe(421);
});

test('what a page does is refused at another name, and what a till asks is not', async () => {
  for (const path of ['/assets/app.js', '/api/feeds/chain', '/device/calls']) {
    const { status, body } = await ask('evil.example', path);
    expect([status, JSON.parse(body)], path).toMatchObject([421, { code: 'host-unknown' }]);
  }
  expect((await ask('evil.example', '/setup', { origin: 'http://evil.example' })).status).toBe(421);
  expect((await ask('server.shop.internal', '/register-config')).status).toBe(401);
});

test('a header that holds more than a name names nobody', () => {
  expect(['a.example.:80', 'A.Example', '[::1]:80'].map(nameIn)).toEqual(['a.example', 'a.example', '::1']);
  for (const host of ['', 'a b', 'me@a.example', 'a.example/x', '<b>', 'a.example:port'])
    expect(nameIn(host)).toBeNull();
});

test('who asks is read from a proxy’s header only where that proxy is trusted', async () => {
  const { context } = shop.server;
  const guess = { code: 'GUESS000', journalId: '01890000-0000-7000-8000-000000000002', publicKey: 'x' };
  const tries = async (trustProxy: string | undefined): Promise<Set<number>> => {
    const app = await buildApp({ ...context, trustProxy });
    const statuses = new Set<number>();
    for (let n = 0; n < 40; n++) {
      const headers = { 'x-forwarded-for': `203.0.113.${n}` };
      const asked = {
        method: 'POST',
        url: '/registers/enrol',
        headers,
        payload: guess,
        remoteAddress: '10.0.0.2',
      } as const;
      statuses.add((await app.inject(asked)).statusCode);
    }
    await app.close();
    return statuses;
  };
  expect(await tries(undefined)).toContain(429);
  expect(await tries('10.0.0.9')).toContain(429);
  expect(await tries('10.0.0.0/24')).not.toContain(429);
});
