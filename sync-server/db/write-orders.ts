import type { Kysely } from 'kysely';
import { insertRows } from '#sync-server/db/insert-rows.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import type { OrderEffect } from '#sync-server/ingest/effects.ts';

const SOURCE = { journal_id: 'uuid', seq: 'int8' } as const;

/** Writes orders with their lines, payments and taxes: four statements, however many orders. */
export async function writeOrders(db: Kysely<Tables>, orders: readonly OrderEffect[]): Promise<void> {
  if (orders.length === 0) return;
  await insertRows(db, 'customer_order', ORDER, orders.map(orderRow));
  await insertRows(db, 'order_line', LINE, orders.flatMap(lineRows));
  await insertRows(db, 'payment', PAYMENT, orders.flatMap(paymentRows));
  await insertRows(db, 'order_tax', TAX, orders.flatMap(taxRows));
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
  };
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
} as const;

function lineRows({ journalId, seq, order }: OrderEffect) {
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
  }));
}

const PAYMENT = {
  ...SOURCE,
  payment_no: 'int4',
  payment_id: 'uuid',
  tender: 'text',
  tendered: 'int8',
  change: 'int8',
  amount: 'int8',
} as const;

function paymentRows({ journalId, seq, order }: OrderEffect) {
  return order.payments.map(({ id, tender, tendered, change, amount }, index) => {
    return { journal_id: journalId, seq, payment_no: index + 1, payment_id: id, tender, tendered, change, amount };
  });
}

const TAX = { ...SOURCE, tax_no: 'int4', code: 'text', rate_ppm: 'int8', base: 'int8', amount: 'int8' } as const;

function taxRows({ journalId, seq, order }: OrderEffect) {
  return order.taxes.map(({ code, ratePpm, base, amount }, index) => {
    return { journal_id: journalId, seq, tax_no: index + 1, code, rate_ppm: ratePpm, base, amount };
  });
}
