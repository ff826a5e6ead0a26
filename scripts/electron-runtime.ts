import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { electronDownload } from './electron-download.ts';
import { electronFromNpm } from './electron-from-npm.ts';

export type RuntimeFound =
  | { ok: true; program: string; version: string }
  /** Why each place failed, one sentence each. */
  | { ok: false; reasons: string[] };

type Place = () => Promise<{ ok: true; program: string } | { ok: false; reason: string }>;

/**
 * Finds a program that runs Electron here, and proves that it starts. In order: `ELECTRON_OVERRIDE_DIST_PATH`, which someone
 * set on purpose and which Electron's own launcher prefers too; the `electron` package's download; the runtime from npm.
 * Needs no display. Whether a download host answers is known within seconds.
 */
export async function findElectron(say: (text: string) => void): Promise<RuntimeFound> {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const places: Place[] = [() => electronDownload(say), () => fromNpm(say)];
  if (override) places.unshift(async () => ({ ok: true, program: join(override, programName()) }));
  const reasons: string[] = [];
  for (const place of places) {
    const found = await place();
    if (!found.ok) {
      reasons.push(found.reason);
      continue;
    }
    const tried = tryProgram(found.program);
    if (tried.ok) return { ok: true, program: found.program, version: tried.version };
    reasons.push(tried.reason);
  }
  return { ok: false, reasons };
}

/**
 * Arguments that every start of Electron needs on this machine: Chromium's sandbox refuses to run as root, and Electron
 * before version 38 does not look for Wayland by itself.
 */
export function electronArguments(): string[] {
  if (process.platform !== 'linux') return [];
  const isRoot = process.getuid?.() === 0;
  const isWaylandOnly = Boolean(process.env.WAYLAND_DISPLAY) && !process.env.DISPLAY;
  return [...(isRoot ? ['--no-sandbox'] : []), ...(isWaylandOnly ? ['--ozone-platform-hint=auto'] : [])];
}

async function fromNpm(say: (text: string) => void): ReturnType<Place> {
  const installed = await electronFromNpm(say);
  return installed.ok ? { ok: true, program: join(installed.folder, 'electron') } : installed;
}

function programName(): string {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

/** Asks the program for its version, which needs all its shared libraries but no display. */
export function tryProgram(program: string): { ok: true; version: string } | { ok: false; reason: string } {
  const missing = missingLibraries(program);
  if (missing.length > 0) {
    return { ok: false, reason: `${program} needs libraries that are not installed: ${missing.join(', ')}` };
  }
  const run = spawnSync(program, [...electronArguments(), '--version'], { encoding: 'utf8', timeout: 20_000 });
  const version = /^v(\d+\.\d+\.\d+\S*)$/m.exec(run.stdout ?? '')?.[1];
  if (version !== undefined) return { ok: true, version };
  const complaint = run.error?.message ?? run.stderr.trim().split('\n')[0] ?? '';
  return { ok: false, reason: `${program} does not start: ${complaint || 'it says nothing'}` };
}

function missingLibraries(program: string): string[] {
  if (process.platform !== 'linux') return [];
  const { stdout } = spawnSync('ldd', [program], { encoding: 'utf8', timeout: 10_000 });
  return [...(stdout ?? '').matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? '');
}
