import { app, Menu, session } from 'electron';
import { APP_URL, CUSTOMER_PARTITION, isAppUrl } from './app-scheme.ts';
import { maySee } from './camera-permission.ts';

/** No page but the till's own, no window it opens, no frame from elsewhere, whatever asks. */
export function guardNavigation(): void {
  app.on('web-contents-created', (_, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-navigate', (event) => {
      if (!isAppUrl(event.url)) event.preventDefault();
    });
    contents.on('will-frame-navigate', (event) => {
      if (!isAppUrl(event.url)) event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => event.preventDefault());
    // A page cannot keep the till from closing.
    contents.on('will-prevent-unload', (event) => event.preventDefault());
  });
}

/**
 * Position, notifications, USB, …: devices belong to the host. Only the camera is the page's own, to scan by. Call it when
 * the app is ready.
 */
export function denyPermissions(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const kinds = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    answer(maySee(permission, kinds, details.requestingUrl, APP_URL));
  });
  session.defaultSession.setPermissionCheckHandler((_contents, permission, origin, { mediaType }) =>
    maySee(permission, mediaType ? [mediaType] : [], origin, APP_URL),
  );
  session.defaultSession.setDevicePermissionHandler(() => false);
  const customer = session.fromPartition(CUSTOMER_PARTITION);
  customer.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  customer.setPermissionCheckHandler(() => false);
  customer.setDevicePermissionHandler(() => false);
}

/** The function keys and reload belong to the page: the default menu's accelerators would take them. macOS copies by its menu. */
export function removeMenu(): void {
  const needed = process.platform === 'darwin';
  Menu.setApplicationMenu(needed ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }]) : null);
}
