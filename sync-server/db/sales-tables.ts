import type { TargetsPublished } from '#contracts/facts/target-facts.ts';
import type { Json, Moment } from '#sync-server/db/column-types.ts';

/** What a discount took off a line: positive, with tax where prices include it. Sums to the orders' `discount`. */
interface OrderDiscountTable {
  journal_id: string;
  seq: number;
  line_no: number;
  discount_no: number;
  store_id: string;
  business_date: string;
  operator_id: string | null;
  variant_id: string;
  reason: string;
  amount: number;
}

/** Of one journal, so that only a transaction that holds the journal writes a row. An `operator_id` of '' is none. */
interface Rollup {
  store_id: string;
  business_date: string;
  channel: string;
  journal_id: string;
}

interface HourlyRollup extends Rollup {
  /** By the store's clock when it was booked, 0 to 23. */
  hour: number;
  operator_id: string;
}

/** Turnover of receipts. */
interface SalesHourTable extends HourlyRollup {
  receipts: number;
  turnover: number;
  net: number;
  /** Of what stands on receipts and is no turnover. */
  liability_tax: number;
  /** What came back: positive, with tax. */
  back: number;
  discount: number;
  cost: number;
  uncosted: number;
}

/** Turnover of lines, sold and taken back. */
interface SalesProductTable extends Rollup {
  variant_id: string;
  lines: number;
  quantity: number;
  turnover: number;
  net: number;
  back: number;
  discount: number;
  cost: number;
  uncosted: number;
}

interface SalesTenderTable extends HourlyRollup {
  tender: string;
  payments: number;
  amount: number;
}

interface SalesTaxTable extends HourlyRollup {
  code: string;
  rate_ppm: number;
  receipts: number;
  base: number;
  amount: number;
}

interface TargetTable {
  store_id: string;
  month: string;
  revision: number;
  targets: Json<TargetsPublished>;
  changed_at: Moment;
  changed_by: string | null;
}

/** Sums of orders, kept as they are booked (`db/write-rollups.ts`), and what stores are to turn over. */
export interface SalesTables {
  order_discount: OrderDiscountTable;
  sales_hour: SalesHourTable;
  sales_product: SalesProductTable;
  sales_tender: SalesTenderTable;
  sales_tax: SalesTaxTable;
  target: TargetTable;
}
