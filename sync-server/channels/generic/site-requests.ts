import { type Kysely, sql } from 'kysely';
import type {
  OrderCancellation,
  OrderChange,
  OrderDelivery,
  OrderPayment,
  OrderRequest,
  ReturnRequest,
} from '#contracts/http/channel-api.ts';
import type { ChannelDelivery, ChannelOrder, ChannelOrderLine } from '#domain/fulfilment/channel-order.ts';
import { channelLineOf } from '#domain/fulfilment/known-channel-order.ts';
import { mulDiv } from '#domain/money/money.ts';
import { type Channel, orderIdOf } from '#sync-server/channels/read-channel.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { changeSiteOrder, type SiteDecision, type SiteOrderNow } from './change-site-order.ts';
import { siteCharges, siteLines } from './site-lines.ts';

const NOT_FOUND = { ok: false, code: 'not-found', detail: 'there is no such order' } as const;
const TOO_FAR = { ok: false, code: 'order-too-far', detail: 'the order is too far for this' } as const;

/** Places an order. The same `orderRef` again is the same order, or refused where it says something else. */
export function placeSiteOrder(context: ServerContext, channel: Channel, request: OrderRequest) {
  const { orderRef } = request;
  return changeSiteOrder(context, channel, { orderRef, key: `place ${orderRef}`, body: request }, async (now) => {
    const [delivery] = request.deliveries;
    const unfit = deliveryFault(channel, request.deliveries) ?? twiceFault(request, []);
    if (unfit || !delivery) return invalid(unfit ?? 'there is no delivery');
    const at = { deliveryId: delivery.id, now: context.now() };
    const read = await siteLines(now.db, channel, request.lines, at);
    if (!read.ok) return { ok: false, code: read.code, detail: `line ${read.lineId}` };
    const astray = read.lines.find((line) => !request.deliveries.some(({ id }) => id === line.deliveryId));
    if (astray) return invalid(`line ${astray.channelLineId} names no delivery`);
    const order: ChannelOrder = {
      channelOrderId: orderRef,
      number: request.number ?? orderRef,
      placedAt: request.placedAt ?? now.at,
      updatedAt: now.at,
      currency: channel.store.currency.code,
      pricesIncludeTax: true,
      customer: request.customer,
      ...(request.note === undefined ? {} : { note: request.note }),
      deliveries: request.deliveries.map(deliveryOf),
      lines: read.lines,
      charges: await chargesOf(context, channel, now, request.charges ?? [], read.lines),
      payments: request.payments ?? [],
    };
    return { ok: true, order };
  });
}

/** Buys more, or has it delivered otherwise, while the order's states allow it. */
export function changeSiteTerms(
  context: ServerContext,
  channel: Channel,
  { orderRef, key, change }: { orderRef: string; key: string; change: OrderChange },
) {
  return changeSiteOrder(context, channel, { orderRef, key, body: change }, async (now) => {
    const { order } = now;
    if (!order) return NOT_FOUND;
    if (!now.allows('amend')) return TOO_FAR;
    const deliveries = change.deliveries?.map(deliveryOf) ?? order.deliveries;
    const [delivery] = deliveries;
    const unfit = deliveryFault(channel, change.deliveries ?? []) ?? twiceFault(change, order.lines);
    if (unfit || !delivery) return invalid(unfit ?? 'there is no delivery');
    const at = { deliveryId: delivery.id, now: context.now() };
    const read = await siteLines(now.db, channel, change.lines ?? [], at);
    if (!read.ok) return { ok: false, code: read.code, detail: `line ${read.lineId}` };
    const lines = [...order.lines, ...read.lines];
    const astray = lines.find((line) => !deliveries.some(({ id }) => id === line.deliveryId));
    if (astray) return invalid(`line ${astray.channelLineId} names no delivery`);
    const charges = [...order.charges, ...(await chargesOf(context, channel, now, change.charges ?? [], lines))];
    return { ok: true, order: { ...order, deliveries, lines, charges } };
  });
}

/** Takes lines off an order, as far as they have not left; charges go with the last of them. */
export function cancelSiteOrder(
  context: ServerContext,
  channel: Channel,
  { orderRef, key, cancellation }: { orderRef: string; key: string; cancellation: OrderCancellation },
) {
  return changeSiteOrder(context, channel, { orderRef, key, body: cancellation }, async ({ db, order, allows }) => {
    if (!order) return NOT_FOUND;
    if (!allows('cancel')) return TOO_FAR;
    const sums = await lineSums(db, orderIdOf(channel.channelId, orderRef));
    const openOf = (line: ChannelOrderLine): number => {
      const booked = sums.get(line.channelLineId);
      return booked ? booked.ordered - booked.cancelled - booked.gone : line.quantity - line.cancelled.quantity;
    };
    const asked = new Map(cancellation.lines?.map(({ lineId, quantity }) => [lineId, quantity]));
    for (const [lineId, quantity] of asked) {
      const line = order.lines.find(({ channelLineId }) => channelLineId === lineId);
      if (!line) return invalid(`there is no line ${lineId}`);
      if (quantity > openOf(line)) return { ...TOO_FAR, detail: `line ${lineId} has ${openOf(line)} to cancel` };
    }
    const takenOff = (line: ChannelOrderLine) =>
      asked.get(line.channelLineId) ?? (cancellation.lines ? 0 : openOf(line));
    const lines = order.lines.map((line) => lessOf(line, takenOff(line)));
    const isOver = order.lines.every((line) => openOf(line) === takenOff(line) && !sums.get(line.channelLineId)?.gone);
    const charges = isOver ? order.charges.map((charge) => ({ ...charge, cancelled: charge.amount })) : order.charges;
    return { ok: true, order: { ...order, lines, charges } };
  });
}

/** Records a step of a payment, once. */
export function recordSitePayment(
  context: ServerContext,
  channel: Channel,
  { orderRef, payment }: { orderRef: string; payment: OrderPayment },
) {
  return changeSiteOrder(context, channel, { orderRef, key: null, body: payment }, async ({ order }) => {
    if (!order) return NOT_FOUND;
    const isKnown = order.payments.some(
      ({ paymentId, step }) => paymentId === payment.paymentId && step === payment.step,
    );
    return isKnown ? { ok: true } : { ok: true, order: { ...order, payments: [...order.payments, payment] } };
  });
}

/** Notes what a customer means to bring or send back, of what they have. */
export function announceSiteReturn(
  context: ServerContext,
  channel: Channel,
  { orderRef, key, request }: { orderRef: string; key: string; request: ReturnRequest },
) {
  const orderId = orderIdOf(channel.channelId, orderRef);
  return changeSiteOrder(context, channel, { orderRef, key, body: request }, async ({ db, order, allows }) => {
    if (!order) return NOT_FOUND;
    if (!allows('ask-return')) return TOO_FAR;
    const parts = await linesOf(db, orderId);
    const lines: { lineId: string; quantity: number; reason: string }[] = [];
    for (const { lineId, quantity, reason } of request.lines) {
      let left = quantity;
      for (const part of parts.filter(({ line_id }) => channelLineOf(line_id) === lineId)) {
        const some = Math.min(left, part.gone - Math.max(part.return_asked, part.returned));
        if (some > 0) lines.push({ lineId: part.line_id, quantity: some, reason });
        left -= Math.max(0, some);
      }
      if (left > 0) return { ...TOO_FAR, detail: `line ${lineId} has not so many to bring back` };
    }
    const payload = { orderId, lines, method: request.method };
    return { ok: true, more: [{ kind: 'return.announced', payload }] };
  });
}

/** What of each line of the site was ordered, cancelled and is gone, whatever stands for it. */
export async function lineSums(db: Kysely<Tables>, orderId: string) {
  const sums = new Map<string, { ordered: number; cancelled: number; gone: number }>();
  for (const { line_id, ordered, cancelled, gone } of await linesOf(db, orderId)) {
    const before = sums.get(channelLineOf(line_id)) ?? { ordered: 0, cancelled: 0, gone: 0 };
    sums.set(channelLineOf(line_id), {
      ordered: before.ordered + ordered,
      cancelled: before.cancelled + cancelled,
      gone: before.gone + gone,
    });
  }
  return sums;
}

function linesOf(db: Kysely<Tables>, orderId: string) {
  return db
    .selectFrom('online_order_line')
    .select(['line_id', 'ordered', 'cancelled', 'gone', 'return_asked', 'returned'])
    .where('order_id', '=', orderId)
    .orderBy('line_no')
    .execute();
}

function invalid(detail: string): SiteDecision {
  return { ok: false, code: 'body-invalid', detail };
}

function deliveryOf({ storeId, ...delivery }: OrderDelivery): ChannelDelivery {
  return { ...delivery, ...(storeId === undefined ? {} : { externalLocationId: storeId }) };
}

function deliveryFault({ published }: Channel, deliveries: readonly OrderDelivery[]): string | null {
  for (const { id, method, storeId, address } of deliveries) {
    if (method === 'ship' && !address) return `delivery ${id} is sent, and has no address`;
    if (method === 'pickup' && !storeId) return `delivery ${id} is fetched, and names no store`;
  }
  const ids = deliveries.map(({ id }) => id);
  if (new Set(ids).size < ids.length) return 'two deliveries have one id';
  return published.status === 'archived' ? 'the channel is closed' : null;
}

function twiceFault({ lines = [] }: Pick<OrderChange, 'lines'>, before: readonly ChannelOrderLine[]): string | null {
  const ids = [...before.map(({ channelLineId }) => channelLineId), ...lines.map(({ lineId }) => lineId)];
  return new Set(ids).size < ids.length ? 'two lines have one id' : null;
}

async function chargesOf(
  context: ServerContext,
  channel: Channel,
  { db }: SiteOrderNow,
  charges: NonNullable<OrderRequest['charges']>,
  lines: readonly ChannelOrderLine[],
) {
  if (charges.length === 0) return [];
  const ids = lines.map(({ externalVariantId }) => externalVariantId);
  const row = await db
    .selectFrom('variant')
    .select('tax_category')
    .where('variant_id', '=', sql<string>`any(${ids}::text[])`)
    .limit(1)
    .executeTakeFirst();
  return siteCharges(db, channel, charges, { taxCategory: row?.tax_category ?? 'standard', now: context.now() });
}

/** A line with so many pieces less, for their share of what was not cancelled of it yet. */
function lessOf(line: ChannelOrderLine, pieces: number): ChannelOrderLine {
  const left = line.quantity - line.cancelled.quantity;
  const off = Math.min(left, pieces);
  if (off <= 0) return line;
  const amount = mulDiv(line.amount - line.cancelled.amount, off, left);
  const cancelled = { quantity: line.cancelled.quantity + off, amount: line.cancelled.amount + amount };
  return { ...line, cancelled };
}
