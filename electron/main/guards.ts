import { app, Menu, session } from 'electron';
import { isAppUrl } from './app-scheme.ts';

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

/** Camera, position, notifications, USB, …: devices belong to the host. Call it when the app is ready. */
export function denyPermissions(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.defaultSession.setPermissionCheckHandler(() => false);
  session.defaultSession.setDevicePermissionHandler(() => false);
}

/** The function keys and reload belong to the page: the default menu's accelerators would take them. macOS copies by its menu. */
export function removeMenu(): void {
  const needed = process.platform === 'darwin';
  Menu.setApplicationMenu(needed ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }]) : null);
}
