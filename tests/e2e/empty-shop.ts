import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { COUNTER_PORTS } from '#drivers/sim/counter/counter-ports.ts';
import type { Program } from '#tests/fixtures/program.ts';
import { runBuilt } from './built-programs.ts';
import { freePort, readJournal, type VirtualReceipt } from './shop.ts';

/** A server without any shop, a virtual counter, and a till that may open one: as by `npm start -- --own`. */
export interface EmptyShop {
  folder: string;
  serverUrl: string;
  tillUrl: string;
  /** What the server printed to open a shop with. */
  setupCode: string;
  start(): Promise<void>;
  /** kill -9 of server and till. */
  kill(): Promise<void>;
  receipts(): Promise<VirtualReceipt[]>;
  journal(): ReturnType<typeof readJournal>;
  close(): Promise<void>;
}

/** Starts one; without `coded` its till was not given the setup code. */
export async function openEmptyShop({ coded = true } = {}): Promise<EmptyShop> {
  const folder = mkdtempSync(path.join(tmpdir(), 'omnitill-own-'));
  const [serverPort, tillPort] = [await freePort(), await freePort()];
  const serverUrl = `http://127.0.0.1:${serverPort}`;
  let running: Program[] = [];

  const ports = Object.keys(COUNTER_PORTS).flatMap((name) => [`--${name}-port`, '0']);
  const counter = runBuilt('counter', ports);
  const [, counterUrl = ''] = await counter.printed(/^counter (http\S+)$/m);

  const shop: EmptyShop = {
    folder,
    serverUrl,
    tillUrl: `http://127.0.0.1:${tillPort}/`,
    setupCode: '',
    async start() {
      const server = runBuilt('server', ['--port', String(serverPort), '--data-dir', folder], {
        DATABASE_URL: '',
      });
      running = [server];
      await server.printed(/^server http/m);
      shop.setupCode = readFileSync(path.join(folder, 'server', 'setup-code'), 'utf8').trim();
      const host = runBuilt('till', ['--port', String(tillPort), '--data-dir', folder], {
        OMNITILL_SERVER_URL: serverUrl,
        OMNITILL_SETUP_CODE: coded ? shop.setupCode : '',
        OMNITILL_COUNTER_URL: counterUrl,
      });
      running = [server, host];
      await host.printed(/^till http/m);
    },
    async kill() {
      await Promise.all(running.map((program) => program.stop('SIGKILL')));
    },
    receipts: async () => (await (await fetch(`${counterUrl}/printer/receipts`)).json()) as VirtualReceipt[],
    journal: () => readJournal(path.join(folder, 'till', 'journal')),
    async close() {
      await Promise.all([...running, counter].map((program) => program.stop()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await shop.start();
  return shop;
}
