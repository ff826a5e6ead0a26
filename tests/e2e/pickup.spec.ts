import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Locator, test } from '@playwright/test';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { type Inbox, openInbox } from '#tests/fixtures/test-inbox.ts';
import { type Line, openLine } from './line.ts';
import { type OpenTill, openTill } from './open-till.ts';
import { openShop, type Shop } from './shop.ts';
import { MANAGER, type TillPage } from './till-page.ts';
import { openWebShop, type WebShop } from './web-shop.ts';

/** Of the demo shop's products. */
const TAPES = { sku: '10125', gtin: '2900101250008' };
const ORDER = 'W2001';
const OTHER = 'W2002';

test.describe.configure({ mode: 'serial' });

let inbox: Inbox;
let shop: Shop;
let line: Line;
let first: OpenTill;
let second: OpenTill;
let here: TillPage;
let there: TillPage;
let web: WebShop;

test.beforeAll(async () => {
  inbox = await openInbox();
  const mail = { OMNITILL_SMTP_URL: inbox.url, OMNITILL_MAIL_FROM: 'Shop <shop@example.com>' };
  shop = await openShop({ env: mail });
  web = await openWebShop(shop);
  line = await openLine(Number(new URL(shop.serverUrl).port));
  first = await openTill(shop, { name: 'Till 1', over: line, operator: MANAGER });
  second = await openTill(shop, { name: 'Till 2', over: line, operator: MANAGER });
  here = first.till;
  there = second.till;
});

test.afterAll(async () => {
  await first?.close();
  await second?.close();
  await line?.close();
  await shop?.close();
  await inbox?.close();
});

const card = (till: TillPage, number: string): Locator =>
  till.page.locator(`[data-testid="order-card"][data-number="${number}"]`);
const notice = (till: TillPage, code: string): Locator =>
  till.page.locator(`[data-testid="notice"][data-code="${code}"]`);

/** Works an order at the first till until it lies ready. */
async function ready(number: string): Promise<void> {
  await here.get('rail-orders').click();
  await card(here, number).getByTestId('order-open').click();
  await here.get('order-accept').click();
  await here.get('order-pick').click();
  await here.scan(TAPES.gtin);
  await expect(here.get('pick-progress')).toContainText('1/1');
  await here.get('pick-to-ready').click();
  await here.get('ready-save').click();
  await expect(notice(here, 'order-ready')).toBeVisible();
  await here.get('ready-next').click();
}

/** The mail about an order, with its typed code and what its picture says. */
async function mailOf(number: string): Promise<{ code: string; qr: string }> {
  const found = () => inbox.received.find(({ text }) => text.includes(number))?.text;
  await expect.poll(found, { timeout: 60_000 }).toBeTruthy();
  const text = found() ?? '';
  const code = /[0-9A-Z]{3}-[0-9A-Z]{4}/.exec(text.slice(text.indexOf('Collection code')))?.[0] ?? '';
  const picture = /Content-Type: image\/png[\s\S]*?\r\n\r\n([A-Za-z0-9+/=\r\n]+)/.exec(text)?.[1] ?? '';
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  const { buffer } = Uint8Array.from(readFileSync(wasm));
  await prepareZXingModule({ overrides: { wasmBinary: buffer }, fireImmediately: true });
  const [symbol] = await readBarcodes(new Uint8Array(Buffer.from(picture, 'base64')), { formats: ['QRCode'] });
  return { code, qr: symbol?.text ?? '' };
}

const onServer = async (number: string) => {
  const { fulfilments } = await web.known(number);
  return fulfilments.find(({ locationId }) => locationId === 'high-street')?.state;
};

let codes: { code: string; qr: string };

test('who ordered hears by e-mail that it is ready, with a code and a picture of it', async () => {
  await web.order(ORDER, { [TAPES.sku]: 1 }, 'Wang Li', 'wang@example.com');
  await ready(ORDER);
  codes = await mailOf(ORDER);
  expect(codes.code).not.toBe('');
  expect(codes.qr).toMatch(/^OP1\./);
  expect(inbox.received.filter(({ text }) => text.includes(ORDER))).toHaveLength(1);
  await there.get('rail-orders').click();
  await expect(there.get('orders-ready').locator(card(there, ORDER))).toBeVisible();
});

test('without a network it is handed over by the code that is typed; a wrong one opens nothing', async () => {
  await line.cut();
  await expect(here.get('status')).toHaveAttribute('data-state', 'offline');
  await card(here, ORDER).getByTestId('order-open').click();
  await here.get('order-hand-over').click();
  await expect(here.get('hand-over-save')).toBeDisabled();
  await here.get('hand-over-code').fill('4T7-KXQ1');
  await here.get('hand-over-check').click();
  await expect(notice(here, 'pickup-code-mistyped').or(notice(here, 'pickup-code-unknown'))).toBeVisible();
  await expect(here.get('hand-over-proof')).toHaveAttribute('data-proof', 'none');
  await here.looksRightIn(['tablet', 'dark'], 'orders-hand-over-wrong');
  await here.get('hand-over-code').fill(codes.code.toLowerCase());
  await here.get('hand-over-check').click();
  await expect(here.get('hand-over-proof')).toHaveAttribute('data-proof', 'code');
  await here.looksRightIn(['tablet', 'tablet-dark', 'dark'], 'orders-hand-over');
  await here.get('hand-over-save').click();
  await expect(here.get('order-board')).toBeVisible();
  await expect(card(here, ORDER)).toHaveCount(0);
});

test('the code that was used is told so, also when it is scanned', async () => {
  await here.scan(codes.qr);
  await expect(notice(here, 'pickup-gone')).toBeVisible();
});

test('another till that is offline too gives the same away again, to somebody else who scanned it where it sells', async () => {
  await expect(there.get('status')).toHaveAttribute('data-state', 'offline');
  await there.get('rail-sell').click();
  await expect(there.get('search')).toBeVisible();
  await there.scan(codes.qr);
  await expect(there.get('hand-over-proof')).toHaveAttribute('data-proof', 'code');
  await there.page.locator('[data-testid="hand-over-collector"][data-value="other"]').click();
  await expect(there.get('hand-over-save')).toBeDisabled();
  await there.get('hand-over-name').fill('Zhao Min');
  await expect(there.get('hand-over-save')).toBeEnabled();
  await there.get('hand-over-save').click();
  await expect(card(there, ORDER)).toHaveCount(0);
});

test('on line again the server has it as done, and tells that it left twice', async () => {
  line.mend();
  await expect.poll(() => onServer(ORDER), { timeout: 60_000 }).toBe('done');
  const told = async () => (await shop.exceptions()).map(({ code }) => code);
  await expect.poll(told, { timeout: 60_000 }).toContain('order-left-beyond');
});

test('what the customer does not take stays, and goes by identity later', async () => {
  await expect(here.get('status')).toHaveAttribute('data-state', 'synced');
  await web.order(OTHER, { [TAPES.sku]: 1 }, 'Li Na');
  await ready(OTHER);
  await card(here, OTHER).getByTestId('order-open').click();
  await expect(here.get('order-facts')).toContainText('No address for messages: call');
  await here.get('order-hand-over').click();
  await here.get('hand-over-identity').click();
  await expect(here.get('hand-over-proof')).toHaveAttribute('data-proof', 'identity');
  await here.get('hand-over-less').click();
  await expect(here.get('hand-over-save')).toBeDisabled();
  await here.get('hand-over-more').click();
  await here.get('hand-over-save').click();
  await expect(card(here, OTHER)).toHaveCount(0);
  await expect.poll(() => onServer(OTHER), { timeout: 60_000 }).toBe('done');
});
