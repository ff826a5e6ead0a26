import { net, protocol, session } from 'electron';
import { API_PREFIX } from '#contracts/ipc/host.ts';
import type { Host } from '#electron/host/host.ts';
import { servePage } from '#electron/host/page.ts';

/** Where the window lives: an origin of its own, so that storage, workers and the content security policy work as on the web. */
export const APP_URL = 'app://till/';

export function isAppUrl(url: string): boolean {
  return url.startsWith(APP_URL);
}

/** Before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: 'app',
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
    },
  ]);
}

/** Answers the window's requests from its files and, under `API_PREFIX`, from the server. Nothing else is let out of it. */
export function handleAppScheme(host: Host, root: string): void {
  protocol.handle('app', (request) => {
    if (!isAppUrl(request.url)) return new Response(null, { status: 404 });
    const { pathname } = new URL(request.url);
    return pathname.startsWith(`${API_PREFIX}/`) ? host.api(request) : servePage(root, request);
  });
  const urls = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*'];
  session.defaultSession.webRequest.onBeforeRequest({ urls }, (_, answer) => answer({ cancel: true }));
}

/** Calls back when the machine has a network again. */
export function onNetworkReturn(callback: () => void): void {
  let online = net.isOnline();
  setInterval(() => {
    const now = net.isOnline();
    if (now && !online) callback();
    online = now;
  }, 1000).unref();
}
