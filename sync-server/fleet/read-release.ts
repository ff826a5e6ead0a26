import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { load } from 'js-yaml';
import Type, { type Static } from 'typebox';
import { type Release, Version } from '#contracts/http/fleet.ts';
import { parse } from '#contracts/schema.ts';
import type { ServerContext } from '#sync-server/context.ts';

/** What electron-builder writes for each platform, and electron-updater's generic provider asks for. */
const CHANNELS = [
  { file: 'latest.yml', platform: 'windows' },
  { file: 'latest-linux.yml', platform: 'linux' },
  { file: 'latest-mac.yml', platform: 'mac' },
] as const;

/** A file beside it, and nothing else. */
const FileName = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._ ()+-]{0,199}$' });
const Channel = Type.Object({
  version: Version,
  files: Type.Array(
    Type.Object({
      url: FileName,
      sha512: Type.String({ minLength: 40, maxLength: 200 }),
      size: Type.Optional(Type.Integer({ minimum: 1 })),
    }),
    { minItems: 1, maxItems: 20 },
  ),
});
type Channel = Static<typeof Channel>;

export interface ReadRelease {
  release: Release | null;
  /** Why what lies there can't be offered. */
  fault: 'release-unreadable' | 'release-incomplete' | 'release-mixed' | null;
  /** Names that registers may ask for. */
  files: ReadonlySet<string>;
}

const NOTHING: ReadRelease = { release: null, fault: null, files: new Set() };

/**
 * The release in the folder of updates, with what was decided about it. Every platform's channel must name the same version, and
 * every file it names must be there in its size; its hash is checked by whoever installs it.
 */
export async function readRelease({ db, updatesDir }: ServerContext): Promise<ReadRelease> {
  const texts = await Promise.all(
    CHANNELS.map(async (channel) => ({
      ...channel,
      text: await readFile(join(updatesDir, channel.file), 'utf8').catch(() => null),
    })),
  );
  const there = texts.flatMap(({ text, ...channel }) => (text === null ? [] : [{ ...channel, text }]));
  if (there.length === 0) return NOTHING;
  const channels = there.map(({ text, ...channel }) => ({ ...channel, content: readChannel(text) }));
  const [first] = channels;
  if (!first?.content || channels.some(({ content }) => !content)) return { ...NOTHING, fault: 'release-unreadable' };
  const { version } = first.content;
  if (channels.some(({ content }) => content?.version !== version)) return { ...NOTHING, fault: 'release-mixed' };
  const named = channels.flatMap(({ content }) => content?.files ?? []);
  const sizes = await Promise.all(named.map((file) => sizeOf(updatesDir, file)));
  if (sizes.includes(null)) return { ...NOTHING, fault: 'release-incomplete' };
  const rollout = await db.selectFrom('update_rollout').selectAll().where('version', '=', version).executeTakeFirst();
  return {
    fault: null,
    files: new Set([...channels.map(({ file }) => file), ...named.flatMap(({ url }) => [url, `${url}.blockmap`])]),
    release: {
      version,
      platforms: channels.map(({ platform }) => platform),
      bytes: sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0),
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

function readChannel(text: string): Channel | null {
  try {
    const channel = parse(Channel, load(text));
    return channel.ok ? channel.value : null;
  } catch {
    return null;
  }
}

/** Null where the file is missing, or is not as long as it was announced. */
async function sizeOf(folder: string, { url, size }: Channel['files'][number]): Promise<number | null> {
  const found = await stat(join(folder, url)).catch(() => null);
  if (!found?.isFile() || (size !== undefined && found.size !== size)) return null;
  return found.size;
}
