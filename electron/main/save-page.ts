import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app, type BrowserWindow, dialog } from 'electron';
import type { SavePage } from '#electron/host/handlers.ts';

/** What no file system of those the till runs on takes in a name. */
const NOT_IN_NAMES = /[\\/:*?"<>|\p{Cc}]/gu;

/**
 * Asks where to, and writes there what the window would print, on the page size that its style names. The file is only written where
 * the person said; `window` answers the window that is open, if one is.
 */
export function savePageOf(window: () => BrowserWindow | null): SavePage {
  return async (name) => {
    const open = window();
    if (!open || open.isDestroyed()) return { ok: false, fault: { code: 'page-not-here' } };
    const file = `${name.replaceAll(NOT_IN_NAMES, ' ').trim()}.pdf`;
    const pdf = await open.webContents.printToPDF({ preferCSSPageSize: true, printBackground: true });
    const chosen = await dialog.showSaveDialog(open, {
      defaultPath: join(app.getPath('documents'), file),
      filters: [{ name: 'PDF', extensions: ['pdf'] }],
    });
    if (chosen.canceled || chosen.filePath === '') return { ok: true, saved: false };
    try {
      await writeFile(chosen.filePath, pdf);
      return { ok: true, saved: true };
    } catch (error) {
      return { ok: false, fault: { code: 'file-not-written', detail: (error as Error).message } };
    }
  };
}
