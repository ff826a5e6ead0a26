import { readFile } from 'node:fs/promises';
import { expect, type Locator, test } from '@playwright/test';
import { type OpenTill, openTill } from './open-till.ts';
import { openShop, type Shop } from './shop.ts';
import { DESKTOP, MANAGER, TABLET, type TillPage } from './till-page.ts';

const NAME = 'Amina Castellanos';
const BADGE = 'BADGE-NEW-81';
/** From the demo shop (resources/demo). */
const TEA = '2902000000036';
/** Seconds within which a till that is online must know a change. */
const WITHIN = { timeout: 10_000 };

test.describe.configure({ mode: 'serial' });

let shop: Shop;
let opened: OpenTill[] = [];
/** Where people are changed, and another till of the store. */
let office: TillPage;
let till: TillPage;

test.beforeAll(async () => {
  shop = await openShop();
  opened = [await openTill(shop, { name: 'Office', operator: MANAGER }), await openTill(shop, { name: 'Till 2' })];
  [office, till] = opened.map((one) => one.till) as [TillPage, TillPage];
});

test.afterAll(async () => {
  for (const one of opened) await one.close();
  await shop?.close();
});

const notice = (page: TillPage, code: string): Locator =>
  page.page.locator(`[data-testid="notice"][data-code="${code}"]`);
const tile = (page: TillPage): Locator => page.get('operator-tile').filter({ hasText: NAME });

async function toPeople(page = office): Promise<void> {
  await page.get('rail-more').click();
  await page.get('people-open').click();
  await expect(page.get('person-row').first()).toBeVisible();
}

async function openPerson(name: string, page = office): Promise<void> {
  await page.get('person-row').filter({ hasText: name }).getByTestId('person-open').click();
  await expect(page.get('person-form')).toBeVisible();
}

async function enterPin(pin: string): Promise<void> {
  await office.get('person-pin').fill(pin);
  await office.get('person-repeated').fill(pin);
}

async function savePerson(page = office): Promise<void> {
  await page.get('person-save').click();
  await expect(notice(page, 'people-saved')).toBeVisible();
}

/** Types a PIN on the sign-in screen of the till. */
async function tryPin(pin: string): Promise<void> {
  await tile(till).click();
  await till.type(pin);
  await till.press('Enter');
}

test('a new cashier signs in at another till within seconds; a PIN that is replaced opens nothing', async () => {
  await toPeople();
  await office.looksRight('people-list-en');
  await office.get('person-new').click();
  await office.get('person-name').fill(NAME);
  await expect(office.get('person-initials')).toHaveValue('AC');
  await office.get('person-save').click();
  await expect(office.page.getByRole('alert')).toHaveCount(2);
  await office.get('person-role').selectOption('cashier');
  await enterPin('48151623');
  await office.scan(BADGE);
  await expect(office.get('person-badge')).toHaveAttribute('data-state', 'scanned');
  await office.looksRight('people-new-en');
  await office.get('rail-sell').click();
  await expect(notice(office, 'unsaved')).toBeVisible();
  await office.get('leave-stay').click();
  await savePerson();
  await expect(tile(till)).toBeVisible(WITHIN);
  await till.signIn(NAME, '48151623');
  await till.page.keyboard.press('Control+l');
  await expect(tile(till)).toBeVisible();

  await openPerson(NAME);
  await enterPin('42424242');
  // Seen on the tile when the till has heard of the change, of which the PIN is part.
  await office.get('person-initials').fill('AZ');
  await savePerson();
  await expect(tile(till)).toContainText('AZ', WITHIN);
  await tryPin('42424242');
  await expect(till.get('search')).toBeVisible();
  await till.page.keyboard.press('Control+l');
  await tryPin('48151623');
  await expect(notice(till, 'pin-wrong')).toBeVisible();
  await till.scan(BADGE);
  await expect(till.get('search')).toBeVisible(WITHIN);
  await till.page.keyboard.press('Control+l');
  await expect(tile(till)).toBeVisible();
});

test('a limit of a role holds at the till within seconds', async () => {
  await office.get('people-tab-roles').click();
  await office.looksRight('people-roles-en');
  await office.page.locator('[data-role="cashier"]').getByTestId('role-open').click();
  await expect(office.get('limit-discount')).toHaveValue('10');
  await office.get('limit-discount').fill('2.5');
  await office.get('role-name-en').fill('Junior cashier');
  await office.looksRight('people-role-en');
  await office.get('role-save').click();
  await expect(notice(office, 'people-saved')).toBeVisible();
  await expect(tile(till)).toContainText('Junior cashier', WITHIN);
  await till.scan(BADGE);
  await expect(till.get('search')).toBeVisible();
  await till.scan(TEA);
  await expect(till.get('cart-line')).toHaveCount(1);
  await till.press('F7');
  await till.get('discount-kind-percent').click();
  await till.type('5');
  await till.press('Enter');
  await expect(till.get('override-what')).toHaveAttribute('data-permission', 'discount');
  await till.get('override-refuse').click();
  await office.page.locator('[data-role="cashier"]').getByTestId('role-open').click();
  await expect(office.get('role-remove')).toBeDisabled();
  await office.get('role-leave').click();
});

test('whoever saves a person second sees what the first changed, and both are kept', async () => {
  await office.get('people-tab-people').click();
  await openPerson(NAME);
  await till.page.keyboard.press('Control+l');
  await till.signIn(...MANAGER);
  await toPeople(till);
  await openPerson(NAME, till);
  await till.get('person-initials').fill('AX');
  await till.get('person-role').selectOption('clerk');
  await savePerson(till);
  await office.get('person-initials').fill('AY');
  await office.get('person-save').click();
  await expect(office.get('conflict-row')).toHaveCount(1);
  await expect(office.get('conflict-taken')).toContainText('Clerk');
  await office.looksRight('people-conflict-en');
  await office.get('conflict-mine').click();
  await office.get('conflict-save').click();
  await expect(notice(office, 'people-saved')).toBeVisible();
  await expect(office.get('person-row').filter({ hasText: NAME })).toContainText('Clerk');
  await expect(office.get('person-row').filter({ hasText: NAME })).toContainText('AY');
});

test('many are changed at once and taken back; a file makes people, and says which lines it cannot', async () => {
  await till.page.keyboard.press('Control+l');
  await expect(till.get('operator-tile').filter({ hasText: '李娜' })).toHaveCount(1);
  await toPeople();
  const row = (name: string): Locator => office.page.locator(`[data-testid="many-row"][data-name="${name}"]`);
  for (const name of ['Noor Haddad', '李娜'])
    await office.get('person-row').filter({ hasText: name }).getByTestId('person-choose').click();
  await office.get('people-bulk').click();
  await office.get('bulk-role').selectOption('shift-manager');
  await office.get('bulk-status').selectOption('archived');
  await expect(row('Noor Haddad').locator('ins')).toHaveText(['Shift manager', 'Archived']);
  await office.looksRight('people-bulk-en');
  await office.get('many-apply').click();
  await expect(notice(office, 'many-done')).toBeVisible();
  await expect(till.get('operator-tile').filter({ hasText: '李娜' })).toHaveCount(0, WITHIN);
  await office.get('many-undo').click();
  await expect(notice(office, 'many-undone')).toBeVisible();
  await expect(till.get('operator-tile').filter({ hasText: '李娜' })).toHaveCount(1, WITHIN);
  await office.get('many-back').click();
  await expect(office.get('person-row').filter({ hasText: '李娜' })).toContainText('Junior cashier');

  await office.get('people-import').click();
  const lines = ['name,role,pin,stores', 'Zola Ferreira,cashier,8080,', 'Max Ohne,cashier,,', 'Ida Fern,captain,8181,'];
  const file = { name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) };
  await office.get('import-file').setInputFiles(file);
  await expect(office.get('import-refused-row')).toHaveCount(2);
  await expect(office.get('import-row')).toHaveCount(1);
  await office.looksRight('people-import-en');
  await office.get('many-apply').click();
  await expect(notice(office, 'many-done')).toBeVisible();
  await expect(till.get('operator-tile').filter({ hasText: 'Zola Ferreira' })).toHaveCount(1, WITHIN);
  await office.get('many-back').click();
  await office.get('person-search').fill('zola');
  await expect(office.get('person-row')).toHaveCount(1);
  const saved = office.page.waitForEvent('download');
  await office.get('person-export').click();
  expect(await readFile(await (await saved).path(), 'utf8')).toContain('Zola Ferreira,ZF,cashier,high-street,active');
  await office.get('person-search').fill('');
});

test('who is archived signs in nowhere; both languages and both sizes', async () => {
  await office.get('people-tab-people').click();
  await openPerson(NAME);
  await office.get('person-archived').click();
  await savePerson();
  await expect(tile(till)).toHaveCount(0, WITHIN);
  await office.get('people-shown-archived').click();
  await expect(office.get('person-row')).toHaveText(new RegExp(NAME));
  await office.get('rail-more').click();
  await office.get('language-zh-CN').click();
  await office.page.setViewportSize(TABLET);
  await toPeople();
  await office.looksRight('people-list-zh');
  await office.get('person-open').first().click();
  await expect(office.get('person-form')).toBeVisible();
  await office.looksRight('people-person-zh');
  await office.get('person-leave').click();
  await office.get('people-tab-roles').click();
  await office.get('role-open').first().click();
  await expect(office.get('role-form')).toBeVisible();
  await office.looksRight('people-role-zh');
  await office.page.setViewportSize(DESKTOP);
});
