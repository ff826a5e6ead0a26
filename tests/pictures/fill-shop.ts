import { randomUUID } from 'node:crypto';
import { expect } from '@playwright/test';
import type { ProductList } from '#contracts/http/catalogue.ts';
import type { TillPage } from '#tests/e2e/till-page.ts';
import { asking } from './asking.ts';

/** From the demo shop (resources/demo). */
export const TAPES = '10125';
export const GLOBE = '10002';
const LONG_NAME = 'Großhandelsgesellschaft für Haushaltswaren und Geschenkartikel Müller & Söhne mbH';

/** Into the demo shop: a supplier and an order, a place, a price list and its group, a stop, a count and a target. */
export async function fillShop(till: TillPage): Promise<void> {
  const ask = asking(till);
  const send = async (method: string, route: string, body: unknown): Promise<void> => {
    expect(await ask(method, route, body), route).not.toMatchObject({ ok: false });
  };
  const variantOf = async (sku: string): Promise<string> => {
    const { rows } = (await ask('GET', `/catalogue/products?search=${sku}`)) as ProductList;
    const row = rows.find(({ variant }) => variant.sku === sku);
    if (!row) throw new Error(`no ${sku}`);
    return row.variant.variantId;
  };

  const [tapes, globe] = [await variantOf(TAPES), await variantOf(GLOBE)];
  const tape = { variantId: tapes, packSize: 6, packCost: 450 };
  const items = [tape, { variantId: globe, packSize: 12, packCost: 600 }];
  const supplier = { supplierId: 'acme', name: LONG_NAME, leadTimeDays: 3, minimumOrder: 500, status: 'active' };
  await send('PUT', '/suppliers/acme', {
    revision: 0,
    supplier: { ...supplier, items: items.map((item) => ({ ...item, minimumQuantity: 0 })) },
  });
  const order = { purchaseOrderId: 'order-1', supplierId: 'acme', locationId: 'high-street' };
  await send('PUT', '/purchase-orders/order-1', {
    revision: 0,
    order: { ...order, status: 'sent', lines: items.map((item) => ({ ...item, quantity: item.packSize * 2 })) },
  });
  const place = { placeId: 'PLACE-1', name: 'Back room, upper shelf left of the window', kind: 'back-room' };
  await send('PUT', '/places/PLACE-1', { revision: 0, place });
  await send('POST', '/places/homes', { homes: [{ variantId: tapes, base: null, placeId: 'PLACE-1' }] });
  const group = { groupId: 'trade', name: LONG_NAME, names: { 'zh-CN': '批发客户' } };
  await send('PUT', '/customer-groups/trade', { revision: 0, group });
  const listId = randomUUID();
  const list = { listId, name: LONG_NAME, currency: 'GBP', groupIds: ['trade'], storeIds: null, from: null };
  const after = { ...list, until: null, priority: 5, rules: [{ ppm: 100_000 }] };
  const entries = [{ variantId: globe, base: 0, amount: 60 }];
  await send('POST', '/price-lists/changes', { changeId: randomUUID(), listId, list: { base: 0, after }, entries });
  const stop = { stopId: randomUUID(), variantId: tapes, batch: 'L77', kind: 'recall', reason: 'Glass splinters' };
  await send('POST', '/sale-stops', stop);
  const count = { countId: randomUUID(), name: 'Tapes and globes', kind: 'chosen', placeIds: ['PLACE-1'] };
  await send('POST', '/counts', { ...count, variantIds: [tapes, globe], blind: false });
  const month = new Date().toISOString().slice(0, 7);
  const targets = { storeId: 'high-street', month, basis: 'gross', amount: 999_999_999, days: [] };
  await send('PUT', '/targets', { revision: 0, targets });
}
