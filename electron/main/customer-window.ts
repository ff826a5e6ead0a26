import { join } from 'node:path';
import { app, BrowserWindow, type IpcMainEvent, ipcMain, screen } from 'electron';
import type { CustomerFeed } from '#contracts/ipc/customer.ts';
import { CUSTOMER_PARTITION, CUSTOMER_URL } from './app-scheme.ts';
import { customerPlace } from './customer-place.ts';

/** The only channel of the customer's window: it says that it listens, and is told what to show. */
const CUSTOMER_CHANNEL = 'omnitill-customer';
const AGAIN_MS = 1_000;

/**
 * Keeps a window before the customer as long as one is set up: on a second screen where there is one, else an ordinary window.
 * It never takes the focus. One that crashed or was closed comes again; with the till's window it goes.
 */
export function keepCustomerWindow(feed: CustomerFeed, till: BrowserWindow, hidden: boolean): void {
  let wanted = false;
  let window: BrowserWindow | null = null;
  let again: NodeJS.Timeout | undefined;

  function follow(): void {
    clearTimeout(again);
    if (!wanted) put();
    if (!wanted || window) return;
    const place = customerPlace(screen.getAllDisplays(), screen.getDisplayMatching(till.getBounds()).id);
    const opened = openCustomerWindow(place.fullscreen, place.bounds, hidden);
    window = opened;
    const stop = answerListener(feed, opened);
    opened.on('closed', () => {
      stop();
      if (window !== opened) return;
      window = null;
      again = setTimeout(follow, AGAIN_MS);
    });
    opened.webContents.on('render-process-gone', () => opened.destroy());
  }

  /** Takes it away. */
  function put(): void {
    const closing = window;
    window = null;
    closing?.destroy();
  }

  function place(): void {
    put();
    follow();
  }

  const stop = feed.subscribe((event) => {
    if (event.type !== 'settings') return;
    wanted = event.settings !== null;
    follow();
  });
  screen.on('display-added', place).on('display-removed', place);
  function end(): void {
    stop();
    wanted = false;
    screen.off('display-added', place).off('display-removed', place);
    follow();
  }
  till.on('closed', end);
  app.on('before-quit', end);
}

function openCustomerWindow(fullscreen: boolean, bounds: Electron.Rectangle, hidden: boolean): BrowserWindow {
  const window = new BrowserWindow({
    ...bounds,
    title: 'Omnitill',
    show: false,
    fullscreen,
    frame: !fullscreen,
    skipTaskbar: fullscreen,
    minWidth: 320,
    minHeight: 240,
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/customer.cjs'),
      partition: CUSTOMER_PARTITION,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      spellcheck: false,
      backgroundThrottling: false,
    },
  });
  window.once('ready-to-show', () => {
    if (!hidden && !window.isDestroyed()) window.showInactive();
  });
  window.loadURL(CUSTOMER_URL).catch((error: Error) => process.stderr.write(`${error.message}\n`));
  return window;
}

/** Tells this window, and no other sender, what the customer sees, from when its page says that it listens: again after a reload. */
function answerListener(feed: CustomerFeed, window: BrowserWindow): () => void {
  const { webContents } = window;
  let stop = (): void => {};
  const hear = (event: IpcMainEvent): void => {
    if (event.sender !== webContents || event.senderFrame !== webContents.mainFrame) return;
    stop();
    stop = feed.subscribe((told) => {
      if (!webContents.isDestroyed()) webContents.send(CUSTOMER_CHANNEL, told);
    });
  };
  ipcMain.on(CUSTOMER_CHANNEL, hear);
  return () => {
    ipcMain.off(CUSTOMER_CHANNEL, hear);
    stop();
  };
}
