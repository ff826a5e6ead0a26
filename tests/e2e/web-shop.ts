import { generateKeyPairSync, randomUUID } from 'node:crypto';
import type { Static } from 'typebox';
import type { EnrolAnswer } from '#contracts/http/api.ts';
import type { OnlineOrderDetail, OnlineOrderList } from '#contracts/http/online-orders.ts';
import { openChannel } from '#sync-server/channels/client/omnitill-channel.ts';
import type { Shop } from './shop.ts';

const CHANNEL = {
  kind: 'generic',
  name: 'Web shop',
  storeId: 'high-street',
  status: 'active',
  locationIds: ['high-street', 'trade-counter'],
  rules: [],
  safetyStock: 0,
  tender: 'online',
  readyWithinHours: 2,
  keptDays: 7,
  refundShipping: 'whole-order',
} as const;

/** A site that sells through the shop's server, and what the server knows of its orders. */
export interface WebShop {
  /** Places and pays an order for pickup; quantities by sku. */
  order(number: string, lines: Readonly<Record<string, number>>, customer?: string, email?: string): Promise<void>;
  /** Places and pays an order to be sent to an address, by the demo's main store. */
  ship(number: string, lines: Readonly<Record<string, number>>, postalCode?: string, email?: string): Promise<void>;
  known(number: string): Promise<Static<typeof OnlineOrderDetail>>;
}

/** Connects a site to a demo shop's server, by a register of its own that a manager works at. */
export async function openWebShop(shop: Shop): Promise<WebShop> {
  const { token } = await enrolled(shop);
  async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetch(shop.serverUrl + path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'x-omnitill-operator': encodeURI('eleni'),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }
  await ask('PUT', '/channels/test-site', { revision: 0, channel: CHANNEL });
  const { key } = await ask<{ key: string }>('POST', '/channels/test-site/keys', { name: 'test' });
  const site = openChannel({ url: shop.serverUrl, key });
  async function known(number: string): Promise<Static<typeof OnlineOrderDetail>> {
    const { rows } = await ask<Static<typeof OnlineOrderList>>('GET', `/online-orders?search=${number}`);
    const [order] = rows;
    if (!order) throw new Error(`no order ${number}`);
    return ask<Static<typeof OnlineOrderDetail>>('GET', `/online-orders/${order.orderId}`);
  }
  return {
    async order(number, lines, customer = 'Wang Li', email) {
      const placed = await site.place({
        orderRef: number,
        number,
        customer: { name: customer, ...(email === undefined ? {} : { email }) },
        deliveries: [{ id: 'pickup', method: 'pickup', storeId: 'high-street' }],
        lines: Object.entries(lines).map(([sku, quantity]) => ({ lineId: sku, sku, quantity })),
      });
      await site.pay(number, { paymentId: `pay-${number}`, step: 'captured', amount: placed.total });
    },
    async ship(number, lines, postalCode = 'LS1 4DY', email) {
      const address = { name: 'Wang Li', lines: ['1 Park Row'], postalCode, city: 'Leeds', country: 'GB' };
      const placed = await site.place({
        orderRef: number,
        number,
        customer: { name: 'Wang Li', ...(email === undefined ? {} : { email }) },
        deliveries: [{ id: 'post', method: 'ship', address }],
        lines: Object.entries(lines).map(([sku, quantity]) => ({ lineId: sku, sku, quantity })),
      });
      await site.pay(number, { paymentId: `pay-${number}`, step: 'captured', amount: placed.total });
      const { orderId } = await known(number);
      await ask('POST', `/online-orders/${orderId}/route`, { locationId: 'high-street' });
    },
    known,
  };
}

async function enrolled(shop: Shop): Promise<EnrolAnswer> {
  const publicKey = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'der' });
  const body = {
    code: await shop.code('high-street', 'Back office'),
    journalId: randomUUID(),
    publicKey: publicKey.toString('base64url'),
  };
  const answer = await fetch(`${shop.serverUrl}/registers/enrol`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`enrol: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as EnrolAnswer;
}
