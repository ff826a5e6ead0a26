import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { readShopifyOrder } from './read-shopify-order.ts';
import { shopifyConnector } from './shopify-connector.ts';
import type { ShopifyOrder } from './shopify-schemas.ts';

const money = (amount: string) => ({ shopMoney: { amount, currencyCode: 'GBP' } });
const ADDRESS = { name: 'Ann Lee', address1: '1 High Street', city: 'London', zip: 'N1 9AA', countryCodeV2: 'GB' };

/** As the Admin GraphQL API answers `order`: an order of two lines without taxes in its prices, one of them for pickup. */
function orderOf(more: Partial<ShopifyOrder> = {}): ShopifyOrder {
  const line = { sku: 'P1', variant: { id: 'gid://shopify/ProductVariant/1', barcode: '5012345678900' } };
  return {
    ...{
      id: 'gid://shopify/Order/1',
      name: '#1001',
      createdAt: '2025-07-01T10:00:00Z',
      updatedAt: '2025-07-01T11:00:00Z',
    },
    ...{
      cancelledAt: null,
      currencyCode: 'GBP',
      taxesIncluded: false,
      note: null,
      email: 'ann@example.com',
      phone: null,
    },
    ...{ customerLocale: 'en-GB', shippingAddress: ADDRESS, billingAddress: null },
    lineItems: {
      nodes: [
        {
          ...{ id: 'gid://shopify/LineItem/1', name: 'Tea', quantity: 3, currentQuantity: 3, ...line },
          ...{
            discountedTotalSet: money('29.99'),
            taxLines: [{ title: 'VAT', ratePercentage: 20, priceSet: money('6.0') }],
          },
        },
        {
          ...{ id: 'gid://shopify/LineItem/2', name: 'Cup', quantity: 1, currentQuantity: 1, ...line, sku: null },
          ...{ discountedTotalSet: money('5'), taxLines: [] },
        },
      ],
    },
    shippingLines: {
      nodes: [{ id: 'gid://shopify/ShippingLine/1', title: 'Post', discountedPriceSet: money('3.5'), taxLines: [] }],
    },
    transactions: [],
    refunds: [],
    fulfillments: [],
    fulfillmentOrders: {
      nodes: [
        {
          ...{ id: 'fo1', status: 'OPEN', deliveryMethod: { methodType: 'PICK_UP' } },
          assignedLocation: { name: 'High Street', location: { id: 'gid://shopify/Location/7' } },
          lineItems: { nodes: [{ id: 'foli', remainingQuantity: 3, lineItem: { id: 'gid://shopify/LineItem/1' } }] },
        },
      ],
    },
    ...more,
  };
}

const transaction = (id: string, kind: string, amount: string, parent: string | null = null) => ({
  ...{ id, kind, status: 'SUCCESS', amountSet: money(amount), paymentId: null },
  parentTransaction: parent === null ? null : { id: parent },
});

test('an order is read to the penny, taxes on top of its prices, with where it is fetched', () => {
  expect(readShopifyOrder(orderOf())).toMatchObject({
    channelOrderId: 'gid://shopify/Order/1',
    number: '#1001',
    deliveries: [{ method: 'pickup', externalLocationId: 'High Street' }],
    lines: [
      {
        sku: 'P1',
        gtin: '5012345678900',
        quantity: 3,
        amount: 3599,
        taxes: [{ ratePpm: 200_000, base: 2999, amount: 600 }],
      },
      { quantity: 1, amount: 500, taxes: [] },
    ],
    charges: [{ kind: 'shipping', amount: 350 }],
    customer: { name: 'Ann Lee', language: 'en-GB' },
  });
});

test('pieces that were removed or refunded there are off; those from here are left out', () => {
  const [tea, cup] = orderOf().lineItems.nodes;
  if (!tea || !cup) throw new Error('no lines');
  const lineItems = { nodes: [{ ...tea, currentQuantity: 1 }, cup] };
  const refund = (note: string | null) => ({
    ...{ id: 'r', note, transactions: { nodes: [] } },
    refundLineItems: { nodes: [{ quantity: 1, lineItem: { id: tea.id } }] },
  });
  const read = readShopifyOrder(orderOf({ lineItems, refunds: [refund(null), refund('omnitill 1')] }));
  expect(read.lines[0]?.cancelled).toEqual({ quantity: 1, amount: 1200 });
  const over = readShopifyOrder(orderOf({ cancelledAt: '2025-07-02T00:00:00Z' }));
  expect(over.lines.map(({ cancelled }) => cancelled.quantity)).toEqual([3, 1]);
  expect(over.charges.map(({ cancelled }) => cancelled)).toEqual([350]);
});

test('money is set aside, taken, given back; what did not succeed did not happen', () => {
  const transactions = [
    transaction('a', 'AUTHORIZATION', '44.49'),
    transaction('c', 'CAPTURE', '44.49', 'a'),
    transaction('r', 'REFUND', '5.00', 'c'),
    { ...transaction('p', 'SALE', '1.00'), status: 'PENDING' },
  ];
  expect(readShopifyOrder(orderOf({ transactions })).payments).toEqual([
    { paymentId: 'a', step: 'authorised', amount: 4449 },
    { paymentId: 'a', step: 'captured', amount: 4449 },
    { paymentId: 'r', step: 'refunded', amount: 500 },
  ]);
});

test('a webhook is proven by its bytes, and names the order to look at', () => {
  const secret = { kind: 'shopify', accessToken: 't', webhookSecret: 'app secret' } as const;
  const now = () => new Date('2025-07-01T12:00:00Z');
  const { readWebhook } = shopifyConnector({ url: 'https://x.myshopify.com', currency: 'GBP', secret, now });
  const body = Buffer.from('{"admin_graphql_api_id":"gid://shopify/Order/1","total_price":"1.00"}');
  const signature = createHmac('sha256', 'app secret').update(body).digest('base64');
  const headers = {
    'x-shopify-topic': 'orders/updated',
    'x-shopify-webhook-id': 'w1',
    'x-shopify-hmac-sha256': signature,
  };
  expect(readWebhook(headers, body, 0)).toEqual({
    ok: true,
    deliveryId: 'w1',
    channelOrderIds: ['gid://shopify/Order/1'],
  });
  expect(readWebhook(headers, Buffer.from(`${body} `), 0)).toEqual({ ok: false, code: 'signature-invalid' });
  const refund = Buffer.from('{"id":1,"order_id":5,"admin_graphql_api_id":"gid://shopify/Refund/1"}');
  const signed = createHmac('sha256', 'app secret').update(refund).digest('base64');
  const ofRefund = { ...headers, 'x-shopify-topic': 'refunds/create', 'x-shopify-hmac-sha256': signed };
  expect(readWebhook(ofRefund, refund, 0)).toMatchObject({ channelOrderIds: ['gid://shopify/Order/5'] });
});
