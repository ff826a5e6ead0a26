import { type BrowserWindow, type IpcMainInvokeEvent, ipcMain, session } from 'electron';
import type { CallResult, Host } from '#electron/host/host.ts';
import { isAppUrl } from './app-scheme.ts';

/** The one channel between window and host: calls one way, events the other. */
export const CHANNEL = 'omnitill';

/** Answers calls of the till's own page; the host parses them. */
export function answerCalls(host: Host): void {
  ipcMain.handle(CHANNEL, (event, method: unknown, input: unknown): CallResult | Promise<CallResult> => {
    if (!isOwnPage(event) || typeof method !== 'string')
      return { ok: false, message: 'This page may not call the host.' };
    return host.call(method, input);
  });
}

/** Sends what the host pushes to the window, as long as there is one. */
export function pushEvents(host: Host, window: BrowserWindow): void {
  const stop = host.subscribe((event) => {
    if (!window.webContents.isDestroyed()) window.webContents.send(CHANNEL, event);
  });
  window.on('closed', stop);
}

function isOwnPage({ sender, senderFrame }: IpcMainInvokeEvent): boolean {
  // The customer's window has another session.
  if (sender.session !== session.defaultSession) return false;
  return senderFrame !== null && senderFrame.parent === null && isAppUrl(senderFrame.url);
}
