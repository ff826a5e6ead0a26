import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { load } from 'js-yaml';
import Type, { type Static } from 'typebox';
import { Version } from '#contracts/http/fleet.ts';
import { type Platform, ReleaseFileName } from '#contracts/release/release-manifest.ts';
import { parse } from '#contracts/schema.ts';

/** What electron-builder writes for each platform, and electron-updater's generic provider asks for. */
const CHANNELS = [
  { file: 'latest.yml', platform: 'windows' },
  { file: 'latest-linux.yml', platform: 'linux' },
  { file: 'latest-mac.yml', platform: 'mac' },
] as const;

const Channel = Type.Object({
  version: Version,
  files: Type.Array(
    Type.Object({
      url: ReleaseFileName,
      sha512: Type.String({ minLength: 40, maxLength: 200 }),
      size: Type.Optional(Type.Integer({ minimum: 1 })),
    }),
    { minItems: 1, maxItems: 20 },
  ),
});
type Channel = Static<typeof Channel>;

/** A file that a channel names, as long as it lies there. */
export interface ChannelFile {
  platform: Platform;
  name: string;
  sha512: string;
  bytes: number;
}

export interface ReadChannels {
  version: string;
  /** Names of the channels' own files. */
  names: readonly string[];
  platforms: readonly Platform[];
  files: readonly ChannelFile[];
}

export type ChannelsFault = 'release-unreadable' | 'release-incomplete' | 'release-mixed';

/**
 * What the channels in a folder say: every platform's must name the same version, and every file that they name must be there in its
 * size. Null where none is there.
 */
export async function readChannels(folder: string): Promise<ReadChannels | { fault: ChannelsFault } | null> {
  const texts = await Promise.all(
    CHANNELS.map(async (channel) => ({
      ...channel,
      text: await readFile(join(folder, channel.file), 'utf8').catch(() => null),
    })),
  );
  const channels = texts.flatMap(({ text, ...channel }) =>
    text === null ? [] : [{ ...channel, content: readChannel(text) }],
  );
  const [first] = channels;
  if (!first) return null;
  if (!first.content || channels.some(({ content }) => !content)) return { fault: 'release-unreadable' };
  const { version } = first.content;
  if (channels.some(({ content }) => content?.version !== version)) return { fault: 'release-mixed' };
  const files: ChannelFile[] = [];
  for (const { platform, content } of channels) {
    for (const { url, sha512, size } of content?.files ?? []) {
      const bytes = await sizeOf(join(folder, url), size);
      if (bytes === null) return { fault: 'release-incomplete' };
      files.push({ platform, name: url, sha512, bytes });
    }
  }
  const names = channels.map(({ file }) => file);
  return { version, names, platforms: channels.map(({ platform }) => platform), files };
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
async function sizeOf(path: string, announced: number | undefined): Promise<number | null> {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile() || (announced !== undefined && found.size !== announced)) return null;
  return found.size;
}
