import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Release } from '#contracts/http/fleet.ts';
import { RELEASE_FILE, ReleaseManifest, SignedRelease } from '#contracts/release/release-manifest.ts';
import { parseJsonDown } from '#contracts/schema.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { type ChannelFile, type ChannelsFault, readChannels } from './read-channels.ts';

export interface ReadRelease {
  release: Release | null;
  /** Why what lies there can't be offered. */
  fault: ChannelsFault | 'release-unsigned' | null;
  /** Names that registers may ask for. */
  files: ReadonlySet<string>;
}

const NOTHING: ReadRelease = { release: null, fault: null, files: new Set() };

/**
 * The release in the folder of updates, with what was decided about it: what its channels say, if a signed manifest says the same of
 * each file. Who signed it is proven by whoever installs it, who alone must know the keys.
 */
export async function readRelease({ db, updatesDir }: ServerContext): Promise<ReadRelease> {
  const channels = await readChannels(updatesDir);
  if (!channels) return NOTHING;
  if ('fault' in channels) return { ...NOTHING, fault: channels.fault };
  const { version, names, platforms, files } = channels;
  const manifest = await readManifest(updatesDir);
  if (manifest === null) return { ...NOTHING, fault: 'release-unsigned' };
  if (manifest.version !== version || !files.every((file) => isNamed(manifest, file))) {
    return { ...NOTHING, fault: 'release-mixed' };
  }
  const rollout = await db.selectFrom('update_rollout').selectAll().where('version', '=', version).executeTakeFirst();
  return {
    fault: null,
    files: new Set([RELEASE_FILE, ...names, ...files.flatMap(({ name }) => [name, `${name}.blockmap`])]),
    release: {
      version,
      platforms: [...platforms],
      bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
      rollout: rollout
        ? {
            revision: rollout.revision,
            storeIds: rollout.store_ids,
            status: rollout.status,
            startedAt: rollout.started_at.toISOString(),
            startedBy: rollout.started_by,
          }
        : null,
    },
  };
}

/** Null where there is none that can be read. */
async function readManifest(folder: string): Promise<ReleaseManifest | null> {
  const text = await readFile(join(folder, RELEASE_FILE), 'utf8').catch(() => '');
  const signed = parseJsonDown(SignedRelease, text);
  const manifest = signed.ok ? parseJsonDown(ReleaseManifest, signed.value.manifest) : signed;
  return manifest.ok ? manifest.value : null;
}

function isNamed({ files }: ReleaseManifest, { platform, name, sha512, bytes }: ChannelFile): boolean {
  return files.some(
    (file) => file.platform === platform && file.name === name && file.sha512 === sha512 && file.bytes === bytes,
  );
}
