import type { Generated } from 'kysely';
import type { Liability } from '#domain/order/liability-line.ts';
import type { Moment } from '#sync-server/db/column-types.ts';

interface CustomerOrderTable {
  journal_id: string;
  seq: number;
  order_id: string;
  store_id: string;
  register_id: string;
  operator_id: string | null;
  at: Moment;
  business_date: string;
  receipt_series: string;
  receipt_number: number;
  currency: string;
  prices_include_tax: boolean;
  tax_version: number;
  engine_version: number;
  member_id: string | null;
  tax_total: number;
  total: number;
  rounding: number;
  /** Lines and return lines. */
  items: Generated<number>;
  line_count: Generated<number>;
  return_count: Generated<number>;
  discount_count: Generated<number>;
  first_name: Generated<string>;
  /** What lines and return lines came to, with tax; the latter zero or negative, as is what came back without a receipt. */
  sold: Generated<number>;
  returned: Generated<number>;
  unreceipted: Generated<number>;
  /** Zero or negative. */
  discount: Generated<number>;
  /** What of the total is no turnover: deposits taken less those taken off, gift cards sold. */
  liabilities: Generated<number>;
  /** By the store's clock when it was booked, 0 to 23. */
  hour: Generated<number>;
  channel: Generated<string>;
  /** Turnover without tax; what it was charged to the cost of sales, and how much of it was charged nothing. */
  net_turnover: Generated<number>;
  cost_of_sales: Generated<number>;
  uncosted: Generated<number>;
  /** Of `returned` what is turnover; positive. */
  given_back: Generated<number>;
}

interface OrderLineTable {
  journal_id: string;
  seq: number;
  line_no: number;
  line_id: string;
  variant_id: string;
  sku: string;
  name: string;
  quantity: number;
  unit_price: number;
  price_version: number;
  list_amount: number;
  amount: number;
  adjustment: Generated<number>;
  /** The amount with tax. */
  gross: Generated<number>;
  /** The amount without tax. */
  net: Generated<number>;
  /** What it was charged to the cost of sales when it was booked, or what was left for later left: gross profit is `net` less it. */
  cost: Generated<number>;
  liability: Liability | null;
  /** Of what was left for later, how much has not left: its cost is not known. */
  to_leave: Generated<number>;
}

interface PaymentTable {
  journal_id: string;
  seq: number;
  payment_no: number;
  payment_id: string;
  tender: string;
  tendered: number;
  change: number;
  amount: number;
  tip: Generated<number>;
  reference: string | null;
  instrument: string | null;
  account_id: string | null;
  foreign_currency: string | null;
  /** Minor units of that currency. */
  foreign_tendered: number | null;
}

interface OrderTaxTable {
  journal_id: string;
  seq: number;
  tax_no: number;
  code: string;
  rate_ppm: number;
  base: number;
  amount: number;
}

/** Completed tickets as they were booked: what was sold, how it was paid, what tax it bore. */
export interface OrderTables {
  customer_order: CustomerOrderTable;
  order_line: OrderLineTable;
  payment: PaymentTable;
  order_tax: OrderTaxTable;
}
