import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import type { FleetAnswer, FleetDone, ReportAnswer, RolloutAnswer } from '#contracts/http/fleet.ts';
import type { Platform } from '#contracts/release/release-manifest.ts';
import { signRelease } from '#scripts/sign-release.ts';
import { publishSettings } from '#sync-server/commands/publish-settings.ts';
import { registerReport } from '#tests/fixtures/register-report.ts';
import { MANAGER, openManager } from '#tests/fixtures/test-day.ts';
import { enrolTestRegister, type TestRegister } from '#tests/fixtures/test-register.ts';
import { RELEASERS } from '#tests/fixtures/test-release.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { OPERATOR, OTHER_STORE, STORE } from '#tests/fixtures/test-shop.ts';

const shop = openTestServer();
openManager(shop);

const APP_IMAGE = 'Omnitill-2.0.0.AppImage';
const WINDOWS = 'Omnitill-Setup-2.0.0.exe';
const BYTES = Buffer.from('0123456789abcdef');
const SHA512 = Buffer.alloc(64, 7).toString('base64');

const folder = (): string => shop.server.context.updatesDir;
/** As electron-builder writes it. */
const channel = (version: string, file: string, size = BYTES.length): string =>
  `version: ${version}
files:
  - url: ${file}
    sha512: ${SHA512}
    size: ${size}
    blockMapSize: 12
path: ${file}
sha512: ${SHA512}
releaseDate: '2026-11-20T08:00:00.000Z'
`;
const put = (name: string, content: string | Buffer) => writeFile(join(folder(), name), content);
/** As it is signed: the server believes it of nobody, so that any key will do. */
const manifest = (version: string, files: readonly (readonly [Platform, string, number?])[]): string =>
  signRelease(
    {
      product: 'omnitill',
      version,
      releasedAt: '2026-11-20T08:00:00.000Z',
      files: files.map(([platform, name, bytes = BYTES.length]) => ({ platform, name, bytes, sha512: SHA512 })),
    },
    [RELEASERS.used],
  );

beforeEach(async () => {
  if (shop.missing) return;
  await rm(folder(), { recursive: true, force: true });
  await mkdir(folder(), { recursive: true });
  await put('latest-linux.yml', channel('2.0.0', APP_IMAGE));
  await put(APP_IMAGE, BYTES);
  await put(
    'omnitill-release.json',
    manifest('2.0.0', [
      ['linux', APP_IMAGE],
      ['windows', WINDOWS],
    ]),
  );
  await shop.server.context.db.deleteFrom('update_rollout').execute();
  await shop.server.context.db.deleteFrom('update_request').execute();
});

async function ok<T>(response: Response): Promise<T> {
  expect([response.status, response.ok ? '' : await response.text()]).toEqual([200, '']);
  return (await response.json()) as T;
}
const board = async (from: TestRegister) => ok<FleetAnswer>(await from.get('/fleet', MANAGER));
const offer = async (from: TestRegister, version = '1.0.0') =>
  (await ok<ReportAnswer>(await from.send('POST', '/registers/report', registerReport({ version })))).offer;
const roll = async (from: TestRegister, change: object, by = MANAGER) =>
  ok<RolloutAnswer>(
    await from.send(
      'PUT',
      '/updates/rollout',
      { version: '2.0.0', revision: 0, storeIds: null, status: 'running', ...change },
      by,
    ),
  );
const askNow = async (from: TestRegister, registerId: string, by = MANAGER) =>
  ok<FleetDone>(await from.send('POST', '/updates/now', { registerId, version: '2.0.0' }, by));

test('a release is what its channels say, whole and of one version; else it is told why it is not offered', async () => {
  const register = await enrolTestRegister(shop.server);
  expect((await board(register)).release).toEqual({
    version: '2.0.0',
    platforms: ['linux'],
    bytes: BYTES.length,
    rollout: null,
  });
  await put('latest.yml', channel('2.0.0', WINDOWS));
  expect(await board(register)).toMatchObject({ release: null, releaseFault: 'release-incomplete' });
  await put(WINDOWS, BYTES);
  expect((await board(register)).release?.platforms).toEqual(['windows', 'linux']);
  await put('latest.yml', channel('1.9.0', WINDOWS));
  expect(await board(register)).toMatchObject({ release: null, releaseFault: 'release-mixed' });
  await put('latest.yml', channel('2.0.0', '../admin-token'));
  expect(await board(register)).toMatchObject({ release: null, releaseFault: 'release-unreadable' });
  await put('latest.yml', 'version: [');
  expect(await board(register)).toMatchObject({ release: null, releaseFault: 'release-unreadable' });
  await rm(folder(), { recursive: true });
  expect(await board(register)).toMatchObject({ release: null, releaseFault: null });
});

test('a release that is not signed, or as another, is told before anybody is offered it', async () => {
  const register = await enrolTestRegister(shop.server);
  const fault = async (text: string | null) => {
    if (text === null) await rm(join(folder(), 'omnitill-release.json'));
    else await put('omnitill-release.json', text);
    return (await board(register)).releaseFault;
  };
  expect(await fault(null)).toBe('release-unsigned');
  expect(await fault('{')).toBe('release-unsigned');
  expect(await fault(JSON.stringify({ manifest: '{}', signatures: [] }))).toBe('release-unsigned');
  expect(await fault(manifest('1.9.0', [['linux', APP_IMAGE]]))).toBe('release-mixed');
  expect(await fault(manifest('2.0.0', [['windows', APP_IMAGE]]))).toBe('release-mixed');
  expect(await fault(manifest('2.0.0', [['linux', APP_IMAGE, 17]]))).toBe('release-mixed');
  expect(await roll(register, {})).toEqual({ ok: false, faults: ['release-gone'] });
  expect(await fault(manifest('2.0.0', [['linux', APP_IMAGE]]))).toBeNull();
  expect(await roll(register, {})).toEqual({ ok: true, revision: 1 });
});

test('its files are for registers alone, in parts too, and nothing else that lies there', async () => {
  const register = await enrolTestRegister(shop.server);
  await put('secret.txt', 'secret');
  const get = (file: string, range?: string) => {
    const headers = { authorization: `Bearer ${register.token}`, ...(range ? { range } : {}) };
    return fetch(`${shop.server.url}/updates/${file}`, { headers });
  };
  expect((await fetch(`${shop.server.url}/updates/${APP_IMAGE}`)).status).toBe(401);
  const whole = await get(APP_IMAGE);
  expect([whole.status, whole.headers.get('content-length'), await whole.text()]).toEqual([
    200,
    '16',
    BYTES.toString(),
  ]);
  expect(await (await get('latest-linux.yml')).text()).toContain('version: 2.0.0');
  expect(await (await get('omnitill-release.json')).json()).toMatchObject({ signatures: [{}] });
  const part = await get(APP_IMAGE, 'bytes=4-7');
  expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([206, 'bytes 4-7/16', '4567']);
  const end = await get(APP_IMAGE, 'bytes=-3');
  expect([end.status, await end.text()]).toEqual([206, 'def']);
  expect((await get(APP_IMAGE, 'bytes=99-')).status).toBe(416);
  const statuses = await Promise.all(['secret.txt', '..%2Fadmin-token', 'latest.yml'].map((file) => get(file)));
  expect(statuses.map(({ status }) => status)).toEqual([404, 404, 404]);
});

test('a version is offered to the stores it is rolled out to, until that is stopped, and never to who has it', async () => {
  const [here, there] = [
    await enrolTestRegister(shop.server),
    await enrolTestRegister(shop.server, { storeId: OTHER_STORE }),
  ];
  expect(await offer(here)).toBeNull();
  expect(await roll(here, { storeIds: [STORE] })).toEqual({ ok: true, revision: 1 });
  expect([await offer(here), await offer(there)]).toEqual([{ version: '2.0.0', askedAt: null }, null]);
  expect([await offer(here, '2.0.0'), await offer(here, '2.0.1')]).toEqual([null, null]);
  expect(await roll(here, { storeIds: [STORE] })).toEqual({ ok: false, faults: ['change-conflict'] });
  expect(await roll(here, { revision: 1 })).toEqual({ ok: true, revision: 2 });
  expect(await offer(there)).toEqual({ version: '2.0.0', askedAt: null });
  expect(await roll(here, { revision: 2, status: 'stopped' })).toEqual({ ok: true, revision: 3 });
  expect([await offer(here), await offer(there)]).toEqual([null, null]);
  expect((await board(here)).release?.rollout).toMatchObject({ status: 'stopped', storeIds: null, startedBy: MANAGER });
  expect(await roll(here, { version: '3.0.0' })).toEqual({ ok: false, faults: ['release-gone'] });
});

test('one register is asked to install at once, rolled out or not, until it runs the version', async () => {
  const [asked, other] = [await enrolTestRegister(shop.server), await enrolTestRegister(shop.server)];
  expect(await askNow(other, asked.registerId)).toEqual({ ok: true });
  const askedAt = shop.clock.now().toISOString();
  expect([await offer(asked), await offer(other)]).toEqual([{ version: '2.0.0', askedAt }, null]);
  const row = async () => (await board(other)).registers.find(({ registerId }) => registerId === asked.registerId);
  expect((await row())?.asked).toBe('2.0.0');
  expect(await offer(asked, '2.0.0')).toBeNull();
  expect((await row())?.asked).toBeNull();
});

test('a stop takes back what registers were asked to install until then, wherever they are', async () => {
  const [here, there] = [
    await enrolTestRegister(shop.server),
    await enrolTestRegister(shop.server, { storeId: OTHER_STORE }),
  ];
  await roll(here, { storeIds: [STORE] });
  for (const { registerId } of [here, there]) expect(await askNow(here, registerId)).toEqual({ ok: true });
  expect([await offer(here), await offer(there)]).toMatchObject([{ version: '2.0.0' }, { version: '2.0.0' }]);
  expect(await roll(here, { revision: 1, storeIds: [STORE], status: 'stopped' })).toEqual({ ok: true, revision: 2 });
  expect([await offer(here), await offer(there)]).toEqual([null, null]);
  expect((await board(here)).registers.map(({ asked }) => asked).filter((asked) => asked !== null)).toEqual([]);
  expect(await askNow(here, there.registerId)).toEqual({ ok: true });
  expect(await offer(there)).toMatchObject({ version: '2.0.0' });
});

test('updates are decided by whoever may change settings, for stores they work in', async () => {
  const settings = { name: 'Lea', initials: 'LE', role: 'manager', storeIds: [STORE], pinHash: 'argon2id' };
  const after = { operatorId: 'lea', ...settings };
  await publishSettings(shop.server.context, { entity: 'operator', entityId: 'lea', after });
  const [here, there] = [
    await enrolTestRegister(shop.server),
    await enrolTestRegister(shop.server, { storeId: OTHER_STORE }),
  ];
  const body = { version: '2.0.0', revision: 0, storeIds: null, status: 'running' };
  expect((await here.send('PUT', '/updates/rollout', body, OPERATOR)).status).toBe(403);
  expect(await roll(here, {}, 'lea')).toEqual({ ok: false, faults: ['store-not-own'] });
  expect(await askNow(here, there.registerId, 'lea')).toEqual({ ok: false, faults: ['store-not-own'] });
  expect(await roll(here, { storeIds: [STORE] }, 'lea')).toEqual({ ok: true, revision: 1 });
  expect(await roll(here, { revision: 1, storeIds: [STORE, OTHER_STORE] })).toEqual({ ok: true, revision: 2 });
  const narrow = { revision: 2, storeIds: [STORE] };
  expect(await roll(here, narrow, 'lea')).toEqual({ ok: false, faults: ['store-not-own'] });
});
