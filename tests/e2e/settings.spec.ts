import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Locator, test } from '@playwright/test';
import type { Line } from './line.ts';
import type { Shop } from './shop.ts';
import { DESKTOP, MANAGER, TABLET, type TillPage } from './till-page.ts';
import { openTwoTills, type TwoTills } from './two-tills.ts';

/** From the demo shop (resources/demo). */
const TEA = '2902000000036';
const GLOBE = '2900100020008';
const OLD_FOOTER = 'Thank you. See you again soon.';
const NEW_FOOTER = 'Open on Sundays from ten';
/** Within which a till that is online must know a change, on a slow machine too. */
const WITHIN = { timeout: 30_000 };
const DAY_MS = 86_400_000;

test.describe.configure({ mode: 'serial' });

let two: TwoTills;
let shop: Shop;
let line: Line;
/** Where settings are changed, and another till of the store, whose network can be cut. */
let office: TillPage;
let till: TillPage;

test.beforeAll(async () => {
  two = await openTwoTills({ name: 'Office', operator: MANAGER }, { operator: MANAGER });
  ({ shop, line } = two);
  [office, till] = two.tills.map((one) => one.till) as [TillPage, TillPage];
});

test.afterAll(() => two?.close());

const notice = (page: TillPage, code: string): Locator =>
  page.page.locator(`[data-testid="notice"][data-code="${code}"]`);

async function toSettings(tab: string, page = office): Promise<void> {
  await page.get('rail-more').click();
  await page.get('settings-open').click();
  await page.get(`settings-tab-${tab}`).click();
}

/** Sells one globe, and what its till journalled of it. */
async function sell(): Promise<{ taxVersion: number; taxes: { ratePpm: number }[] }> {
  await till.get('rail-sell').click();
  await till.scan(GLOBE);
  await till.payExact();
  await till.nextSale();
  const order = two.tills[1].host.journal().findLast(({ kind }) => kind === 'order.completed');
  return order?.payload as { taxVersion: number; taxes: { ratePpm: number }[] };
}

const printed = async (count: number): Promise<string> => {
  await expect.poll(async () => (await shop.receipts()).length, WITHIN).toBe(count);
  const receipts = (await shop.receipts()).map(({ lines }) => lines.join('\n'));
  return receipts.find((text) => text.includes(NEW_FOOTER)) ?? receipts.join('\n');
};

test('a footer is drawn while it is written, and printed by the next sale; a till without network keeps the old', async () => {
  await toSettings('business');
  await expect(office.get('store-name')).toHaveValue('Omnitill High Street');
  await expect(office.get('store-time-zone')).toBeDisabled();
  await office.looksRight('settings-business-en');
  await office.get('settings-tab-receipts').click();
  await expect(office.get('receipt-preview')).toContainText(OLD_FOOTER);
  await office.get('receipt-footer').fill(`${NEW_FOOTER}\n`);
  await expect(office.get('receipt-preview')).toContainText(NEW_FOOTER);
  await expect(office.get('receipt-preview')).not.toContainText(OLD_FOOTER);
  await office.page.locator('[data-testid="receipt-width"][data-value="58"]').click();
  await expect(office.get('receipt-picture')).toHaveAttribute('data-width', '58');
  await office.page.locator('[data-testid="receipt-width"][data-value="80"]').click();
  await office.looksRight('settings-receipts-en');
  await office.get('rail-sell').click();
  await expect(notice(office, 'unsaved')).toBeVisible();
  await office.get('leave-stay').click();
  await line.cut();
  await expect(till.get('status')).toHaveAttribute('data-state', 'offline', WITHIN);
  await office.get('settings-save').click();
  await expect(notice(office, 'settings-saved-store')).toBeVisible();
  await sell();
  expect(await printed(1)).toContain(OLD_FOOTER);
  line.mend();
  await expect(till.get('status')).toHaveAttribute('data-state', 'synced', { timeout: 40_000 });
  await sell();
  expect(await printed(2)).toContain(NEW_FOOTER);
});

test('whoever saves second sees what the first changed, field by field; a reason of one’s own has its words', async () => {
  await toSettings('shift');
  await toSettings('shift', till);
  await till.get('session-float').fill('150.00');
  await till.get('session-idleMinutes').fill('20');
  await till.get('settings-save').click();
  await expect(notice(till, 'settings-saved-store')).toBeVisible();
  await office.get('session-float').fill('120.005');
  await office.get('settings-save').click();
  await expect(notice(office, 'settings-wrong')).toBeVisible();
  await office.get('session-float').fill('120.00');
  await office.get('settings-tab-reasons').click();
  const discounts = office.page.locator('[data-testid="reason-list"][data-list="discountReasons"]');
  await discounts.getByTestId('reason-text').fill('First visit');
  await discounts.getByTestId('reason-add').click();
  await discounts.getByTestId('reason-name-zh-CN').fill('首次光顾');
  await office.looksRight('settings-reasons-en');
  await office.get('settings-save').click();
  await expect(office.get('conflict-row')).toHaveCount(1);
  await expect(office.get('conflict-row')).toHaveAttribute('data-field', 'session.float');
  await expect(office.get('conflict-taken')).toContainText('20');
  await office.looksRight('settings-conflict-en');
  await office.get('conflict-mine').click();
  await office.get('conflict-save').click();
  await expect(notice(office, 'settings-saved-store')).toBeVisible();
  await office.get('settings-tab-shift').click();
  await expect(office.get('session-float')).toHaveValue('120.00');
  await expect(office.get('session-idleMinutes')).toHaveValue('20');
  await till.get('rail-sell').click();
  await till.scan(TEA);
  await expect(till.get('cart-line')).toHaveCount(1);
  await till.press('F7');
  await expect(till.page.getByText('First visit')).toBeVisible(WITHIN);
  await till.press('Escape');
  await till.payExact();
  await till.nextSale();
});

test('a tender that is added is taken at another till within seconds, under its name in the language there', async () => {
  await toSettings('payment');
  await office.get('tender-kind').selectOption('card-manual');
  await office.get('tender-add').click();
  const added = office.get('tender').last();
  await expect(added.getByTestId('tender-name')).toBeVisible();
  const tenderId = (await added.getAttribute('data-tender')) ?? '';
  await added.getByTestId('tender-name').fill('Market terminal');
  await added.getByTestId('tender-name-zh-CN').fill('集市刷卡机');
  await added.getByTestId('tender-needsReference').click();
  await expect(added.getByTestId('tender-needsReference')).toHaveAttribute('aria-checked', 'false');
  await office.get('settings-save').click();
  await expect(notice(office, 'settings-saved-store')).toBeVisible();
  await till.get('rail-sell').click();
  await till.scan(TEA);
  await expect(till.get('cart-line')).toHaveCount(1);
  await till.press('F12');
  const offered = till.page.locator(`[data-testid="tender"][data-tender="${tenderId}"]`);
  await expect(offered).toContainText('Market terminal', WITHIN);
  await offered.click();
  await expect(offered).toHaveAttribute('aria-pressed', 'true');
  await till.get('pay-confirm').click();
  await expect(till.get('paid-by')).toHaveAttribute('data-tender', tenderId);
  await till.nextSale();
  const order = two.tills[1].host.journal().findLast(({ kind }) => kind === 'order.completed');
  expect(order?.payload).toMatchObject({ payments: [{ tender: tenderId }] });
});

test('a rate from tomorrow’s business date holds tomorrow, without a network too', async () => {
  await toSettings('taxes');
  await expect(office.get('tax-version')).toHaveCount(1);
  const standard = office.page.locator('[data-testid="tax-category"][data-category="standard"]');
  await standard.getByTestId('rate-percent').fill('101');
  await office.get('taxes-publish').click();
  await expect(office.page.getByRole('alert')).toHaveCount(1);
  await standard.getByTestId('rate-percent').fill('25');
  await standard.getByTestId('rate-name').fill('VAT 25%');
  await office.page.locator('[data-testid="taxes-begin"][data-value="day"]').click();
  await expect(office.page.locator('[data-testid="tax-sample-row"][data-category="standard"]')).toContainText('2.00');
  await office.looksRight('settings-taxes-en');
  await office.get('taxes-publish').click();
  await expect(notice(office, 'settings-saved-taxes')).toBeVisible();
  await expect(office.page.locator('[data-testid="tax-version"][data-version="2"]')).toHaveAttribute(
    'data-state',
    'ahead',
  );
  await office.page.setViewportSize(TABLET);
  await office.looksRight('settings-taxes-tablet-en');
  await office.page.setViewportSize(DESKTOP);
  const known = () => readFileSync(path.join(two.tills[1].host.folder, 'till', 'config.json'), 'utf8');
  await expect.poll(known, WITHIN).toMatch(/"ratePpm":\s*250000/);
  expect(await sell()).toMatchObject({ taxVersion: 1, taxes: [{ ratePpm: 200_000 }] });
  await line.cut();
  await expect(till.get('status')).toHaveAttribute('data-state', 'offline', WITHIN);
  await till.page.clock.setFixedTime(Date.now() + DAY_MS);
  expect(await sell()).toMatchObject({ taxVersion: 2, taxes: [{ ratePpm: 250_000 }] });
  line.mend();
  await expect(till.get('status')).toHaveAttribute('data-state', 'synced', { timeout: 40_000 });
  expect(await shop.exceptions()).toEqual([]);
});

test('of two who change taxes the second sees what the first did; what is ahead is withdrawn, and nothing else', async () => {
  const percent = (page: TillPage): Locator =>
    page.page.locator('[data-testid="tax-category"][data-category="standard"]').getByTestId('rate-percent');
  const version = (page: TillPage, number: number): Locator =>
    page.page.locator(`[data-testid="tax-version"][data-version="${number}"]`);
  await toSettings('taxes', till);
  await toSettings('taxes');
  await expect(office.get('taxes-form')).toHaveAttribute('data-base', '2');
  await percent(till).fill('21');
  await till.get('taxes-publish').click();
  await expect(notice(till, 'settings-saved-taxes')).toBeVisible();
  await expect(version(till, 3)).toHaveAttribute('data-state', 'current');
  await percent(office).fill('22');
  await office.get('taxes-publish').click();
  await expect(office.get('conflict-row')).toHaveCount(1);
  await office.get('conflict-mine').click();
  await office.get('conflict-save').click();
  await expect(version(office, 4)).toHaveAttribute('data-state', 'current');
  await version(till, 2).getByTestId('tax-withdraw').click();
  await expect(notice(till, 'change-conflict')).toBeVisible();
  await version(office, 2).getByTestId('tax-withdraw').click();
  await expect(version(office, 5)).toHaveAttribute('data-state', 'withdrawal');
  await expect(version(office, 2)).toHaveAttribute('data-state', 'withdrawn');
  await expect(version(office, 4)).toHaveAttribute('data-state', 'current');
  await expect(office.get('tax-withdraw')).toHaveCount(0);
});

test('every tab in Chinese, and on a tablet', async () => {
  await office.get('rail-more').click();
  await office.get('language-zh-CN').click();
  await toSettings('business');
  for (const tab of ['business', 'receipts', 'payment', 'taxes', 'returns', 'shift', 'reasons', 'barcodes']) {
    await office.get(`settings-tab-${tab}`).click();
    if (tab === 'payment') await office.get('tender-open').first().click();
    await expect(office.get(tab === 'taxes' ? 'taxes-form' : 'settings-form')).toBeVisible();
    await office.looksRight(`settings-${tab}-zh`);
  }
  await office.page.emulateMedia({ colorScheme: 'dark' });
  await office.page.setViewportSize(TABLET);
  await office.get('settings-tab-payment').click();
  await office.looksRight('settings-payment-tablet-dark-zh');
  await office.get('settings-tab-receipts').click();
  await office.looksRight('settings-receipts-tablet-dark-zh');
});
