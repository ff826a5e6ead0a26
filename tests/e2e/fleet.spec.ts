import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Locator, test } from '@playwright/test';
import { signRelease } from '#scripts/sign-release.ts';
import { RELEASERS, releaseOf } from '#tests/fixtures/test-release.ts';
import { runBuilt } from './built-programs.ts';
import { openTill, openWindow } from './open-till.ts';
import { freePort, openShop, type Shop, type TillHost } from './shop.ts';
import { DESKTOP, MANAGER, newProfile, TABLET, type TillPage } from './till-page.ts';

/** From the demo shop (resources/demo). */
const TEA = '2902000000036';
/** Within which the board must tell what happened at another till. */
const WITHIN = { timeout: 20_000 };

test.describe.configure({ mode: 'serial' });

let shop: Shop;
let closers: (() => Promise<unknown>)[] = [];
let office: TillPage;
let till: TillPage;
let killed: TillHost;
/** The first register of a store that is made here. */
let hatch: TillPage;

test.beforeAll(async () => {
  shop = await openShop();
  const first = await openTill(shop, { name: 'Office', operator: MANAGER });
  closers = [first.close];
  const second = await openTill(shop, { name: 'Garden' });
  closers = [second.close, ...closers];
  [office, till, killed] = [first.till, second.till, second.host];
});

test.afterAll(async () => {
  for (const close of closers) await close();
  await shop?.close();
});

const tile = (name: string): Locator => office.get('fleet-register').filter({ hasText: name });
const notice = (code: string): Locator => office.page.locator(`[data-testid="notice"][data-code="${code}"]`);

async function toFleet(): Promise<void> {
  await office.get('rail-more').click();
  await office.get('fleet-open').click();
  await expect(office.get('fleet-summary')).toBeVisible();
}

test('the board tells how each till is, and within seconds that one is gone', async () => {
  await toFleet();
  await expect(tile('Garden')).toHaveAttribute('data-online', 'true', WITHIN);
  await expect(tile('Garden')).toHaveAttribute('data-being', 'well', WITHIN);
  await till.signIn(...MANAGER);
  await till.scan(TEA);
  await till.payExact();
  await expect(tile('Garden')).toContainText('Shift open', WITHIN);
  await office.looksRight('fleet-board-en');
  await killed.stop('SIGKILL');
  await expect(tile('Garden')).toHaveAttribute('data-online', 'false', WITHIN);
  await tile('Garden').click();
  await expect(office.get('fleet-facts')).toContainText('Open since');
  await expect(office.get('fleet-history')).toBeVisible();
  await office.looksRight('fleet-register-en');
  await office.get('fleet-change').click();
  await expect(office.get('fleet-form-store')).toBeDisabled();
  await office.get('fleet-form-name').fill('Garden gate');
  await office.get('fleet-form-save').click();
  await expect(notice('fleet-done')).toBeVisible();
  await office.get('fleet-detail-back').click();
  await office.get('fleet-search').fill('gate');
  await expect(office.get('fleet-register')).toHaveCount(1);
  await office.get('fleet-search').fill('');
});

test('another store with its first register: made, enrolled by the code that is shown, and closed again', async () => {
  await office.get('fleet-tab-stores').click();
  await office.get('store-new').click();
  await office.get('store-making-name').fill('Pier Kiosk');
  await expect(office.get('store-making-short')).toHaveValue('pier-kiosk');
  await office.get('store-making-address').fill('2 Pier Road\nLondon');
  await office.looksRight('fleet-store-new-en');
  await office.get('store-make').click();
  await expect(notice('fleet-done')).toBeVisible(WITHIN);
  await expect(office.get('store-row').filter({ hasText: 'Pier Kiosk' })).toBeVisible();
  await office.looksRight('fleet-stores-en');

  await office.get('fleet-tab-board').click();
  await office.get('fleet-new').click();
  await office.get('fleet-code-issue').click();
  await expect(office.page.getByRole('alert')).toHaveCount(1);
  await office.get('fleet-code-name').fill('Hatch');
  await office.get('fleet-code-store').selectOption('pier-kiosk');
  await office.get('fleet-code-issue').click();
  await expect(office.get('fleet-code-qr')).toBeVisible();
  await office.looksRight('fleet-code-en');
  const code = (await office.get('fleet-code-text').getAttribute('data-code')) ?? '';
  await office.get('fleet-code-done').click();
  await expect(office.get('fleet-pending').filter({ hasText: 'Hatch' })).toBeVisible();

  hatch = await openFresh();
  await hatch.get('enrol-server').fill(shop.serverUrl);
  await hatch.get('enrol-code').fill(code);
  await hatch.get('enrol-submit').click();
  await expect(hatch.get('operator-tile').first()).toBeVisible({ timeout: 30_000 });
  await expect(tile('Hatch')).toHaveAttribute('data-being', 'well', WITHIN);
  await expect(office.get('fleet-pending')).toHaveCount(0);
  await hatch.signIn(...MANAGER);
  await hatch.scan(TEA);
  await hatch.payExact();
  await hatch.nextSale();
  await expect(tile('Hatch')).toHaveAttribute('data-waiting', '0', WITHIN);
  await office.get('fleet-look-table').click();
  await office.get('fleet-table-search').fill('hatch');
  await expect(office.get('fleet-table-row')).toHaveCount(1);
  await office.looksRight('fleet-table-en');
  await office.get('fleet-tab-stores').click();
  const kiosk = office.get('store-row').filter({ hasText: 'Pier Kiosk' });
  await kiosk.getByTestId('store-close').click();
  await expect(notice('sessions')).toBeVisible();
  await expect(notice('stock')).toBeVisible();
  await office.looksRight('fleet-store-closing-en');
  await office.get('store-closing-leave').click();
});

test('whoever saves a store second keeps what they typed, and chooses', async () => {
  await office.get('store-row').filter({ hasText: 'Pier Kiosk' }).getByTestId('store-edit').click();
  await office.get('store-edit-name').fill('Pier Hut');
  await hatch.get('rail-more').click();
  await hatch.get('fleet-open').click();
  await hatch.get('fleet-tab-stores').click();
  await hatch.get('store-row').filter({ hasText: 'Pier Kiosk' }).getByTestId('store-edit').click();
  await hatch.get('store-edit-name').fill('Pier Bar');
  await hatch.get('store-edit-from').fill('02:00');
  await hatch.get('store-edit-save').click();
  await expect(hatch.get('store-row').filter({ hasText: 'Pier Bar' })).toBeVisible();
  await office.get('store-edit-save').click();
  await expect(office.get('conflict-row')).toHaveCount(1);
  await expect(office.get('conflict-row').getByTestId('conflict-theirs')).toHaveText('Pier Bar');
  await expect(office.get('conflict-row').getByTestId('conflict-mine')).toHaveText('Pier Hut');
  await expect(office.get('conflict-taken')).toContainText('02:00–');
  await office.looksRight('fleet-store-conflict-en');
  await office.get('conflict-back').click();
  await expect(office.get('store-edit-name')).toHaveValue('Pier Hut');
  await office.get('store-edit-save').click();
  await office.get('conflict-mine').click();
  await office.get('conflict-save').click();
  await expect(office.get('store-row').filter({ hasText: 'Pier Hut' })).toContainText('02:00–');
});

test('stores come from a file, made like the one of this till; what cannot be is told, and undoing closes them', async () => {
  await toFleet();
  await office.get('fleet-tab-stores').click();
  await office.get('stores-import').click();
  const lines = ['id,name,address,time zone', 'mole,Mole,1 Mole|Port,Europe/Dublin', ',Olympus,,Mars/Olympus'];
  const file = { name: 'stores.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) };
  await office.get('import-file').setInputFiles(file);
  await expect(notice('import-tried')).toBeVisible();
  await expect(office.get('import-refused-row')).toContainText('Mars/Olympus');
  await expect(office.get('import-row')).toHaveCount(1);
  await office.looksRight('fleet-stores-import-en');
  await office.get('many-apply').click();
  await expect(notice('many-done')).toContainText('1 made');
  await office.get('many-undo').click();
  await expect(notice('many-undone')).toBeVisible();
  await office.get('many-back').click();
  await expect(office.get('store-row').filter({ hasText: 'Mole' })).toContainText('Closed');
  await office.looksRight('fleet-stores-en');
});

test('a store that is closed takes its codes with it; opened again it needs new ones', async () => {
  await toFleet();
  await office.get('fleet-tab-stores').click();
  await office.get('store-new').click();
  await office.get('store-making-name').fill('Winter Stand');
  await expect(office.get('store-making-short')).toHaveValue('winter-stand');
  await office.get('store-make').click();
  const stand = office.get('store-row').filter({ hasText: 'Winter Stand' });
  await expect(stand).toBeVisible(WITHIN);
  await office.get('fleet-tab-board').click();
  await office.get('fleet-new').click();
  await office.get('fleet-code-name').fill('Stall');
  await office.get('fleet-code-store').selectOption('winter-stand');
  await office.get('fleet-code-issue').click();
  await expect(office.get('fleet-code-qr')).toBeVisible();
  const code = (await office.get('fleet-code-text').getAttribute('data-code')) ?? '';
  await office.get('fleet-code-done').click();
  await expect(office.get('fleet-pending').filter({ hasText: 'Stall' })).toBeVisible();

  await office.get('fleet-tab-stores').click();
  await stand.getByTestId('store-close').click();
  await office.get('store-close-sure').click();
  await expect(office.get('store-closing')).toHaveCount(0);
  await expect(stand.getByTestId('store-reopen')).toBeVisible(WITHIN);
  await office.get('fleet-tab-board').click();
  await expect(office.get('fleet-summary')).toBeVisible();
  await expect(office.get('fleet-pending').filter({ hasText: 'Stall' })).toHaveCount(0);
  const late = await openFresh();
  await late.get('enrol-server').fill(shop.serverUrl);
  await late.get('enrol-code').fill(code);
  await late.get('enrol-submit').click();
  await expect(late.page.locator('[data-testid="notice"][data-code="enrol-code-invalid"]')).toBeVisible(WITHIN);

  await office.get('fleet-tab-stores').click();
  await stand.getByTestId('store-reopen').click();
  await expect(stand.getByTestId('store-close')).toBeVisible(WITHIN);
  await office.get('fleet-tab-board').click();
  await expect(office.get('fleet-summary')).toBeVisible();
  await expect(office.get('fleet-pending').filter({ hasText: 'Stall' })).toHaveCount(0);
});

test('a release is offered to a store, and stopped; the board says that browsers install nothing', async () => {
  await office.get('fleet-tab-updates').click();
  await expect(office.get('fleet-updates')).toContainText('No release is on the server');
  await office.looksRight('fleet-updates-empty-en');
  putRelease('9.1.0');
  await office.get('fleet-tab-board').click();
  await office.get('fleet-tab-updates').click();
  await expect(office.get('fleet-updates')).toContainText('Version 9.1.0', { timeout: 30_000 });
  await office.get('rollout-store-pier-kiosk').click();
  await office.get('rollout-start').click();
  await expect(notice('rollout-running')).toBeVisible();
  const row = office.get('update-row').filter({ hasText: 'Hatch' });
  await expect(row).toContainText('nothing can be installed from here');
  await expect(row.getByTestId('update-now')).toHaveCount(0);
  await office.looksRight('fleet-updates-en');
  await office.get('rollout-stop').click();
  await expect(notice('rollout-stopped')).toBeVisible();
});

test('both languages, a tablet, and without the server', async () => {
  await office.get('rail-more').click();
  await office.get('language-zh-CN').click();
  await office.page.setViewportSize(TABLET);
  await toFleet();
  await office.looksRight('fleet-board-zh');
  await tile('Garden').click();
  await expect(office.get('fleet-facts')).toBeVisible();
  await office.looksRight('fleet-register-zh');
  await office.get('fleet-detail-back').click();
  await office.get('fleet-tab-updates').click();
  await office.looksRight('fleet-updates-zh');
  await office.page.setViewportSize(DESKTOP);
  await shop.stopServer();
  await office.get('rail-more').click();
  await office.get('fleet-open').click();
  await expect(office.get('report-offline')).toBeVisible(WITHIN);
  await office.looksRight('fleet-offline-zh');
});

/** A till that was never set up. */
async function openFresh(): Promise<TillPage> {
  const port = String(await freePort());
  const folder = mkdtempSync(path.join(shop.folder, 'fresh-'));
  const host = runBuilt('till', ['--port', port, '--data-dir', folder], {});
  closers = [() => host.stop(), ...closers];
  await host.printed(/^till http/m);
  const { browser, till: fresh } = await openWindow(newProfile(shop));
  closers = [() => browser.close(), ...closers];
  await fresh.page.goto(`http://127.0.0.1:${port}/`);
  await expect(fresh.get('enrol-server')).toBeVisible();
  return fresh;
}

/** A release as electron-builder leaves it and its maker signs it, with a file that is none. */
function putRelease(version: string): void {
  const folder = path.join(shop.folder, 'server', 'updates');
  mkdirSync(folder, { recursive: true });
  const name = `Omnitill-${version}.AppImage`;
  const bytes = '\0'.repeat(2_000_000);
  writeFileSync(path.join(folder, name), bytes);
  const { files: named } = releaseOf(version, bytes);
  const sha512 = named[0]?.sha512 ?? '';
  const linux = [{ platform: 'linux' as const, name, bytes: bytes.length, sha512 }];
  const signed = signRelease(releaseOf(version, bytes, { files: linux }), [RELEASERS.used]);
  writeFileSync(path.join(folder, 'omnitill-release.json'), signed);
  const files = `files:\n  - url: ${name}\n    sha512: ${sha512}\n    size: 2000000\n`;
  writeFileSync(path.join(folder, 'latest-linux.yml'), `version: ${version}\n${files}`);
}
