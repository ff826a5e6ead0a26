import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** What `electron-vite build` makes; all of it must be there and younger than every source. */
const BUILT = ['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html'];
const SOURCES = [
  'contracts',
  'domain',
  'drivers',
  'electron',
  'renderer',
  'web',
  'electron.vite.config.ts',
  'package-lock.json',
];

export type Built = { ok: true } | { ok: false; message: string };

/** Builds the window when it is missing or older than its sources, saying so. */
export async function ensureWindow(root: string, say: (text: string) => void): Promise<Built> {
  if (isWindowFresh(root)) return { ok: true };
  say(existsSync(join(root, 'out')) ? 'The window is older than its sources: building it …' : 'Building the window …');
  const cli = join(
    dirname(createRequire(import.meta.url).resolve('electron-vite/package.json')),
    'bin',
    'electron-vite.js',
  );
  const build = spawn(process.execPath, [cli, 'build', '--logLevel', 'error'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [build.stdout, build.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const code = await new Promise<number | null>((resolve) =>
    build.on('error', () => resolve(null)).on('close', resolve),
  );
  if (code === 0) return { ok: true };
  return { ok: false, message: `The window could not be built:\n${output.trim()}` };
}

/** Whether nothing the window is made of was changed after it was built. */
export function isWindowFresh(root: string): boolean {
  const built = BUILT.map((path) => modifiedAt(join(root, path)));
  return (
    built.every((at) => at > 0) && Math.min(...built) >= Math.max(...SOURCES.map((path) => youngest(join(root, path))))
  );
}

function youngest(path: string): number {
  if (!existsSync(path)) return 0;
  if (!statSync(path).isDirectory()) return modifiedAt(path);
  return readdirSync(path)
    .filter((name) => !name.includes('.test.'))
    .reduce((at, name) => Math.max(at, youngest(join(path, name))), modifiedAt(path));
}

/** Milliseconds since 1970, 0 for what is not there. */
function modifiedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
