import { type BrowserContext, expect, type Locator, test } from '@playwright/test';
import { sellForHalfAYear } from './half-a-year.ts';
import { openShop, openTillHost, type Shop, type TillHost } from './shop.ts';
import { MANAGER, newProfile, openBrowser, TillPage } from './till-page.ts';

/** In the demo shop: 49 of the tape on the shelf of the high street. */
const TAPES = { gtin: '2900101250008', sku: '10125' };
const GLOBE = { gtin: '2900100020008', sku: '10002' };
/** Half a year of every product of the shop is looked at. */
const FORECAST = { timeout: 120_000 };

test.describe.configure({ mode: 'serial' });

let shop: Shop;
let host: TillHost;
let browser: BrowserContext;
let till: TillPage;

test.beforeAll(async () => {
  shop = await openShop();
  await shop.stopServer();
  await sellForHalfAYear(shop.folder, { [TAPES.sku]: 0, [GLOBE.sku]: 2000 });
  await shop.startServer();
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

const seen = (name: string) => till.looksRightIn(['tablet'], `replenish-${name}`);

test('without suppliers nothing is proposed, and the way to them is one step', async () => {
  await till.get('rail-stock').click();
  await till.get('stock-replenish').click();
  await expect(till.get('replenish-suppliers')).toBeVisible(FORECAST);
  await seen('none');
  await till.get('replenish-suppliers').click();
  await till.get('supplier-new').click();
  await till.get('supplier-name').fill('Acme Tapes');
  await till.get('supplier-minimum').fill('500');
  await till.get('supplier-service').fill('101');
  await till.scan(TAPES.gtin);
  await till.get('item-pack').fill('6');
  await till.get('item-minimum').fill('0');
  await till.get('item-cost').fill('4.50');
  await till.scan(GLOBE.gtin);
  await expect(till.get('item-line')).toHaveCount(2);
  await till.get('item-cost').first().fill('2');
  await till.get('supplier-save').click();
  await expect(till.get('supplier-service')).toHaveAttribute('aria-invalid', 'true');
  await till.get('supplier-service').fill('98');
  await seen('terms');
  await till.get('supplier-save').click();
  await expect(till.get('supplier-row')).toHaveCount(1);
  await till.press('Escape');
});

test('what is proposed says why, is edited in packs, and becomes a draft order', async () => {
  await till.get('stock-replenish').click();
  const tapes = proposal(TAPES.sku);
  await expect(tapes).toBeVisible(FORECAST);
  await tapes.getByTestId('proposal-why').click();
  await expect(tapes.getByTestId('proposal-steps').getByRole('listitem')).not.toHaveCount(0);
  await expect(till.get('order-below')).toBeVisible();
  await seen('proposals');
  await tapes.getByTestId('proposal-demand').click();
  await expect(till.get('bar-chart')).toBeVisible();
  await expect(till.get('replenish-method')).toBeVisible();
  await seen('demand');
  await till.press('Escape');
  await till.get('group-all').click();
  await expect(tapes.getByTestId('proposal-packs')).toHaveValue('0');
  await expect(till.get('replenish-make')).toBeDisabled();
  await tapes.getByTestId('proposal-packs').fill('7');
  await till.get('replenish-tab-overstock').click();
  await expect(till.get('overstock-row')).toHaveAttribute('data-sku', GLOBE.sku);
  await seen('overstock');
  await till.get('replenish-tab-dead').click();
  await till.get('replenish-tab-expiring').click();
  await till.get('replenish-tab-order').click();
  await till.get('replenish-make').click();
  await expect(till.get('order-form')).toBeVisible();
  await expect(till.get('order-packs')).toHaveValue('7');
  await till.press('Escape');
  await till.press('Escape');
  await till.get('stock-replenish').click();
  await expect(till.get('replenish')).toBeVisible();
  await expect(tapes).toHaveCount(0);
});

function proposal(sku: string): Locator {
  return till.page.locator(`[data-testid="proposal"][data-sku="${sku}"]`);
}
