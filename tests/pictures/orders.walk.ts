import { expect, type Locator, test } from '@playwright/test';
import { type OpenTill, openTill } from '#tests/e2e/open-till.ts';
import { openShop } from '#tests/e2e/shop.ts';
import { MANAGER, type TillPage } from '#tests/e2e/till-page.ts';
import { openWebShop } from '#tests/e2e/web-shop.ts';
import { Album, TONGUES } from './album.ts';
import { mixedBasket } from './mixed-basket.ts';
import { speak } from './speak.ts';

/** Of the demo shop's products, and of its orders: new, accepted, half picked, ready. */
const TAPES = '2900101250008';
const RUBBER = '2900101200003';
const CACTUS = '2900100800006';
const [NEW, ACCEPTED, PICKING, READY] = ['D1001', 'D1003', 'D1004', 'D1005'];
const LONG_NAME = 'Großhandelsgesellschaft für Haushaltswaren und Geschenkartikel Müller & Söhne mbH';

type Look = (name: string) => Promise<void>;

for (const tongue of TONGUES) {
  test(`online orders at a till, ${tongue}`, async () => {
    const shop = await openShop({ orders: true });
    let one: OpenTill | undefined;
    try {
      const web = await openWebShop(shop);
      one = await openTill(shop, { hardware: 'counter', operator: MANAGER });
      const { till } = one;
      await speak(till.page, tongue);
      await till.productsHere();
      const album = new Album('orders', tongue, ['desktop', 'lying']);
      album.listen(till.page);
      const look: Look = (name) => album.look(till.page, name);
      await web.order('W1042-2026-LONG', { '10125': 12 }, LONG_NAME);
      await till.get('rail-orders').click();
      await expect(card(till, 'W1042-2026-LONG')).toBeVisible();
      await look('board');
      await refuse(till, look);
      await pickAndHandOver(till, look);
      await packAndShip(till, look);
      await cancelAndPutBack(till, look);
      await mixedBasket(till, look);
      await elsewhere(till, look);
      album.close();
    } finally {
      await one?.close();
      await shop.close();
    }
  });
}

const card = (till: TillPage, number = ''): Locator =>
  till.page.locator(`[data-testid="order-card"][data-number="${number}"]`);
const open = (till: TillPage, number = ''): Promise<void> => card(till, number).getByTestId('order-open').click();

/** Not on its shelf, so that from then on there is none of it in this store. */
async function refuse(till: TillPage, look: Look): Promise<void> {
  await open(till, NEW);
  await look('order-new');
  await till.get('order-refuse').click();
  await look('refuse');
  await till.page.locator('[data-testid="refuse-reason"][data-reason="not-there"]').click();
  await till.page.locator('[data-testid="refuse-line"][data-sku="10120"]').click();
  await look('refuse-lines');
  await till.get('refuse-save').click();
  await expect(till.get('order-board')).toBeVisible();
}

async function pickAndHandOver(till: TillPage, look: Look): Promise<void> {
  await open(till, ACCEPTED);
  await look('order-accepted');
  await till.get('order-pick').click();
  await look('pick');
  await till.scan(TAPES);
  await till.get('pick-stop').first().click();
  await look('pick-stop');
  await till.get('pick-short').click();
  await look('pick-short');
  await till.get('pick-short-not').click();
  for (const done of [1, 2]) {
    await till.scan(CACTUS);
    await expect(till.get('pick-progress')).toContainText(`${done}/2`);
  }
  await look('picked');
  await till.get('pick-to-ready').click();
  await look('ready');
  await till.get('ready-save').click();
  await expect(till.get('ready-next')).toBeVisible();
  await look('ready-done');
  await till.get('ready-next').click();
  await open(till, ACCEPTED);
  await look('order-ready');
  await till.get('order-hand-over').click();
  await till.get('hand-over-code').fill('4T7-KXQ1');
  await till.get('hand-over-check').click();
  await look('hand-over-wrong');
  await till.get('hand-over-identity').click();
  await look('hand-over');
  await till.get('hand-over-save').click();
  await expect(till.get('order-board')).toBeVisible();
}

async function packAndShip(till: TillPage, look: Look): Promise<void> {
  await open(till, PICKING);
  await till.get('order-pick').click();
  await look('pick-half');
  const [sku] = await till.get('pick-stop').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-sku')));
  await till.scan(sku === '10120' ? RUBBER : TAPES);
  await till.get('pick-to-pack').click();
  await look('pack');
  await till.get('pack-all').click();
  await till.get('pack-weight').fill('850');
  await till.get('pack-label').click();
  await expect(till.get('parcel')).toHaveCount(1);
  await look('packed');
  await till.get('order-back').click();
  await till.get('order-back').click();
  await till.get('orders-parcels').click();
  await expect(till.get('ship-parcel')).toHaveCount(1);
  await look('ship');
  await till.get('ship-take').click();
  await till.get('ship-driver').fill('Sam Carter');
  await look('ship-taken');
  // Of one parcel the way back leads to its order.
  await till.get('order-back').click();
  await look('order-packed');
  await till.get('order-back').click();
}

async function cancelAndPutBack(till: TillPage, look: Look): Promise<void> {
  await till.get('rail-more').click();
  await till.get('online-orders-open').click();
  await expect(till.get('online-order-row').first()).toBeVisible();
  await look('online-orders');
  await till.get('online-order-row').filter({ hasText: READY }).getByTestId('online-order-open').click();
  await expect(till.get('online-order-line').first()).toBeVisible();
  await look('online-order');
  for (const action of ['amend', 'refund', 'route'] as const) {
    const button = till.get(`online-order-${action}`);
    if ((await button.count()) === 0 || (await button.isDisabled())) continue;
    await button.click();
    await look(`online-order-${action}`);
    await till.get('decide-leave').click();
  }
  await till.get('online-order-cancel').click();
  await till.get('cancel-quantity').fill('1');
  await till.get('decide-reason').first().click();
  await till.get('decide-asker').first().click();
  await look('online-order-cancel');
  await till.get('decide-do').click();
  await expect(till.page.locator('[data-testid="online-order-event"][data-kind="order.cancelled"]')).toBeVisible();
  await look('online-order-cancelled');
  await till.get('rail-orders').click();
  const late = till.get('orders-late').locator(card(till, READY));
  await expect(late).toBeVisible();
  await look('board-later');
  await open(till, READY);
  await look('order-cancelled');
  await till.get('order-put-back').click();
  await look('put-back');
}

/** Of what is not here: what other stores have. */
async function elsewhere(till: TillPage, look: Look): Promise<void> {
  await till.press('F3');
  await till.scan(RUBBER);
  await expect(till.get('elsewhere')).toBeVisible();
  await look('price-check-elsewhere');
}
