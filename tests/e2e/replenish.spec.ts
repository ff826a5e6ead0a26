import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { type BrowserContext, expect, type Locator, test } from '@playwright/test';
import { addDays } from '#domain/calendar/dates.ts';
import { openServer } from '#sync-server/server.ts';
import { openShop, openTillHost, type Shop, type TillHost } from './shop.ts';
import { DESKTOP, MANAGER, newProfile, openBrowser, TABLET, TillPage } from './till-page.ts';

/** In the demo shop: 49 of the tape on the shelf of the high street. */
const TAPES = { gtin: '2900101250008', sku: '10125' };
const GLOBE = { gtin: '2900100020008', sku: '10002' };

test.describe.configure({ mode: 'serial' });

let shop: Shop;
let host: TillHost;
let browser: BrowserContext;
let till: TillPage;

test.beforeAll(async () => {
  shop = await openShop();
  await shop.stopServer();
  await sellForHalfAYear(shop.folder);
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

test('without suppliers nothing is proposed, and the way to them is one step', async () => {
  await till.get('rail-stock').click();
  await till.get('stock-replenish').click();
  await expect(till.get('replenish-suppliers')).toBeVisible();
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
  await expect(tapes).toBeVisible({ timeout: 60_000 });
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

/** Half a year in which four to six were sold every day of what came in before it; of the globe far too many came. */
async function sellForHalfAYear(folder: string): Promise<void> {
  const server = await openServer({ dataDir: path.join(folder, 'server'), port: 0 });
  try {
    const { db, now } = server.context;
    const shelves = await db
      .selectFrom('variant')
      .innerJoin('stock', 'stock.variant_id', 'variant.variant_id')
      .innerJoin('store', 'store.location_id', 'stock.location_id')
      .select(['variant.variant_id', 'stock.location_id', 'sku'])
      .where('sku', 'in', [TAPES.sku, GLOBE.sku])
      .where('store_id', '=', 'high-street')
      .execute();
    const at = now();
    const today = at.toISOString().slice(0, 10);
    for (const { sku, ...shelf } of shelves) {
      const sold = Array.from({ length: 182 }, (_, day) => [day - 182, -4 - (day % 3)] as const);
      const left = sku === GLOBE.sku ? 2000 : 0;
      const received = left - sold.reduce((sum, [, quantity]) => sum + quantity, 0);
      const moved = [[-183, received] as const, ...sold];
      const journal_id = randomUUID();
      const rows = moved.map(([day, quantity], seq) => ({
        ...{ ...shelf, journal_id, seq, movement_no: 0, at, quantity },
        kind: quantity > 0 ? ('received' as const) : ('sale' as const),
        business_date: addDays(today, day),
      }));
      await db.insertInto('movement').values(rows).execute();
      await db
        .updateTable('stock')
        .set(({ eb }) => ({ on_hand: eb('on_hand', '+', left) }))
        .where('variant_id', '=', shelf.variant_id)
        .where('location_id', '=', shelf.location_id)
        .execute();
    }
  } finally {
    await server.close();
  }
}

function proposal(sku: string): Locator {
  return till.page.locator(`[data-testid="proposal"][data-sku="${sku}"]`);
}

/** Looked at on a desktop and on a tablet. */
async function seen(name: string): Promise<void> {
  await till.looksRight(`replenish-${name}`);
  await till.page.setViewportSize(TABLET);
  await till.looksRight(`replenish-${name}-tablet`);
  await till.page.setViewportSize(DESKTOP);
}
