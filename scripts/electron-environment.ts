import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { findElectron } from './electron-runtime.ts';
import { hasDisplay } from './open-browser.ts';

export type ElectronEnvironment =
  | { ok: true; env: Record<string, string>; close(): void }
  | { ok: false; reason: string };

/**
 * What a test needs to show Electron: its program as `OMNITILL_ELECTRON` (and its folder as `ELECTRON_OVERRIDE_DIST_PATH`),
 * and a display, virtual where there is none, until `close`.
 */
export async function electronEnvironment(say: (text: string) => void): Promise<ElectronEnvironment> {
  const runtime = await findElectron(say);
  if (!runtime.ok) return { ok: false, reason: runtime.reasons.join('; ') };
  const env = { OMNITILL_ELECTRON: runtime.program, ELECTRON_OVERRIDE_DIST_PATH: dirname(runtime.program) };
  if (hasDisplay()) return { ok: true, env, close: () => undefined };
  const display = await startDisplay();
  if (display === null)
    return { ok: false, reason: 'there is no display, and no Xvfb to make one (apt-get install xvfb)' };
  return { ok: true, env: { ...env, DISPLAY: display.name }, close: display.close };
}

/** Starts Xvfb, which picks a free display and says its number. */
function startDisplay(): Promise<{ name: string; close(): void } | null> {
  const args = ['-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp'];
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  return new Promise((resolve) => {
    server.on('error', () => resolve(null));
    server.on('close', () => resolve(null));
    server.stdio[3]?.once('data', (number: Buffer) => {
      resolve({ name: `:${number.toString().trim()}`, close: () => void server.kill() });
    });
  });
}
