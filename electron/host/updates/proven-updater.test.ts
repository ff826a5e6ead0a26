import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { proveRelease } from '#contracts/release/prove-release.ts';
import type { SignedRelease } from '#contracts/release/release-manifest.ts';
import { signRelease } from '#scripts/sign-release.ts';
import { FakeUpdater } from '#tests/fixtures/fake-updater.ts';
import { RELEASERS, releaseOf, signedRelease, TEST_RELEASE_KEYS } from '#tests/fixtures/test-release.ts';
import { isSigned } from './is-signed.ts';
import { provenUpdater, type ReleaseProof } from './proven-updater.ts';

const BYTES = 'the new program';
const NEW = signedRelease('2.0.0', BYTES);
const OK = { ok: true };
const refused = (fault: string) => ({ ok: false, fault });

let folder: string;
let file: string;
let packages: FakeUpdater;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'omnitill-proven-'));
  file = join(folder, 'Omnitill-2.0.0.AppImage');
  packages = new FakeUpdater();
  packages.package = { file, bytes: BYTES };
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

function updaterOf(manifest: string | null | Error, change: Partial<ReleaseProof> = {}) {
  return provenUpdater(packages, {
    manifest: async () => {
      if (manifest instanceof Error) throw manifest;
      return manifest;
    },
    keys: TEST_RELEASE_KEYS,
    version: '1.0.0',
    platform: 'linux',
    ...change,
  });
}
const download = (manifest: string | null | Error, change: Partial<ReleaseProof> = {}, version = '2.0.0') =>
  updaterOf(manifest, change).download(version, () => {});

test('what is signed by a key of the program is installed, by the key in the safe too', async () => {
  const updater = updaterOf(NEW);
  expect(await updater.download('2.0.0', () => {})).toEqual(OK);
  expect(await updater.verify()).toEqual(OK);
  void updater.install();
  expect(packages.installs).toBe(1);
  const release = releaseOf('2.0.0', BYTES);
  expect(await download(signRelease(release, [RELEASERS.safe]))).toEqual(OK);
  // As while one key takes over from another: tills of before know the one, tills of after the other.
  expect(await download(signRelease(release, [RELEASERS.stranger, RELEASERS.used]))).toEqual(OK);
});

test('nothing is downloaded of what nobody who may has signed', async () => {
  const stranger = signRelease(releaseOf('2.0.0', BYTES), [RELEASERS.stranger]);
  const read = (text: string) => JSON.parse(text) as SignedRelease;
  const underOurName = { ...read(stranger), signatures: read(NEW).signatures };
  const ourKeyId = read(NEW).signatures.map(({ keyId }) => ({
    keyId,
    signature: read(stranger).signatures[0]?.signature,
  }));
  const forged = [
    stranger,
    JSON.stringify(underOurName).replace('2.0.0', '2.0.1'),
    JSON.stringify({ ...read(stranger), signatures: ourKeyId }),
    JSON.stringify({ ...read(NEW), signatures: [] }),
    NEW.slice(0, -40),
    `${NEW} `.replace(BYTES.length.toString(), '1'),
    '',
    'null',
  ];
  for (const text of forged) expect([text, await download(text)]).toEqual([text, refused('update-forged')]);
  expect(await download(null)).toEqual(refused('update-unsigned'));
  expect(await download(NEW, { keys: [] })).toEqual(refused('update-keyless'));
  expect(await download(new Error('reset'))).toEqual(refused('update-download'));
  expect(packages.downloaded).toEqual([]);
});

test('no byte of a signed release can be another one, and none can be missing', () => {
  const { manifest, signatures } = JSON.parse(NEW) as SignedRelease;
  const faultOf = (text: string) =>
    proveRelease(JSON.stringify({ manifest: text, signatures }), TEST_RELEASE_KEYS, isSigned);
  expect(faultOf(manifest)).toMatchObject(OK);
  fc.assert(
    fc.property(fc.nat(manifest.length - 1), fc.string({ maxLength: 3 }), (at, other) => {
      const changed = manifest.slice(0, at) + other + manifest.slice(at + 1);
      return changed === manifest || !faultOf(changed).ok;
    }),
  );
});

test('a release that was signed once is not taken again: not an older one, not the same, not in the place of another', async () => {
  expect(await download(signedRelease('1.0.0', BYTES), {}, '1.0.0')).toEqual(refused('update-older'));
  expect(await download(signedRelease('0.9.0', BYTES), {}, '0.9.0')).toEqual(refused('update-older'));
  expect(await download(signedRelease('0.9.0', BYTES), {}, '2.0.0')).toEqual(refused('update-older'));
  expect(await download(signedRelease('1.0.0-rc.1', BYTES), {}, '2.0.0')).toEqual(refused('update-older'));
  expect(await download(signedRelease('1.5.0', BYTES), {}, '2.0.0')).toEqual(refused('update-unverified'));
  expect(packages.downloaded).toEqual([]);
});

test('a package that is not the one that was signed for this platform is removed, and never installed', async () => {
  const updater = updaterOf(NEW);
  packages.package = { file, bytes: 'another program' };
  expect(await updater.download('2.0.0', () => {})).toEqual(refused('update-unverified'));
  expect([existsSync(file), await updater.install()]).toEqual([false, refused('update-unverified')]);
  packages.package = { file, bytes: BYTES };
  const windows = releaseOf('2.0.0', BYTES);
  const elsewhere = { ...windows, files: windows.files.filter(({ platform }) => platform === 'windows') };
  expect(await download(signRelease(elsewhere, [RELEASERS.used]))).toEqual(refused('update-unverified'));
  const longer = { ...windows, files: windows.files.map((one) => ({ ...one, bytes: one.bytes + 1 })) };
  expect(await download(signRelease(longer, [RELEASERS.used]))).toEqual(refused('update-unverified'));
  expect(packages.installs).toBe(0);
});

test('what was changed or taken away after it was proven is found before it is installed', async () => {
  for (const change of [() => writeFile(file, 'another program'), () => rm(file)]) {
    const updater = updaterOf(NEW);
    expect(await updater.download('2.0.0', () => {})).toEqual(OK);
    await change();
    expect(await updater.verify()).toEqual(refused('update-unverified'));
    expect([existsSync(file), await updater.install()]).toEqual([false, refused('update-unverified')]);
  }
  expect(packages.installs).toBe(0);
});

test('a download that breaks off is told as one', async () => {
  packages.downloadFaults = ['update-download'];
  expect(await download(NEW)).toEqual(refused('update-download'));
});
