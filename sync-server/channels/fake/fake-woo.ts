import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WooOrder, WooRefund } from '#sync-server/channels/woocommerce/woo-schemas.ts';
import {
  answerWithFaults,
  type FakeAnswer,
  type FakeWebhook,
  type FaultRates,
  NO_FAULTS,
  seeded,
  webhookQueue,
} from './faults.ts';

export const WOO_SECRET = {
  kind: 'woocommerce',
  consumerKey: 'ck_test',
  consumerSecret: 'cs_test',
  webhookSecret: 'hook secret',
} as const;

type Meta = { key: string; value: unknown }[];
export interface FakeWooOrder extends Omit<WooOrder, 'refunds'> {
  refunds: (WooRefund & { total: string })[];
  meta_data: Meta;
  notes: string[];
}

export interface FakeWooProduct {
  id: number;
  name: string;
  sku: string;
  stock: number | null;
  /** `publish` or `draft`, and what it costs, as text. */
  status: string;
  regular_price: string;
}

/**
 * A shop of WooCommerce on the loopback, as its REST API v3 documents itself: HTTP Basic, pages with X-WP-Total and X-WP-TotalPages, dates
 * without zone, money as text, error bodies of `code`, `message` and `data.status`, webhooks signed over their bytes. Faults follow a seed.
 */
export async function openFakeWoo({ seed = 1, now }: { seed?: number; now: () => Date }) {
  const random = seeded(seed);
  const orders = new Map<number, FakeWooOrder>();
  const products = new Map<number, FakeWooProduct>();
  let rates: FaultRates = NO_FAULTS;
  let nextId = 1000;
  let deliveries = 0;
  const queue = webhookQueue(random, () => rates);
  const gmt = () => now().toISOString().slice(0, 19);

  const server = createServer((request, response) => {
    const faults = { random, rates: () => rates };
    answerWithFaults({ request, response }, faults, (body) =>
      route(request.method ?? '', request.url ?? '', request.headers.authorization, body),
    ).catch(() => response.destroy());
  });

  function route(method: string, url: string, authorization: string | undefined, text: string): FakeAnswer {
    const { consumerKey, consumerSecret } = WOO_SECRET;
    const expected = `Basic ${Buffer.from(`${consumerKey}:${consumerSecret}`).toString('base64')}`;
    if (authorization !== expected) return failed(401, 'woocommerce_rest_cannot_view');
    const { pathname, searchParams } = new URL(url, 'http://fake');
    const path = pathname.replace('/wp-json/wc/v3/', '');
    const body = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
    const [kind, id, part] = path.split('/');
    if (path === 'data/currencies/current') return { status: 200, body: { code: 'GBP' } };
    if (path === 'products/batch') return { status: 200, body: { update: updateStock(body) } };
    if (kind === 'products' && method === 'PUT') return change(products.get(Number(id)), body);
    if (kind === 'products' && method === 'POST') return change(addProduct(String(body.sku)), body);
    if (kind === 'products') {
      const sku = searchParams.get('sku');
      const found = [...products.values()].filter((one) => sku === null || one.sku === sku);
      return listed(
        found.map((one) => ({ ...one, type: 'simple' })),
        searchParams,
      );
    }
    if (kind === 'orders' && id === undefined) return listed(changedOrders(searchParams), searchParams);
    const order = kind === 'orders' ? orders.get(Number(id)) : undefined;
    if (!order) return failed(404, 'woocommerce_rest_shop_order_invalid_id');
    if (part === 'refunds' && method === 'GET') return listed(order.refunds, searchParams);
    if (part === 'refunds') return { status: 201, body: refund(order, body) };
    if (part === 'notes' && method === 'GET') return { status: 200, body: order.notes.map((note) => ({ note })) };
    if (part === 'notes') return { status: 201, body: { id: order.notes.push(String(body.note)) } };
    if (method === 'PUT') return { status: 200, body: update(order, body) };
    return { status: 200, body: order };
  }

  function changedOrders(query: URLSearchParams): FakeWooOrder[] {
    const after = query.get('modified_after') ?? '';
    return [...orders.values()]
      .filter(({ date_modified_gmt }) => date_modified_gmt > after)
      .sort((a, b) =>
        a.date_modified_gmt === b.date_modified_gmt ? a.id - b.id : a.date_modified_gmt < b.date_modified_gmt ? -1 : 1,
      );
  }

  function addProduct(sku: string): FakeWooProduct {
    const product = { id: nextId++, name: sku, sku, stock: null, status: 'publish', regular_price: '' };
    products.set(product.id, product);
    return product;
  }

  function change(product: FakeWooProduct | undefined, body: Record<string, unknown>): FakeAnswer {
    if (!product) return failed(404, 'woocommerce_rest_product_invalid_id');
    const { status = product.status, regular_price = product.regular_price, name = product.name } = body;
    Object.assign(product, { status, regular_price, name });
    return { status: 200, body: product };
  }

  function updateStock({ update = [] }: { update?: unknown }) {
    return (update as { id: number; stock_quantity: number }[]).map(({ id, stock_quantity }) => {
      const product = products.get(id);
      if (!product) return { id, error: { code: 'woocommerce_rest_product_invalid_id', message: 'Invalid ID.' } };
      product.stock = stock_quantity;
      return { id };
    });
  }

  function refund(order: FakeWooOrder, body: Record<string, unknown>) {
    const made = {
      id: nextId++,
      amount: String(body.amount),
      total: `-${body.amount}`,
      line_items: [],
      meta_data: (body.meta_data ?? []) as Meta,
    };
    order.refunds.push(made);
    touch(order);
    return made;
  }

  function update(order: FakeWooOrder, body: Record<string, unknown>) {
    if (typeof body.status === 'string') order.status = body.status;
    for (const { key, value } of (body.meta_data ?? []) as Meta) {
      order.meta_data = [...order.meta_data.filter((one) => one.key !== key), { key, value }];
    }
    touch(order);
    return order;
  }

  /** An order changed: its time moves, and its webhooks are told. */
  function touch(order: FakeWooOrder): void {
    order.date_modified_gmt = gmt();
    queue.add(signed(order, WOO_SECRET.webhookSecret), signed(order, 'somebody else'));
  }

  function signed(order: FakeWooOrder, secret: string): FakeWebhook {
    const body = JSON.stringify(order);
    return {
      headers: {
        'content-type': 'application/json',
        'x-wc-webhook-topic': 'order.updated',
        'x-wc-webhook-resource': 'order',
        'x-wc-webhook-delivery-id': `d${deliveries++}`,
        'x-wc-webhook-signature': createHmac('sha256', secret).update(body).digest('base64'),
      },
      body,
    };
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    orders,
    products,
    setFaults(next: FaultRates) {
      rates = next;
    },
    addProduct,
    /** Somebody buys: pieces of products at a price in pence, taxes of 20 % among it. */
    buy(
      lines: readonly { product: FakeWooProduct; quantity: number; price: number }[],
      { paid = true } = {},
    ): FakeWooOrder {
      const id = nextId++;
      const items = lines.map(({ product, quantity, price }) => lineOf(nextId++, product, quantity, price));
      const order: FakeWooOrder = {
        ...{ id, number: String(id), status: paid ? 'processing' : 'pending', currency: 'GBP' },
        ...{ date_created_gmt: gmt(), date_modified_gmt: gmt(), prices_include_tax: true, customer_note: '' },
        ...{ transaction_id: paid ? `t${id}` : '', date_paid_gmt: paid ? gmt() : null },
        total: text(lines.reduce((sum, { quantity, price }) => sum + quantity * price, 0)),
        billing: { first_name: 'Ann', last_name: `Lee ${id}`, email: 'ann@example.com' },
        shipping: { first_name: 'Ann', address_1: '1 High Street', city: 'London', postcode: 'N1', country: 'GB' },
        ...{ meta_data: [], notes: [], line_items: items, shipping_lines: [], fee_lines: [], refunds: [] },
        tax_lines: [{ rate_id: 1, rate_code: 'GB-VAT-1', label: 'VAT', rate_percent: 20 }],
      };
      orders.set(id, order);
      touch(order);
      return order;
    },
    /** The customer takes an order back, or the shop gives money for pieces of a line. */
    cancel(order: FakeWooOrder): void {
      order.status = 'cancelled';
      touch(order);
    },
    refundLine(order: FakeWooOrder, lineId: number, quantity: number): void {
      const line = order.line_items.find(({ id }) => id === lineId);
      if (!line) return;
      const unit = (Math.round(Number(line.total) * 100) + Math.round(Number(line.total_tax) * 100)) / line.quantity;
      const net = Math.round((unit * quantity * 5) / 6);
      const tax = unit * quantity - net;
      const meta_data = [{ key: '_refunded_item_id', value: String(lineId) }];
      order.refunds.push({
        ...{ id: nextId++, amount: text(net + tax), total: `-${text(net + tax)}`, meta_data: [] },
        line_items: [{ quantity: -quantity, total: `-${text(net)}`, total_tax: `-${text(tax)}`, meta_data }],
      });
      touch(order);
    },
    /** The shop adds pieces to a line of an order that is not paid. */
    addPieces(order: FakeWooOrder, lineId: number, product: FakeWooProduct, quantity: number, price: number): void {
      order.line_items = order.line_items.map((line) =>
        line.id === lineId ? lineOf(lineId, product, quantity, price) : line,
      );
      touch(order);
    },
    pay(order: FakeWooOrder): void {
      order.status = 'processing';
      order.date_paid_gmt = gmt();
      touch(order);
    },
    webhooks: queue.take,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function lineOf(id: number, product: FakeWooProduct, quantity: number, price: number): WooOrder['line_items'][number] {
  const gross = quantity * price;
  const net = Math.round((gross * 5) / 6);
  return {
    ...{ id, name: product.name, product_id: product.id, variation_id: 0, quantity, sku: product.sku },
    ...{ total: text(net), total_tax: text(gross - net), taxes: [{ id: 1, total: text(gross - net) }] },
  };
}

function text(pence: number): string {
  return `${Math.floor(pence / 100)}.${String(pence % 100).padStart(2, '0')}`;
}

function failed(status: number, code: string): FakeAnswer {
  return { status, body: { code, message: code, data: { status } } };
}

function listed(all: readonly unknown[], query: URLSearchParams): FakeAnswer {
  const size = Number(query.get('per_page') ?? 10);
  const page = Number(query.get('page') ?? 1);
  const pages = Math.ceil(all.length / size);
  const headers = { 'x-wp-total': String(all.length), 'x-wp-totalpages': String(pages) };
  return { status: 200, body: all.slice((page - 1) * size, page * size), headers };
}
