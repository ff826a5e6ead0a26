import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MessagePort } from './message-port.ts';

/** ITU-T E.164, 6.2: at most fifteen digits; nothing shorter than six is a subscriber's. */
const NUMBER = /^\+?\d{6,15}$/;

/** A service that only writes each message to a file of a folder, under its id: to try it all without one. It refuses what is no number. */
export function folderMessages(folder: string): MessagePort {
  return {
    async send({ messageId, to, text }) {
      if (!NUMBER.test(to.replace(/[\s()./-]/g, ''))) {
        return { ok: false, reason: 'this is no phone number', forGood: true };
      }
      const file = join(folder, `${messageId.replace(/[^\w.-]/g, '_')}.txt`);
      try {
        await mkdir(folder, { recursive: true });
        await writeFile(`${file}.part`, `${to}\n\n${text}\n`);
        await rename(`${file}.part`, file);
        return { ok: true };
      } catch (error) {
        return { ok: false, reason: (error as Error).message, forGood: false };
      }
    },
  };
}
