import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, type BrowserWindow, powerMonitor } from 'electron';
import { type Host, openHost } from '#electron/host/host.ts';
import { tillPaths } from '#electron/host/paths.ts';
import { type HostSettings, readSettings } from '#electron/host/settings.ts';
import { handleAppScheme, handleCustomerScheme, onNetworkReturn, registerAppScheme } from './app-scheme.ts';
import { keepCustomerWindow } from './customer-window.ts';
import { denyPermissions, guardNavigation, removeMenu } from './guards.ts';
import { answerCalls, pushEvents } from './ipc.ts';
import { packageUpdater } from './package-updater.ts';
import { platformSeal } from './safe-storage-seal.ts';
import { savePageOf } from './save-page.ts';
import { createTillWindow, showTillPage } from './till-window.ts';

/** The till in a window of its own: `till window` on standard output when it shows, or one sentence and exit 1. */
function boot(): void {
  const read = readSettings(process.argv.slice(app.isPackaged ? 1 : 2), process.env);
  if (read.ok) bootWith(read.settings);
  else fail(read.message);
}

function bootWith(settings: HostSettings): void {
  if (!placeProfile(settings.dataDir) || !isOnlyInstance(settings.dataDir)) return;
  registerAppScheme();
  guardNavigation();
  removeMenu();
  process.on('SIGINT', () => app.quit());
  process.on('SIGTERM', () => app.quit());
  // At the top level of an ES module, awaiting this would never return.
  app
    .whenReady()
    .then(() => start(settings))
    .catch((error: Error) => fail(error.stack ?? error.message));
}

async function start(settings: HostSettings): Promise<void> {
  let till: BrowserWindow | null = null;
  const opened = await openHost({
    ...settings,
    version: app.getVersion(),
    seal: platformSeal(),
    runtime: 'electron',
    savePage: savePageOf(() => till),
    ...(app.isPackaged ? { updater: packageUpdater } : {}),
  });
  if (!opened.ok) return fail(opened.message);
  const { host } = opened;
  closeWithApp(host);
  denyPermissions();
  const root = join(import.meta.dirname, '../renderer');
  handleAppScheme(host, root);
  handleCustomerScheme(root);
  answerCalls(host);
  powerMonitor.on('resume', () => host.wake());
  onNetworkReturn(() => host.wake());
  const window = await createTillWindow(join(host.paths.folder, 'window.json'));
  till = window;
  pushEvents(host, window);
  const hidden = process.env.OMNITILL_WINDOW === 'hidden';
  await showTillPage(window, hidden);
  keepCustomerWindow(host.customer, window, hidden);
  focusOnSecondStart(window);
  process.stdout.write('till window\n');
}

/** Everything of this till lies in its data folder, Chromium's profile too. */
function placeProfile(dataDir: string): boolean {
  const { profile } = tillPaths(dataDir);
  try {
    mkdirSync(profile, { recursive: true, mode: 0o700 });
    app.setPath('userData', profile);
    return true;
  } catch (error) {
    fail(`The data folder ${dataDir} cannot be written: ${(error as Error).message}.`);
    return false;
  }
}

function isOnlyInstance(dataDir: string): boolean {
  const only = app.requestSingleInstanceLock();
  if (!only) fail(`A till is already running on ${dataDir}.`);
  return only;
}

function focusOnSecondStart(window: BrowserWindow): void {
  app.on('second-instance', () => {
    if (window.isDestroyed()) return;
    if (window.isMinimized()) window.restore();
    window.focus();
  });
}

function closeWithApp(host: Host): void {
  app.on('window-all-closed', () => app.quit());
  let closing = false;
  app.on('will-quit', (event) => {
    event.preventDefault();
    if (closing) return;
    closing = true;
    void host.close().finally(() => app.exit(0));
  });
}

function fail(message: string): void {
  process.stderr.write(`${message}\n`);
  app.exit(1);
}

boot();
