import { join } from 'node:path';
import { BrowserWindow } from 'electron';
import { APP_URL } from './app-scheme.ts';
import { keepWindowState, readWindowState } from './window-state.ts';

/** Makes the till's window where it was last, not shown yet. */
export async function createTillWindow(stateFile: string): Promise<BrowserWindow> {
  const state = await readWindowState(stateFile);
  const window = new BrowserWindow({
    title: 'Omnitill',
    width: state?.width ?? 1366,
    height: state?.height ?? 768,
    ...(state ? { x: state.x, y: state.y } : {}),
    minWidth: 360,
    minHeight: 480,
    show: false,
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      spellcheck: false,
      // Facts and views keep moving behind another window.
      backgroundThrottling: false,
    },
  });
  keepWindowState(stateFile, window);
  window.webContents.on('render-process-gone', (_, { reason }) => {
    if (reason !== 'clean-exit') window.webContents.reload();
  });
  if (state?.maximized) window.once('show', () => window.maximize());
  return window;
}

/** Resolves when the page is there and, unless `hidden`, can be seen. */
export async function showTillPage(window: BrowserWindow, hidden: boolean): Promise<void> {
  await window.loadURL(APP_URL);
  if (!hidden) window.show();
}
