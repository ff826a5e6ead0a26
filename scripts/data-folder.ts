import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { lockFolder } from '#electron/host/folder-lock.ts';

/** `release` gives the folder back; until it is called the one who has it holds the lock. */
export type FolderReady = { ok: true; logs: string; release(): Promise<void> } | { ok: false; message: string };

/** What a shop keeps in its data folder; nothing else in it is ever touched. */
const PARTS = ['server', 'till', 'printer', 'logs'];

/**
 * Makes the data folder ready for one shop, taking it for this process where `whole` says so. `reset` deletes what a shop
 * keeps there, when nobody works with it.
 */
export async function prepareFolder(dataDir: string, whole: boolean, reset: boolean): Promise<FolderReady> {
  const lock = whole ? await lockFolder(dataDir) : { ok: true as const, release: async () => {} };
  if (!lock.ok && lock.why === 'locked') {
    return refuse(`A shop is already running on ${dataDir}; choose another folder with --data-dir.`);
  }
  if (!lock.ok) return refuse(unwritable(dataDir, lock.message));
  const refusal = (reset ? await empty(dataDir) : null) ?? (await makeLogs(dataDir));
  if (refusal === null) return { ok: true, logs: join(dataDir, 'logs'), release: lock.release };
  await lock.release();
  return refuse(refusal);
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

function refuse(message: string): FolderReady {
  return { ok: false, message };
}
