import type {
  ChannelAddress,
  ChannelDelivery,
  ChannelOrder,
  ChannelPayment,
} from '#domain/fulfilment/channel-order.ts';
import { isoDigits } from '#domain/money/currency-digits.ts';
import { allocate } from '#domain/money/money.ts';
import { readMinor } from '#domain/money/read-minor.ts';
import type { TaxLine } from '#domain/tax/tax-rules.ts';
import type { WooOrder, WooRefund } from './woo-schemas.ts';

/** In a refund's metadata: which refund of ours it is. */
export const REFUND_MARK = '_omnitill_refund';
const DELIVERY = 'd';
/** "Order properties", `status`: nothing of it is to leave. */
const OVER = new Set(['cancelled', 'refunded', 'trash']);
/** Not an order yet: a checkout that somebody has not finished. */
const DRAFTS = new Set(['checkout-draft', 'auto-draft', 'draft']);
/** Of core and of the checkout's blocks. */
const PICKUP_METHODS = new Set(['local_pickup', 'pickup_location']);

type Meta = WooOrder['meta_data'];
type Cancelled = { quantity: number; amount: number };

/**
 * An order of WooCommerce in the form of all shop systems; null for one that is none yet. Its money is decimal text (REST API v3, "Orders"): a
 * line's total is after discounts and without tax. What was refunded there is off the order, by the lines that the refund names, or else in
 * proportion; refunds that were made from here are payments alone. Throws a RangeError on an amount that is none.
 */
export function readWooOrder(order: WooOrder, refunds: readonly WooRefund[]): ChannelOrder | null {
  if (DRAFTS.has(order.status)) return null;
  const digits = isoDigits(order.currency);
  const minor = (amount: string) => mustRead(amount, digits);
  const grossOf = (one: { total: string; total_tax: string }) => minor(one.total) + minor(one.total_tax);
  const taken = takenOff(order, refunds, minor);
  const isOver = OVER.has(order.status);
  const cancelledOf = (id: number, whole: Cancelled): Cancelled => {
    const off = taken.get(id) ?? { quantity: 0, amount: 0 };
    if (isOver) return whole;
    return { quantity: Math.min(whole.quantity, off.quantity), amount: Math.min(whole.amount, off.amount) };
  };
  const { billing, number } = order;
  const phone = billing.phone?.trim();
  const email = billing.email?.trim();
  const note = order.customer_note?.trim();
  return {
    channelOrderId: String(order.id),
    number,
    placedAt: utc(order.date_created_gmt),
    updatedAt: utc(order.date_modified_gmt),
    currency: order.currency,
    pricesIncludeTax: order.prices_include_tax,
    customer: {
      name: nameOf(billing) || nameOf(order.shipping) || number,
      ...(email ? { email } : {}),
      ...(phone ? { phone } : {}),
    },
    ...(note ? { note } : {}),
    deliveries: [deliveryOf(order)],
    lines: order.line_items.map((line) => {
      const amount = grossOf(line);
      const [sku, gtin] = [line.sku?.trim(), line.global_unique_id?.trim()];
      return {
        channelLineId: String(line.id),
        externalVariantId: externalIdOf(line.product_id, line.variation_id),
        ...(sku ? { sku } : {}),
        ...(gtin ? { gtin } : {}),
        name: line.name || `#${line.product_id}`,
        quantity: line.quantity,
        amount,
        taxes: taxesOf(order, line, minor),
        cancelled: cancelledOf(line.id, { quantity: line.quantity, amount }),
        deliveryId: DELIVERY,
      };
    }),
    charges: [
      ...order.shipping_lines.map((line) => ({ ...line, kind: 'shipping' as const, name: line.method_title })),
      ...order.fee_lines.map((line) => ({ ...line, kind: 'service' as const })),
    ].flatMap((line) => {
      const amount = grossOf(line);
      // A fee may take money off; that is no charge.
      if (amount <= 0) return [];
      const cancelled = cancelledOf(line.id, { quantity: 0, amount }).amount;
      const taxes = taxesOf(order, line, minor);
      return [
        { channelChargeId: String(line.id), kind: line.kind, name: line.name || line.kind, amount, taxes, cancelled },
      ];
    }),
    payments: paymentsOf(order, refunds, minor),
  };
}

/** What WooCommerce calls a product, or a variation of one. */
export function externalIdOf(productId: number, variationId: number): string {
  return variationId > 0 ? `${productId}/${variationId}` : String(productId);
}

/** What a mark of ours says in something's metadata. */
export function markOf(meta: Meta, key: string): string | undefined {
  const value = meta?.find((one) => one.key === key)?.value;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

function takenOff(order: WooOrder, refunds: readonly WooRefund[], minor: (text: string) => number) {
  const taken = new Map<number, Cancelled>();
  const take = (id: number, quantity: number, amount: number) => {
    const before = taken.get(id) ?? { quantity: 0, amount: 0 };
    taken.set(id, { quantity: before.quantity + quantity, amount: before.amount + amount });
  };
  for (const refund of refunds) {
    if (markOf(refund.meta_data, REFUND_MARK) !== undefined) continue;
    let rest = minor(refund.amount);
    for (const line of [...refund.line_items, ...(refund.shipping_lines ?? []), ...(refund.fee_lines ?? [])]) {
      const id = Number(markOf(line.meta_data, '_refunded_item_id') ?? Number.NaN);
      const amount = Math.abs(minor(line.total) + minor(line.total_tax));
      if (!Number.isSafeInteger(id)) continue;
      take(id, Math.abs(line.quantity ?? 0), amount);
      rest -= amount;
    }
    if (rest <= 0) continue;
    const lines = order.line_items.map((line) => {
      const whole = minor(line.total) + minor(line.total_tax);
      return { id: line.id, left: Math.max(0, whole - (taken.get(line.id)?.amount ?? 0)) };
    });
    const most = lines.reduce((sum, { left }) => sum + left, 0);
    const parts =
      most === 0
        ? []
        : allocate(
            Math.min(rest, most),
            lines.map(({ left }) => left),
          );
    for (const [at, part] of parts.entries()) take(lines[at]?.id ?? 0, 0, part);
  }
  return taken;
}

/** "Order properties": `date_paid_gmt` is when money was taken, `transaction_id` what the gateway calls it. */
function paymentsOf(order: WooOrder, refunds: readonly WooRefund[], minor: (text: string) => number): ChannelPayment[] {
  const reference = order.transaction_id?.trim();
  const paymentId = `order ${order.id}`;
  const amount = minor(order.total);
  const more = reference ? { reference } : {};
  const taken: ChannelPayment[] = order.date_paid_gmt
    ? [{ paymentId, step: 'captured', amount, ...more }]
    : order.status === 'failed'
      ? [{ paymentId, step: 'failed', amount, ...more }]
      : [];
  const given = refunds.map(({ id, amount: back }): ChannelPayment => {
    return { paymentId: refundReference(id), step: 'refunded', amount: minor(back) };
  });
  return [...taken, ...given];
}

export function refundReference(refundId: number): string {
  return `refund ${refundId}`;
}

function deliveryOf({ shipping_lines, shipping, billing }: WooOrder): ChannelDelivery {
  const pickup = shipping_lines.find(({ method_id }) => PICKUP_METHODS.has(method_id));
  if (pickup) {
    const place = markOf(pickup.meta_data, 'pickup_location') ?? pickup.method_title;
    return { id: DELIVERY, method: 'pickup', externalLocationId: place };
  }
  const address = addressOf(shipping) ?? addressOf(billing);
  return { id: DELIVERY, method: 'ship', ...(address ? { address } : {}) };
}

function addressOf(given: WooOrder['shipping']): ChannelAddress | undefined {
  const { company, address_1, address_2, state, postcode, city, country, phone } = given;
  const lines = [company, address_1, address_2, state].flatMap((line) => line?.trim() || []);
  if (lines.length === 0 || !country || !/^[A-Z]{2}$/.test(country)) return undefined;
  return {
    name: nameOf(given) || lines[0] || country,
    lines,
    postalCode: postcode?.trim() ?? '',
    city: city?.trim() ?? '',
    country,
    ...(phone?.trim() ? { phone: phone.trim() } : {}),
  };
}

function nameOf({ first_name, last_name, company }: WooOrder['billing']): string {
  const person = [first_name, last_name].flatMap((part) => part?.trim() || []).join(' ');
  return person || company?.trim() || '';
}

/** "Order - Tax lines properties": a line's taxes name their rate; `rate_percent` is of its kind, in percent. */
function taxesOf(
  { tax_lines }: WooOrder,
  { total, taxes = [] }: { total: string; taxes?: { id: number; total?: string }[] | undefined },
  minor: (text: string) => number,
): TaxLine[] {
  const base = minor(total);
  return taxes.flatMap(({ id, total: tax = '' }): TaxLine[] => {
    const rate = tax_lines.find(({ rate_id }) => rate_id === id);
    if (!rate || tax === '') return [];
    const ratePpm = readMinor(String(rate.rate_percent ?? '0'), 4) ?? 0;
    return [{ code: rate.label || rate.rate_code, ratePpm, base, amount: minor(tax) }];
  });
}

/** Dates of the REST API have no zone: those that end in `_gmt` are in UTC ("Introduction", "Request/Response format"). */
function utc(date: string): string {
  return new Date(`${date.replace(/Z$/, '')}Z`).toISOString();
}

function mustRead(text: string, digits: number): number {
  const amount = readMinor(text, digits);
  if (amount === null) throw new RangeError(`not an amount: ${text}`);
  return amount;
}
