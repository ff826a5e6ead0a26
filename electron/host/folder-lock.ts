import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { tryLock } from 'fs-native-extensions';

export type LockResult =
  | { ok: true; release(): Promise<void> }
  | { ok: false; why: 'locked' }
  | { ok: false; why: 'unwritable'; message: string };

/** Takes a folder for this process alone, making it when missing. The lock is the kernel's: it ends with the process, however that dies. */
export async function lockFolder(folder: string): Promise<LockResult> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const handle = await open(join(folder, 'lock'), 'a+', 0o600);
    if (!tryLock(handle.fd)) {
      await handle.close();
      return { ok: false, why: 'locked' };
    }
    return { ok: true, release: () => handle.close() };
  } catch (error) {
    return { ok: false, why: 'unwritable', message: (error as Error).message };
  }
}
