import type { ColumnType, Generated } from 'kysely';
import type { ParkedCart } from '#contracts/facts/sale-facts.ts';
import type { OverrideScope, SessionClosed } from '#contracts/facts/session-facts.ts';
import type { Liability } from '#domain/order/liability-line.ts';
import type { TaxLine } from '#domain/tax/tax-rules.ts';
import type { Json, Moment } from '#sync-server/db/column-types.ts';

interface ReturnLineTable {
  journal_id: string;
  seq: number;
  line_no: number;
  line_id: string;
  /** The ticket that gave back. */
  order_id: string;
  source_order_id: string | null;
  source_line_id: string | null;
  variant_id: string;
  sku: string;
  name: string;
  quantity: number;
  /** Zero or negative. */
  amount: number;
  taxes: Json<TaxLine[]>;
  reason: string;
  condition: string;
  /** The amount with tax. */
  gross: Generated<number>;
  /** The amount without tax; zero or negative. */
  net: Generated<number>;
  /** What was taken off the cost of sales when it came back on hand; zero or negative. */
  cost: Generated<number>;
  liability: Liability | null;
}

interface OverrideTable {
  override_id: string;
  journal_id: string;
  seq: number;
  store_id: string;
  permission: string;
  asker_id: string;
  decider_id: string | null;
  verdict: 'granted' | 'refused';
  size: number;
  subject_id: string | null;
  scope: Json<OverrideScope> | null;
}

interface PostVoidTable {
  order_id: string;
  journal_id: string;
  seq: number;
  return_id: string;
}

interface SessionTable {
  session_id: string;
  journal_id: string;
  store_id: string;
  register_id: string;
  business_date: string;
  opened_seq: number;
  opened_at: Moment;
  opened_by: string | null;
  accountable: string | null;
  float: number;
  /** The session that the server closed and whose later facts are here. */
  recovers: string | null;
  /** Up to which fact of its journal it was closed. */
  closed_seq: number | null;
  closed_at: ColumnType<Date | null, string | null, string | null>;
  z_number: number | null;
  series: string | null;
  z: Json<SessionClosed> | null;
  over_short: Generated<number>;
  /** Cash left in the drawer for the next session. */
  carried: Generated<number>;
  from_server: Generated<boolean>;
}

interface CashMoveTable {
  journal_id: string;
  seq: number;
  store_id: string;
  register_id: string;
  business_date: string;
  at: Moment;
  operator_id: string | null;
  kind: string;
  amount: number;
  detail: Json<Record<string, unknown>>;
}

interface DayCloseTable {
  store_id: string;
  business_date: string;
  supplement: number;
  closed_at: Moment;
  seqs: Json<Record<string, number>>;
  missing: string[];
  total: number;
}

interface AuditTable {
  journal_id: string;
  seq: number;
  store_id: string;
  register_id: string;
  business_date: string;
  at: Moment;
  operator_id: string | null;
  kind: string;
  amount: Generated<number>;
  detail: Json<Record<string, unknown>>;
}

interface ProblemTable {
  journal_id: string;
  seq: number;
  store_id: string;
  at: Moment;
  problem: string;
  code: string | null;
  name: string | null;
  category_id: string | null;
  price: number | null;
  photo_id: string | null;
}

interface ParkedCartTable {
  park_id: string;
  cart_id: string;
  journal_id: string;
  seq: number;
  store_id: string;
  register_id: string;
  operator_id: string;
  at: Moment;
  total: number;
  cart: Json<ParkedCart>;
  /** Id of the fact that took it up or paid it. */
  claimed_by: string | null;
}

/** A receipt for a customer, a purchase order for its supplier, or what a customer is told of a fulfilment. */
interface MailTable {
  journal_id: string;
  seq: number;
  order_id: string | null;
  address_id: string | null;
  purchase_order_id: string | null;
  mail_to: string | null;
  fulfilment_id: string | null;
  message: 'ready' | 'reminder' | 'shipped' | null;
  /** How it is sent. */
  medium: Generated<'e-mail' | 'text'>;
  queued_at: Moment;
  status: Generated<'waiting' | 'sent' | 'failed'>;
  attempts: Generated<number>;
  due_at: Moment;
  last_error: string | null;
  /** 0 for the original. */
  copy: Generated<number>;
  form: Generated<'receipt' | 'gift'>;
  sent_at: ColumnType<Date | null, string | null, string | null>;
}

/** Tables of a cashier's day. */
export interface DayTables {
  return_line: ReturnLineTable;
  override: OverrideTable;
  post_void: PostVoidTable;
  session: SessionTable;
  cash_move: CashMoveTable;
  day_close: DayCloseTable;
  audit: AuditTable;
  problem: ProblemTable;
  parked_cart: ParkedCartTable;
  mail: MailTable;
}
