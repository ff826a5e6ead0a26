import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { JPEG, pictureBytes } from '#contracts/picture/testing/sample-pictures.ts';
import { type Host, openHost } from '#electron/host/host.ts';
import { DrivenClock } from '#tests/fixtures/driven-clock.ts';
import { FakeServer } from '#tests/fixtures/fake-server.ts';

const serverUrl = 'http://server.test';
const path = `/pictures/${createHash('sha256').update(pictureBytes(JPEG)).digest('hex')}`;
let dataDir: string;
let server: FakeServer;
let host: Host;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'omnitill-shown-'));
  server = new FakeServer();
  host = await openTill();
  await host.call('host.enrol', { serverUrl, code: 'CODE-1' });
});
afterEach(async () => {
  await host.close();
  await rm(dataDir, { recursive: true });
});

async function openTill(): Promise<Host> {
  const answer: typeof fetch = async (input, init) => {
    const { pathname } = new URL(new Request(input, init).url);
    const known = await server.fetch(input, init);
    return pathname === path ? new Response(pictureBytes(JPEG)) : known;
  };
  const opened = await openHost({ dataDir, version: '1', fetch: answer, clock: new DrivenClock(), random: () => 0.5 });
  if (!opened.ok) throw new Error(opened.message);
  return opened.host;
}

const ask = (method = 'GET', of = path) => host.api(new Request(`http://till.test/api${of}`, { method }));
const asked = () => server.requests.filter((request) => request.path === path);

it('a window sees a picture before anybody signs in, and without a network after a restart', async () => {
  expect([(await ask()).status, asked().length]).toEqual([200, 1]);
  expect(asked()[0]?.authorization).toBe('Bearer token-1');
  server.stop();
  await host.close();
  host = await openTill();
  const shown = await ask();
  expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
  expect(Buffer.from(await shown.arrayBuffer()).toString('base64')).toBe(JPEG);
  expect(asked()).toHaveLength(1);
  expect((await ask('GET', `/pictures/${'0'.repeat(64)}`)).status).toBe(502);
});

it('what is no picture’s address is not passed on, and nobody uploads who is not signed in', async () => {
  expect((await ask('GET', '/pictures/../orders')).status).not.toBe(200);
  expect((await ask('GET', `${path}/thumbnail/more`)).status).toBe(404);
  expect((await ask('PUT')).status).toBe(404);
  expect((await ask('POST', '/pictures')).status).toBe(401);
});
