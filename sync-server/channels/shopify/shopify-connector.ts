import { createHmac, timingSafeEqual } from 'node:crypto';
import Type, { type Static, type TSchema } from 'typebox';
import type { ChannelSecret } from '#contracts/http/channels.ts';
import { parseDown, parseJson } from '#contracts/schema.ts';
import type { ChannelOrder } from '#domain/fulfilment/channel-order.ts';
import { isoDigits } from '#domain/money/currency-digits.ts';
import { decimalText } from '#domain/money/decimal-text.ts';
import {
  type ChannelAnswer,
  type ChannelConnector,
  type OrdersPage,
  wordsOf,
} from '#sync-server/channels/channel-port.ts';
import { askShop, unreachable } from '#sync-server/channels/shop-http.ts';
import { OMNITILL_NOTE, readShopifyOrder } from './read-shopify-order.ts';
import {
  API_VERSION,
  CANCEL,
  FULFIL,
  ORDER_QUERY,
  ORDERS_QUERY,
  READY,
  REFUND,
  SET_PRICE,
  SET_PRODUCT,
  SET_STATUS,
  SET_STOCK,
  SHOP_QUERY,
  STOCK_QUERY,
  VARIANT_PRODUCT_QUERY,
  VARIANTS_QUERY,
} from './shopify-queries.ts';
import {
  GraphqlAnswer,
  MadeProduct,
  OrderData,
  OrdersData,
  ShopData,
  type ShopifyOrder,
  StockData,
  UserErrors,
  VariantProduct,
  VariantsData,
} from './shopify-schemas.ts';

/** Orders in a page: each may cost some hundred points of the 1,000 that a query may (shopify.dev, "API limits", "Single query limit"). */
const ORDERS = 5;
const VARIANTS = 100;
/** What a cursor goes back: what changed in the second that a page ended with, or was written later than its time says, is read again. */
const OVERLAP_MS = 120_000;
const BEGINNING = '1970-01-01T00:00:00Z';
/** What must be allowed: orders, fulfilments, stock and products, to read and to change. */
const SCOPES = [
  ...['read_orders', 'write_orders', 'read_products', 'write_products', 'read_inventory', 'write_inventory'],
  ...['read_merchant_managed_fulfillment_orders', 'write_merchant_managed_fulfillment_orders', 'read_locations'],
];

export interface ShopifyOptions {
  /** `https://name.myshopify.com` */
  url: string;
  currency: string;
  secret: Extract<ChannelSecret, { kind: 'shopify' }>;
  now: () => Date;
  send?: typeof fetch;
  timeoutMs?: number;
}

/**
 * Shopify by its Admin GraphQL API (shopify.dev/docs/api/admin-graphql): the header X-Shopify-Access-Token signs in; what a query costs is taken
 * from a bucket that fills again (`extensions.cost.throttleStatus`), and one that is empty answers THROTTLED with status 200; webhooks are
 * signed over their bytes (X-Shopify-Hmac-Sha256) and named by X-Shopify-Webhook-Id.
 */
export function shopifyConnector({
  url,
  currency,
  secret,
  now,
  send = fetch,
  timeoutMs,
}: ShopifyOptions): ChannelConnector {
  const digits = isoDigits(currency);
  const endpoint = `${url.replace(/\/$/, '')}/admin/api/${API_VERSION}/graphql.json`;

  async function ask<S extends TSchema>(
    schema: S,
    query: string,
    variables: object,
  ): Promise<ChannelAnswer<Static<S>>> {
    const headers = { 'x-shopify-access-token': secret.accessToken };
    const request = { method: 'POST' as const, url: endpoint, headers, body: { query, variables } };
    const answer = await askShop(GraphqlAnswer, request, send, timeoutMs);
    if (!answer.ok) return answer;
    const { data, errors = [], extensions } = answer.value;
    const codes = errors.map((error) => error.extensions?.code);
    if (codes.includes('THROTTLED'))
      return { ok: false, fault: { why: 'busy', retryAfterMs: untilFilled(extensions) } };
    if (codes.includes('ACCESS_DENIED')) {
      return { ok: false, fault: { why: 'signed-out', detail: errors[0]?.message ?? 'access denied' } };
    }
    const [error] = errors;
    if (error) return { ok: false, fault: { why: 'refused', status: 200, detail: error.message } };
    const read = parseDown(schema, data);
    return read.ok ? { ok: true, value: read.value } : unreachable(`not as documented: ${read.at} ${read.message}`);
  }

  /** A mutation; what it says is wrong is refused. `already` is what shows that it was done before. */
  async function change(query: string, variables: object, already?: RegExp): Promise<ChannelAnswer<unknown>> {
    const answer = await ask(Type.Record(Type.String(), Type.Unknown()), query, variables);
    if (!answer.ok) return answer;
    const [payload] = Object.values(answer.value);
    const Wrong = Type.Object({
      userErrors: Type.Optional(UserErrors),
      orderCancelUserErrors: Type.Optional(UserErrors),
    });
    const read = parseDown(Wrong, payload);
    if (!read.ok) return unreachable(`not as documented: ${read.at} ${read.message}`);
    const [wrong] = read.value.userErrors ?? read.value.orderCancelUserErrors ?? [];
    if (!wrong || already?.test(wrong.message)) return { ok: true, value: payload };
    return { ok: false, fault: { why: 'refused', status: 200, detail: wrong.message } };
  }

  async function orderOf(id: string): Promise<ChannelAnswer<ShopifyOrder>> {
    const answer = await ask(OrderData, ORDER_QUERY, { id });
    if (!answer.ok) return answer;
    const { order } = answer.value;
    if (order) return { ok: true, value: order };
    return { ok: false, fault: { why: 'refused', status: 404, detail: `there is no order ${id}` } };
  }

  /**
   * Gives money back, or takes pieces off, once: a refund says in its note which of ours it is. Answers the id of what gave money back, as
   * the order will show it.
   */
  async function refundOnce(order: ShopifyOrder, id: string, input: object): Promise<ChannelAnswer<string>> {
    const note = `${OMNITILL_NOTE}${id}`;
    const known = order.refunds.find((refund) => refund.note === note);
    if (known) return { ok: true, value: known.transactions.nodes[0]?.id ?? known.id };
    const Refund = Type.Object({
      id: Type.String(),
      transactions: Type.Object({ nodes: Type.Array(Type.Object({ id: Type.String() })) }),
    });
    const made = await change(REFUND, { input: { orderId: order.id, note, notify: false, ...input } });
    if (!made.ok) return made;
    const read = parseDown(Type.Object({ refund: Refund }), made.value);
    if (!read.ok) return unreachable(`not as documented: ${read.message}`);
    const { refund } = read.value;
    return { ok: true, value: refund.transactions.nodes[0]?.id ?? refund.id };
  }

  return {
    async check() {
      const answer = await ask(ShopData, SHOP_QUERY, {});
      if (!answer.ok) return answer;
      const { shop, currentAppInstallation } = answer.value;
      const given = new Set(currentAppInstallation.accessScopes.map(({ handle }) => handle));
      const missingScopes = SCOPES.filter((scope) => !given.has(scope));
      return { ok: true, value: { shopName: shop.name, currency: shop.currencyCode, missingScopes } };
    },

    async ordersSince(cursor) {
      // Pages of one reading follow a cursor of Shopify's; the next reading begins before this one did.
      const [since = BEGINNING, began = now().toISOString(), after] = cursor?.split(' ') ?? [];
      const begun = after === undefined ? now().toISOString() : began;
      const variables = { first: ORDERS, after: after ?? null, query: `updated_at:>='${since}'` };
      const answer = await ask(OrdersData, ORDERS_QUERY, variables);
      if (!answer.ok) return answer;
      const { nodes, pageInfo } = answer.value.orders;
      const value = { ...readAll(nodes), more: pageInfo.hasNextPage };
      if (pageInfo.hasNextPage)
        return { ok: true, value: { ...value, cursor: `${since} ${begun} ${pageInfo.endCursor}` } };
      const last = Math.min(Date.parse(begun), Date.parse(nodes.at(-1)?.updatedAt ?? since));
      const back = new Date(last - OVERLAP_MS).toISOString();
      return { ok: true, value: { ...value, cursor: back > since ? back : since } };
    },

    async order(channelOrderId) {
      const answer = await ask(OrderData, ORDER_QUERY, { id: channelOrderId });
      if (!answer.ok) return answer;
      return answer.value.order ? reading(answer.value.order) : { ok: true, value: null };
    },

    async variantsSince(cursor) {
      const answer = await ask(VariantsData, VARIANTS_QUERY, { first: VARIANTS, after: cursor });
      if (!answer.ok) return answer;
      const { nodes, pageInfo } = answer.value.productVariants;
      const variants = nodes.map(({ id, displayName, sku, barcode, product }) => ({
        ...{ externalVariantId: id, externalProductId: product.id, name: displayName },
        ...(sku?.trim() ? { sku: sku.trim() } : {}),
        ...(barcode?.trim() ? { gtin: barcode.trim() } : {}),
      }));
      return { ok: true, value: { variants, cursor: pageInfo.hasNextPage ? pageInfo.endCursor : null } };
    },

    async tellStock(items) {
      const ids = items.map(({ externalVariantId }) => externalVariantId);
      const answer = await ask(StockData, STOCK_QUERY, { ids });
      if (!answer.ok) return answer;
      const { nodes, locations } = answer.value;
      const [location] = locations.nodes;
      const inventory = new Map(nodes.flatMap((one) => (one ? [[one.id, one.inventoryItem.id] as const] : [])));
      const known = items.filter(({ externalVariantId }) => inventory.has(externalVariantId));
      const unknown = ids.filter((id) => !inventory.has(id));
      if (known.length === 0 || !location) return { ok: true, value: { unknown: location ? unknown : ids } };
      const quantities = known.map(({ externalVariantId, locationId, quantity }) => ({
        inventoryItemId: inventory.get(externalVariantId),
        locationId: locationId ?? location.id,
        quantity,
      }));
      const input = { name: 'available', reason: 'correction', ignoreCompareQuantity: true, quantities };
      const told = await change(SET_STOCK, { input });
      return told.ok ? { ok: true, value: { unknown } } : told;
    },

    async tellListing(listing) {
      const { externalVariantId, published, siblingPublished, sku, gtin, name, description, amount, variantId } =
        listing;
      // `ProductStatus` is that of the product: it stays active while another of its variants is on offer.
      const status = published || siblingPublished ? 'ACTIVE' : 'DRAFT';
      const priced = amount === null ? {} : { price: decimalText(amount, digits) };
      if (externalVariantId !== null) {
        const found = await ask(VariantProduct, VARIANT_PRODUCT_QUERY, { id: externalVariantId });
        if (!found.ok) return found;
        const productId = found.value.productVariant?.product.id;
        if (!productId) {
          return {
            ok: false,
            fault: { why: 'refused', status: 404, detail: `there is no variant ${externalVariantId}` },
          };
        }
        if (amount !== null) {
          const said = await change(SET_PRICE, { productId, variants: [{ id: externalVariantId, ...priced }] });
          if (!said.ok) return said;
        }
        if (published === null) return { ok: true, value: { externalVariantId } };
        const shown = await change(SET_STATUS, { product: { id: productId, status } });
        return shown.ok ? { ok: true, value: { externalVariantId } } : shown;
      }
      // A handle of ours makes it the same product, however often it is told.
      const handle = `omnitill-${variantId.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;
      const variant = {
        ...{ ...priced, sku, optionValues: [{ optionName: 'Title', name: 'Default Title' }] },
        ...(gtin === undefined ? {} : { barcode: gtin }),
      };
      const input = {
        ...{ title: name, handle, status, descriptionHtml: description ?? '', variants: [variant] },
        productOptions: [{ name: 'Title', values: [{ name: 'Default Title' }] }],
      };
      const made = await change(SET_PRODUCT, { input, identifier: { handle } });
      if (!made.ok) return made;
      const read = parseDown(MadeProduct, made.value);
      const id = read.ok ? read.value.product.variants.nodes[0]?.id : undefined;
      return id ? { ok: true, value: { externalVariantId: id } } : unreachable('a product was made without a variant');
    },

    async tellFulfilment({ channelOrderId, state, lines, tracking }, itemId) {
      const answer = await orderOf(channelOrderId);
      if (!answer.ok) return answer;
      if (state === 'ready') {
        const lineItemsByFulfillmentOrder = answer.value.fulfillmentOrders.nodes
          .filter(({ status, deliveryMethod }) => deliveryMethod?.methodType === 'PICK_UP' && !ENDED.has(status))
          .map(({ id }) => ({ fulfillmentOrderId: id }));
        if (lineItemsByFulfillmentOrder.length === 0) return { ok: true, value: null };
        const told = await change(
          READY,
          { input: { lineItemsByFulfillmentOrder } },
          /already|prepared|invalid status/i,
        );
        return told.ok ? { ok: true, value: null } : told;
      }
      const open = openLines(answer.value, lines);
      if (open.length === 0) return { ok: true, value: null };
      // A fulfilment has no place for a mark but its tracking number: by it one that was made before is found.
      const { carrier: company = 'Omnitill', number = itemId, url: address } = tracking ?? {};
      const isTold = answer.value.fulfillments.some((one) => one.trackingInfo.some((info) => info.number === number));
      if (isTold) return { ok: true, value: null };
      const trackingInfo = { company, number, ...(address ? { url: address } : {}) };
      const fulfillment = {
        ...{ lineItemsByFulfillmentOrder: open, notifyCustomer: state === 'shipped', trackingInfo },
      };
      const told = await change(FULFIL, { fulfillment });
      return told.ok ? { ok: true, value: null } : told;
    },

    async tellCancellation({ channelOrderId, cancellationId, lines, reason }) {
      const answer = await orderOf(channelOrderId);
      if (!answer.ok) return answer;
      const order = answer.value;
      if (order.cancelledAt !== null) return { ok: true, value: null };
      const isWhole = order.lineItems.nodes.every((line) => {
        const own = lines.find(({ channelLineId }) => channelLineId === line.id);
        return (own?.quantity ?? 0) >= line.currentQuantity;
      });
      if (isWhole) {
        const variables = {
          orderId: order.id,
          reason: 'INVENTORY',
          staffNote: `${OMNITILL_NOTE}${cancellationId} ${reason}`,
        };
        const told = await change(CANCEL, variables, /already|cancel+ed/i);
        return told.ok ? { ok: true, value: null } : told;
      }
      const refundLineItems = lines.map(({ channelLineId, quantity }) => {
        return { lineItemId: channelLineId, quantity, restockType: 'NO_RESTOCK' };
      });
      const told = await refundOnce(order, cancellationId, { refundLineItems });
      return told.ok ? { ok: true, value: null } : told;
    },

    async refund({ channelOrderId, refundId, paymentId, amount }) {
      const answer = await orderOf(channelOrderId);
      if (!answer.ok) return answer;
      const order = answer.value;
      const taken = order.transactions.find(({ id, kind, status }) => {
        return (
          status === 'SUCCESS' && (kind === 'SALE' || kind === 'CAPTURE') && (id === paymentId || paymentId === '')
        );
      });
      const parent =
        taken ??
        order.transactions.find(({ kind, status }) => status === 'SUCCESS' && (kind === 'SALE' || kind === 'CAPTURE'));
      if (!parent) return { ok: false, fault: { why: 'refused', status: 200, detail: 'no money was taken for it' } };
      const transaction = {
        orderId: order.id,
        kind: 'REFUND',
        parentId: parent.id,
        amount: decimalText(amount, digits),
      };
      const made = await refundOnce(order, refundId, { transactions: [{ ...transaction, gateway: 'manual' }] });
      return made.ok ? { ok: true, value: { reference: made.value, amount } } : made;
    },

    readWebhook(headers, body) {
      const expected = createHmac('sha256', secret.webhookSecret).update(body).digest();
      const given = Buffer.from(headers['x-shopify-hmac-sha256'] ?? '', 'base64');
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
        return { ok: false, code: 'signature-invalid' };
      }
      const deliveryId = headers['x-shopify-webhook-id'];
      const topic = headers['x-shopify-topic'] ?? '';
      const Body = Type.Object({
        admin_graphql_api_id: Type.Optional(Type.String()),
        order_id: Type.Optional(Type.Integer()),
      });
      const read = parseJson(Body, Buffer.from(body).toString('utf8'));
      if (!deliveryId || !read.ok) return { ok: false, code: 'webhook-invalid' };
      const { admin_graphql_api_id: id, order_id: orderId } = read.value;
      // Refunds and fulfilments name their order; of an order the id is its own.
      const order = topic.startsWith('orders/')
        ? id
        : orderId === undefined
          ? undefined
          : `gid://shopify/Order/${orderId}`;
      return { ok: true, deliveryId, channelOrderIds: order ? [order] : [] };
    },
  };
}

/** `FulfillmentOrderStatus`: nothing more of it is to leave. */
const ENDED = new Set(['CLOSED', 'CANCELLED']);

function reading(order: ShopifyOrder): ChannelAnswer<ChannelOrder> {
  try {
    return { ok: true, value: readShopifyOrder(order) };
  } catch (error) {
    return { ok: false, fault: { why: 'refused', status: 200, detail: `order ${order.id}: ${String(error)}` } };
  }
}

function readAll(nodes: readonly ShopifyOrder[]): Pick<OrdersPage, 'orders' | 'unreadable'> {
  const page: Pick<OrdersPage, 'orders' | 'unreadable'> = { orders: [], unreadable: [] };
  for (const order of nodes) {
    const read = reading(order);
    if (read.ok) page.orders.push(read.value);
    else page.unreadable.push({ channelOrderId: order.id, detail: wordsOf(read.fault) });
  }
  return page;
}

/** `throttleStatus`: how long until the bucket holds what the query asks for. */
function untilFilled(extensions: Static<typeof GraphqlAnswer>['extensions']): number {
  const { cost } = extensions ?? {};
  if (!cost) return 2_000;
  const { currentlyAvailable, restoreRate } = cost.throttleStatus;
  const missing = Math.max(0, cost.requestedQueryCost - currentlyAvailable);
  return Math.max(1, Math.ceil((missing / Math.max(1, restoreRate)) * 1000));
}

/** Pieces that are still to leave, by fulfilment order (`fulfillmentCreate` names them so); what left already is not told again. */
function openLines(order: ShopifyOrder, lines: readonly { channelLineId: string; quantity: number }[]) {
  const left = new Map(lines.map(({ channelLineId, quantity }) => [channelLineId, quantity]));
  return order.fulfillmentOrders.nodes.flatMap(({ id: fulfillmentOrderId, lineItems, status }) => {
    if (ENDED.has(status)) return [];
    const fulfillmentOrderLineItems = lineItems.nodes.flatMap(({ id, remainingQuantity, lineItem }) => {
      const quantity = Math.min(remainingQuantity, left.get(lineItem.id) ?? 0);
      left.set(lineItem.id, (left.get(lineItem.id) ?? 0) - quantity);
      return quantity > 0 ? [{ id, quantity }] : [];
    });
    return fulfillmentOrderLineItems.length > 0 ? [{ fulfillmentOrderId, fulfillmentOrderLineItems }] : [];
  });
}
