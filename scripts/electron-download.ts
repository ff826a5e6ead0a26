import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Type from 'typebox';
import { parseJson } from '#contracts/schema.ts';

export type Downloaded = { ok: true; program: string } | { ok: false; reason: string };

const ANSWER_MS = 4_000;
const DOWNLOAD_MS = 5 * 60_000;

/**
 * The program of the `electron` package, downloaded by the package's own installer when it is not there yet. Whether its
 * host answers is known within four seconds; only then may the download take longer. A download that fails leaves nothing.
 */
export async function electronDownload(say: (text: string) => void): Promise<Downloaded> {
  const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  const version = versionOf(folder);
  const there = installedProgram(folder, version);
  if (there !== undefined) return { ok: true, program: there };
  if (!(await hostAnswers(version))) {
    return { ok: false, reason: `Electron ${version} cannot be downloaded: its host does not answer` };
  }
  say(`Downloading Electron ${version} (about 120 MB, once) …`);
  const failure = await runInstaller(folder);
  const program = installedProgram(folder, version);
  if (program !== undefined) return { ok: true, program };
  await rm(join(folder, 'dist'), { recursive: true, force: true });
  return { ok: false, reason: `Electron ${version} could not be downloaded: ${failure}` };
}

function versionOf(folder: string): string {
  const manifest = parseJson(
    Type.Object({ version: Type.String() }),
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  if (!manifest.ok) throw new Error(`${folder}/package.json: ${manifest.message}`);
  return manifest.value.version;
}

/** The installer writes `path.txt` last, so that without it what is in `dist` may be half. */
function installedProgram(folder: string, version: string): string | undefined {
  const read = (file: string) => (existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : '');
  const path = read('path.txt');
  if (path === '' || read('dist/version').replace(/^v/, '') !== version) return undefined;
  const program = join(folder, 'dist', path);
  return existsSync(program) ? program : undefined;
}

async function hostAnswers(version: string): Promise<boolean> {
  const mirror = process.env.npm_config_electron_mirror || process.env.ELECTRON_MIRROR;
  const base = mirror || 'https://github.com/electron/electron/releases/download/';
  const file = `electron-v${version}-${process.platform}-${process.arch}.zip`;
  try {
    const answer = await fetch(`${base}v${version}/${file}`, {
      method: 'HEAD',
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    return answer.ok;
  } catch {
    return false;
  }
}

/** Runs the installer with a temporary folder of its own; gives why it failed, in a few words. */
async function runInstaller(folder: string): Promise<string> {
  const temporary = await mkdtemp(join(tmpdir(), 'omnitill-electron-'));
  try {
    const { ELECTRON_OVERRIDE_DIST_PATH: _, ...env } = process.env;
    const installer = spawn(process.execPath, [join(folder, 'install.js')], {
      env: { ...env, TMPDIR: temporary, TEMP: temporary, TMP: temporary },
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: DOWNLOAD_MS,
      killSignal: 'SIGKILL',
    });
    let complaint = '';
    installer.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint += text;
    });
    await new Promise((resolve) => installer.on('error', resolve).on('close', resolve));
    return complaint.match(/^\w*Error: (.*)$/m)?.[1] ?? 'it took too long';
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}
