import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from '@playwright/test';
import { build } from 'vite';
import { FakeFeeds } from '#renderer/store/testing/fake-feeds.ts';
import { servePage } from '#web/serve-page.ts';
import type { FirstSyncFigures } from './first-sync/page.ts';
import { generateProducts, viewDocuments } from './first-sync/products.ts';

export interface FirstSyncOptions {
  /** How many products each run has. */
  products: readonly number[];
  /** The browser's program. */
  executablePath: string;
}

export interface FirstSyncReport {
  runs: FirstSyncFigures[];
  /** What the page wrote to its console, refusals of the content security policy among it. */
  console: string[];
}

/**
 * How long a till's first sync takes in a real Chromium, under the host's content security policy, from a server on loopback
 * with the pages ready in memory; then look-ups, searches and a restart, and plain IndexedDB as a yardstick in the same page.
 */
export async function firstSync({ products, executablePath }: FirstSyncOptions): Promise<FirstSyncReport> {
  const folder = await mkdtemp(join(tmpdir(), 'first-sync-'));
  const report: FirstSyncReport = { runs: [], console: [] };
  try {
    const built = join(folder, 'built');
    await buildPage(built);
    for (const count of products) {
      const feeds = feedsOf(count);
      const server = await serve(built, feeds);
      const browser = await chromium.launchPersistentContext(join(folder, `profile-${count}`), {
        executablePath,
        args: ['--no-sandbox'],
      });
      try {
        const page = await browser.newPage();
        page.on('console', (message) => report.console.push(message.text()));
        page.on('pageerror', (error) => report.console.push(String(error)));
        await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
        const figures = await page.evaluate((size) => window.bench.firstSync(size), count);
        report.runs.push({ ...figures, workerHeapMb: await heapMbOf(page) });
      } finally {
        await browser.close();
        server.closeAllConnections();
        server.close();
      }
    }
    return report;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Of the page's only worker, asked over the devtools' protocol: a worker can't tell by itself. */
async function heapMbOf(page: Page): Promise<number> {
  const devtools = await page.context().newCDPSession(page);
  const attached = new Promise<string>((resolve) =>
    devtools.on('Target.attachedToTarget', ({ sessionId }) => resolve(sessionId)),
  );
  await devtools.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  const sessionId = await attached;
  const ask = (id: number, method: string) =>
    new Promise<{ usedSize?: number }>((resolve) => {
      devtools.on('Target.receivedMessageFromTarget', ({ message }) => {
        const answer = JSON.parse(message);
        if (answer.id === id) resolve(answer.result);
      });
      void devtools.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) });
    });
  await ask(1, 'HeapProfiler.collectGarbage');
  return Math.round(((await ask(2, 'Runtime.getHeapUsage')).usedSize ?? 0) / 1_000_000);
}

async function buildPage(outDir: string): Promise<void> {
  const root = fileURLToPath(new URL('./first-sync', import.meta.url));
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    worker: { format: 'es' },
    build: { outDir, emptyOutDir: true, target: 'chrome130', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  });
}

function feedsOf(count: number): FakeFeeds {
  const feeds = new FakeFeeds();
  const { chain, store } = viewDocuments(generateProducts(count));
  feeds.commit('chain', chain);
  feeds.commit('store', store);
  return feeds;
}

async function serve(root: string, feeds: FakeFeeds): Promise<Server> {
  const server = createServer((message, reply) => void answer(root, feeds, message, reply));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

async function answer(root: string, feeds: FakeFeeds, message: IncomingMessage, reply: ServerResponse): Promise<void> {
  const url = new URL(message.url ?? '/', 'http://127.0.0.1');
  if (url.pathname === '/api/events') {
    reply.writeHead(200, { 'content-type': 'text/event-stream' }).write(':\n\n');
    return;
  }
  const feed = /^\/api\/feeds\/(chain|store)$/.exec(url.pathname)?.[1];
  if (feed === 'chain' || feed === 'store') {
    const { status, body } = feeds.answer(feed, url.searchParams);
    reply.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    return;
  }
  const served = await servePage(root, new Request(url));
  reply.writeHead(served.status, Object.fromEntries(served.headers)).end(Buffer.from(await served.arrayBuffer()));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const executablePath = process.env.OMNITILL_CHROMIUM ?? '/usr/bin/chromium';
  const report = await firstSync({ products: process.argv.slice(2).map(Number), executablePath });
  console.log(JSON.stringify(report, null, 2));
}
