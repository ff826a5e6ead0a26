import { type FileHandle, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Static, TSchema } from 'typebox';
import { parseJson, parseJsonDown } from '#contracts/schema.ts';
import { syncFolder } from './journal/file-journal-storage.ts';

export type Stored<T> = { found: 'value'; value: T } | { found: 'nothing' } | { found: 'damaged'; message: string };

/** Reads a JSON file against its schema, by `judge`. Rejects only when the file is there and cannot be read. */
export async function readStored<S extends TSchema>(
  file: string,
  schema: S,
  judge: typeof parseJson = parseJson,
): Promise<Stored<Static<S>>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { found: 'nothing' };
    throw error;
  }
  const parsed = judge(schema, text);
  if (parsed.ok) return { found: 'value', value: parsed.value };
  return { found: 'damaged', message: `${file}${parsed.at}: ${parsed.message}` };
}

/** Replaces a JSON file (mode 600) whole: after a crash it holds the old value or the new one, and when this resolves the new one. */
export async function writeStored(file: string, value: unknown): Promise<void> {
  const draft = `${file}.new`;
  const handle = await open(draft, 'w', 0o600);
  await writeAndSync(handle, JSON.stringify(value, null, 1));
  await rename(draft, file);
  await syncFolder(dirname(file));
}

async function writeAndSync(handle: FileHandle, text: string): Promise<void> {
  try {
    await handle.writeFile(text, 'utf8');
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A copy on disk of something that is known elsewhere: what it held at the start, then whatever is kept. */
export interface KeptCopy<T> {
  value(): T | null;
  keep(value: T): void;
  settled(): Promise<void>;
}

/** A copy of what came from the server, perhaps kept by a newer version of this program. One that is missing or damaged holds null at first. */
export async function openCopy<S extends TSchema>(file: string, schema: S): Promise<KeptCopy<Static<S>>> {
  const stored = await readStored(file, schema, parseJsonDown);
  const writer = latestWriter(file);
  let value: Static<S> | null = stored.found === 'value' ? stored.value : null;
  return {
    value: () => value,
    keep(changed) {
      value = changed;
      writer.write(changed);
    },
    settled: writer.settled,
  };
}

/** Writes a copy of something that changes, the newest value last; a write that fails costs nothing but the copy. */
export function latestWriter(file: string): { write(value: unknown): void; settled(): Promise<void> } {
  let waiting: { value: unknown } | null = null;
  let writing: Promise<void> | null = null;

  async function work(): Promise<void> {
    while (waiting) {
      const { value } = waiting;
      waiting = null;
      await writeStored(file, value).catch(() => {});
    }
    writing = null;
  }

  return {
    write(value) {
      waiting = { value };
      writing ??= work();
    },
    async settled() {
      await writing;
    },
  };
}
