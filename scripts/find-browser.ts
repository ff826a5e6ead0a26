import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';

export type BrowserFound = { ok: true; program: string } | { ok: false; reason: string };

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];
const INSTALL_MS = 5 * 60_000;

/**
 * A Chromium for the end-to-end tests: the one named by `OMNITILL_CHROMIUM`, the system's, Playwright's own, which is
 * downloaded when it can be, or as root on Debian the distribution's.
 */
export async function findBrowser(say: (text: string) => void): Promise<BrowserFound> {
  const there = process.env.OMNITILL_CHROMIUM || systemBrowser() || (await playwrightBrowser());
  if (there) return { ok: true, program: there };
  say('Installing a Chromium for the end-to-end tests …');
  const playwright = join(dirname(createRequire(import.meta.url).resolve('playwright/package.json')), 'cli.js');
  install(process.execPath, [playwright, 'install', 'chromium']);
  const downloaded = await playwrightBrowser();
  if (downloaded) return { ok: true, program: downloaded };
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    install('apt-get', ['update', '-q']);
    install('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium']);
  }
  const installed = systemBrowser();
  if (installed) return { ok: true, program: installed };
  return { ok: false, reason: 'no Chromium is installed and none could be: set OMNITILL_CHROMIUM to one' };
}

function systemBrowser(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), ...PLACES].find(runs);
}

/** Whether the program is there and is not a mere pointer to a package that is not installed, as Ubuntu's can be. */
function runs(program: string): boolean {
  if (!existsSync(program)) return false;
  return process.platform === 'win32' || spawnSync(program, ['--version'], { timeout: 20_000 }).status === 0;
}

async function playwrightBrowser(): Promise<string | undefined> {
  const { chromium } = await import('@playwright/test');
  const program = chromium.executablePath();
  return existsSync(program) ? program : undefined;
}

function install(command: string, args: readonly string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync(command, args, { env, stdio: 'ignore', timeout: INSTALL_MS });
}
