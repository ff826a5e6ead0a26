import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BrowserContext, expect, test } from '@playwright/test';
import { type Program, run } from '#tests/fixtures/program.ts';
import { freePort, readJournal } from './shop.ts';
import { openBrowser, TillPage } from './till-page.ts';

const GLOBE = { gtin: '2900100020008' };

test.describe.configure({ mode: 'serial' });

let folder: string;
let flags: string[];
let program: Program;
let browser: BrowserContext;
let till: TillPage;

test.beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'omnitill-start-'));
  flags = [];
  for (const flag of ['--server-port', '--till-port', '--printer-port', '--counter-port']) {
    flags.push(flag, String(await freePort()));
  }
});

test.afterAll(async () => {
  await browser?.close();
  await program?.stop('SIGKILL');
});

test('brings up a shop, one line each, with PINs to sign in with', async () => {
  program = await startShop();
  expect(program.output()).toMatch(/^server http:\/\/127\.0\.0\.1:\d+$/m);
  expect(program.output()).toMatch(/^counter http:\/\/127\.0\.0\.1:\d+$/m);
  expect(program.output()).toMatch(/^PINs .*Ada 1234/m);
  const tillUrl = (await program.printed(/^till (http\S+)$/m))[1] ?? '';
  const counterUrl = (await program.printed(/^counter (http\S+)$/m))[1] ?? '';
  browser = await openBrowser(mkdtempSync(path.join(tmpdir(), 'omnitill-browser-')));
  till = new TillPage(browser.pages()[0] ?? (await browser.newPage()));
  await till.open(tillUrl);
  await till.signIn();
  await till.scan(GLOBE.gtin);
  await till.payExact();
  const counter = await browser.newPage();
  await counter.goto(counterUrl);
  await expect(counter.getByRole('article').first()).toContainText(/Inflatable\s*Political\s*Globe/);
  await new TillPage(counter).shot('counter-page');
  await counter.close();
});

test('a second instance and a taken port get one clear sentence', async () => {
  const second = run(process.execPath, ['scripts/start.mjs', '--no-open', '--data-dir', folder, ...flags]);
  expect(await second.ended).toBe(1);
  expect(second.output().trim().split('\n')).toHaveLength(1);

  const port = await freePort();
  const taken = createServer().listen(port, '127.0.0.1');
  const other = run(process.execPath, [
    'scripts/start.mjs',
    '--no-open',
    '--data-dir',
    `${folder}-other`,
    ...withPort('--server-port', port),
  ]);
  expect(await other.ended).toBe(1);
  expect(other.output()).toContain(String(port));
  expect(other.output()).not.toContain('    at ');
  taken.close();
});

test('a folder that cannot be written gets one clear sentence', async () => {
  const file = path.join(folder, 'not-a-folder');
  writeFileSync(file, '');
  const program = run(process.execPath, ['scripts/start.mjs', '--no-open', '--data-dir', path.join(file, 'data')]);
  expect(await program.ended).toBe(1);
  expect(program.output().trim().split('\n')).toHaveLength(1);
  expect(program.output()).not.toContain('    at ');
});

/** Leaves the till's page, which would reload by itself as soon as there is another till; gives its address. */
async function leave(): Promise<string> {
  const url = till.page.url();
  await till.page.goto('about:blank');
  return url;
}

test('Ctrl-C ends it cleanly; a second start finds everything as it was', async () => {
  const tillUrl = await leave();
  expect(await program.stop('SIGINT')).toBe(0);
  expect(orders()).toHaveLength(1);
  program = await startShop();
  await till.page.goto(tillUrl);
  await till.signIn();
  await till.get('rail-receipts').click();
  await expect(till.get('receipt-row')).toHaveCount(1);
  await expect(till.get('status')).toHaveAttribute('data-state', 'synced');
});

test('--reset begins anew', async () => {
  const tillUrl = await leave();
  expect(await program.stop('SIGTERM')).toBe(0);
  program = await startShop('--reset');
  expect(orders()).toHaveLength(0);
  await till.page.goto(tillUrl);
  await till.signIn();
  await till.get('rail-receipts').click();
  await expect(till.get('receipt-row')).toHaveCount(0);
  await till.shot('receipts-empty-en');
});

async function startShop(...more: string[]): Promise<Program> {
  const started = run(process.execPath, ['scripts/start.mjs', '--no-open', '--data-dir', folder, ...flags, ...more]);
  await started.printed(/^Ctrl-C/m);
  return started;
}

function orders() {
  try {
    return readJournal(path.join(folder, 'till', 'journal')).filter(({ kind }) => kind === 'order.completed');
  } catch {
    return [];
  }
}

/** The flags with one of the ports replaced. */
function withPort(flag: string, port: number): string[] {
  return flags.map((value, index) => (flags[index - 1] === flag ? String(port) : value));
}
