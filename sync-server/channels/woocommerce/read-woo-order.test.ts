import { expect, test } from 'vitest';
import { parseDown } from '#contracts/schema.ts';
import { REFUND_MARK, readWooOrder } from './read-woo-order.ts';
import { WooOrder, WooRefund } from './woo-schemas.ts';

/** WooCommerce REST API v3, "Orders", "Create an order": the answer of its example, without what is not read. */
const DOCUMENTED = {
  id: 727,
  parent_id: 0,
  number: '727',
  status: 'processing',
  currency: 'USD',
  date_created_gmt: '2017-03-22T19:28:02',
  date_modified_gmt: '2017-03-22T19:28:08',
  total: '29.35',
  total_tax: '1.35',
  prices_include_tax: false,
  customer_note: '',
  billing: {
    ...{ first_name: 'John', last_name: 'Doe', company: '', address_1: '969 Market', address_2: '' },
    ...{ city: 'San Francisco', state: 'CA', postcode: '94103', country: 'US' },
    ...{ email: 'john.doe@example.com', phone: '(555) 555-5555' },
  },
  shipping: {
    ...{ first_name: 'John', last_name: 'Doe', company: '', address_1: '969 Market', address_2: '' },
    ...{ city: 'San Francisco', state: 'CA', postcode: '94103', country: 'US' },
  },
  transaction_id: '',
  date_paid_gmt: '2017-03-22T19:28:08',
  meta_data: [{ id: 13106, key: '_download_permissions_granted', value: 'yes' }],
  line_items: [
    {
      ...{ id: 315, name: 'Woo Single #1', product_id: 93, variation_id: 0, quantity: 2, subtotal: '6.00' },
      ...{ total: '6.00', total_tax: '0.45', taxes: [{ id: 75, total: '0.45', subtotal: '0.45' }], sku: '', price: 3 },
    },
    {
      ...{ id: 316, name: 'Ship Your Idea', product_id: 22, variation_id: 23, quantity: 1, subtotal: '12.00' },
      ...{
        total: '12.00',
        total_tax: '0.90',
        taxes: [{ id: 75, total: '0.9', subtotal: '0.9' }],
        sku: 'Bar3',
        price: 12,
      },
    },
  ],
  tax_lines: [{ id: 318, rate_code: 'US-CA-STATE TAX', rate_id: 75, label: 'State Tax', compound: false }],
  shipping_lines: [
    { id: 317, method_title: 'Flat Rate', method_id: 'flat_rate', total: '10.00', total_tax: '0.00', taxes: [] },
  ],
  fee_lines: [],
  refunds: [],
};

/** "Refunds", "List all refunds": the second of its example, of line 316. */
const REFUNDED = {
  id: 724,
  amount: '9.00',
  meta_data: [] as { key: string; value: string }[],
  line_items: [
    { quantity: -1, total: '-9.00', total_tax: '0.00', meta_data: [{ key: '_refunded_item_id', value: '316' }] },
  ],
};

function read(order: object = {}, refunds: object[] = []) {
  const parsed = parseDown(WooOrder, { ...DOCUMENTED, ...order });
  if (!parsed.ok) throw new Error(`${parsed.at} ${parsed.message}`);
  const all = refunds.map((refund) => {
    const one = parseDown(WooRefund, refund);
    if (!one.ok) throw new Error(`${one.at} ${one.message}`);
    return one.value;
  });
  return readWooOrder(parsed.value, all);
}

test('the documented order is read to the cent, with its taxes, its address and what was paid', () => {
  expect(read()).toMatchObject({
    channelOrderId: '727',
    placedAt: '2017-03-22T19:28:02.000Z',
    updatedAt: '2017-03-22T19:28:08.000Z',
    pricesIncludeTax: false,
    customer: { name: 'John Doe', email: 'john.doe@example.com', phone: '(555) 555-5555' },
    deliveries: [{ method: 'ship', address: { lines: ['969 Market', 'CA'], postalCode: '94103', country: 'US' } }],
    lines: [
      {
        ...{ channelLineId: '315', externalVariantId: '93', quantity: 2, amount: 645 },
        taxes: [{ code: 'State Tax', base: 600, amount: 45 }],
      },
      {
        ...{ channelLineId: '316', externalVariantId: '22/23', sku: 'Bar3', amount: 1290 },
        taxes: [{ base: 1200, amount: 90 }],
      },
    ],
    charges: [{ channelChargeId: '317', kind: 'shipping', amount: 1000, cancelled: 0 }],
    payments: [{ paymentId: 'order 727', step: 'captured', amount: 2935 }],
  });
});

test('what was refunded there is off its line; money without a line is off all in proportion', () => {
  const order = read({ refunds: [{ id: 724, total: '-9.00' }] }, [REFUNDED]);
  expect(order?.lines.map(({ cancelled }) => cancelled)).toEqual([
    { quantity: 0, amount: 0 },
    { quantity: 1, amount: 900 },
  ]);
  expect(order?.payments.at(-1)).toEqual({ paymentId: 'refund 724', step: 'refunded', amount: 900 });
  const money = read({}, [{ ...REFUNDED, amount: '10', line_items: [] }]);
  expect(money?.lines.map(({ cancelled }) => cancelled)).toEqual([
    { quantity: 0, amount: 333 },
    { quantity: 0, amount: 667 },
  ]);
});

test('a refund from here takes nothing off: it is known', () => {
  const ours = { ...REFUNDED, meta_data: [{ key: REFUND_MARK, value: 'r1' }] };
  const order = read({}, [ours]);
  expect(order?.lines.every(({ cancelled }) => cancelled.quantity === 0 && cancelled.amount === 0)).toBe(true);
  expect(order?.payments).toHaveLength(2);
});

test('one that is cancelled, refunded or thrown away is off whole; a checkout that is not finished is no order', () => {
  for (const status of ['cancelled', 'refunded', 'trash']) {
    const order = read({ status });
    expect(order?.lines.map(({ quantity, cancelled }) => quantity - cancelled.quantity)).toEqual([0, 0]);
    expect(order?.charges.map(({ amount, cancelled }) => amount - cancelled)).toEqual([0]);
  }
  expect(read({ status: 'checkout-draft' })).toBeNull();
  expect(read({ status: 'failed', date_paid_gmt: null })?.payments).toMatchObject([{ step: 'failed' }]);
  expect(read({ status: 'on-hold', date_paid_gmt: null })?.payments).toEqual([]);
});

test('one that is fetched names its place', () => {
  const pickup = {
    id: 9,
    method_title: 'Local pickup',
    method_id: 'pickup_location',
    total: '0.00',
    total_tax: '0.00',
  };
  const meta_data = [{ key: 'pickup_location', value: 'High Street' }];
  const order = read({ shipping_lines: [{ ...pickup, meta_data }] });
  expect(order).toMatchObject({ deliveries: [{ method: 'pickup', externalLocationId: 'High Street' }], charges: [] });
});
