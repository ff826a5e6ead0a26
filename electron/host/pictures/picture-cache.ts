import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PICTURE_CACHING, PICTURE_LIMITS, PICTURE_PATH } from '#contracts/http/pictures.ts';
import { type PictureType, readPictureHeader } from '#contracts/picture/picture-header.ts';

/** Pictures of products on the till's disk, so that tiles show them without a network. What was not looked at longest goes first. */
export interface PictureCache {
  /** The picture at a `PICTURE_PATH`: from the disk, else as `ask` answers, which is kept. Rejects as `ask` does. */
  answer(path: string, ask: () => Promise<Response>): Promise<Response>;
}

interface Picture {
  type: PictureType;
  bytes: Uint8Array<ArrayBuffer>;
}

/** Opens the cache in a folder; other files in it are removed. What can't be written is shown all the same, and asked for again. */
export async function openPictureCache(folder: string, maxBytes: number): Promise<PictureCache> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const sizes = await listed(folder);
  const asking = new Map<string, Promise<Picture | Response>>();

  async function answer(path: string, ask: () => Promise<Response>): Promise<Response> {
    const [, hash = '', small] = PICTURE_PATH.exec(path) ?? [];
    const name = small === undefined ? hash : `${hash}-thumbnail`;
    const here = await read(name);
    if (here) return responseOf(here);
    const asked = asking.get(name) ?? fetched(name, ask).finally(() => asking.delete(name));
    asking.set(name, asked);
    const found = await asked;
    return found instanceof Response ? found.clone() : responseOf(found);
  }

  async function read(name: string): Promise<Picture | null> {
    if (!sizes.has(name)) return null;
    const file = join(folder, name);
    const picture = soundPicture(name, await readFile(file).catch(() => new Uint8Array()));
    if (!picture) {
      sizes.delete(name);
      await rm(file, { force: true }).catch(() => {});
      return null;
    }
    touch(name, picture.bytes.length);
    const now = new Date();
    await utimes(file, now, now).catch(() => {});
    return picture;
  }

  async function fetched(name: string, ask: () => Promise<Response>): Promise<Picture | Response> {
    const response = await ask();
    if (!response.ok) return response;
    const picture = soundPicture(name, new Uint8Array(await response.arrayBuffer()));
    if (!picture) return new Response(null, { status: 502 });
    await keep(name, picture.bytes).catch(() => {});
    return picture;
  }

  async function keep(name: string, bytes: Uint8Array): Promise<void> {
    const file = join(folder, name);
    await writeFile(`${file}.new`, bytes, { mode: 0o600 });
    await rename(`${file}.new`, file);
    touch(name, bytes.length);
    let total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    for (const [oldest, size] of sizes) {
      if (total <= maxBytes) return;
      total -= size;
      sizes.delete(oldest);
      await rm(join(folder, oldest), { force: true });
    }
  }

  /** Moves it to where the newest stand. */
  function touch(name: string, size: number): void {
    sizes.delete(name);
    sizes.set(name, size);
  }

  return { answer };
}

/** Sizes by name, least recently used first. */
async function listed(folder: string): Promise<Map<string, number>> {
  const found: { name: string; size: number; usedMs: number }[] = [];
  for (const name of await readdir(folder)) {
    const file = join(folder, name);
    if (!/^[0-9a-f]{64}(-thumbnail)?$/.test(name)) await rm(file, { recursive: true, force: true });
    else {
      const { size, mtimeMs } = await stat(file);
      found.push({ name, size, usedMs: mtimeMs });
    }
  }
  return new Map(found.sort((a, b) => a.usedMs - b.usedMs).map(({ name, size }) => [name, size]));
}

/** The bytes, where they are a picture, and the one that is meant: a file torn by a power cut is neither. */
function soundPicture(name: string, bytes: Uint8Array<ArrayBuffer>): Picture | null {
  const header = bytes.length > PICTURE_LIMITS.bytes ? null : readPictureHeader(bytes);
  if (!header) return null;
  const isMeant = name.includes('-') || createHash('sha256').update(bytes).digest('hex') === name;
  return isMeant ? { type: header.type, bytes } : null;
}

function responseOf({ type, bytes }: Picture): Response {
  return new Response(bytes, {
    headers: { 'content-type': type, 'cache-control': PICTURE_CACHING, 'x-content-type-options': 'nosniff' },
  });
}
