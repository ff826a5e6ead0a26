import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildPrograms, runBuilt } from './built-programs.ts';
import { FILLED_SERVER } from './shop.ts';

/**
 * Playwright's global set-up: the programs of a shop are built, and a server is filled with the demo shop once and stopped,
 * so that every shop begins from a copy.
 */
export default async function fillServer(): Promise<() => void> {
  const removePrograms = await buildPrograms();
  const folder = mkdtempSync(path.join(tmpdir(), 'omnitill-filled-'));
  const server = runBuilt('server', ['--demo', '--port', '0', '--data-dir', folder], { DATABASE_URL: '' });
  await server.printed(/^server http/m);
  await server.stop();
  process.env[FILLED_SERVER] = folder;
  return () => {
    removePrograms();
    rmSync(folder, { recursive: true, force: true });
  };
}
