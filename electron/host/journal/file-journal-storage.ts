import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { JournalStorage } from './journal-storage.ts';

const SEGMENT = /^\d{16}\.journal$/;

/** A journal's segments as files of `folder`, which is made when missing. One handle is kept, for the segment last written. */
export async function openFileJournalStorage(folder: string): Promise<JournalStorage> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  let tail: { name: string; handle: FileHandle } | null = null;

  async function forWriting(name: string): Promise<FileHandle> {
    if (tail?.name === name) return tail.handle;
    await release();
    // Never creating: a segment that vanished must fail, not begin anew.
    const handle = await open(join(folder, name), constants.O_RDWR | constants.O_APPEND);
    tail = { name, handle };
    return handle;
  }

  async function release(): Promise<void> {
    const held = tail;
    tail = null;
    await held?.handle.close();
  }

  return {
    async list() {
      const names = (await readdir(folder)).filter((name) => SEGMENT.test(name)).sort();
      return Promise.all(names.map(async (name) => ({ name, size: (await stat(join(folder, name))).size })));
    },
    async create(name) {
      const handle = await open(join(folder, name), 'a', 0o600);
      const { size } = await handle.stat();
      await handle.close();
      if (size > 0) throw new Error(`${name} is there already`);
      await syncFolder(folder);
    },
    async read(name, offset, length) {
      const handle = await open(join(folder, name), 'r');
      try {
        return await readFully(handle, offset, length);
      } finally {
        await handle.close();
      }
    },
    async append(name, bytes) {
      await writeFully(await forWriting(name), bytes);
    },
    async sync(name) {
      await (await forWriting(name)).datasync();
    },
    async rewrite(name) {
      await release();
      const handle = await open(join(folder, name), 'r+');
      try {
        await writeFully(handle, await handle.readFile(), 0);
        await handle.datasync();
      } finally {
        await handle.close();
      }
    },
    async truncate(name, size) {
      await release();
      const handle = await forWriting(name);
      await handle.truncate(size);
      await handle.sync();
    },
    close: release,
  };
}

async function readFully(handle: FileHandle, offset: number, length: number): Promise<Uint8Array> {
  const bytes = Buffer.alloc(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await handle.read(bytes, done, length - done, offset + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return bytes.subarray(0, done);
}

/** Writes at `position`, or where the handle's mode puts it. */
async function writeFully(handle: FileHandle, bytes: Uint8Array, position?: number): Promise<void> {
  let done = 0;
  while (done < bytes.length) {
    const at = position === undefined ? null : position + done;
    done += (await handle.write(bytes, done, bytes.length - done, at)).bytesWritten;
  }
}

/** Makes a folder's entries durable. Windows has no such call: NTFS logs them itself. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
