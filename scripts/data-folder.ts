import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { lockFolder } from '#electron/host/folder-lock.ts';

/** `release` gives the folder back; until it is called the one who has it holds the lock. */
export type FolderTaken = { ok: true; release(): Promise<void> } | { ok: false; message: string };

/** What a shop keeps in its data folder, and the second till that it suggests; nothing else in it is ever touched. */
const PARTS = ['server', 'till', 'printer', 'logs', 'second/till', 'second/logs'];

/** Takes a data folder for one shop, making it where it is missing. */
export async function takeFolder(dataDir: string): Promise<FolderTaken> {
  const lock = await lockFolder(dataDir);
  if (lock.ok) return lock;
  const running = `A shop is already running on ${dataDir}; choose another folder with --data-dir.`;
  return { ok: false, message: lock.why === 'locked' ? running : unwritable(dataDir, lock.message) };
}

/** Makes the folder of the logs. With `reset` all that a shop keeps is deleted first, when nobody works with it. */
export async function readyFolder(
  dataDir: string,
  reset: boolean,
): Promise<{ ok: true; logs: string } | { ok: false; message: string }> {
  const refusal = (reset ? await empty(dataDir) : null) ?? (await makeLogs(dataDir));
  return refusal === null ? { ok: true, logs: join(dataDir, 'logs') } : { ok: false, message: refusal };
}

async function makeLogs(dataDir: string): Promise<string | null> {
  try {
    await mkdir(join(dataDir, 'logs'), { recursive: true });
    return null;
  } catch (error) {
    return unwritable(dataDir, (error as Error).message);
  }
}

/** Gives why it must not be emptied, or null when it is done. */
async function empty(dataDir: string): Promise<string | null> {
  for (const part of PARTS) {
    const lock = await lockFolder(join(dataDir, part));
    if (!lock.ok && lock.why === 'locked') return `${dataDir} cannot be reset: the ${part} is still running on it.`;
    if (!lock.ok) return unwritable(dataDir, lock.message);
    await lock.release();
  }
  for (const part of PARTS) await rm(join(dataDir, part), { recursive: true, force: true });
  return null;
}

function unwritable(dataDir: string, why: string): string {
  return `The data folder ${dataDir} cannot be written (${why.split(',')[0]}); choose another with --data-dir.`;
}
