import { createHmac, timingSafeEqual } from 'node:crypto';
import Type, { type TSchema } from 'typebox';
import type { ChannelSecret } from '#contracts/http/channels.ts';
import { parseJson } from '#contracts/schema.ts';
import type { ChannelOrder } from '#domain/fulfilment/channel-order.ts';
import { isoDigits } from '#domain/money/currency-digits.ts';
import { decimalText } from '#domain/money/decimal-text.ts';
import {
  type ChannelAnswer,
  type ChannelConnector,
  type ExternalVariant,
  type OrdersPage,
  type StockToTell,
  wordsOf,
} from '#sync-server/channels/channel-port.ts';
import { askShop, type ShopAnswer } from '#sync-server/channels/shop-http.ts';
import { externalIdOf, markOf, REFUND_MARK, readWooOrder, refundReference } from './read-woo-order.ts';
import { WooBatch, WooOrder, WooProduct, WooRefund, WooVariation } from './woo-schemas.ts';

/** "Pagination": at most 100 in a page. */
const PAGE = 100;
/** What a cursor goes back: an order may be written later than its time of change says. */
const OVERLAP_MS = 120_000;
const Ignored = Type.Unknown();
const GONE_MARK = '_omnitill_gone_';

export interface WooOptions {
  /** The shop's own address. */
  url: string;
  currency: string;
  secret: Extract<ChannelSecret, { kind: 'woocommerce' }>;
  now: () => Date;
  send?: typeof fetch;
  timeoutMs?: number;
}

/**
 * WooCommerce by its REST API v3 (woocommerce.github.io/woocommerce-rest-api-docs): "Authentication over HTTPS" is HTTP Basic with consumer key
 * and secret; "Pagination" by `page` and the header X-WP-TotalPages; "Orders", "Refunds", "Order notes", "Products", "Product variations".
 */
export function wooConnector({ url, currency, secret, now, send = fetch, timeoutMs }: WooOptions): ChannelConnector {
  const authorization = `Basic ${Buffer.from(`${secret.consumerKey}:${secret.consumerSecret}`).toString('base64')}`;
  const digits = isoDigits(currency);

  function ask<S extends TSchema>(schema: S, method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) {
    const request = { method, url: `${url.replace(/\/$/, '')}/wp-json/wc/v3/${path}`, headers: { authorization } };
    return askShop(schema, body === undefined ? request : { ...request, body }, send, timeoutMs);
  }

  /** An order with what was refunded of it; its own `refunds` have no lines. */
  async function whole(order: WooOrder): Promise<ChannelAnswer<ChannelOrder | null>> {
    const refunds = order.refunds.length === 0 ? [] : await refundsOf(order.id);
    if ('ok' in refunds) return refunds;
    try {
      return { ok: true, value: readWooOrder(order, refunds) };
    } catch (error) {
      return { ok: false, fault: { why: 'refused', status: 200, detail: `order ${order.id}: ${String(error)}` } };
    }
  }

  async function refundsOf(orderId: number | string): Promise<WooRefund[] | Extract<ShopAnswer<never>, { ok: false }>> {
    const answer = await ask(Type.Array(WooRefund), 'GET', `orders/${orderId}/refunds?per_page=${PAGE}&dp=${digits}`);
    return answer.ok ? answer.value : answer;
  }

  /** Writes a note, once: it ends with what names it. */
  async function note(orderId: string, id: string, text: string, isForCustomer: boolean): Promise<ChannelAnswer<null>> {
    const Note = Type.Object({ note: Type.String() });
    const notes = await ask(Type.Array(Note), 'GET', `orders/${orderId}/notes`);
    if (!notes.ok) return notes;
    if (notes.value.some((one) => one.note.includes(id))) return { ok: true, value: null };
    const body = { note: `${text} [${id}]`, customer_note: isForCustomer };
    const written = await ask(Ignored, 'POST', `orders/${orderId}/notes`, body);
    return written.ok ? { ok: true, value: null } : written;
  }

  async function variationsOf(product: WooProduct): Promise<ChannelAnswer<ExternalVariant[]>> {
    const found: ExternalVariant[] = [];
    for (let page = 1; ; page++) {
      const path = `products/${product.id}/variations?per_page=${PAGE}&page=${page}`;
      const answer = await ask(Type.Array(WooVariation), 'GET', path);
      if (!answer.ok) return answer;
      found.push(
        ...answer.value.map((one) => {
          const name = [product.name, one.name].filter(Boolean).join(', ');
          return variantOf(product.id, one.id, { ...one, name });
        }),
      );
      if (page >= pagesOf(answer.headers)) return { ok: true, value: found };
    }
  }

  return {
    async check() {
      const answer = await ask(Type.Object({ code: Type.String() }), 'GET', 'data/currencies/current');
      if (!answer.ok) return answer;
      const missing: string[] = [];
      for (const scope of ['orders', 'products']) {
        const read = await ask(Ignored, 'GET', `${scope}?per_page=1`);
        if (!read.ok && read.fault.why === 'signed-out') missing.push(`read ${scope}`);
        else if (!read.ok) return read;
      }
      const shopName = new URL(url).host;
      return { ok: true, value: { shopName, currency: answer.value.code, missingScopes: missing } };
    },

    async ordersSince(cursor) {
      const { after, page, begun } = cursorOf(cursor, now());
      const query = new URLSearchParams({
        ...{ modified_after: after, dates_are_gmt: 'true', orderby: 'modified', order: 'asc', status: 'any' },
        ...{ per_page: String(PAGE), page: String(page), dp: String(digits) },
      });
      const answer = await ask(Type.Array(WooOrder), 'GET', `orders?${query}`);
      if (!answer.ok) return answer;
      const orders: ChannelOrder[] = [];
      const unreadable: OrdersPage['unreadable'] = [];
      for (const each of answer.value) {
        const read = await whole(each);
        if (!read.ok && read.fault.why !== 'refused') return read;
        if (read.ok && read.value) orders.push(read.value);
        if (!read.ok) unreadable.push({ channelOrderId: String(each.id), detail: wordsOf(read.fault) });
      }
      const more = page < pagesOf(answer.headers);
      return {
        ok: true,
        value: { orders, unreadable, more, cursor: nextCursor({ after, page, begun }, answer.value.at(-1), more) },
      };
    },

    async order(channelOrderId) {
      const answer = await ask(WooOrder, 'GET', `orders/${encodeURIComponent(channelOrderId)}?dp=${digits}`);
      if (answer.ok) return whole(answer.value);
      return isMissing(answer) ? { ok: true, value: null } : answer;
    },

    async variantsSince(cursor) {
      const page = Number(cursor ?? 1);
      const answer = await ask(
        Type.Array(WooProduct),
        'GET',
        `products?per_page=${PAGE}&page=${page}&orderby=id&order=asc`,
      );
      if (!answer.ok) return answer;
      const variants: ExternalVariant[] = [];
      for (const product of answer.value) {
        if (product.type !== 'variable') variants.push(variantOf(product.id, 0, product));
        else {
          const read = await variationsOf(product);
          if (!read.ok) return read;
          variants.push(...read.value);
        }
      }
      const next = page < pagesOf(answer.headers) ? String(page + 1) : null;
      return { ok: true, value: { variants, cursor: next } };
    },

    async tellStock(items) {
      const unknown: string[] = [];
      for (const [productId, some] of byProduct(items)) {
        const update = some.map(({ externalVariantId, quantity }) => {
          return { id: ownIdOf(externalVariantId), manage_stock: true, stock_quantity: quantity };
        });
        const path = productId === null ? 'products/batch' : `products/${productId}/variations/batch`;
        const answer = await ask(WooBatch, 'POST', path, { update });
        if (!answer.ok && !isMissing(answer)) return answer;
        const failed = answer.ok ? answer.value.update.filter(({ error }) => error).map(({ id }) => id) : null;
        unknown.push(
          ...some
            .map(({ externalVariantId }) => externalVariantId)
            .filter((id) => failed === null || failed.includes(ownIdOf(id))),
        );
      }
      return { ok: true, value: { unknown } };
    },

    async tellListing({ externalVariantId, published, sku, gtin, name, description, amount }) {
      const priced = amount === null ? {} : { regular_price: decimalText(amount, digits) };
      if (externalVariantId !== null) {
        const [productId, variationId] = externalVariantId.split('/');
        const path = variationId ? `products/${productId}/variations/${variationId}` : `products/${productId}`;
        // "Product properties": draft is hidden; "Product variation properties": only private is.
        const hidden = variationId ? 'private' : 'draft';
        const body = { ...priced, ...(published === null ? {} : { status: published ? 'publish' : hidden }) };
        const answer = await ask(Ignored, 'PUT', path, body);
        return answer.ok ? { ok: true, value: { externalVariantId } } : answer;
      }
      const there = await ask(Type.Array(WooProduct), 'GET', `products?sku=${encodeURIComponent(sku)}`);
      if (!there.ok) return there;
      const body = {
        ...{ name, type: 'simple', sku, ...priced, manage_stock: true },
        ...{ status: published ? 'publish' : 'draft', description: description ?? '' },
        ...(gtin === undefined ? {} : { global_unique_id: gtin }),
      };
      const [known] = there.value;
      const made = await ask(WooProduct, known ? 'PUT' : 'POST', known ? `products/${known.id}` : 'products', body);
      return made.ok ? { ok: true, value: { externalVariantId: String(made.value.id) } } : made;
    },

    async tellFulfilment({ channelOrderId, state, lines, tracking }, itemId) {
      const answer = await ask(WooOrder, 'GET', `orders/${encodeURIComponent(channelOrderId)}`);
      if (!answer.ok) return answer;
      const carried = tracking
        ? `: ${[tracking.carrier, tracking.number, tracking.url].filter(Boolean).join(' ')}`
        : '';
      const told = await note(channelOrderId, itemId, `${NOTES[state]}${carried}`, true);
      if (!told.ok || state === 'ready') return told;
      const key = `${GONE_MARK}${itemId}`;
      const before = (answer.value.meta_data ?? []).filter(
        (meta) => meta.key.startsWith(GONE_MARK) && meta.key !== key,
      );
      const gone = [...before.map(({ value }) => String(value)), JSON.stringify(lines)].flatMap(linesIn);
      const isAll = answer.value.line_items.every((line) => {
        const own = gone.filter(({ channelLineId }) => channelLineId === String(line.id));
        return own.reduce((sum, { quantity }) => sum + quantity, 0) >= line.quantity;
      });
      const body = { meta_data: [{ key, value: JSON.stringify(lines) }], ...(isAll ? { status: 'completed' } : {}) };
      const written = await ask(Ignored, 'PUT', `orders/${channelOrderId}`, body);
      return written.ok ? { ok: true, value: null } : written;
    },

    async tellCancellation({ channelOrderId, cancellationId, lines, reason }) {
      const answer = await ask(WooOrder, 'GET', `orders/${encodeURIComponent(channelOrderId)}`);
      if (!answer.ok) return answer;
      const { line_items, status } = answer.value;
      const isWhole = line_items.every((line) => {
        const own = lines.find(({ channelLineId }) => channelLineId === String(line.id));
        return (own?.quantity ?? 0) >= line.quantity;
      });
      if (isWhole && status !== 'cancelled' && status !== 'refunded') {
        const written = await ask(Ignored, 'PUT', `orders/${channelOrderId}`, { status: 'cancelled' });
        if (!written.ok) return written;
      }
      const names = lines.map(({ channelLineId, quantity }) => {
        return `${quantity} × ${line_items.find(({ id }) => String(id) === channelLineId)?.name ?? channelLineId}`;
      });
      return note(channelOrderId, cancellationId, `Cancelled (${reason}): ${names.join(', ')}`, false);
    },

    async refund({ channelOrderId, refundId, amount }) {
      const refunds = await refundsOf(encodeURIComponent(channelOrderId));
      if ('ok' in refunds) return refunds;
      const known = refunds.find(({ meta_data }) => markOf(meta_data, REFUND_MARK) === refundId);
      if (known) return { ok: true, value: { reference: refundReference(known.id), amount } };
      const body = {
        ...{ amount: decimalText(amount, digits), reason: refundId, api_refund: true, api_restock: false },
        meta_data: [{ key: REFUND_MARK, value: refundId }],
      };
      const made = await ask(WooRefund, 'POST', `orders/${encodeURIComponent(channelOrderId)}/refunds`, body);
      return made.ok ? { ok: true, value: { reference: refundReference(made.value.id), amount } } : made;
    },

    readWebhook(headers, body) {
      const { 'x-wc-webhook-signature': given, 'x-wc-webhook-topic': topic } = headers;
      // "Webhooks": a ping, sent when one is made, is not signed and names nothing.
      if (topic === undefined && /^webhook_id=\d+$/.test(Buffer.from(body).toString('utf8'))) {
        return { ok: true, deliveryId: 'ping', channelOrderIds: [] };
      }
      const expected = createHmac('sha256', secret.webhookSecret).update(body).digest();
      const signature = Buffer.from(given ?? '', 'base64');
      if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) {
        return { ok: false, code: 'signature-invalid' };
      }
      const deliveryId = headers['x-wc-webhook-delivery-id'];
      const read = parseJson(Type.Object({ id: Type.Integer() }), Buffer.from(body).toString('utf8'));
      if (!deliveryId || !read.ok) return { ok: false, code: 'webhook-invalid' };
      const isOrder = topic?.startsWith('order.') === true;
      return { ok: true, deliveryId, channelOrderIds: isOrder ? [String(read.value.id)] : [] };
    },
  };
}

const NOTES = { ready: 'Ready to be fetched', 'handed-over': 'Handed over', shipped: 'Sent' } as const;
const BEGINNING = '1970-01-01T00:00:00';

function isMissing(answer: { ok: boolean; fault?: { why: string; status?: number } }): boolean {
  return answer.fault?.why === 'refused' && answer.fault.status === 404;
}

function pagesOf(headers: Headers): number {
  return Number(headers.get('x-wp-totalpages') ?? 1);
}

interface WooCursor {
  /** The time after which changes are asked for. */
  after: string;
  /** Of the pages of those. */
  page: number;
  /** When this reading of all changes began. */
  begun: string;
}

function cursorOf(cursor: string | null, now: Date): WooCursor {
  const [after = BEGINNING, page = '1', begun = now.toISOString()] = cursor?.split(' ') ?? [];
  return { after, page: Number(page), begun };
}

/**
 * The next page begins where this one ended, for an order that changes meanwhile moves back and all after it move up. Where all of a page
 * changed at once, it is the page after. The next reading begins before this one did: what was written meanwhile may stand among what was read.
 */
function nextCursor({ after, page, begun }: WooCursor, last: WooOrder | undefined, more: boolean): string {
  if (!last) return `${after} 1`;
  const changed = Date.parse(`${last.date_modified_gmt}Z`);
  const from = more ? changed - 1000 : Math.min(changed, Date.parse(begun)) - OVERLAP_MS;
  const back = new Date(from).toISOString().slice(0, 19);
  if (!more) return `${back} 1`;
  return back > after ? `${back} 1 ${begun}` : `${after} ${page + 1} ${begun}`;
}

function variantOf(
  productId: number,
  variationId: number,
  {
    name,
    sku,
    global_unique_id: gtin,
  }: { name?: string | null; sku?: string | null; global_unique_id?: string | null },
): ExternalVariant {
  return {
    externalVariantId: externalIdOf(productId, variationId),
    externalProductId: String(productId),
    ...(sku?.trim() ? { sku: sku.trim() } : {}),
    ...(gtin?.trim() ? { gtin: gtin.trim() } : {}),
    name: name || `#${productId}`,
  };
}

function ownIdOf(externalVariantId: string): number {
  return Number(externalVariantId.split('/').at(-1));
}

/** Products by themselves (null), and variations by their product. */
function byProduct(items: readonly StockToTell[]): Map<string | null, StockToTell[]> {
  const groups = new Map<string | null, StockToTell[]>();
  for (const item of items) {
    const [productId, variationId] = item.externalVariantId.split('/');
    const key = variationId === undefined ? null : (productId ?? null);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}

const Gone = Type.Array(Type.Object({ channelLineId: Type.String(), quantity: Type.Integer() }));

function linesIn(text: string): { channelLineId: string; quantity: number }[] {
  const read = parseJson(Gone, text);
  return read.ok ? read.value : [];
}
