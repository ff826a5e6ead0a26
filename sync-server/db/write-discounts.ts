import type { Kysely } from 'kysely';
import { insertRows } from '#sync-server/db/insert-rows.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import type { OrderEffect } from '#sync-server/ingest/effects.ts';

export const DISCOUNT = {
  journal_id: 'uuid',
  seq: 'int8',
  line_no: 'int4',
  discount_no: 'int4',
  store_id: 'text',
  business_date: 'date',
  operator_id: 'text',
  variant_id: 'text',
  reason: 'text',
  amount: 'int8',
} as const;

/** Writes what discounts took off lines, and why; a tax exemption is no discount. */
export async function writeDiscounts(db: Kysely<Tables>, orders: readonly OrderEffect[]): Promise<void> {
  await insertRows(db, 'order_discount', DISCOUNT, orders.flatMap(discountRows));
}

type Discounted = Pick<OrderEffect, 'journalId' | 'seq' | 'storeId' | 'businessDate' | 'operatorId' | 'order'>;

/** The rows of an order's discounts. */
export function discountRows({ journalId, seq, storeId, businessDate, operatorId, order }: Discounted) {
  const stamp = { journal_id: journalId, seq, store_id: storeId, business_date: businessDate, operator_id: operatorId };
  return order.lines.flatMap(({ variantId, adjustments }, line) =>
    adjustments.flatMap(({ source, reason, amount }, index) => {
      if (source === 'tax-exemption') return [];
      const numbered = { ...stamp, line_no: line + 1, discount_no: index + 1 };
      return [{ ...numbered, variant_id: variantId, reason, amount: 0 - amount }];
    }),
  );
}
