import { createHash, type KeyObject } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { proveRelease } from '#contracts/release/prove-release.ts';
import type { ReleaseKey } from '#contracts/release/release-keys.ts';
import { RELEASE_FILE, type ReleaseManifest } from '#contracts/release/release-manifest.ts';
import { isSigned } from '#electron/host/updates/is-signed.ts';
import { type ReadChannels, readChannels } from '#sync-server/fleet/read-channels.ts';
import { newSealedKey, openSealedKey, releaseKeyOf, signRelease } from './sign-release.ts';

const HELP = `npm run release -- key <file>              makes a key; its private half goes to the file, sealed
npm run release -- sign <folder> <file>...  signs what electron-builder made, by these keys
npm run release -- check <folder>           whether a till built from this tree would take it
The passphrase of the keys is OMNITILL_RELEASE_PASSPHRASE.`;
const PASSPHRASE_MIN = 16;

export type Done = { ok: true; said: string } | { ok: false; said: string };

/** What a release is made with. */
export interface Releaser {
  /** Of the programs that are built from this tree. */
  keys: readonly ReleaseKey[];
  /** What the private keys' files are sealed by. */
  passphrase: string;
  /** An instant. */
  now: string;
}

/** Makes keys, signs a folder's release, or proves one; gives the sentence to print. */
export async function release([verb, place, ...files]: readonly string[], releaser: Releaser): Promise<Done> {
  if (verb === 'key' && place && files.length === 0) return makeKey(place, releaser);
  if (verb === 'sign' && place && files.length > 0) return signFolder(place, files, releaser);
  if (verb === 'check' && place && files.length === 0) return checkFolder(place, releaser);
  return { ok: false, said: HELP };
}

async function makeKey(file: string, { passphrase }: Releaser): Promise<Done> {
  if (passphrase.length < PASSPHRASE_MIN) {
    return { ok: false, said: `OMNITILL_RELEASE_PASSPHRASE must have ${PASSPHRASE_MIN} characters or more.` };
  }
  const { pem, key } = newSealedKey(passphrase);
  try {
    await writeFile(file, pem, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    return { ok: false, said: `${file} was not written: ${(error as Error).message}.` };
  }
  const line = `  { keyId: '${key.keyId}', publicKey: '${key.publicKey}' },`;
  return { ok: true, said: `Add this to RELEASE_KEYS in contracts/release/release-keys.ts:\n${line}` };
}

async function signFolder(folder: string, files: readonly string[], releaser: Releaser): Promise<Done> {
  const keys: KeyObject[] = [];
  for (const file of files) {
    const key = openSealedKey(await readFile(file, 'utf8').catch(() => ''), releaser.passphrase);
    if (!key) return { ok: false, said: `${file} is no key, or OMNITILL_RELEASE_PASSPHRASE is another's.` };
    keys.push(key);
  }
  const known = new Set(releaser.keys.map(({ publicKey }) => publicKey));
  if (!keys.some((key) => known.has(releaseKeyOf(key).publicKey))) {
    return { ok: false, said: 'None of these keys is in contracts/release/release-keys.ts: no till would take it.' };
  }
  const channels = await readChannels(folder);
  if (!channels) return { ok: false, said: `${folder} holds no release.` };
  if ('fault' in channels) return { ok: false, said: `${folder} can't be released: ${channels.fault}.` };
  const wrong = await differing(folder, channels);
  if (wrong) return { ok: false, said: `${wrong} is not what its channel announces.` };
  const { version, files: named } = channels;
  const manifest: ReleaseManifest = { product: 'omnitill', version, releasedAt: releaser.now, files: [...named] };
  await writeFile(join(folder, RELEASE_FILE), signRelease(manifest, keys));
  return { ok: true, said: `${join(folder, RELEASE_FILE)}: version ${version}, ${named.length} files.` };
}

async function checkFolder(folder: string, { keys }: Releaser): Promise<Done> {
  const text = await readFile(join(folder, RELEASE_FILE), 'utf8').catch(() => null);
  if (text === null) return { ok: false, said: `${folder} holds no ${RELEASE_FILE}.` };
  const proven = proveRelease(text, keys, isSigned);
  if (!proven.ok) return { ok: false, said: `Refused: ${proven.fault}.` };
  const { version, files } = proven.manifest;
  const wrong = await differing(folder, { files });
  if (wrong) return { ok: false, said: `Refused: ${wrong} is not what was signed.` };
  return { ok: true, said: `Version ${version} is signed, and its ${files.length} files are what was signed.` };
}

/** The first file whose hash is another one. */
async function differing(folder: string, { files }: Pick<ReadChannels, 'files'>): Promise<string | null> {
  for (const { name, sha512 } of files) {
    const hash = createHash('sha512');
    const isRead = await pipeline(createReadStream(join(folder, name)), hash).then(
      () => true,
      () => false,
    );
    if (!isRead || hash.digest('base64') !== sha512) return name;
  }
  return null;
}
