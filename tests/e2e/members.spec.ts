import { expect, test } from '@playwright/test';
import { type OpenTill, openTill } from './open-till.ts';
import { openShop, type Shop } from './shop.ts';
import { CASHIER, MANAGER, type TillPage } from './till-page.ts';

/** Of the demo shop (resources/demo/specials.csv): tea at 4.95. Of it members earn a point for every whole 1.00. */
const TEA = '2902000000036';
/** Ofcom's numbers for drama. */
const PHONE = '07700 900123';

/** One that came printed. */
const CARD = 'CLUB-778899';

test.describe.configure({ mode: 'serial' });

let shop: Shop;
let first: OpenTill;
let second: OpenTill;
let here: TillPage;
let there: TillPage;

test.beforeAll(async () => {
  shop = await openShop();
  first = await openTill(shop, { name: 'Till 1', operator: CASHIER });
  second = await openTill(shop, { name: 'Till 2', operator: MANAGER });
  here = first.till;
  there = second.till;
});

test.afterAll(async () => {
  await first?.close();
  await second?.close();
  await shop?.close();
});

test('without a network somebody is a member by their phone number alone, at once on the sale', async () => {
  await shop.stopServer();
  await isIn(here, 'offline');
  await here.press('F6');
  await here.get('member-search').fill(PHONE);
  await expect(here.get('member-result')).toHaveCount(0);
  await here.get('member-enrol').click();
  await expect(here.get('enrol-phone')).toHaveValue(PHONE);
  await here.get('enrol-consent-marketing').click();
  await expect(here.get('enrol-consent-marketing')).toHaveAttribute('aria-checked', 'true');
  await here.shot('member-enrol');
  await here.get('enrol-save').click();
  await expect(here.get('member')).toContainText('0123');
  await buy(here);
  // A card that was given out is scanned instead, off line too.
  await here.press('F6');
  await here.get('member-search').fill('Cara Dee');
  await here.get('member-enrol').click();
  await expect(here.get('enrol-form')).toBeVisible();
  await here.scan(CARD);
  await expect(here.get('enrol-cardNumber')).toHaveValue(CARD);
  await here.get('enrol-save').click();
  await expect(here.get('member')).toContainText('Cara Dee');
  await here.press('F6');
  await here.get('member-remove').click();
  await expect(here.get('member')).not.toContainText('Cara Dee');
  await here.scan(CARD);
  await expect(here.page.locator('[data-code="member-on-sale"]')).toContainText('Cara Dee');
  await expect(here.get('member')).toContainText('Cara Dee');
  await here.shot('member-scanned');
  await here.press('F6');
  await here.get('member-remove').click();
  await expect(here.get('member')).not.toContainText('Cara Dee');
  // Who says the same number is the same member, before the server ever heard of them.
  await here.press('F6');
  await here.get('member-search').fill('+44 7700 900123');
  await expect(here.get('member-result')).toHaveCount(1);
  await here.press('Escape');
});

test('once the network is back they are found at another till, have earned, and spend it', async () => {
  await shop.startServer();
  await isIn(here, 'synced');
  await isIn(there, 'synced');
  await toSale(there);
  await expect(there.get('member')).toContainText('0123');
  await there.press('F6');
  await expect(there.get('member-points')).toContainText('4 points');
  await there.shot('member-panel');
  await there.press('Escape');
  await there.scan(TEA);
  await expect(there.get('cart-line')).toHaveCount(1);
  await there.press('F12');
  await there.page.locator('[data-testid="tender"][data-tender="points"]').click();
  await expect(there.get('value-available')).toContainText('0.04');
});

test('what a till has leased is spent without a network, and no more', async () => {
  await shop.stopServer();
  await isIn(there, 'offline');
  await there.get('pay-confirm').click();
  await expect(there.page.getByText('4.91').first()).toBeVisible();
  await there.get('tender-exact').click();
  await expect(there.get('paid')).toBeVisible();
  await there.nextSale();
  await shop.startServer();
  await isIn(there, 'synced');
  // 4.95 less the 0.04 that points paid earns four again.
  await toSale(there);
  await there.press('F6');
  await expect(there.get('member-points')).toContainText('4 points');
  await there.get('member-remove').click();
  expect(await shop.exceptions()).toEqual([]);
});

test('what is known of them is told, changed, and erased, so that no till finds them any more', async () => {
  await there.get('rail-members').click();
  await there.get('member-search').fill(PHONE);
  await there.get('member-result').click();
  await expect(there.get('consent-marketing')).toHaveAttribute('aria-checked', 'true');
  await there.get('consent-marketing').click();
  await expect(there.get('consent-marketing')).toHaveAttribute('aria-checked', 'false');
  await there.get('tag-text').fill('Florist');
  await there.get('tag-add').click();
  await expect(there.get('member-tag')).toContainText('Florist');
  await there.get('member-edit').click();
  await there.get('member-name').fill('Nora Quill');
  await there.get('member-save').click();
  await expect(there.get('member')).toContainText('Nora Quill');
  // What they bought at either till is one list; each opens, and the way back leads to them.
  await expect(there.get('member-bought')).toHaveCount(2);
  await there.shot('member-page');
  await there.get('member-bought').last().click();
  await expect(there.get('receipt-picture')).toContainText('4.95');
  await there.get('receipts-back').click();
  await expect(there.get('member')).toContainText('Nora Quill');
  await toSale(here, 'Nora');
  await expect(here.get('member')).toContainText('Nora Quill');
  await here.press('F6');
  await here.get('member-remove').click();
  // What they complain of stands on their page until the office has closed it.
  await there.get('case-new').click();
  await there.get('case-words').fill('The lid is loose');
  await there.get('case-save').click();
  await expect(there.page.locator('[data-code="case-open"]')).toContainText('The lid is loose');
  await there.get('case-show').click();
  await expect(there.get('case')).toHaveAttribute('data-state', 'open');
  await there.get('case-answer').fill('Given a new one');
  await there.get('case-close').click();
  await expect(there.get('case')).toHaveAttribute('data-state', 'closed');
  await expect(there.get('case-notes')).toContainText('Given a new one');
  await there.shot('member-case');
  await there.get('case-member').click();
  await expect(there.get('member')).toContainText('Nora Quill');
  // The tag finds them at the other till too.
  await here.press('F6');
  await here.get('member-tag-filter').click();
  await expect(here.get('member-result')).toHaveCount(1);
  await expect(here.get('member-result')).toContainText('Nora Quill');
  await here.press('Escape');
  await there.get('member-erase').click();
  await there.get('member-erase-sure').click();
  await expect(there.page.locator('[data-code="member-erased"]')).toBeVisible();
  await here.press('F6');
  await here.get('member-search').fill('Nora');
  await expect(here.get('member-result')).toHaveCount(0);
});

test('who was enrolled twice is found, served as one once merged, and made two again', async () => {
  await there.get('rail-members').click();
  await enrolTwice(there, '07700 900456', 'Ben Twice');
  await isIn(there, 'synced');
  await there.get('members-duplicates').click();
  await expect(there.get('duplicate')).toHaveCount(1);
  await there.shot('member-duplicates');
  await there.get('duplicate-keep').first().click();
  await expect(there.get('duplicates-none')).toBeVisible();
  await there.get('members-back').click();
  await there.get('member-search').fill('+44 7700 900456');
  await expect(there.get('member-result')).toHaveCount(1);
  await there.get('member-result').click();
  await there.get('member-unmerge').click();
  await expect(there.get('member-merges')).toHaveCount(0);
  await there.get('members-back').click();
  await there.get('member-search').fill('0456');
  await expect(there.get('member-result')).toHaveCount(2);
});

/** The second time the till says that somebody has the number; they are enrolled all the same. */
async function enrolTwice(till: TillPage, phone: string, name: string): Promise<void> {
  for (const times of [1, 2]) {
    await till.get('member-search').fill(phone);
    await till.get('member-enrol').click();
    await till.get('enrol-name').fill(name);
    await till.get('enrol-save').click();
    if (times === 2) {
      await expect(till.get('enrol-use')).toBeVisible();
      await till.get('enrol-save').click();
    }
    await expect(till.get('members-back')).toBeVisible();
    await expect(till.get('enrol-form')).toHaveCount(0);
    await till.get('members-back').click();
  }
}

async function isIn(till: TillPage, state: 'offline' | 'synced'): Promise<void> {
  await expect(till.get('status')).toHaveAttribute('data-state', state, { timeout: 90_000 });
}

/** Finds the member and puts them on the sale. */
async function toSale(till: TillPage, by = PHONE): Promise<void> {
  await till.press('F6');
  await till.get('member-search').fill(by);
  await expect(till.get('member-result')).toHaveCount(1);
  await till.get('member-result').click();
}

async function buy(till: TillPage): Promise<void> {
  await till.scan(TEA);
  await expect(till.get('cart-line')).toHaveCount(1);
  await till.payExact();
  await till.nextSale();
}
