/**
 * The whole client of Omnitill's channel API, in one file without dependencies: copy it. It runs wherever there is `fetch` and
 * WebCrypto: Node 20, Deno, Bun, workers. `docs/guides/channels.md` explains what it speaks; `/openapi.json` has every field.
 */

export interface ChannelClientOptions {
  /** `https://till.example` */
  url: string;
  /** `otk_…`, shown when it was made. */
  key: string;
  fetch?: typeof fetch;
  /** How long to wait for an answer. */
  timeoutMs?: number;
  /** How often to try in all where there is no answer, or the server is busy. */
  tries?: number;
}

export interface Address {
  name: string;
  lines: string[];
  postalCode: string;
  city: string;
  country: string;
  phone?: string;
}

export interface Delivery {
  id: string;
  method: 'pickup' | 'ship';
  storeId?: string;
  address?: Address;
  promisedBy?: string;
}

export interface NewLine {
  lineId: string;
  variantId?: string;
  sku?: string;
  gtin?: string;
  name?: string;
  quantity: number;
  amount?: number;
  deliveryId?: string;
  substitution?: 'none' | 'ask' | 'allowed';
}

export interface NewCharge {
  chargeId: string;
  kind: 'shipping' | 'service';
  name: string;
  amount: number;
}

export interface PaymentStep {
  paymentId: string;
  step: 'authorised' | 'captured' | 'voided' | 'refunded' | 'failed';
  amount: number;
  reference?: string;
}

export interface NewOrder {
  orderRef: string;
  number?: string;
  placedAt?: string;
  customer: { name: string; email?: string; phone?: string; memberId?: string; language?: string };
  note?: string;
  deliveries: Delivery[];
  lines: NewLine[];
  charges?: NewCharge[];
  payments?: PaymentStep[];
}

export interface Order {
  orderRef: string;
  orderId: string;
  number: string;
  placedAt: string;
  updatedAt: string;
  currency: string;
  placed: boolean;
  unmapped: string[];
  total: number;
  payment: string;
  fulfilment: string;
  return: string;
  money: { authorised: number; voided: number; captured: number; refunded: number };
  may: { change: boolean; cancel: boolean; return: boolean };
  customer: NewOrder['customer'];
  note?: string;
  deliveries: Delivery[];
  lines: {
    lineId: string;
    variantId: string | null;
    sku: string | null;
    name: string;
    unit: 'each' | 'kg' | 'm' | null;
    deliveryId: string;
    ordered: number;
    amount: number;
    cancelled: number;
    ready: number;
    gone: number;
    returnAsked: number;
    returned: number;
  }[];
  charges: { chargeId: string; kind: string; name: string; amount: number; cancelled: number }[];
  fulfilments: {
    fulfilmentId: string;
    deliveryId: string | null;
    storeId: string | null;
    method: 'pickup' | 'ship' | null;
    state: string;
    promisedBy: string | null;
    readyAt: string | null;
    pickupCode: string | null;
    lines: { lineId: string; quantity: number; gone: number }[];
    parcels: { carrier: string; tracking?: string; trackingUrl?: string }[];
  }[];
}

export interface Shop {
  channelId: string;
  name: string;
  currency: { code: string; digits: number };
  language: string;
  timeZone: string;
  pricesIncludeTax: boolean;
  readyWithinHours: number;
  keptDays: number;
  stores: { storeId: string; name: string; address: string[]; currency: string }[];
}

export interface Category {
  categoryId: string;
  name: string;
  names?: Record<string, string>;
  products: number;
}

export interface Product {
  variantId: string;
  productId: string;
  sku: string;
  gtins: string[];
  name: string;
  names?: Record<string, string>;
  descriptions?: Record<string, string>;
  categoryId: string;
  category: string;
  unit: 'each' | 'kg' | 'm';
  options?: Record<string, string>;
  minimumAge?: number;
  amount: number;
  pictures: string[];
  available: number;
  stock: { storeId: string; available: number }[];
}

export interface ShopEvent {
  eventId: string;
  seq: number;
  kind:
    | 'order.ready'
    | 'order.shipped'
    | 'order.handed-over'
    | 'order.cancelled'
    | 'refund.due'
    | 'stock.changed'
    | 'product.changed';
  at: string;
  data: Record<string, unknown>;
}

/** A refusal: `code` is stable, `message` is for a developer. */
export class ChannelError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export type ChannelClient = ReturnType<typeof openChannel>;

/** Opens a client. Every call rejects with a `ChannelError` when it is refused, and is safe to repeat. */
export function openChannel({ url, key, fetch: send = fetch, timeoutMs = 10_000, tries = 4 }: ChannelClientOptions) {
  async function call<T>(method: string, path: string, body?: unknown, idempotencyKey?: string): Promise<T> {
    const headers: Record<string, string> = { authorization: `Bearer ${key}` };
    if (body !== undefined) headers['content-type'] = 'application/json';
    if (idempotencyKey !== undefined) headers['idempotency-key'] = idempotencyKey;
    const request = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    for (let tried = 1; ; tried++) {
      const answer = await attempt(`${url.replace(/\/$/, '')}/channel/v1${path}`, request);
      if (answer.ok) return answer.value as T;
      if (!answer.again || tried >= tries) throw answer.error;
      await new Promise((resolve) => setTimeout(resolve, answer.afterMs ?? 250 * 2 ** tried));
    }
  }

  type Attempt = { ok: true; value: unknown } | { ok: false; error: Error; again: boolean; afterMs?: number };

  async function attempt(address: string, request: RequestInit): Promise<Attempt> {
    let response: Response;
    try {
      response = await send(address, { ...request, signal: AbortSignal.timeout(timeoutMs) });
    } catch (error) {
      return { ok: false, error: error as Error, again: true };
    }
    const text = await response.text();
    if (response.ok) return { ok: true, value: JSON.parse(text) };
    const error = errorOf(response.status, text);
    const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
    const again = response.status === 429 || response.status >= 500;
    return { ok: false, error, again, ...(Number.isFinite(seconds) ? { afterMs: seconds * 1000 } : {}) };
  }

  const at = (orderRef: string) => `/orders/${encodeURIComponent(orderRef)}`;
  const query = (asked: Record<string, string | number | undefined>): string => {
    const given = Object.entries(asked).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    );
    return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
  };
  return {
    shop: () => call<Shop>('GET', ''),
    products: (
      asked: { cursor?: string; limit?: number; search?: string; categoryId?: string; variantId?: string } = {},
    ) => call<{ products: Product[]; total: number; cursor: string | null }>('GET', `/products${query(asked)}`),
    categories: () => call<{ categories: Category[] }>('GET', '/categories'),
    /** The bytes of a picture. */
    picture: (hash: string) =>
      send(`${url.replace(/\/$/, '')}/channel/v1/pictures/${hash}`, { headers: { authorization: `Bearer ${key}` } }),
    place: (order: NewOrder) => call<Order>('POST', '/orders', order),
    order: (orderRef: string) => call<Order>('GET', at(orderRef)),
    orders: (asked: { memberId?: string; limit?: number } = {}) =>
      call<{ orders: Pick<Order, 'orderRef' | 'orderId' | 'number' | 'placedAt' | 'updatedAt'>[] }>(
        'GET',
        `/orders${query(asked)}`,
      ),
    change: (
      orderRef: string,
      change: { lines?: NewLine[]; charges?: NewCharge[]; deliveries?: Delivery[] },
      requestId: string = crypto.randomUUID(),
    ) => call<Order>('PATCH', at(orderRef), change, requestId),
    /** All that has not left, where no lines are named. */
    cancel: (
      orderRef: string,
      lines?: { lineId: string; quantity: number }[],
      requestId: string = crypto.randomUUID(),
    ) => call<Order>('POST', `${at(orderRef)}/cancellations`, lines ? { lines } : {}, requestId),
    pay: (orderRef: string, payment: PaymentStep) => call<Order>('POST', `${at(orderRef)}/payments`, payment),
    announceReturn: (
      orderRef: string,
      asked: { lines: { lineId: string; quantity: number; reason: string }[]; method: 'store' | 'post' },
      requestId: string = crypto.randomUUID(),
    ) => call<Order>('POST', `${at(orderRef)}/returns`, asked, requestId),
    events: (after = 0, limit = 100) =>
      call<{ events: ShopEvent[]; more: boolean }>('GET', `/events${query({ after, limit })}`),
    /** Where events are sent from now on; the secret is answered this once. */
    setWebhook: (address: string | null) =>
      call<{ url: string | null; secret?: string }>('PUT', '/webhook', { url: address }),
  };
}

/**
 * Whether a webhook is Omnitill's and of now, by Standard Webhooks 1.0; what it says where it is. `body` is the request's, as it came:
 * to parse it and write it again changes its bytes.
 */
export async function readWebhook(
  secret: string,
  headers: { get(name: string): string | null },
  body: string,
  nowMs = Date.now(),
): Promise<ShopEvent | null> {
  const [id, timestamp, given] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) =>
    headers.get(name),
  );
  if (!id || !timestamp || !given || Math.abs(nowMs / 1000 - Number(timestamp)) > 300) return null;
  const raw = Uint8Array.from(atob(secret.replace(/^whsec_/, '')), (letter) => letter.charCodeAt(0));
  const key = await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
  const signed = new TextEncoder().encode(`${id}.${timestamp}.${body}`);
  for (const one of given.split(' ')) {
    const [version, text = ''] = one.split(',');
    if (version !== 'v1' || !/^[A-Za-z0-9+/]+=*$/.test(text)) continue;
    const signature = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    if (await crypto.subtle.verify('HMAC', key, signature, signed)) return JSON.parse(body) as ShopEvent;
  }
  return null;
}

function errorOf(status: number, text: string): ChannelError {
  try {
    const { code, message } = JSON.parse(text) as { code?: string; message?: string };
    return new ChannelError(status, code ?? 'unknown', message ?? text);
  } catch {
    return new ChannelError(status, 'unknown', text.slice(0, 500));
  }
}
