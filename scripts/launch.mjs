import { nodeComplaint } from './node-version.mjs';

/**
 * Checks this Node.js, installs what is missing, and runs a TypeScript program of this folder in this same process, so that
 * signals and exit codes are its own. Nothing that needs installing or a newer Node.js is imported before it is known to be there.
 */
export async function launch(program) {
  const complaint = nodeComplaint(process.versions.node);
  if (complaint) {
    console.error(complaint);
    process.exitCode = 1;
    return;
  }
  const { ensureInstalled } = await import('./install.mjs');
  const { fileURLToPath } = await import('node:url');
  if (!ensureInstalled(fileURLToPath(new URL('..', import.meta.url)))) {
    process.exitCode = 1;
    return;
  }
  const { register } = await import('tsx/esm/api');
  register();
  await import(new URL(program, import.meta.url).href);
}
