import { type Kysely, type RawBuilder, sql } from 'kysely';
import { insertRows } from '#sync-server/db/insert-rows.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { type BackFigures, type SoldFigures, turnoverLines } from '#sync-server/db/turnover-sums.ts';

/** An order's rows as they were written. */
export interface WrittenOrder {
  order: {
    journal_id: string;
    store_id: string;
    operator_id: string | null;
    business_date: string;
    hour: number;
    channel: string;
    total: number;
    tax_total: number;
    liabilities: number;
    discount: number;
    net_turnover: number;
    cost_of_sales: number;
    uncosted: number;
    given_back: number;
  };
  lines: readonly SoldFigures[];
  returns: readonly BackFigures[];
  payments: readonly { tender: string; amount: number }[];
  taxes: readonly { code: string; rate_ppm: number; base: number; amount: number }[];
}

/**
 * Adds orders to what reports sum, in the transaction that books them: one statement per table, a row per sum that changes. Sums are of
 * one journal, which the transaction holds, so that two tills of a store never wait for each other here.
 */
export async function writeRollups(db: Kysely<Tables>, orders: readonly WrittenOrder[]): Promise<void> {
  await add(db, 'sales_hour', HOUR, HOUR_SUMS, orders.map(hourOf));
  await add(db, 'sales_product', PRODUCT, PRODUCT_SUMS, orders.flatMap(productsOf));
  await add(db, 'sales_tender', TENDER, TENDER_SUMS, orders.flatMap(tendersOf));
  await add(db, 'sales_tax', TAX, TAX_SUMS, orders.flatMap(taxesOf));
}

const DAY = { journal_id: 'uuid', store_id: 'text', business_date: 'date', channel: 'text' } as const;
const HOURLY = { ...DAY, hour: 'int2', operator_id: 'text' } as const;

const HOUR = HOURLY;
const HOUR_SUMS = ['receipts', 'turnover', 'net', 'liability_tax', 'back', 'discount', 'cost', 'uncosted'] as const;

function hourOf(written: WrittenOrder) {
  const { total, tax_total, liabilities, discount, net_turnover: net, ...order } = written.order;
  const turnover = total - liabilities;
  return {
    ...hourly(written),
    receipts: 1,
    turnover,
    net,
    liability_tax: tax_total - (turnover - net),
    back: order.given_back,
    discount: 0 - discount,
    cost: order.cost_of_sales,
    uncosted: order.uncosted,
  };
}

const PRODUCT = { ...DAY, variant_id: 'text' } as const;
const PRODUCT_SUMS = ['lines', 'quantity', 'turnover', 'net', 'back', 'discount', 'cost', 'uncosted'] as const;

function productsOf(written: WrittenOrder) {
  return turnoverLines(written.lines, written.returns).map(({ variantId, gross, ...figures }) => {
    return { ...daily(written), variant_id: variantId, lines: 1, turnover: gross, ...figures };
  });
}

const TENDER = { ...HOURLY, tender: 'text' } as const;
const TENDER_SUMS = ['payments', 'amount'] as const;

function tendersOf(written: WrittenOrder) {
  return written.payments.map(({ tender, amount }) => ({ ...hourly(written), tender, payments: 1, amount }));
}

const TAX = { ...HOURLY, code: 'text', rate_ppm: 'int8' } as const;
const TAX_SUMS = ['receipts', 'base', 'amount'] as const;

function taxesOf(written: WrittenOrder) {
  return written.taxes.map(({ code, rate_ppm, base, amount }) => {
    return { ...hourly(written), code, rate_ppm, receipts: 1, base, amount };
  });
}

function daily({ order }: WrittenOrder) {
  const { journal_id, store_id, business_date, channel } = order;
  return { journal_id, store_id, business_date, channel };
}

function hourly(written: WrittenOrder) {
  return { ...daily(written), hour: written.order.hour, operator_id: written.order.operator_id ?? '' };
}

type RollupTable = 'sales_hour' | 'sales_product' | 'sales_tender' | 'sales_tax';

/** Adds rows up by their key, and to what is there. */
async function add<K extends string, S extends string>(
  db: Kysely<Tables>,
  table: RollupTable,
  key: Readonly<Record<K, 'uuid' | 'text' | 'date' | 'int2' | 'int8'>>,
  sums: readonly S[],
  rows: readonly Readonly<Record<NoInfer<K | S>, string | number>>[],
): Promise<void> {
  const names = Object.keys(key) as K[];
  const added = new Map<string, Record<K | S, string | number>>();
  for (const row of rows) {
    const id = names.map((name) => row[name]).join('\n');
    const before = added.get(id);
    if (!before) added.set(id, { ...row });
    else for (const name of sums) before[name] = Number(before[name]) + Number(row[name]);
  }
  const sumColumns = Object.fromEntries(sums.map((name) => [name, 'int8'])) as Record<S, 'int8'>;
  const columns = { ...key, ...sumColumns } as Record<K | S, 'uuid' | 'text' | 'date' | 'int2' | 'int8'>;
  const sets = sums.map((name): RawBuilder<unknown> => {
    return sql`${sql.ref(name)} = ${sql.ref(`${table}.${name}`)} + ${sql.ref(`excluded.${name}`)}`;
  });
  const onConflict = sql`(${sql.join(names.map((name) => sql.ref(name)))}) do update set ${sql.join(sets)}`;
  await insertRows(db, table, columns, [...added.values()], onConflict);
}
