import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Installs the packages of `package-lock.json` when any is missing or of another version, saying so. Gives whether all are there. */
export function ensureInstalled(root) {
  if (isInstalled(root)) return true;
  console.log('Installing packages with npm ci; this takes a minute or two …');
  const [command, ...before] = npmCommand();
  const args = [...before, 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status === 0 && isInstalled(root)) return true;
  console.error('The packages could not be installed: see what npm says above.');
  return false;
}

/** Whether what npm noted as installed is what the lock file asks for; packages for other platforms may be missing. */
export function isInstalled(root) {
  const noted = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(noted)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(noted, 'utf8')).packages;
  return Object.entries(wanted).every(([path, { version, optional, devOptional }]) => {
    if (path === '') return true;
    const there = installed[path];
    return there === undefined ? Boolean(optional || devOptional) : there.version === version;
  });
}

/** The npm that runs this, else the one on the path. */
function npmCommand() {
  const running = process.env.npm_execpath;
  return running?.endsWith('npm-cli.js') ? [process.execPath, running] : ['npm'];
}
