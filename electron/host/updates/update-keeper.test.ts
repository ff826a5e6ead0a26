import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DrivenClock, settled } from '#tests/fixtures/driven-clock.ts';
import { FakeUpdater } from '#tests/fixtures/fake-updater.ts';
import {
  openUpdateKeeper,
  type UpdateKeeper,
  type UpdateKeeperOptions,
  type UpdateSituation,
} from './update-keeper.ts';

const ASKED = '2026-11-21T10:00:00.000Z';
const QUIET: UpdateSituation = {
  time: '04:30',
  window: { from: '04:00', to: '07:00' },
  sessionOpen: false,
  signedIn: false,
  paymentsOpen: false,
  waiting: 0,
  printing: false,
};

let folder: string;
let clock: DrivenClock;
let updater: FakeUpdater;
let situation: UpdateSituation;
let open: UpdateKeeper[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'omnitill-update-'));
  clock = new DrivenClock();
  updater = new FakeUpdater();
  situation = QUIET;
  open = [];
});
afterEach(async () => {
  for (const keeper of open) await keeper.close();
  await rm(folder, { recursive: true });
});

async function start(change: Partial<UpdateKeeperOptions> = {}): Promise<UpdateKeeper> {
  const keeper = await openUpdateKeeper({
    updater,
    file: join(folder, 'update.json'),
    version: '1.0.0',
    situation: () => situation,
    clock,
    random: () => 1,
    onChange: () => {},
    ...change,
  });
  open.push(keeper);
  return keeper;
}
const stored = async () => JSON.parse(await readFile(join(folder, 'update.json'), 'utf8'));
test('where nothing can be installed, nothing is', async () => {
  const keeper = await start({ updater: null });
  keeper.offered({ version: '1.1.0', askedAt: ASKED });
  await clock.advance(600_000);
  expect(keeper.state()).toMatchObject({ state: 'unsupported', version: null });
  expect(clock.waiting()).toBe(0);
});

test('what is offered is downloaded in the background, and installed in the hours once the till is free', async () => {
  updater.slow = true;
  situation = { ...QUIET, time: '12:00', sessionOpen: true };
  const keeper = await start();
  keeper.offered({ version: '1.1.0', askedAt: null });
  expect(keeper.state()).toMatchObject({ state: 'downloading', version: '1.1.0', percent: 40 });
  updater.arrive();
  await settled();
  expect(keeper.state()).toMatchObject({ state: 'ready', version: '1.1.0', waits: 'session' });
  situation = { ...QUIET, time: '12:00' };
  await clock.advance(60_000);
  expect(keeper.state()).toMatchObject({ state: 'ready', waits: 'window' });
  situation = QUIET;
  await clock.advance(60_000);
  await expect.poll(() => updater.installs).toBe(1);
  expect(await stored()).toMatchObject({ attempt: { to: '1.1.0', askedAt: null } });
  expect(keeper.state()).toMatchObject({ state: 'installing', version: '1.1.0' });
});

test('a sale that begins while it is written down that the program ends, ends that', async () => {
  const keeper = await start();
  let looks = 0;
  // Free at the first look after the download and not at the second, which is made when the attempt is on the disk.
  const busyLater = () => {
    looks += 1;
    return updater.downloaded.length > 0 && looks > 2 ? { ...QUIET, signedIn: true } : QUIET;
  };
  await keeper.close();
  const second = await start({ situation: busyLater });
  second.offered({ version: '1.1.0', askedAt: null });
  await expect.poll(async () => (await stored().catch(() => null))?.attempt === null).toBe(true);
  expect(updater.installs).toBe(0);
  expect(second.state()).toMatchObject({ state: 'ready', waits: 'signed-in' });
});

test('a stopped rollout installs nothing of what lies here already', async () => {
  situation = { ...QUIET, time: '12:00' };
  const keeper = await start();
  keeper.offered({ version: '1.1.0', askedAt: null });
  await settled();
  expect(keeper.state()).toMatchObject({ state: 'ready' });
  keeper.offered(null);
  situation = QUIET;
  await clock.advance(600_000);
  expect(updater.installs).toBe(0);
  expect(keeper.state()).toMatchObject({ state: 'none', version: null });
});

test('downloads that fail are tried again ever more rarely, then given up and told; a person starts them again', async () => {
  updater.downloadFaults = ['update-download', 'update-unverified', 'update-download'];
  const keeper = await start();
  keeper.offered({ version: '1.1.0', askedAt: null });
  await expect.poll(() => keeper.state().state).toBe('failed');
  expect(keeper.state()).toMatchObject({ version: '1.1.0', fault: 'update-download', waits: null });
  await clock.advance(9 * 60_000);
  expect(keeper.state().fault).toBe('update-download');
  await clock.advance(2 * 60_000);
  await expect.poll(() => keeper.state().fault).toBe('update-unverified');
  await clock.advance(21 * 60_000);
  await expect.poll(() => keeper.state().waits).toBe('tried');
  await clock.advance(24 * 3_600_000);
  expect(updater.downloaded).toEqual([]);
  keeper.offered({ version: '1.1.0', askedAt: ASKED });
  await expect.poll(() => updater.installs).toBe(1);
  expect(updater.downloaded).toEqual(['1.1.0']);
});

test('an installation that did not come about is found at the next start and counted; one that did is done with', async () => {
  const first = await start();
  first.offered({ version: '1.1.0', askedAt: ASKED });
  await expect.poll(() => updater.installs).toBe(1);
  const again = await start();
  expect((await stored()).failures).toEqual({ version: '1.1.0', times: 1, askedAt: ASKED, fault: 'update-install' });
  again.offered({ version: '1.1.0', askedAt: ASKED });
  await clock.advance(24 * 3_600_000);
  expect(again.state()).toMatchObject({ state: 'failed', waits: 'tried', fault: 'update-install' });
  expect(updater.installs).toBe(1);
  again.offered({ version: '1.1.0', askedAt: '2026-11-21T11:00:00.000Z' });
  await expect.poll(() => updater.installs).toBe(2);
  const updated = await start({ version: '1.1.0' });
  expect(await stored()).toEqual({ attempt: null, failures: null });
  updated.offered({ version: '1.1.0', askedAt: ASKED });
  expect(updated.state()).toMatchObject({ state: 'none' });
});

test('what is not any more what was proven is not installed, and downloaded anew', async () => {
  situation = { ...QUIET, time: '12:00' };
  updater.verifyFaults = ['update-unverified'];
  const keeper = await start();
  keeper.offered({ version: '1.1.0', askedAt: null });
  await expect.poll(() => keeper.state().state).toBe('ready');
  situation = QUIET;
  await clock.advance(60_000);
  await expect.poll(() => keeper.state().fault).toBe('update-unverified');
  expect([updater.installs, (await stored()).attempt]).toEqual([0, null]);
  await clock.advance(11 * 60_000);
  await expect.poll(() => updater.installs).toBe(1);
  expect(updater.downloaded).toEqual(['1.1.0', '1.1.0']);
});

test('an installer that refuses leaves the till as it was', async () => {
  updater.installFaults = ['update-install'];
  const keeper = await start();
  keeper.offered({ version: '1.1.0', askedAt: null });
  await expect.poll(() => keeper.state().state).toBe('failed');
  expect(await stored()).toMatchObject({ attempt: null, failures: { times: 1 } });
});
