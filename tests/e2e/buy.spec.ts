import { readFileSync } from 'node:fs';
import { type BrowserContext, expect, type Locator, test } from '@playwright/test';
import { openShop, openTillHost, type Shop, type TillHost } from './shop.ts';
import { MANAGER, newProfile, openBrowser, TillPage } from './till-page.ts';

/** In the demo shop: 49 of it on the shelf of the high street. */
const TAPES = { gtin: '2900101250008', sku: '10125' };
const GLOBE = { gtin: '2900100020008', sku: '10002' };

test.describe.configure({ mode: 'serial' });

let shop: Shop;
let host: TillHost;
let browser: BrowserContext;
let till: TillPage;

test.beforeAll(async () => {
  shop = await openShop();
  host = await openTillHost(shop, 'high-street', 'Till 1');
  browser = await openBrowser(newProfile(shop));
  till = await TillPage.first(browser);
  await till.open(host.url);
  await till.signIn(...MANAGER);
});

test.afterAll(async () => {
  await browser?.close();
  await host?.stop();
  await shop?.close();
});

const seen = (name: string) => till.looksRightIn(['tablet'], `buy-${name}`);

test('a supplier is entered with what it sells; what cannot be is said beside it', async () => {
  await till.get('rail-stock').click();
  await till.get('stock-orders').click();
  await expect(till.get('orders')).toBeVisible();
  await seen('orders-none');
  await till.get('order-suppliers').click();
  await till.get('supplier-new').click();
  await till.get('supplier-email').fill('acme');
  await till.get('supplier-minimum').fill('20');
  await till.scan(TAPES.gtin);
  await expect(till.get('item-line')).toHaveCount(1);
  await till.get('supplier-save').click();
  await expect(till.get('supplier-form').getByRole('alert')).toHaveCount(3);
  await till.get('supplier-name').fill('Acme Tapes');
  await till.get('supplier-email').fill('orders@acme.example');
  await till.get('item-sku').fill('T-100');
  await till.get('item-pack').fill('6');
  await till.get('item-minimum').fill('12');
  await till.get('item-cost').fill('4.50');
  await till.scan(GLOBE.gtin);
  await expect(till.get('item-line')).toHaveCount(2);
  await till.get('item-cost').first().fill('2');
  await takeItems(`sku;cost;pack\n${GLOBE.sku};2,50;3\nNOPE;1;1\n`);
  await expect(till.get('item-refused')).toContainText('NOPE');
  await expect(till.get('item-cost').first()).toHaveValue('2.50');
  await expect(till.get('item-pack').first()).toHaveValue('3');
  await till.get('items-undo').click();
  await expect(till.get('item-pack').first()).toHaveValue('1');
  await takeItems(`gtin,supplier sku\n${GLOBE.gtin},G-2\n`);
  await expect(till.get('item-sku').first()).toHaveValue('G-2');
  await seen('supplier');
  await till.get('supplier-save').click();
  await expect(till.get('supplier-row')).toHaveCount(1);
  await seen('suppliers');
  await till.press('Escape');
});

test('suppliers are changed by a file that is tried out first, and many together; both are undone', async () => {
  await till.get('stock-suppliers').click();
  await expect(till.get('supplier-row')).toHaveCount(1);
  await till.get('suppliers-import').click();
  const csv = 'name,lead time,minimum order\nAcme Tapes,9,25\nSlow Mill,soon,\n';
  await till.get('import-file').setInputFiles({ name: 's.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await expect(notice('import-tried')).toBeVisible();
  await expect(till.get('import-refused-row')).toHaveCount(1);
  await seen('suppliers-import');
  await undone();

  await till.get('stock-suppliers').click();
  await expect(till.get('supplier-row')).toHaveCount(1);
  await till.get('suppliers-choose').click();
  await till.get('suppliers-bulk').click();
  await till.get('bulk-lead-time').fill('12');
  await expect(till.get('many-row').locator('ins')).toContainText('12');
  await seen('suppliers-bulk');
  await undone();
});

test('an order is written in packs, kept until the supplier would take it, and sent', async () => {
  await till.get('stock-orders').click();
  await till.get('order-new').selectOption({ label: 'Acme Tapes' });
  await expect(till.get('order-form')).toBeVisible();
  await till.scan(TAPES.gtin);
  const tapes = orderLine(TAPES.sku);
  await expect(tapes.getByTestId('order-packs')).toHaveValue('2');
  await expect(till.get('order-sum')).toHaveAttribute('data-total', '900');
  await expect(till.get('order-below')).toBeVisible();
  await expect(till.get('order-send')).toBeDisabled();
  await tapes.getByTestId('order-packs').fill('1');
  await expect(till.get('line-below')).toBeVisible();
  await seen('order-below');
  await tapes.getByTestId('order-packs').fill('4');
  await till.scan(GLOBE.gtin);
  await expect(orderLine(GLOBE.sku).getByTestId('order-packs')).toHaveValue('1');
  await till.press('Escape');
  await expect(till.get('buy-leave')).toBeVisible();
  await till.get('buy-stay').click();
  await till.get('order-save').click();
  await expect(till.get('purchase-order')).toHaveAttribute('data-status', 'draft');
  await till.get('purchase-order').click();
  await expect(till.get('order-sum')).toHaveAttribute('data-total', '2000');
  await seen('order');
  const download = till.page.waitForEvent('download');
  await till.get('order-send').click();
  const file = await (await download).path();
  expect(readFileSync(file, 'utf8')).toContain('T-100,10125,');
  await expect(sentLine(TAPES.sku)).toHaveAttribute('data-left', '24');
  await seen('order-sent');
});

test('a part comes, then the rest: the order is closed', async () => {
  await till.get('order-receive').click();
  await expect(workLine(TAPES.sku)).toBeVisible();
  await receive(TAPES.gtin, 10);
  await openOrder();
  await expect(sentLine(TAPES.sku)).toHaveAttribute('data-came', '10');
  await expect(sentLine(TAPES.sku)).toHaveAttribute('data-left', '14');
  await seen('order-partly');
  await till.get('order-receive').click();
  await expect(workLine(GLOBE.sku)).toBeVisible();
  await till.scan(GLOBE.gtin);
  await receive(TAPES.gtin, 14);
  await till.get('rail-sell').click();
  await till.get('rail-stock').click();
  await till.get('stock-orders').click();
  await expect(till.get('purchase-order')).toHaveCount(0);
  await till.get('orders-shown-all').click();
  await expect(till.get('purchase-order')).toHaveAttribute('data-status', 'closed');
  await seen('orders');
});

test('whoever saves a supplier second sees what the first changed, and chooses', async () => {
  await till.get('order-suppliers').click();
  await till.get('supplier-row').getByTestId('suppliers-open').click();
  await expect(till.get('item-line')).toHaveCount(2);
  await setMeanwhile({ email: 'sales@acme.example', leadTimeDays: 9, packCost: 460 });
  await till.get('supplier-email').fill('buying@acme.example');
  await itemLine(TAPES.sku).getByTestId('item-cost').fill('4.70');
  await till.get('supplier-save').click();
  await expect(till.get('conflict-row')).toHaveCount(2);
  await expect(till.get('conflict-taken')).toContainText('9');
  await expect(till.get('conflict-save')).toBeDisabled();
  await seen('supplier-conflict');
  const email = till.page.locator('[data-testid="conflict-row"][data-field="email"]');
  await expect(email).toContainText('sales@acme.example');
  await email.getByTestId('conflict-mine').click();
  await till.get('conflict-row').filter({ hasText: '£4.60' }).getByTestId('conflict-theirs').click();
  await till.get('conflict-save').click();
  await expect(till.get('supplier-row')).toContainText('buying@acme.example');
  await till.get('supplier-row').getByTestId('suppliers-open').click();
  await expect(till.get('supplier-lead')).toHaveValue('9');
  await expect(itemLine(TAPES.sku).getByTestId('item-cost')).toHaveValue('4.60');
  await till.press('Escape');
  await expect(till.get('supplier-row')).toHaveCount(1);
});

test('all of it reads as well in Chinese, in the dark', async () => {
  await till.page.addInitScript(
    (text) => localStorage.setItem('omnitill-preferences', text),
    JSON.stringify({ language: 'zh-CN' }),
  );
  await till.page.emulateMedia({ colorScheme: 'dark' });
  await till.page.reload();
  await till.get('rail-stock').click();
  await till.get('stock-suppliers').click();
  await expect(till.get('supplier-row')).toHaveCount(1);
  await seen('suppliers-zh');
  await till.get('supplier-row').click();
  await expect(till.get('item-line')).toHaveCount(2);
  await seen('supplier-zh');
  await setMeanwhile({ email: 'zhou@acme.example', leadTimeDays: 10, packCost: 460 });
  await till.get('supplier-email').fill('caigou@acme.example');
  await till.get('supplier-save').click();
  await expect(till.get('conflict-row')).toHaveCount(1);
  await seen('supplier-conflict-zh');
  await till.get('conflict-back').click();
  await expect(till.get('supplier-email')).toHaveValue('caigou@acme.example');
  await till.press('Escape');
  await till.get('buy-leave').click();
  await expect(till.get('supplier-row')).toHaveCount(1);
  await till.press('Escape');
  await till.get('stock-orders').click();
  await till.get('orders-shown-all').click();
  await seen('orders-zh');
  await till.get('purchase-order').click();
  await expect(sentLine(TAPES.sku)).toHaveAttribute('data-came', '24');
  await seen('order-closed-zh');
  await till.press('Escape');
  await till.get('order-new').selectOption({ label: 'Acme Tapes' });
  await expect(till.get('order-form')).toBeVisible();
  await till.scan(TAPES.gtin);
  await expect(till.get('order-below')).toBeVisible();
  await till.get('order-expected').fill('2030-01-31');
  await till.get('order-note').fill('后门卸货');
  await seen('order-zh');
  await till.get('order-save').click();
  await expect(till.get('purchase-order')).toHaveAttribute('data-status', 'draft');
  await till.get('purchase-order').click();
  await expect(till.get('order-expected')).toHaveAttribute('data-value', '2030-01-31');
  await till.get('order-discard').click();
  await expect(till.get('orders')).toBeVisible();
  await expect(till.get('purchase-order')).toHaveCount(0);
});

test('what is entered of a supplier stays while the network is gone', async () => {
  await till.get('order-suppliers').click();
  await till.get('supplier-row').getByTestId('suppliers-open').click();
  await till.get('supplier-name').fill('Acme & Söhne');
  await shop.stopServer();
  await expect(till.get('status')).toHaveAttribute('data-state', 'offline');
  await till.get('supplier-save').click();
  await expect(till.page.locator('[data-testid="notice"][data-code="offline"]')).toBeVisible();
  await expect(till.get('supplier-name')).toHaveValue('Acme & Söhne');
});

/** Somebody else changes the supplier, and what they ask for a pack of tapes, while it is being changed here. */
async function setMeanwhile({ packCost, ...change }: { email: string; leadTimeDays: number; packCost: number }) {
  const answer = await till.page.evaluate(
    async ([wanted, cost]) => {
      const { suppliers } = await (await fetch('/api/suppliers')).json();
      const [{ revision, supplier }] = suppliers;
      const items = supplier.items.map((item: { packSize: number }) =>
        item.packSize === 6 ? { ...item, packCost: cost } : item,
      );
      const body = JSON.stringify({ revision, supplier: { ...supplier, ...wanted, items } });
      const headers = { 'content-type': 'application/json' };
      return (await fetch(`/api/suppliers/${supplier.supplierId}`, { method: 'PUT', headers, body })).json();
    },
    [change, packCost] as const,
  );
  expect(answer).toMatchObject({ ok: true });
}

/** So many more of a product, journalled, booked and shown at the end. */
async function receive(gtin: string, quantity: number): Promise<void> {
  await till.type(`${quantity}*`);
  await expect(till.get('stock-multiplier')).toBeVisible();
  await till.scan(gtin);
  await till.press('F12');
  await expect(till.get('review-row').first()).toBeVisible();
  await till.press('F12');
  await expect(till.get('work-done')).toBeVisible();
  await till.press('F12');
  await expect(till.get('stock-home')).toBeVisible();
  await expect(till.get('status')).toHaveAttribute('data-state', 'synced', { timeout: 30_000 });
}

function notice(code: string): Locator {
  return till.page.locator(`[data-testid="notice"][data-code="${code}"]`);
}

/** Saves what is changed, takes it back, and leaves to where goods begin. */
async function undone(): Promise<void> {
  await till.get('many-apply').click();
  await expect(notice('many-done')).toBeVisible();
  await till.get('many-undo').click();
  await expect(notice('many-undone')).toBeVisible();
  await till.get('many-back').click();
  await expect(till.get('supplier-row')).toHaveCount(1);
  await till.press('Escape');
}

async function takeItems(csv: string): Promise<void> {
  const file = { name: 'items.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) };
  await till.get('items-file').setInputFiles(file);
  await expect(till.page.locator('[data-testid="notice"][data-code="items-taken"]')).toBeVisible();
}

async function openOrder(): Promise<void> {
  await till.get('stock-orders').click();
  await till.get('purchase-order').first().click();
  await expect(till.get('order-view')).toBeVisible();
}

function orderLine(sku: string): Locator {
  return till.page.locator(`[data-testid="order-line"][data-sku="${sku}"]`);
}

function itemLine(sku: string): Locator {
  return till.page.locator(`[data-testid="item-line"][data-sku="${sku}"]`);
}

function sentLine(sku: string): Locator {
  return till.page.locator(`[data-testid="sent-line"][data-sku="${sku}"]`);
}

function workLine(sku: string): Locator {
  return till.page.locator(`[data-testid="work-line"][data-sku="${sku}"]`);
}
