import { expect, test } from '@playwright/test';
import { type OneTill, openOneTill } from './one-till.ts';
import type { Shop, TillHost } from './shop.ts';
import { DESKTOP, MANAGER, TABLET, type TillPage } from './till-page.ts';

/** Of the demo shop (resources/demo). */
const GLOBE = '2900100020008';

test.describe.configure({ mode: 'serial' });

let one: OneTill;
let shop: Shop;
let host: TillHost;
let till: TillPage;

test.beforeAll(async () => {
  one = await openOneTill({ operator: MANAGER });
  ({ shop, host, till } = one);
});

test.afterAll(() => one?.close());

test('what is found goes on, by key and by scrolling, and says how much there is', async () => {
  await till.press('F2');
  await till.type('red');
  await expect(till.get('search-count')).toContainText(/\d/);
  const first = await till.get('search-result').count();
  await look('search');
  await till.press('PageDown');
  await till.press('PageDown');
  await expect.poll(() => till.get('search-result').count()).toBeGreaterThan(first);
  await expect(till.get('search-result').nth(first)).toHaveAttribute('aria-selected', /true|false/);
  const more = await till.get('search-result').count();
  await till.get('search-results').evaluate((list) => list.scrollTo(0, list.scrollHeight));
  await expect.poll(() => till.get('search-result').count()).toBeGreaterThan(more);
  await look('search-more');
  await till.press('Escape');
});

test('a member’s account is charged, and paid with cash', async () => {
  await till.scan(GLOBE);
  await till.press('F6');
  await till.get('member-search').fill('Amelia');
  await till.get('member-result').first().click();
  await till.press('F12');
  await till.page.locator('[data-testid="tender"][data-tender="account"]').click();
  await till.press('Enter');
  await expect(till.get('paid')).toBeVisible();
  await till.nextSale();
  await expect.poll(() => host.journal().some(({ kind }) => kind === 'account.charged')).toBe(true);
  await till.press('F10');
  await look('actions');
  await till.page.locator('[data-action="account"]').click();
  await till.get('member-search').fill('Amelia');
  await till.get('member-result').first().click();
  await expect(till.get('account-owed')).toHaveText('£0.85');
  await look('account');
  await till.press('Enter');
  await expect(till.get('left-to-pay')).toHaveText('£0.85');
  await expect(till.get('pay-account')).toBeVisible();
  await expect(till.page.locator('[data-testid="tender"][data-tender="account"]')).toHaveCount(0);
  await look('account-pay');
  await till.get('tender-exact').click();
  await expect(till.get('paid')).toBeVisible();
  await look('account-paid');
  const facts = host.journal();
  const ticket = facts.findLast(({ kind }) => kind === 'order.completed');
  const paid = facts.findLast(({ kind }) => kind === 'account.paid');
  expect(ticket?.payload).toMatchObject({ total: 0, lines: [] });
  expect(paid?.payload).toMatchObject({ amount: 85, orderId: ticket?.id });
  await till.nextSale();
});

test('F9 on "Paid" brings back the cart that waits, at once', async () => {
  await till.scan(GLOBE);
  await till.press('F9');
  await expect(till.get('cart-line')).toHaveCount(0);
  await till.scan(GLOBE);
  await expect(till.get('cart-line')).toHaveCount(1);
  await till.page.keyboard.press('Shift+F12');
  await expect(till.get('paid')).toBeVisible();
  await till.press('F9');
  await expect(till.get('cart-line')).toHaveCount(1);
  await till.payExact();
  await till.nextSale();
});

test('a receipt that was found offers its return, and the last sale to be voided', async () => {
  await till.get('rail-receipts').click();
  await expect(till.get('receipt-return')).toBeVisible();
  await look('receipts');
  await till.get('receipt-row').nth(1).click();
  await expect(till.get('receipt-void')).toHaveCount(0);
  await till.press('F8');
  await expect(till.get('return-ticket')).toBeVisible();
  await look('return');
  await till.press('Escape');
  await till.get('rail-receipts').click();
  await till.get('receipt-row').first().click();
  await till.get('receipt-void').click();
  await expect(till.get('left-to-pay')).toBeVisible();
  await till.press('Enter');
  await expect(till.get('paid')).toBeVisible();
  await expect.poll(() => host.journal().some(({ kind }) => kind === 'sale.post-voided')).toBe(true);
  await till.nextSale();
});

test('a payment on account is one of the receipts, and nothing of it comes back', async () => {
  await till.get('rail-receipts').click();
  const row = till.get('receipt-row').filter({ hasText: 'Payment on account' });
  await expect(row).toContainText('£0.85');
  await row.click();
  await expect(till.get('print-copy')).toBeVisible();
  await expect(till.get('receipt-return')).toHaveCount(0);
  await look('receipts-account');
});

test('the server has it all, and no exception', async () => {
  await expect(till.get('status')).toHaveAttribute('data-state', 'synced');
  expect(await shop.exceptions()).toEqual([]);
});

/** On the till's screen with all that is checked, and a picture on a tablet. */
async function look(name: string): Promise<void> {
  await till.looksRight(`counter-${name}`);
  await till.page.setViewportSize(TABLET);
  await till.shot(`counter-${name}-tablet`);
  await till.page.setViewportSize(DESKTOP);
}
