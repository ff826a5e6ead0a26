import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { API_VERSION } from '#sync-server/channels/shopify/shopify-queries.ts';
import type { ShopifyOrder } from '#sync-server/channels/shopify/shopify-schemas.ts';
import {
  answerWithFaults,
  type FakeAnswer,
  type FakeWebhook,
  type FaultRates,
  NO_FAULTS,
  seeded,
  webhookQueue,
} from './faults.ts';

export const SHOPIFY_SECRET = { kind: 'shopify', accessToken: 'shpat_test', webhookSecret: 'app secret' } as const;

type Variables = Record<string, unknown>;
const BUCKET = { maximumAvailable: 1000, restoreRate: 50 };
const COSTS: Readonly<Record<string, number>> = { Orders: 320, Order: 70, Variants: 110, StockOf: 60 };

/**
 * A shop of Shopify on the loopback, as its Admin GraphQL API documents itself: an access token, operations by name, cursors, a bucket of points
 * that fills with time and answers THROTTLED with status 200, `userErrors`, webhooks signed over their bytes. Faults follow a seed.
 */
export async function openFakeShopify({ seed = 1, now }: { seed?: number; now: () => Date }) {
  const random = seeded(seed);
  const orders = new Map<string, ShopifyOrder>();
  const variants = new Map<string, { id: string; sku: string; stock: number | null; price: string; status: string }>();
  let rates: FaultRates = NO_FAULTS;
  let nextId = 1000;
  let deliveries = 0;
  let bucket = { available: BUCKET.maximumAvailable, at: now().getTime() };
  const queue = webhookQueue(random, () => rates);
  const gid = (kind: string) => `gid://shopify/${kind}/${nextId++}`;
  const time = () => `${now().toISOString().slice(0, 19)}Z`;
  const money = (pence: number) => ({ shopMoney: { amount: text(pence), currencyCode: 'GBP' } });

  const server = createServer((request, response) => {
    const faults = { random, rates: () => rates };
    const { url = '', headers } = request;
    answerWithFaults({ request, response }, faults, (body) =>
      answer(url, headers['x-shopify-access-token'], body),
    ).catch(() => response.destroy());
  });

  function answer(url: string, token: unknown, body: string): FakeAnswer {
    if (url !== `/admin/api/${API_VERSION}/graphql.json`) return { status: 404, body: { errors: 'Not Found' } };
    if (token !== SHOPIFY_SECRET.accessToken) {
      return {
        status: 401,
        body: { errors: '[API] Invalid API key or access token (unrecognized login or wrong password)' },
      };
    }
    const { query, variables } = JSON.parse(body) as { query: string; variables: Variables };
    const [, , operation = ''] = /^(query|mutation) (\w+)/.exec(query) ?? [];
    const requestedQueryCost = COSTS[operation] ?? 10;
    const cost = { requestedQueryCost, throttleStatus: { ...BUCKET, currentlyAvailable: filled() } };
    if (requestedQueryCost > bucket.available) {
      const errors = [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }];
      return { status: 200, body: { errors, extensions: { cost } } };
    }
    bucket.available -= requestedQueryCost;
    return { status: 200, body: { data: operate(operation, variables), extensions: { cost } } };
  }

  function filled(): number {
    const seconds = (now().getTime() - bucket.at) / 1000;
    const available = Math.min(BUCKET.maximumAvailable, bucket.available + seconds * BUCKET.restoreRate);
    bucket = { available, at: now().getTime() };
    return available;
  }

  function operate(operation: string, variables: Variables): unknown {
    if (operation === 'Orders') return { orders: changedOrders(variables) };
    if (operation === 'Order') return { order: orders.get(String(variables.id)) ?? null };
    if (operation === 'Variants') {
      const nodes = [...variants.values()].map(({ id, sku }) => ({
        id,
        displayName: sku,
        sku,
        barcode: '',
        product: { id: `${id}/p` },
      }));
      return { productVariants: { nodes, pageInfo: { hasNextPage: false, endCursor: null } } };
    }
    if (operation === 'StockOf') {
      const nodes = (variables.ids as string[]).map((id) =>
        variants.has(id) ? { id, inventoryItem: { id: `${id}/i` } } : null,
      );
      return { locations: { nodes: [{ id: 'gid://shopify/Location/1' }] }, nodes };
    }
    if (operation === 'VariantProduct') {
      const id = String(variables.id);
      return { productVariant: variants.has(id) ? { id, product: { id: `${id}/p` } } : null };
    }
    if (operation === 'SetPrice') return { productVariantsBulkUpdate: setPrices(variables.variants as Variables[]) };
    if (operation === 'SetStatus') return { productUpdate: setStatus(variables.product as Variables) };
    if (operation === 'SetProduct') return { productSet: setProduct(variables.input as Variables) };
    if (operation === 'SetStock') return { inventorySetQuantities: setStock(variables.input as Variables) };
    if (operation === 'Refund') return { refundCreate: refund(variables.input as Variables) };
    if (operation === 'Cancel') return { orderCancel: cancelled(String(variables.orderId)) };
    return {};
  }

  function changedOrders({ first, after, query }: Variables) {
    const since = /updated_at:>='([^']+)'/.exec(String(query))?.[1] ?? '';
    const keyOf = ({ updatedAt, id }: ShopifyOrder) => `${updatedAt} ${id}`;
    const found = [...orders.values()]
      .filter(({ updatedAt }) => Date.parse(updatedAt) >= Date.parse(since))
      .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
      .filter((order) => after === null || Buffer.from(keyOf(order)).toString('hex') > String(after));
    const nodes = found.slice(0, Number(first));
    const last = nodes.at(-1);
    const endCursor = last ? Buffer.from(keyOf(last)).toString('hex') : null;
    return { nodes, pageInfo: { hasNextPage: found.length > nodes.length, endCursor } };
  }

  function setPrices(prices: readonly Variables[]) {
    for (const { id, price } of prices) {
      const variant = variants.get(String(id));
      if (variant) variant.price = String(price);
    }
    return { userErrors: [] };
  }

  function setStatus({ id, status }: Variables) {
    const variant = variants.get(String(id).replace(/\/p$/, ''));
    if (!variant) return { userErrors: [{ field: ['id'], message: 'Product does not exist' }] };
    variant.status = String(status);
    return { userErrors: [] };
  }

  /** Products of one variant each; its handle makes it the same one. */
  function setProduct({ handle, status, variants: given }: Variables) {
    const [{ sku, price = '' } = {}] = given as Variables[];
    const id = `gid://shopify/ProductVariant/${handle}`;
    const stock = variants.get(id)?.stock ?? null;
    variants.set(id, { id, sku: String(sku), stock, price: String(price), status: String(status) });
    return { product: { id: `${id}/p`, variants: { nodes: [{ id }] } }, userErrors: [] };
  }

  function setStock({ quantities }: Variables) {
    for (const { inventoryItemId, quantity } of quantities as { inventoryItemId: string; quantity: number }[]) {
      const variant = variants.get(inventoryItemId.replace(/\/i$/, ''));
      if (variant) variant.stock = quantity;
    }
    return { userErrors: [] };
  }

  function refund({ orderId, note, transactions = [], refundLineItems = [] }: Variables) {
    const order = orders.get(String(orderId));
    if (!order) return { refund: null, userErrors: [{ field: ['orderId'], message: 'Order does not exist' }] };
    const given = (transactions as { amount: string; parentId: string }[]).map(({ amount, parentId }) => {
      return {
        ...transaction('REFUND', 0),
        amountSet: { shopMoney: { amount, currencyCode: 'GBP' } },
        parentTransaction: { id: parentId },
      };
    });
    const lines = (refundLineItems as { lineItemId: string; quantity: number }[]).map(({ lineItemId, quantity }) => {
      return { quantity, lineItem: { id: lineItemId } };
    });
    const nodes = given.map(({ id }) => ({ id }));
    const made = { id: gid('Refund'), note: String(note), refundLineItems: { nodes: lines }, transactions: { nodes } };
    takeOff(order, lines);
    order.refunds = [...order.refunds, made];
    order.transactions = [...order.transactions, ...given];
    touch(order);
    return { refund: made, userErrors: [] };
  }

  function takeOff(order: ShopifyOrder, lines: readonly { quantity: number; lineItem: { id: string } }[]): void {
    for (const { quantity, lineItem } of lines) {
      const line = order.lineItems.nodes.find(({ id }) => id === lineItem.id);
      if (line) line.currentQuantity -= quantity;
    }
  }

  function cancelled(id: string) {
    const order = orders.get(id);
    if (!order) return { orderCancelUserErrors: [{ field: ['orderId'], message: 'Order does not exist' }] };
    order.cancelledAt = time();
    touch(order);
    return { orderCancelUserErrors: [] };
  }

  function transaction(kind: string, pence: number): ShopifyOrder['transactions'][number] {
    return {
      id: gid('OrderTransaction'),
      kind,
      status: 'SUCCESS',
      amountSet: money(pence),
      paymentId: null,
      parentTransaction: null,
    };
  }

  function touch(order: ShopifyOrder): void {
    order.updatedAt = time();
    queue.add(signed(order, SHOPIFY_SECRET.webhookSecret), signed(order, 'somebody else'));
  }

  function signed(order: ShopifyOrder, secret: string): FakeWebhook {
    const body = JSON.stringify({ id: 1, admin_graphql_api_id: order.id, updated_at: order.updatedAt });
    return {
      headers: {
        'content-type': 'application/json',
        'x-shopify-topic': 'orders/updated',
        'x-shopify-webhook-id': `w${deliveries}`,
        'x-shopify-event-id': `e${deliveries++}`,
        'x-shopify-triggered-at': order.updatedAt,
        'x-shopify-hmac-sha256': createHmac('sha256', secret).update(body).digest('base64'),
      },
      body,
    };
  }

  function setLine(line: ShopifyOrder['lineItems']['nodes'][number], quantity: number, price: number): void {
    line.currentQuantity += quantity - line.quantity;
    line.quantity = quantity;
    line.discountedTotalSet = money(quantity * price);
    line.taxLines = [{ title: 'VAT', ratePercentage: 20, priceSet: money(Math.round((quantity * price) / 6)) }];
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    orders,
    variants,
    setFaults(next: FaultRates) {
      rates = next;
    },
    addVariant(sku: string): string {
      const id = gid('ProductVariant');
      variants.set(id, { id, sku, stock: null, price: '', status: 'ACTIVE' });
      return id;
    },
    /** Somebody buys for pickup: pieces of variants at a price in pence, taxes of 20 % among it. */
    buy(lines: readonly { variantId: string; quantity: number; price: number }[], isPaid: boolean): ShopifyOrder {
      const nodes = lines.map(({ variantId, quantity, price }) => {
        const sku = variants.get(variantId)?.sku ?? '';
        const line = {
          id: gid('LineItem'),
          name: sku,
          sku,
          quantity: 0,
          currentQuantity: 0,
          discountedTotalSet: money(0),
        };
        const item = { ...line, taxLines: [], variant: { id: variantId, barcode: '' } };
        setLine(item, quantity, price);
        return item;
      });
      const total = lines.reduce((sum, { quantity, price }) => sum + quantity * price, 0);
      const address = { name: 'Ann Lee', address1: '1 High Street', city: 'London', zip: 'N1', countryCodeV2: 'GB' };
      const order: ShopifyOrder = {
        ...{ id: gid('Order'), name: `#${nextId}`, createdAt: time(), updatedAt: time(), cancelledAt: null },
        ...{
          currencyCode: 'GBP',
          taxesIncluded: true,
          note: null,
          email: 'ann@example.com',
          phone: null,
          customerLocale: 'en',
        },
        ...{ shippingAddress: address, billingAddress: address, lineItems: { nodes }, shippingLines: { nodes: [] } },
        ...{ transactions: isPaid ? [transaction('SALE', total)] : [], refunds: [], fulfillments: [] },
        fulfillmentOrders: { nodes: [] },
      };
      orders.set(order.id, order);
      touch(order);
      return order;
    },
    cancel(order: ShopifyOrder): void {
      cancelled(order.id);
    },
    /** The shop takes a piece back and gives its money. */
    refundPiece(order: ShopifyOrder, lineId: string, price: number): void {
      const given = transaction('REFUND', price);
      const lines = [{ quantity: 1, lineItem: { id: lineId } }];
      takeOff(order, lines);
      const made = {
        id: gid('Refund'),
        note: null,
        refundLineItems: { nodes: lines },
        transactions: { nodes: [{ id: given.id }] },
      };
      order.refunds = [...order.refunds, made];
      order.transactions = [...order.transactions, given];
      touch(order);
    },
    /** An order is edited: a line has more pieces. */
    addPiece(order: ShopifyOrder, lineId: string, price: number): void {
      const line = order.lineItems.nodes.find(({ id }) => id === lineId);
      if (line) setLine(line, line.quantity + 1, price);
      touch(order);
    },
    pay(order: ShopifyOrder, pence: number): void {
      order.transactions = [...order.transactions, transaction('SALE', pence)];
      touch(order);
    },
    webhooks: queue.take,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function text(pence: number): string {
  return `${Math.floor(pence / 100)}.${String(pence % 100).padStart(2, '0')}`;
}
