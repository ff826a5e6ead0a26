import { nodeComplaint } from './node-version.mjs';

const complaint = nodeComplaint(process.versions.node);
if (complaint) {
  console.error(complaint);
  process.exitCode = 1;
} else launch();

/** Installs what is missing, then runs the TypeScript in this same process, so that signals and exit codes are its own. */
async function launch() {
  const { ensureInstalled } = await import('./install.mjs');
  const { fileURLToPath } = await import('node:url');
  if (!ensureInstalled(fileURLToPath(new URL('..', import.meta.url)))) {
    process.exitCode = 1;
    return;
  }
  const { register } = await import('tsx/esm/api');
  register();
  await import('./start.ts');
}
