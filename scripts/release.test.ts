import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ReleaseKey } from '#contracts/release/release-keys.ts';
import { runTs } from '#tests/fixtures/program.ts';
import { release } from './release-steps.ts';

const PASSPHRASE = 'correct horse battery staple';
const NOW = '2026-11-20T08:00:00.000Z';
const APP_IMAGE = 'Omnitill-2.0.0.AppImage';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'omnitill-release-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const at = (name: string) => join(folder, name);
const ask = (args: string[], keys: readonly ReleaseKey[] = [], passphrase = PASSPHRASE) =>
  release(args, { keys, passphrase, now: NOW });

/** A new key's file, and the line that its maker is told to add. */
async function newKey(name: string): Promise<{ file: string; key: ReleaseKey }> {
  const { said } = await ask(['key', at(name)]);
  const [, keyId = '', publicKey = ''] = /keyId: '(\w{16})', publicKey: '([\w-]+)'/.exec(said) ?? [];
  return { file: at(name), key: { keyId, publicKey } };
}

/** What electron-builder leaves of a release. */
async function build(bytes = 'the new program'): Promise<void> {
  await writeFile(at(APP_IMAGE), bytes);
  const sha512 = createHash('sha512').update(bytes).digest('base64');
  const file = `  - url: ${APP_IMAGE}\n    sha512: ${sha512}\n    size: ${bytes.length}\n`;
  await writeFile(at('latest-linux.yml'), `version: 2.0.0\nfiles:\n${file}`);
}

test('a release is signed by a key whose half is in the program, and proven by it', async () => {
  await build();
  const [used, safe] = [await newKey('used.pem'), await newKey('safe.pem')];
  const keys = [used.key, safe.key];
  expect(await ask(['sign', folder, used.file], keys)).toEqual({
    ok: true,
    said: `${at('omnitill-release.json')}: version 2.0.0, 1 files.`,
  });
  expect((await ask(['check', folder], keys)).said).toBe(
    'Version 2.0.0 is signed, and its 1 files are what was signed.',
  );
  expect((await ask(['check', folder], [safe.key])).said).toBe('Refused: update-forged.');
  expect((await ask(['sign', folder, used.file, safe.file], keys)).ok).toBe(true);
  expect((await ask(['check', folder], [safe.key])).ok).toBe(true);
  await writeFile(at(APP_IMAGE), 'another program');
  expect((await ask(['check', folder], keys)).said).toBe(`Refused: ${APP_IMAGE} is not what was signed.`);
});

test('nothing is signed that no till would take, or that is not what was built', async () => {
  const { file, key } = await newKey('used.pem');
  expect((await ask(['sign', folder, file], [key])).said).toBe(`${folder} holds no release.`);
  await build();
  expect((await ask(['sign', folder, file])).said).toMatch(/^None of these keys is in/);
  expect((await ask(['sign', folder, file], [key], 'another passphrase')).said).toMatch(/is no key, or/);
  expect((await ask(['sign', folder, at(APP_IMAGE)], [key])).said).toMatch(/is no key, or/);
  await writeFile(at(APP_IMAGE), 'the old program');
  expect((await ask(['sign', folder, file], [key])).said).toBe(`${APP_IMAGE} is not what its channel announces.`);
  await writeFile(at(APP_IMAGE), 'cut');
  expect((await ask(['sign', folder, file], [key])).said).toBe(`${folder} can't be released: release-incomplete.`);
  expect((await ask(['check', folder], [key])).said).toBe(`${folder} holds no omnitill-release.json.`);
});

test('a key is sealed, for its owner alone, and never written over another', async () => {
  expect((await ask(['key', at('used.pem')], [], 'short')).ok).toBe(false);
  const { file, key } = await newKey('used.pem');
  const pem = await readFile(file, 'utf8');
  expect([pem.split('\n')[0], (await stat(file)).mode & 0o777]).toEqual([
    '-----BEGIN ENCRYPTED PRIVATE KEY-----',
    0o600,
  ]);
  expect(key.keyId).toHaveLength(16);
  expect((await ask(['key', file])).said).toMatch(/was not written: EEXIST/);
  expect(await readFile(file, 'utf8')).toBe(pem);
});

test('the program says how it is used, and fails', async () => {
  const program = runTs('scripts/release.ts', ['sign']);
  expect([await program.ended, program.output()]).toEqual([1, expect.stringContaining('npm run release -- sign')]);
});
