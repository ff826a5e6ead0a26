import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { lockFolder } from '#electron/host/folder-lock.ts';

export type FolderReady = { ok: true; logs: string } | { ok: false; message: string };

/** What a shop keeps in its data folder; nothing else in it is ever touched. */
const PARTS = ['server', 'till', 'printer', 'logs'];

/**
 * Makes the data folder ready for one shop, taking it for this process where `whole` says so. `reset` deletes what a shop
 * keeps there, when nobody works with it.
 */
export async function prepareFolder(dataDir: string, whole: boolean, reset: boolean): Promise<FolderReady> {
  if (whole) {
    const lock = await lockFolder(dataDir);
    if (!lock.ok && lock.why === 'locked')
      return refuse(`A shop is already running on ${dataDir}; choose another folder with --data-dir.`);
    if (!lock.ok) return refuse(unwritable(dataDir, lock.message));
  }
  const emptied = reset ? await empty(dataDir) : null;
  if (emptied !== null) return refuse(emptied);
  const logs = join(dataDir, 'logs');
  try {
    await mkdir(logs, { recursive: true });
    return { ok: true, logs };
  } catch (error) {
    return refuse(unwritable(dataDir, (error as Error).message));
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
  return `The data folder ${dataDir} cannot be written (${why}); choose another with --data-dir.`;
}

function refuse(message: string): FolderReady {
  return { ok: false, message };
}
