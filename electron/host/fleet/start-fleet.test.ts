import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { RegisterReport } from '#contracts/http/fleet.ts';
import { parse } from '#contracts/schema.ts';
import { FakeUpdater } from '#tests/fixtures/fake-updater.ts';
import { signedRelease, TEST_RELEASE_KEYS } from '#tests/fixtures/test-release.ts';
import { TestTill } from '#tests/fixtures/test-till.ts';

let folder: string;
let till: TestTill;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'omnitill-fleet-'));
  till = new TestTill(folder);
});
afterEach(async () => {
  await till.close();
  await rm(folder, { recursive: true });
});

/** What it told last, once something holds of it; time goes on meanwhile. */
async function told(holds: (report: RegisterReport) => boolean): Promise<RegisterReport> {
  const latest = (): RegisterReport | undefined => till.server.reports.findLast(holds);
  await expect
    .poll(
      async () => {
        await till.clock.advance(1_000);
        return latest() !== undefined;
      },
      { timeout: 20_000 },
    )
    .toBe(true);
  const report = latest();
  if (!report) throw new Error('a report');
  return report;
}

test('a till tells how it is, strictly as agreed: its session, what waits, that nothing can be installed', async () => {
  await till.open({ version: '1.2.3' });
  const first = await told(() => true);
  expect(parse(RegisterReport, first)).toMatchObject({ ok: true });
  expect(first).toMatchObject({
    version: '1.2.3',
    runtime: { kind: 'browser' },
    session: null,
    training: false,
    devices: [],
    update: { state: 'unsupported' },
  });
  expect(await till.signIn('ann')).toBe('ok');
  expect(await till.ask('session.open', { float: 10_000 })).toBe('ok');
  const { session, journal } = await told((report) => report.session !== null && report.journal.waiting === 0);
  expect(session).toMatchObject({ businessDate: '2026-11-21' });
  expect(journal.seq).toBeGreaterThan(0);
});

test('a packaged till installs what its server offers when nobody works at it, and not before', async () => {
  const updater = new FakeUpdater();
  updater.package = { file: join(folder, 'Omnitill.AppImage'), bytes: 'the new program' };
  till.server.offer = { version: '9.0.0', askedAt: '2026-11-21T10:00:00.000Z' };
  till.server.release = signedRelease('9.0.0', 'the new program');
  let source = '';
  await till.open({
    version: '1.2.3',
    runtime: 'electron',
    serverUrl: 'https://server.test',
    releaseKeys: TEST_RELEASE_KEYS,
    updater({ url }) {
      source = url;
      return updater;
    },
  });
  expect(await till.signIn('ann')).toBe('ok');
  const waiting = await told(({ update }) => update.waits === 'signed-in');
  expect(waiting.update).toMatchObject({ state: 'ready', version: '9.0.0' });
  expect([source, updater.downloaded, updater.installs]).toEqual(['https://server.test/updates', ['9.0.0'], 0]);
  expect(await till.ask('operator.sign-out', {})).toBe('ok');
  await told(({ update }) => update.state === 'installing');
  await expect.poll(() => updater.installs).toBe(1);
});

test('what is offered over plain HTTP is not taken, and the board hears why', async () => {
  const updater = new FakeUpdater();
  till.server.offer = { version: '9.0.0', askedAt: null };
  await till.open({ version: '1.2.3', runtime: 'electron', updater: () => updater });
  const { update } = await told((report) => report.update.state === 'failed');
  expect(update).toMatchObject({ version: '9.0.0', fault: 'update-insecure' });
  expect([updater.downloaded, updater.installs]).toEqual([[], 0]);
});

test.each([
  ['unsigned', null, 'update-unsigned'],
  ['cut short', signedRelease('9.0.0', 'the new program').slice(0, 200), 'update-forged'],
  ['older than the one that runs', signedRelease('1.2.2', 'the new program'), 'update-older'],
  ['of another package', signedRelease('9.0.0', 'another program'), 'update-unverified'],
])(
  'a release that is %s is refused: the board and the till hear why, and the program goes on',
  async (_, text, fault) => {
    const updater = new FakeUpdater();
    updater.package = { file: join(folder, 'Omnitill.AppImage'), bytes: 'the new program' };
    till.server.offer = { version: '9.0.0', askedAt: '2026-11-21T10:00:00.000Z' };
    till.server.release = text;
    const program = { version: '1.2.3', runtime: 'electron' as const, serverUrl: 'https://server.test' };
    await till.open({ ...program, releaseKeys: TEST_RELEASE_KEYS, updater: () => updater });
    const { update } = await told((report) => report.update.state === 'failed');
    expect(update).toMatchObject({ version: '9.0.0', fault, waits: 'tried' });
    expect((await till.status()).updateFault).toEqual({ version: '9.0.0', code: fault });
    expect(updater.installs).toBe(0);
    expect(await till.signIn('ann')).toBe('ok');
  },
);
