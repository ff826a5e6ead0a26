import { join } from 'node:path';
import { type Child, END_WITH_STARTER, startChild, typescriptProgram } from './child.ts';
import { electronArguments, findElectron } from './electron-runtime.ts';
import { hasDisplay, openBrowser } from './open-browser.ts';
import type { StartOptions } from './start-options.ts';
import { ensureWindow } from './window-build.ts';

const READY_MS = 60_000;

/** The sync server on its embedded database (or `DATABASE_URL`), with the demo shop unless it is to stay empty. */
export function startServer(options: StartOptions, logs: string): Child {
  return startChild({
    name: 'the server',
    ...typescriptProgram('sync-server/main.ts', ...(options.empty ? [] : ['--demo', '--demo-orders'])),
    env: {
      OMNITILL_DATA_DIR: options.dataDir,
      OMNITILL_SERVER_PORT: String(options.serverPort),
      ...(options.serverHost === undefined ? {} : { OMNITILL_SERVER_HOST: options.serverHost }),
    },
    readyWord: 'server',
    readyMs: READY_MS,
    logFile: join(logs, 'server.log'),
  });
}

export type TillStarted = { ok: true; said: string } | { ok: false; message: string };

/**
 * The till: in a window of Electron where a display and a runtime can be had, else served to a browser, which is opened
 * unless that is not wanted. `keep` gets every program that was started and runs.
 */
export async function startTill(
  options: StartOptions,
  root: string,
  logs: string,
  keep: (child: Child) => void,
): Promise<TillStarted> {
  const built = await ensureWindow(root, console.log);
  if (!built.ok) return built;
  if (!options.browser) {
    const window = await startWindow(options, root, logs);
    if (window.ok) {
      keep(window.child);
      return window;
    }
    console.log(`${window.reason} Serving the till to a browser instead.`);
  }
  const child = startChild({
    name: 'the till',
    ...typescriptProgram('electron/web/main.ts'),
    env: tillEnvironment(options),
    readyWord: 'till',
    readyMs: READY_MS,
    logFile: join(logs, 'till.log'),
  });
  keep(child);
  const ready = await child.ready;
  if (!ready.ok) return { ok: false, message: ready.reason };
  if (options.open && hasDisplay()) openBrowser(ready.said);
  return ready;
}

async function startWindow(
  options: StartOptions,
  root: string,
  logs: string,
): Promise<{ ok: true; child: Child; said: string } | { ok: false; reason: string }> {
  if (!hasDisplay()) return { ok: false, reason: 'There is no display here.' };
  const runtime = await findElectron(console.log);
  if (!runtime.ok) return { ok: false, reason: `${runtime.reasons.join('. ')}.` };
  const child = startChild({
    name: "the till's window",
    command: runtime.program,
    args: [...electronArguments(), '-r', END_WITH_STARTER, root],
    env: tillEnvironment(options),
    readyWord: 'till',
    closable: true,
    readyMs: READY_MS,
    logFile: join(logs, 'window.log'),
  });
  const ready = await child.ready;
  if (ready.ok) return { ok: true, child, said: ready.said };
  await child.stop();
  return { ok: false, reason: ready.reason };
}

function tillEnvironment(options: StartOptions): Record<string, string | undefined> {
  return {
    OMNITILL_DATA_DIR: options.dataDir,
    OMNITILL_SERVER_URL: options.server,
    OMNITILL_ENROL_CODE: options.code,
    OMNITILL_SETUP_CODE: options.setupCode,
    OMNITILL_PRINTER_URL: options.printer,
    OMNITILL_TERMINAL_URL: options.terminal,
    OMNITILL_WALLET_URL: options.wallet,
    OMNITILL_DEVICES: options.devices,
    OMNITILL_COUNTER_URL: options.counter,
    OMNITILL_TILL_PORT: String(options.tillPort),
  };
}
