import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import Type from 'typebox';
import { type Host, openHost } from '#electron/host/host.ts';
import { readSettings, SETTINGS_HELP } from '#electron/host/settings.ts';
import { readStored, writeStored } from '#electron/host/stored-file.ts';
import { createWebServer } from './web-server.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** The till for a plain browser, as a program: `till <url>` on standard output, or one sentence and exit 1. */
async function main(): Promise<void> {
  const read = readSettings(process.argv.slice(2), process.env);
  if (!read.ok) return fail(read.message);
  const { settings } = read;
  if (settings.help) return void process.stdout.write(SETTINGS_HELP);
  const opened = await openHost({ ...settings, version: await packageVersion() });
  if (!opened.ok) return fail(opened.message);
  const { host } = opened;
  const server = createWebServer(host, join(ROOT, 'out', 'renderer'), await pageToken(host));
  const listening = await listen(server, settings.port);
  if (!listening.ok) {
    await host.close();
    return fail(listening.message);
  }
  const stop = () => void close(host, server);
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  process.stdout.write(`till http://127.0.0.1:${(server.address() as AddressInfo).port}/\n`);
}

async function packageVersion(): Promise<string> {
  const stored = await readStored(join(ROOT, 'package.json'), Type.Object({ version: Type.String() }));
  return stored.found === 'value' ? stored.value.version : 'unknown';
}

/** Kept, so that a page that is open stays in touch with a host that was started again. */
async function pageToken(host: Host): Promise<string> {
  const stored = await readStored(host.paths.pageToken, Type.String({ minLength: 32 }));
  if (stored.found === 'value') return stored.value;
  const token = randomBytes(32).toString('base64url');
  await writeStored(host.paths.pageToken, token);
  return token;
}

function listen(server: Server, port: number): Promise<{ ok: true } | { ok: false; message: string }> {
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      resolve({
        ok: false,
        message: taken ? `Port ${port} is taken: choose another with --port.` : `${error.message}.`,
      });
    });
    server.listen(port, '127.0.0.1', () => resolve({ ok: true }));
  });
}

async function close(host: Host, server: Server): Promise<void> {
  server.close();
  server.closeAllConnections();
  await host.close();
  process.exit(0);
}

function fail(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}

await main();
