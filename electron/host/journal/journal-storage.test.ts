import { type FileHandle, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MemoryJournalStorage } from '#tests/fixtures/memory-journal-storage.ts';
import { openFileJournalStorage } from './file-journal-storage.ts';
import type { JournalStorage } from './journal-storage.ts';

const FIRST = '0000000000000001.journal';
const SECOND = '0000000000000009.journal';
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'omnitill-storage-'));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

const text = async (storage: JournalStorage, name: string, offset = 0, length = 100) =>
  Buffer.from(await storage.read(name, offset, length)).toString();

describe.each([
  ['files', () => openFileJournalStorage(folder)],
  ['memory', async () => new MemoryJournalStorage()],
])('a journal in %s', (_, make) => {
  it('appends, reads, cuts and lists its segments by age', async () => {
    const storage = await make();
    await storage.create(SECOND);
    await storage.create(FIRST);
    await storage.append(FIRST, Buffer.from('one,'));
    await storage.append(SECOND, Buffer.from('nine'));
    await storage.append(FIRST, Buffer.from('two'));
    await storage.sync(FIRST);
    expect(await text(storage, FIRST)).toBe('one,two');
    expect(await text(storage, FIRST, 4, 2)).toBe('tw');
    await storage.truncate(FIRST, 4);
    await storage.append(FIRST, Buffer.from('2'));
    await storage.rewrite(FIRST);
    expect(await text(storage, FIRST)).toBe('one,2');
    expect(await storage.list()).toEqual([
      { name: FIRST, size: 5 },
      { name: SECOND, size: 4 },
    ]);
    await storage.close();
  });

  it('takes an empty segment for new, never one with facts in it, and never makes one up', async () => {
    const storage = await make();
    await storage.create(FIRST);
    await storage.create(FIRST);
    await storage.append(FIRST, Buffer.from('one'));
    await expect(storage.create(FIRST)).rejects.toThrow();
    await expect(storage.append(SECOND, Buffer.from('x'))).rejects.toThrow();
    await expect(storage.read(SECOND, 0, 1)).rejects.toThrow();
    expect(await storage.list()).toHaveLength(1);
    await storage.close();
  });
});

describe('files', () => {
  it('are synced, and their folder when one is made, before anything is told to be durable', async () => {
    const { data, whole } = await spies();
    const storage = await openFileJournalStorage(folder);
    await storage.create(FIRST);
    expect(whole.mock.calls).toHaveLength(process.platform === 'win32' ? 0 : 1);
    await storage.append(FIRST, Buffer.from('one'));
    expect(data.mock.calls).toHaveLength(0);
    await storage.sync(FIRST);
    expect(data.mock.calls).toHaveLength(1);
    await storage.rewrite(FIRST);
    expect(data.mock.calls).toHaveLength(2);
    whole.mockClear();
    await storage.truncate(FIRST, 1);
    expect(whole.mock.calls).toHaveLength(1);
    await storage.close();
    expect(await readFile(join(folder, FIRST), 'utf8')).toBe('o');
  });

  it('of others in the folder are left alone', async () => {
    await writeFile(join(folder, 'notes.txt'), 'mine');
    const storage = await openFileJournalStorage(folder);
    expect(await storage.list()).toEqual([]);
    await storage.close();
  });
});

/** Counts the real calls of every file handle. */
async function spies() {
  const handle = await open(folder, 'r');
  const methods: FileHandle = Object.getPrototypeOf(handle);
  await handle.close();
  return { data: vi.spyOn(methods, 'datasync'), whole: vi.spyOn(methods, 'sync') };
}
