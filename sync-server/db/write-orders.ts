import { type Kysely, sql } from 'kysely';
import { isPostage } from '#domain/order/cart-deliveries.ts';
import { liabilityOf } from '#domain/order/liability-line.ts';
import { hourAt } from '#domain/session/local-hour.ts';
import { amountWithTax } from '#domain/tax/amount-with-tax.ts';
import { insertRows } from '#sync-server/db/insert-rows.ts';
import type { OrderCosts } from '#sync-server/db/order-costs.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { turnoverSums } from '#sync-server/db/turnover-sums.ts';
import { writeDiscounts } from '#sync-server/db/write-discounts.ts';
import { writeRollups } from '#sync-server/db/write-rollups.ts';
import type { OrderEffect, Source } from '#sync-server/ingest/effects.ts';

const SOURCE = { journal_id: 'uuid', seq: 'int8' } as const;

/** Writes orders with their lines, payments, taxes and discounts, and adds them to what reports sum; some ten statements, however many orders. */
export async function writeOrders(
  db: Kysely<Tables>,
  orders: readonly OrderEffect[],
  costsOf: (order: Source) => OrderCosts,
): Promise<void> {
  if (orders.length === 0) return;
  const zones = await timeZones(db, orders);
  const written = orders.map((effect) => {
    const costs = costsOf(effect);
    const [lines, returns] = [lineRows(effect, costs), returnRows(effect, costs)];
    const hour = hourAt(effect.at, zones.get(effect.storeId));
    const channel = effect.order.onlineOrderId === undefined ? 'store' : 'online';
    const order = { ...orderRow(effect), hour, channel, ...turnoverSums(effect.order, lines, returns) };
    return { order, lines, returns, payments: paymentRows(effect), taxes: taxRows(effect) };
  });
  await insertRows(
    db,
    'customer_order',
    ORDER,
    written.map(({ order }) => order),
  );
  await insertRows(
    db,
    'order_line',
    LINE,
    written.flatMap(({ lines }) => lines),
  );
  await insertRows(
    db,
    'return_line',
    RETURN_LINE,
    written.flatMap(({ returns }) => returns),
  );
  await insertRows(
    db,
    'payment',
    PAYMENT,
    written.flatMap(({ payments }) => payments),
  );
  await insertRows(
    db,
    'order_tax',
    TAX,
    written.flatMap(({ taxes }) => taxes),
  );
  await writeDiscounts(db, orders);
  await writeRollups(db, written);
}

async function timeZones(db: Kysely<Tables>, orders: readonly OrderEffect[]): Promise<Map<string, string>> {
  const storeIds = [...new Set(orders.map(({ storeId }) => storeId))];
  const rows = await db
    .selectFrom('store')
    .select(['store_id', sql<string | null>`settings ->> 'timeZone'`.as('zone')])
    .where('store_id', 'in', storeIds)
    .execute();
  return new Map(rows.map(({ store_id, zone }) => [store_id, zone ?? 'UTC']));
}

const ORDER = {
  ...SOURCE,
  order_id: 'uuid',
  store_id: 'text',
  register_id: 'text',
  operator_id: 'text',
  at: 'timestamptz',
  business_date: 'date',
  receipt_series: 'text',
  receipt_number: 'int8',
  currency: 'text',
  prices_include_tax: 'boolean',
  tax_version: 'int8',
  engine_version: 'int8',
  member_id: 'text',
  tax_total: 'int8',
  total: 'int8',
  rounding: 'int8',
  items: 'int4',
  line_count: 'int4',
  return_count: 'int4',
  discount_count: 'int4',
  first_name: 'text',
  sold: 'int8',
  returned: 'int8',
  unreceipted: 'int8',
  discount: 'int8',
  liabilities: 'int8',
  hour: 'int2',
  channel: 'text',
  net_turnover: 'int8',
  cost_of_sales: 'int8',
  uncosted: 'int8',
  given_back: 'int8',
} as const;

function orderRow({ order, ...fact }: OrderEffect) {
  return {
    journal_id: fact.journalId,
    seq: fact.seq,
    order_id: fact.orderId,
    store_id: fact.storeId,
    register_id: fact.registerId,
    operator_id: fact.operatorId,
    at: fact.at,
    business_date: fact.businessDate,
    receipt_series: order.receipt.series,
    receipt_number: order.receipt.number,
    currency: order.currency,
    prices_include_tax: order.pricesIncludeTax,
    tax_version: order.taxVersion,
    engine_version: order.engineVersion,
    member_id: order.memberId ?? null,
    tax_total: order.taxTotal,
    total: order.total,
    rounding: order.rounding,
    ...sumsOf(order),
  };
}

/** What reports and lists show of a ticket without its lines. Amounts are with tax, in the sign of the ticket. */
function sumsOf(order: OrderEffect['order']) {
  const { lines, returns = [] } = order;
  const amounts = returns.map((line) => ({ line, amount: amountWithTax(order, line) }));
  const unreceipted = amounts.filter(({ line }) => line.source === null);
  const returned = sum(amounts.map(({ amount }) => amount));
  return {
    items: lines.length + returns.length,
    line_count: lines.length,
    return_count: returns.length,
    discount_count: discountCount(order),
    first_name: (lines[0] ?? returns[0])?.name ?? '',
    sold: order.total - returned,
    returned,
    unreceipted: sum(unreceipted.map(({ amount }) => amount)),
    discount: sum(lines.map(discountOf)),
    liabilities: sum([...lines, ...returns].filter(liabilityOf).map((line) => amountWithTax(order, line))),
  };
}

/** How many discounts reduced something, as a session's totals count them. */
function discountCount({ lines }: OrderEffect['order']): number {
  const adjustments = lines.flatMap((line) => line.adjustments).filter(({ source }) => source !== 'tax-exemption');
  return new Set(adjustments.map(({ discountId }) => discountId)).size;
}

/** Zero or negative; a tax exemption is no discount. */
function discountOf({ adjustments }: OrderEffect['order']['lines'][number]): number {
  return sum(adjustments.flatMap(({ source, amount }) => (source === 'tax-exemption' ? [] : [amount])));
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}

const LINE = {
  ...SOURCE,
  line_no: 'int4',
  line_id: 'text',
  variant_id: 'text',
  sku: 'text',
  name: 'text',
  quantity: 'int8',
  unit_price: 'int8',
  price_version: 'int8',
  list_amount: 'int8',
  amount: 'int8',
  adjustment: 'int8',
  gross: 'int8',
  net: 'int8',
  cost: 'int8',
  liability: 'text',
  to_leave: 'int8',
} as const;

function lineRows({ journalId, seq, order }: OrderEffect, costs: OrderCosts) {
  return order.lines.map((line, index) => ({
    journal_id: journalId,
    seq,
    line_no: index + 1,
    line_id: line.id,
    variant_id: line.variantId,
    sku: line.sku,
    name: line.name,
    quantity: line.quantity,
    unit_price: line.unitPrice,
    price_version: line.priceVersion,
    list_amount: line.listAmount,
    amount: line.amount,
    adjustment: discountOf(line),
    gross: amountWithTax(order, line),
    net: netOf(order, line),
    cost: costs.lines.get(line.id) ?? 0,
    liability: liabilityOf(line),
    to_leave: line.deliveryId === undefined || isPostage(line) ? 0 : line.quantity,
  }));
}

const RETURN_LINE = {
  ...SOURCE,
  line_no: 'int4',
  line_id: 'text',
  order_id: 'uuid',
  source_order_id: 'uuid',
  source_line_id: 'text',
  variant_id: 'text',
  sku: 'text',
  name: 'text',
  quantity: 'int8',
  amount: 'int8',
  taxes: 'jsonb',
  reason: 'text',
  condition: 'text',
  gross: 'int8',
  net: 'int8',
  cost: 'int8',
  liability: 'text',
} as const;

function returnRows({ journalId, seq, orderId, order }: OrderEffect, costs: OrderCosts) {
  return (order.returns ?? []).map((line, index) => ({
    journal_id: journalId,
    seq,
    line_no: index + 1,
    line_id: line.id,
    order_id: orderId,
    source_order_id: line.source?.orderId ?? null,
    source_line_id: line.source?.lineId ?? null,
    variant_id: line.variantId,
    sku: line.sku,
    name: line.name,
    quantity: line.quantity,
    amount: line.amount,
    taxes: JSON.stringify(line.taxes),
    reason: line.reason,
    condition: line.condition,
    gross: amountWithTax(order, line),
    net: netOf(order, line),
    cost: costs.returns.get(line.id) ?? 0,
    liability: liabilityOf(line),
  }));
}

/** A line's amount without tax. */
function netOf(order: OrderEffect['order'], line: Parameters<typeof amountWithTax>[1]): number {
  return amountWithTax(order, line) - sum(line.taxes.map(({ amount }) => amount));
}

const PAYMENT = {
  ...SOURCE,
  payment_no: 'int4',
  payment_id: 'uuid',
  tender: 'text',
  tendered: 'int8',
  change: 'int8',
  amount: 'int8',
  tip: 'int8',
  reference: 'text',
  instrument: 'text',
  account_id: 'text',
  foreign_currency: 'text',
  foreign_tendered: 'int8',
} as const;

function paymentRows({ journalId, seq, order }: OrderEffect) {
  return order.payments.map(({ id, tender, tendered, change, amount, ...rest }, index) => ({
    journal_id: journalId,
    seq,
    payment_no: index + 1,
    payment_id: id,
    tender,
    tendered,
    change,
    amount,
    tip: rest.tip ?? 0,
    reference: rest.reference ?? null,
    instrument: rest.instrument ?? null,
    account_id: rest.accountId ?? null,
    foreign_currency: rest.foreign?.currency ?? null,
    foreign_tendered: rest.foreign?.tendered ?? null,
  }));
}

const TAX = { ...SOURCE, tax_no: 'int4', code: 'text', rate_ppm: 'int8', base: 'int8', amount: 'int8' } as const;

function taxRows({ journalId, seq, order }: OrderEffect) {
  return order.taxes.map(({ code, ratePpm, base, amount }, index) => {
    return { journal_id: journalId, seq, tax_no: index + 1, code, rate_ppm: ratePpm, base, amount };
  });
}
