import { RELEASE_KEYS, type ReleaseKey } from '#contracts/release/release-keys.ts';
import { type Platform, RELEASE_BYTES_MAX, RELEASE_FILE } from '#contracts/release/release-manifest.ts';
import { provenUpdater } from './proven-updater.ts';
import type { OpenUpdater, Updater, UpdateSource } from './updater.ts';

export interface ReleaseReader {
  /** Of the program that runs. */
  version: string;
  fetch: typeof fetch;
  /** In place of the program's own, for tests. */
  keys?: readonly ReleaseKey[] | undefined;
}

const ANSWER_MS = 15_000;
const PLATFORMS: Partial<Record<NodeJS.Platform, Platform>> = { win32: 'windows', linux: 'linux', darwin: 'mac' };

/**
 * The updater of a program for its register's server: what it installs is proven to be of whoever releases. Over plain HTTP it takes
 * nothing: whoever stands in the network could keep releases from it unseen, and would learn its token. On the machine itself nobody
 * does.
 */
export function updaterOf(open: OpenUpdater | undefined, source: UpdateSource, reader: ReleaseReader): Updater | null {
  if (!open) return null;
  if (!isProtected(source.url)) return REFUSING;
  const { version, keys = RELEASE_KEYS } = reader;
  const platform = PLATFORMS[process.platform] ?? null;
  return provenUpdater(open(source), { manifest: () => manifestOf(source, reader.fetch), keys, version, platform });
}

const insecure = async () => ({ ok: false, fault: 'update-insecure' }) as const;
const REFUSING: Updater = { download: insecure, verify: insecure, install: insecure };

function isProtected(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}

/** The manifest's text; null where the server has none. What is longer than any release's is cut short, and so proves nothing. */
async function manifestOf({ url, token }: UpdateSource, fetchServer: typeof fetch): Promise<string | null> {
  const headers = { authorization: `Bearer ${token}` };
  const signal = AbortSignal.timeout(ANSWER_MS);
  const answer = await fetchServer(new URL(`${url}/${RELEASE_FILE}`), { headers, redirect: 'error', signal });
  if (answer.status === 404) return null;
  if (!answer.ok || !answer.body) throw new Error(`the release's manifest was answered with ${answer.status}`);
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of answer.body as AsyncIterable<Uint8Array>) {
    pieces.push(piece.subarray(0, RELEASE_BYTES_MAX - bytes));
    bytes += piece.length;
    if (bytes >= RELEASE_BYTES_MAX) break;
  }
  return Buffer.concat(pieces).toString('utf8');
}
