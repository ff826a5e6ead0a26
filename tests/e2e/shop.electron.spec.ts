import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, expect, test } from '@playwright/test';
import { pdfTexts } from '#tests/fixtures/pdf-text.ts';
import { ROOT } from '#tests/fixtures/program.ts';
import { openShop, readJournal, type Shop } from './shop.ts';
import { TillPage } from './till-page.ts';

const GLOBE = { gtin: '2900100020008', name: 'Inflatable Political Globe' };

test.describe.configure({ mode: 'serial' });
test.skip(!process.env.OMNITILL_ELECTRON, 'no Electron runtime was found (OMNITILL_ELECTRON)');

let shop: Shop;
let app: ElectronApplication;
let till: TillPage;
let folder: string;
let code: string;

test.beforeAll(async () => {
  shop = await openShop();
  folder = mkdtempSync(path.join(tmpdir(), 'omnitill-electron-'));
  code = await shop.code('high-street', 'Till E');
  await open();
});

test.afterAll(async () => {
  await app?.close();
  await shop?.close();
});

test('starts in a sandboxed window, signs in, scans, pays and prints over TCP', async () => {
  expect(
    await till.page.evaluate(() => [typeof (globalThis as { require?: unknown }).require, location.origin]),
  ).toEqual(['undefined', 'app://till']);
  await till.signIn();
  await till.scan(GLOBE.gtin);
  await expect(till.get('cart-line')).toHaveCount(1);
  await till.shot('electron-sell');
  await till.payExact();
  await till.shot('electron-paid');
  await expect.poll(async () => JSON.stringify(await shop.receipts())).toContain(GLOBE.name);
  await expect(till.get('status')).toHaveAttribute('data-state', 'synced');
});

test('a receipt is kept as a PDF, in a file that the person chose', async () => {
  const file = path.join(folder, 'receipt.pdf');
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, file);
  await till.get('rail-receipts').click();
  await till.get('receipt-row').first().click();
  await till.get('print-page').click();
  await expect(till.page.locator('[data-code="page-saved"]')).toBeVisible({ timeout: 30_000 });
  const pdf = readFileSync(file);
  expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-');
  expect(pdfTexts(pdf).join('\n')).toContain('Political');
  await app.evaluate(({ dialog }) => {
    dialog.showSaveDialog = async () => ({ canceled: true, filePath: '' });
  });
  await till.get('print-page').click();
  await expect(till.page.locator('[data-code="page-saved"]')).toHaveCount(0);
  await till.get('rail-sell').click();
});

test('killed and started again, everything is there, also without the server', async () => {
  await till.scan(GLOBE.gtin);
  await till.payExact();
  await shop.stopServer();
  const ended = new Promise((resolve) => app.process().on('exit', resolve));
  app.process().kill('SIGKILL');
  await ended;
  await open();
  await till.signIn();
  await till.get('rail-receipts').click();
  await expect(till.get('receipt-row')).toHaveCount(2);
  expect(
    readJournal(path.join(folder, 'till', 'journal')).filter(({ kind }) => kind === 'order.completed'),
  ).toHaveLength(2);
  await till.get('rail-sell').click();
  await till.scan(GLOBE.gtin);
  await expect(till.get('cart-line')).toHaveCount(1);
  await till.payExact();
  await shop.startServer();
  await expect(till.get('status')).toHaveAttribute('data-state', 'synced', { timeout: 30_000 });
  expect(await shop.exceptions()).toEqual([]);
});

async function open(): Promise<void> {
  app = await _electron.launch({
    executablePath: process.env.OMNITILL_ELECTRON ?? '',
    args: ['--no-sandbox', ROOT],
    env: {
      ...(process.env as Record<string, string>),
      OMNITILL_DATA_DIR: folder,
      OMNITILL_SERVER_URL: shop.serverUrl,
      OMNITILL_ENROL_CODE: code,
      OMNITILL_PRINTER_URL: shop.printerUrl,
    },
  });
  till = new TillPage(await app.firstWindow());
  await expect(till.get('operator-tile').first()).toBeVisible({ timeout: 30_000 });
}
