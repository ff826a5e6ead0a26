import { net, protocol, type Session, session } from 'electron';
import { API_PREFIX } from '#contracts/ipc/proxied.ts';
import type { Host } from '#electron/host/host.ts';
import { servePage } from '#web/serve-page.ts';

/** Where the window lives: an origin of its own, so that storage, workers and the content security policy work as on the web. */
export const APP_URL = 'app://till/';
/** The customer's page, in a session of its own: with nothing of the till's in it. */
export const CUSTOMER_URL = 'app://till/customer';
export const CUSTOMER_PARTITION = 'customer';

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
  keepOffline(session.defaultSession);
}

/** Answers the customer's window from its files alone. */
export function handleCustomerScheme(root: string): void {
  const customer = session.fromPartition(CUSTOMER_PARTITION);
  customer.protocol.handle('app', (request) =>
    isAppUrl(request.url) ? servePage(root, request) : new Response(null, { status: 404 }),
  );
  keepOffline(customer);
}

function keepOffline({ webRequest }: Session): void {
  const urls = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*'];
  webRequest.onBeforeRequest({ urls }, (_, answer) => answer({ cancel: true }));
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
