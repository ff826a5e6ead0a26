import { type BrowserContext, expect, type Locator, test } from '@playwright/test';
import type { OrderCompleted } from '#contracts/facts/order-completed.ts';
import { localMinute, minuteAfter } from './minutes.ts';
import { openShop, openTillHost, type Shop, type TillHost } from './shop.ts';
import { DESKTOP, MANAGER, newProfile, openBrowser, TABLET, TillPage } from './till-page.ts';

/** From the demo shop (resources/demo). */
const GLOBE = { gtin: '2900100020008', sku: '10002', price: 85 };
const MEMBER = 'OM704100007';
/** A member of no group, of three whose cards have these digits. */
const LEAVING = { card: 'OM704104819', name: 'Mateus Carvalho' };
const CARDS_OF_THREE = '704104';
const GROUP = 'Trade customers';
/** How far ahead a list is planned: the till's clock is put forward to it. */
const AHEAD_MS = 5 * 60_000;
/** Within which a till that is online must know a change, on a slow machine too. */
const WITHIN = { timeout: 30_000 };

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

const notice = (code: string): Locator => till.page.locator(`[data-testid="notice"][data-code="${code}"]`);
const entry = (sku: string): Locator => till.page.locator(`[data-testid="entry-row"][data-sku="${sku}"]`);

async function toPricing(tab: 'lists' | 'groups'): Promise<void> {
  await till.get('rail-more').click();
  await till.get('pricing-open').click();
  await till.get(`pricing-tab-${tab}`).click();
}

/** Puts the member on the sale, or takes them off. */
async function member(on: boolean): Promise<void> {
  await till.press('F6');
  if (!on) return till.get('member-remove').click();
  await till.get('member-search').fill(MEMBER);
  await till.get('member-result').first().click();
}

/** Opens what is known of the one who leaves. */
async function toMember(): Promise<void> {
  await till.get('rail-more').click();
  await till.get('rail-members').click();
  await till.get('member-search').fill(LEAVING.card);
  await till.get('member-result').filter({ hasText: LEAVING.card }).click();
  await expect(till.get('member')).toBeVisible();
}

/** Somebody else sets a price of the first list while it is being changed here. */
async function setMeanwhile(sku: string, amount: number): Promise<void> {
  const answer = await till.page.evaluate(
    async ([wanted, price]) => {
      const read = async (path: string) => (await fetch(`/api${path}`)).json();
      const listId = (await read('/price-lists')).lists[0].list.listId;
      const { rows } = await read(`/price-lists/${listId}/entries`);
      const { variantId, version } = rows.find((row: { sku: string }) => row.sku === wanted);
      const body = { changeId: crypto.randomUUID(), listId, entries: [{ variantId, base: version, amount: price }] };
      const headers = { 'content-type': 'application/json' };
      const sent = await fetch('/api/price-lists/changes', { method: 'POST', headers, body: JSON.stringify(body) });
      return sent.json();
    },
    [sku, amount] as const,
  );
  expect(answer).toMatchObject({ ok: true });
}

function lastTicket(): OrderCompleted {
  const ticket = host.journal().findLast(({ kind }) => kind === 'order.completed');
  if (!ticket) throw new Error('no ticket');
  return ticket.payload as OrderCompleted;
}

test('a group and its price list are made; a member of it pays its prices, and gets back what was paid', async () => {
  await till.get('rail-more').click();
  await till.get('pricing-open').click();
  await till.looksRight('pricing-empty-en');
  await till.get('pricing-first-group').click();
  await till.get('group-name').fill(GROUP);
  await till.get('group-name-zh-CN').fill('批发客户');
  await till.get('group-save').click();
  await expect(notice('pricing-saved')).toBeVisible();
  await till.get('group-open').click();
  await till.get('group-member-add').click();
  await till.get('member-search').fill(MEMBER);
  await till.get('member-result').first().click();
  await expect(till.get('group-member')).toHaveCount(1);
  await till.get('group-members-choose').click();
  await till.get('group-members-remove').click();
  await expect(till.get('group-member')).toHaveCount(0);
  await till.get('group-members-undo').click();
  await expect(till.get('group-member')).toHaveCount(1);
  await till.looksRight('pricing-group-en');
  await till.get('group-leave').click();

  await till.get('pricing-tab-lists').click();
  await till.get('price-list-new').click();
  await expect(till.get('price-list-save')).toBeDisabled();
  await till.get('price-list-name').fill('Trade prices');
  await till.get('price-list-group').first().click();
  await till.get('price-rule-add').click();
  await till.get('price-rule-percent').fill('10');
  await till.looksRight('pricing-list-new-en');
  await till.get('price-list-save').click();
  await expect(till.get('entries-grid')).toBeVisible();
  await till.scan(GLOBE.gtin);
  await expect(till.get('entry-row')).toHaveCount(1);
  await entry(GLOBE.sku).getByTestId('entry-price').fill('0,60');
  await till.get('entries-save').click();
  await expect(notice('entries-saved')).toBeVisible();
  await till.get('entries-search').fill('');
  await expect(till.get('entry-row').nth(5)).toBeVisible();
  await till.looksRight('pricing-entries-en');

  await till.get('rail-sell').click();
  await till.scan(GLOBE.gtin);
  await expect(till.get('line-amount')).toHaveText('0.85');
  await member(true);
  await expect(till.get('line-amount')).toHaveText('0.60', WITHIN);
  await expect(till.get('line-base-price')).toHaveText('0.85');
  await expect(till.get('cart-line')).toContainText('Trade prices');
  await till.press('F6');
  await expect(till.get('member-group')).toBeVisible();
  await till.looksRight('pricing-member-en');
  await till.press('Escape');
  await till.press('F3');
  await till.get('price-check-search').fill(GLOBE.sku);
  await till.press('Enter');
  await expect(till.get('price-check-group')).toContainText('0.60');
  await till.looksRight('pricing-price-check-en');
  await till.press('Escape');
  await member(false);
  await expect(till.get('line-amount')).toHaveText('0.85');
  await member(true);
  await expect(till.get('line-amount')).toHaveText('0.60');
  await till.looksRight('pricing-sale-en');
  await till.payExact();
  await till.nextSale();

  const { receipt, lines } = lastTicket();
  expect(lines).toMatchObject([{ unitPrice: 60, priceList: { name: 'Trade prices', basePrice: GLOBE.price } }]);
  await till.scan(`${receipt.series}-${receipt.number}`);
  await expect(till.get('return-ticket')).toBeVisible();
  await till.get('return-all').click();
  await till.get('return-reason').first().click();
  await till.get('refund-now').click();
  await till.press('Enter');
  await expect(till.get('paid')).toBeVisible();
  expect(lastTicket().total).toBe(-60);
  await till.nextSale();
  await expect(till.get('status')).toHaveAttribute('data-state', 'synced', WITHIN);
  expect(await shop.exceptions()).toEqual([]);
});

test('prices are changed many at once, looked at before and taken back after; bad rows of a file are told', async () => {
  await toPricing('lists');
  await till.get('price-list-open').click();
  await till.get('entries-shown').selectOption('all');
  await till.get('entries-sort-sku').click();
  await entry(GLOBE.sku).getByTestId('entry-choose').click();
  await till.get('entry-choose').nth(1).click();
  await till.get('entries-bulk').click();
  await till.get('entries-bulk-value').fill('20');
  await till.get('entries-bulk-ending').selectOption('0/5');
  await expect(till.get('entries-bulk-row').filter({ hasText: GLOBE.sku }).locator('ins')).toHaveText('0.70');
  await till.looksRight('pricing-bulk-en');
  await till.get('many-apply').click();
  await till.get('many-undo').click();
  await expect(notice('many-undone')).toBeVisible();
  await till.get('many-back').click();
  await expect(entry(GLOBE.sku).getByTestId('entry-price')).toHaveValue('0.60');

  await entry(GLOBE.sku).getByTestId('entry-price').fill('0.55');
  await setMeanwhile(GLOBE.sku, 58);
  await till.get('entries-save').click();
  await expect(notice('entry-conflict')).toContainText('0.58');
  await till.looksRight('pricing-conflict-en');
  await till.get('entry-mine').click();
  await till.get('entries-save').click();
  await expect(notice('entries-saved')).toBeVisible();
  await expect(entry(GLOBE.sku).getByTestId('entry-price')).toHaveValue('0.55');
  await entry(GLOBE.sku).getByTestId('entry-price').fill('0.60');
  await till.get('entries-save').click();
  await expect(notice('entries-saved')).toBeVisible();

  await till.get('price-list-tab-file').click();
  const file = {
    name: 'trade.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('sku;price\n17021;0,20\nNOPE;1\n10002;x\n'),
  };
  await till.get('import-file').setInputFiles(file);
  await expect(notice('import-tried')).toBeVisible();
  await expect(till.get('import-refused-row')).toHaveCount(2);
  await till.looksRight('pricing-file-en');
  await till.get('many-apply').click();
  await expect(notice('many-done')).toBeVisible();
  await till.get('price-list-tab-history').click();
  await expect(till.get('price-list-history').locator('tbody tr').first()).toContainText('1');
  await till.looksRight('pricing-history-en');

  await till.get('rail-more').click();
  await till.get('language-zh-CN').click();
  await till.page.emulateMedia({ colorScheme: 'dark' });
  await till.get('pricing-open').click();
  await expect(till.get('price-list-row')).toHaveCount(1);
  await till.looksRight('pricing-lists-zh');
  await till.get('price-lists-shown-ended').click();
  await till.looksRight('pricing-ended-zh');
  await till.get('price-lists-shown-open').click();
  await till.get('price-list-open').click();
  await expect(entry(GLOBE.sku)).toBeVisible();
  await till.page.setViewportSize(TABLET);
  await till.looksRight('pricing-entries-tablet-zh');
  await till.get('price-list-tab-settings').click();
  await till.looksRight('pricing-settings-tablet-zh');
  await till.page.setViewportSize(DESKTOP);
  await till.page.emulateMedia({ colorScheme: 'light' });
  await till.get('rail-more').click();
  await till.get('language-en').click();
});

test('who is in a group comes from a file, row by row; groups are put on a price list as one', async () => {
  await toPricing('groups');
  await till.get('group-new').click();
  await till.get('group-name').fill('Staff');
  await till.get('group-save').click();
  await expect(till.get('group-row')).toHaveCount(2);
  await till.get('group-members-import').click();
  const lines = ['card,email,group', `${LEAVING.card},,Staff`, `${MEMBER},,${GROUP}`, 'OM-NOBODY,,Staff', ',,Staff'];
  const file = { name: 'members.csv', mimeType: 'text/csv', buffer: Buffer.from(`${lines.join('\n')}\n77,,Nowhere\n`) };
  await till.get('import-file').setInputFiles(file);
  await expect(notice('import-tried')).toContainText('change 1; 1 stay');
  await expect(till.get('import-refused-row')).toHaveCount(3);
  await expect(till.get('import-refused-row').first()).toContainText('no member has “OM-NOBODY”');
  await expect(till.get('import-row')).toHaveAttribute('data-name', LEAVING.name);
  await till.looksRight('pricing-members-import-en');
  await till.get('many-apply').click();
  await expect(notice('many-done')).toContainText('1 changed');
  await till.get('many-undo').click();
  await expect(notice('many-undone')).toBeVisible();
  await till.get('many-back').click();

  await till.get('group-choose-all').click();
  await till.get('groups-bulk').click();
  await till.get('bulk-what').selectOption('put-on');
  await till.get('bulk-list').selectOption({ label: 'Trade prices' });
  const staff = till.page.locator('[data-testid="many-row"][data-name="Staff"]');
  await expect(staff.locator('ins')).toHaveText(['Trade prices']);
  await till.looksRight('pricing-groups-bulk-en');
  await till.get('many-apply').click();
  await expect(notice('many-done')).toContainText('1 changed');
  await till.get('many-undo').click();
  await expect(notice('many-undone')).toBeVisible();
  await till.get('many-back').click();
  await expect(till.get('group-row').filter({ hasText: 'Staff' })).toContainText('0 price lists');
});

test('what is known of a member is shown and, once that is sure, erased: their card is gone from the till', async () => {
  await till.get('rail-more').click();
  await till.get('rail-members').click();
  await till.get('member-search').fill(CARDS_OF_THREE);
  await expect(till.get('member-result')).toHaveCount(3);
  await till.looksRight('members-en');
  await toMember();
  await expect(till.get('member')).toContainText(LEAVING.card);
  await till.looksRight('members-known-en');
  await till.get('member-erase').click();
  await expect(notice('member-erase')).toContainText(LEAVING.name);
  await till.looksRight('members-sure-en');
  await till.press('Escape');
  await expect(notice('member-erase')).toHaveCount(0);
  await till.get('rail-more').click();
  await till.get('language-zh-CN').click();
  await toMember();
  await till.get('member-erase').click();
  await expect(notice('member-erase')).toContainText(LEAVING.name);
  await till.page.setViewportSize(TABLET);
  await till.looksRight('members-sure-tablet-zh');
  await till.page.setViewportSize(DESKTOP);
  await till.get('member-erase-sure').click();
  await expect(notice('member-erased')).toBeVisible();
  await till.looksRight('members-erased-zh');
  const found = till.get('member-result');
  await till.get('member-search').fill(CARDS_OF_THREE);
  await expect(found).toHaveCount(2, { timeout: 60_000 });
  await expect(found.filter({ hasText: LEAVING.card })).toHaveCount(0);
  await till.get('rail-more').click();
  await till.get('language-en').click();
});

test('a list that is ahead holds from its minute on, also without a network', async () => {
  const from = minuteAfter(AHEAD_MS);
  await toPricing('lists');
  await till.get('price-list-new').click();
  await till.get('price-list-name').fill('Evening');
  await till.page.getByRole('switch', { name: GROUP }).click();
  await till.get('price-list-priority').fill('5');
  await till.get('price-list-from').fill(localMinute(from));
  await till.get('price-rule-add').click();
  await till.get('price-rule-percent').fill('50');
  await till.get('price-list-save').click();
  await expect(till.get('price-list')).toContainText('Ahead');
  await till.get('price-list-back').click();
  await expect(till.get('price-list-row')).toHaveCount(2);
  await till.looksRight('pricing-lists-en');
  await till.page.setViewportSize(TABLET);
  await till.looksRight('pricing-lists-tablet-en');
  await till.page.setViewportSize(DESKTOP);

  await till.get('rail-sell').click();
  await expect(till.get('status')).toHaveAttribute('data-state', 'synced', WITHIN);
  await shop.stopServer();
  await expect(till.get('status')).toHaveAttribute('data-state', 'offline', WITHIN);
  await till.page.clock.setFixedTime(new Date(from.getTime() - 1));
  await member(true);
  await till.scan(GLOBE.gtin);
  await expect(till.get('line-amount')).toHaveText('0.60');
  await till.page.clock.setFixedTime(from);
  await till.scan(GLOBE.gtin);
  await expect(till.get('line-amount')).toHaveText('1.20');
  await till.payExact();
  await till.nextSale();
  await member(true);
  await till.scan(GLOBE.gtin);
  await expect(till.get('line-amount')).toHaveText('0.42');
  await expect(till.get('cart-line')).toContainText('Evening');

  await till.get('rail-more').click();
  await till.get('pricing-open').click();
  await expect(till.get('report-offline')).toBeVisible(WITHIN);
  await till.looksRight('pricing-offline-en');
});
