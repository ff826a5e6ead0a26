import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { issueCode } from '#sync-server/commands/issue-code.ts';
import { TestDevice } from '#tests/fixtures/test-device.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { STORE } from '#tests/fixtures/test-shop.ts';

const shop = openTestServer();
const folder = mkdtempSync(join(tmpdir(), 'omnitill-window-'));
const windowDir = join(folder, 'renderer');

beforeAll(() => {
  mkdirSync(join(windowDir, 'assets'), { recursive: true });
  writeFileSync(join(windowDir, 'index.html'), '<!doctype html><html><head></head><body></body></html>');
  writeFileSync(join(windowDir, 'assets', 'app-1a2b.js'), 'export {}');
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  if (!shop.missing) shop.server.context.windowDir = windowDir;
});
afterAll(() => rmSync(folder, { recursive: true }));

const get = (path: string): Promise<Response> => fetch(shop.server.url + path);

test('the page knows that it has no host, and may run and reach nothing but its own', async () => {
  const page = await get('/');
  const html = await page.text();
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  expect(html).toContain('<meta name="omnitill-hostless" content="1">');
  expect(html).not.toContain('omnitill-token');
  const nonce = /<meta name="csp-nonce" content="([\w-]{22})">/.exec(html)?.[1] ?? 'none';
  const policy = page.headers.get('content-security-policy') ?? '';
  expect(policy).toContain(`style-src 'self' 'nonce-${nonce}'`);
  expect(policy).not.toMatch(/unsafe-|\*|https?:|upgrade-insecure/);
  expect(page.headers.get('cache-control')).toBe('no-store');
  expect(page.headers.get('x-content-type-options')).toBe('nosniff');
});

test('its files are served, and none beside them', async () => {
  const script = await get('/assets/app-1a2b.js');
  expect([script.status, script.headers.get('content-type')]).toEqual([200, 'text/javascript; charset=utf-8']);
  expect(script.headers.get('cache-control')).toContain('immutable');
  for (const path of [
    '/assets/other.js',
    '/assets/..%2f..%2fsecret.txt',
    '/assets/%2e%2e/%2e%2e/secret.txt',
    '/assets/',
  ]) {
    expect((await get(path)).status, path).toBe(404);
  }
});

test('where the window was not built, it says so', async () => {
  const { context } = shop.server;
  context.windowDir = join(folder, 'nothing');
  const page = await get('/');
  context.windowDir = windowDir;
  expect([page.status, await page.text()]).toEqual([503, 'The window has not been built yet: npm run build.']);
});

test('behind TLS the cookie travels over nothing else, and only the public address’s page is its own', async () => {
  const { context, url } = shop.server;
  const issued = await issueCode(context, { storeId: STORE, kind: 'tablet' });
  if (!issued.ok) throw new Error(issued.reason);
  context.publicUrl = 'https://shop.example';
  const device = new TestDevice(url);
  const attempt = { code: issued.answer.code, attemptId: '00000000-0000-4000-8000-000000000001' };
  const [own, other] = [
    await device.post('/device/admit', attempt, { origin: 'https://shop.example' }),
    await device.post('/device/admit', attempt, { origin: url }),
  ];
  context.publicUrl = undefined;
  expect([own.status, other.status]).toEqual([200, 403]);
  expect(own.headers.get('set-cookie')).toMatch(/^omnitill-device=[\w-]{43}; .*; HttpOnly; SameSite=Strict; Secure$/);
});
