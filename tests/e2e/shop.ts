import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Static } from 'typebox';
import type { CodeAnswer, CodeKind } from '#contracts/http/api.ts';
import type { ExceptionRow } from '#contracts/http/exceptions.ts';
import type { CounterState } from '#contracts/ipc/counter.ts';
import { COUNTER_PORTS } from '#drivers/sim/counter/counter-ports.ts';
import type { CounterSettings } from '#drivers/sim/counter/counter-settings.ts';
import type { Program } from '#tests/fixtures/program.ts';
import { runBuilt } from './built-programs.ts';

/** The demo shop as separate processes on loopback: server, virtual counter, and tills when asked for. */
export interface Shop {
  folder: string;
  serverUrl: string;
  printerUrl: string;
  /** The virtual counter's page, where every device is worked. */
  counterUrl: string;
  /** Card terminal and QR wallet: where they are, and how the terminal behaves from now on. */
  terminalUrl: string;
  walletUrl: string;
  terminalBehaves(behaviour: Record<string, unknown>): Promise<void>;
  /** Whether the terminal was told of an amount and has the customer at it: it may be asked for before it arrives there. */
  terminalIsAsked(): Promise<boolean>;
  startServer(): Promise<void>;
  /** kill -9 or a clean stop. */
  stopServer(signal?: NodeJS.Signals): Promise<void>;
  /** A one-time code for a new register. */
  code(storeId: string, name: string, kind?: CodeKind): Promise<string>;
  exceptions(): Promise<Static<typeof ExceptionRow>[]>;
  receipts(): Promise<VirtualReceipt[]>;
  printerFaults(faults: Record<string, boolean>): Promise<void>;
  close(): Promise<void>;
}

export interface VirtualReceipt {
  lines: string[];
  [more: string]: unknown;
}

/** Where a server's folder lies that was filled with the demo shop; without it each shop's server fills its own. */
export const FILLED_SERVER = 'OMNITILL_TEST_FILLED_SERVER';

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

/**
 * Starts one, its server from a copy of the folder that `filled-server.ts` has prepared for the whole run; without `demo` from
 * nothing, so that a shop is to be opened first; with `orders` the demo's online orders wait in it. `env` is set for its server
 * besides.
 */
export async function openShop({
  demo = true,
  orders = false,
  env = {} as Record<string, string>,
} = {}): Promise<Shop> {
  const folder = mkdtempSync(path.join(tmpdir(), 'omnitill-shop-'));
  const filled = process.env[FILLED_SERVER];
  if (filled && demo) cpSync(filled, folder, { recursive: true });
  const serverPort = await freePort();
  const serverUrl = `http://127.0.0.1:${serverPort}`;
  let server: Program | undefined;

  async function startServer(): Promise<void> {
    const flags = [
      '--port',
      String(serverPort),
      '--data-dir',
      folder,
      ...(demo ? ['--demo'] : []),
      ...(orders ? ['--demo-orders'] : []),
    ];
    server = runBuilt('server', flags, { DATABASE_URL: '', OMNITILL_SERVER_NAMES: 'tablet.test', ...env });
    await server.printed(/^server http/m);
  }

  async function administer<T>(method: string, route: string, body?: unknown): Promise<T> {
    const token = readFileSync(path.join(folder, 'server', 'admin-token'), 'utf8').trim();
    const answer = await fetch(serverUrl + route, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!answer.ok) throw new Error(`${method} ${route}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  const ports = Object.keys(COUNTER_PORTS).flatMap((name) => [`--${name}-port`, '0']);
  const counter = runBuilt('counter', ports);
  const [, [, counterUrl = '']] = await Promise.all([startServer(), counter.printed(/^counter (http\S+)$/m)]);
  const settings = (await (await fetch(`${counterUrl}/settings`)).json()) as CounterSettings;

  return {
    folder,
    serverUrl,
    printerUrl: settings.devices.printer?.address ?? '',
    counterUrl,
    terminalUrl: settings.terminal,
    walletUrl: settings.wallet,
    terminalBehaves: (behaviour) => control(`${counterUrl}/terminal/behaviour`, behaviour),
    terminalIsAsked: async () =>
      ((await (await fetch(`${counterUrl}/state`)).json()) as CounterState).terminal.asked !== null,
    startServer,
    async stopServer(signal = 'SIGTERM') {
      await server?.stop(signal);
    },
    code: async (storeId, name, kind) =>
      (await administer<CodeAnswer>('POST', '/registers/codes', { storeId, name, kind })).code,
    exceptions: () => administer('GET', '/exceptions'),
    receipts: async () => (await (await fetch(`${counterUrl}/printer/receipts`)).json()) as VirtualReceipt[],
    printerFaults: (faults) => control(`${counterUrl}/printer/faults`, faults),
    async close() {
      await Promise.all([server?.stop(), counter.stop()]);
      // A browser that was just closed may still be writing into its profile.
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Tells a virtual device what to do, as its own page would. */
async function control(url: string, body: unknown): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: new URL(url).origin },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
}

/**
 * What a till is started with: the virtual counter's receipt printer, card terminal and wallet; all of the counter, as by
 * `npm start`; or nothing.
 */
export type Hardware = 'printer' | 'counter' | 'none';

/** One till's host for a browser, in a folder of its own. */
export interface TillHost {
  url: string;
  folder: string;
  start(): Promise<void>;
  stop(signal?: NodeJS.Signals): Promise<void>;
  /** Every fact in the journal, as JSON values in order. */
  journal(): { kind: string; id: string; seq: number; payload: Record<string, unknown> }[];
}

export async function openTillHost(
  shop: Shop,
  storeId: string,
  name: string,
  hardware: Hardware = 'printer',
): Promise<TillHost> {
  const folder = mkdtempSync(path.join(shop.folder, 'till-'));
  const port = await freePort();
  const code = await shop.code(storeId, name);
  const wired = await wiring(shop, folder, hardware);
  let host: Program | undefined;
  const till: TillHost = {
    url: `http://127.0.0.1:${port}/`,
    folder,
    async start() {
      host = runBuilt('till', ['--port', String(port), '--data-dir', folder], {
        OMNITILL_SERVER_URL: shop.serverUrl,
        OMNITILL_ENROL_CODE: code,
        ...wired,
      });
      await host.printed(/^till http/m);
    },
    async stop(signal = 'SIGTERM') {
      await host?.stop(signal);
    },
    journal: () => readJournal(path.join(folder, 'till', 'journal')),
  };
  await till.start();
  return till;
}

async function wiring(shop: Shop, folder: string, hardware: Hardware): Promise<Record<string, string>> {
  if (hardware === 'none') return {};
  const paid = { OMNITILL_TERMINAL_URL: shop.terminalUrl, OMNITILL_WALLET_URL: shop.walletUrl };
  if (hardware === 'printer') return { OMNITILL_PRINTER_URL: shop.printerUrl, ...paid };
  const { devices } = (await (await fetch(`${shop.counterUrl}/settings`)).json()) as CounterSettings;
  const file = path.join(folder, 'given.json');
  writeFileSync(file, JSON.stringify(devices));
  return { OMNITILL_DEVICES: file, OMNITILL_COUNTER_URL: shop.counterUrl, ...paid };
}

/** Every fact of a journal folder, as JSON values in order. */
export function readJournal(folder: string) {
  const names = readdirSorted(folder);
  return names.flatMap((name) =>
    readFileSync(path.join(folder, name), 'utf8')
      .split('\n')
      .filter((line) => line.includes('\t'))
      .map((line) => JSON.parse(line.slice(0, line.indexOf('\t')))),
  );
}

function readdirSorted(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.journal'))
    .sort();
}
