import type { ColumnType, Generated } from 'kysely';
import type { ParkedCart } from '#contracts/facts/sale-facts.ts';
import type { SessionClosed } from '#contracts/facts/session-facts.ts';
import type { Role, StoreSettings } from '#contracts/views/register-config.ts';
import type { VariantRules } from '#domain/catalog/variant.ts';
import type { TaxLine, TaxRules } from '#domain/tax/tax-rules.ts';
import type { PaymentState } from '#domain/tender/payment-state.ts';
import type { StoredValueClass } from '#domain/tender/stored-value.ts';

/** A moment: a Date when read, an ISO 8601 text or Date when written. */
type Moment = ColumnType<Date, string | Date, string | Date>;
/** JSON: a value when read, its text when written. */
type Json<T> = ColumnType<T, string, string>;
type NameTexts = Record<string, string>;

interface SecretTable {
  name: string;
  value: string;
}

interface JournalTable {
  journal_id: string;
  register_id: string;
  store_id: string;
  /** Ed25519, SPKI DER in base64url. */
  public_key: string;
  incarnation: number;
  receipt_series: string;
  /** The highest receipt number booked of the series. */
  last_receipt: Generated<number>;
  watermark: Generated<number>;
  /** Hash of the fact at the watermark. */
  head_hash: string;
  revoked_at: ColumnType<Date | null, string | null, string | null>;
}

interface FactTable {
  journal_id: string;
  seq: number;
  fact_id: string;
  kind: string;
  version: number;
  /** The exact bytes that were hashed and sent. */
  body: Uint8Array;
  hash: string;
  signature: string;
  received_at: Moment;
  applied: boolean;
  /** Why a stored fact changed nothing. */
  held: string | null;
}

interface ParkedTable {
  journal_id: string;
  seq: number;
  hash: string;
  body: Uint8Array;
  signature: string;
  received_at: Moment;
}

interface QuarantineTable {
  journal_id: string;
  /** SHA-256 of the line. */
  line_hash: string;
  seq: number | null;
  reason: string;
  line: Uint8Array;
  received_at: Moment;
}

interface ExceptionTable {
  exception_id: string;
  code: string;
  store_id: string;
  journal_id: string | null;
  seq: number | null;
  amount: number | null;
  detail: Json<Record<string, unknown>>;
  opened_at: Moment;
  status: Generated<'open' | 'resolved'>;
  choice: string | null;
  resolved_at: ColumnType<Date | null, string | null, string | null>;
}

interface StoreTable {
  store_id: string;
  location_id: string;
  settings: Json<StoreSettings>;
}

interface RegisterTable {
  register_id: string;
  store_id: string;
  name: string;
}

interface RegisterTokenTable {
  token_hash: string;
  journal_id: string;
}

interface RegisterCodeTable {
  code_hash: string;
  store_id: string;
  register_id: string | null;
  name: string | null;
  expires_at: Moment;
  /** The journal that was enrolled with it; a code works once. */
  used_by: string | null;
}

interface OperatorTable {
  operator_id: string;
  name: string;
  initials: string;
  role: string;
  store_ids: string[];
  pin_hash: string;
  badge_hash: string | null;
  demo_pin: string | null;
}

interface RoleTable {
  role_id: string;
  role: Json<Role>;
}

interface TaxRulesTable {
  store_id: string;
  version: number;
  rules: Json<TaxRules>;
}

interface CategoryTable {
  category_id: string;
  name: string;
  names: Json<NameTexts> | null;
  tax_category: string | null;
}

interface VariantTable {
  variant_id: string;
  page: number;
  product_id: string;
  sku: string;
  name: string;
  names: Json<NameTexts> | null;
  gtins: string[];
  category_id: string;
  unit: 'each' | 'kg' | 'm';
  tax_category: string;
  rules: Json<VariantRules> | null;
}

interface PriceTable {
  store_id: string;
  variant_id: string;
  page: number;
  amount: number;
  version: number;
}

interface PriceHistoryTable {
  store_id: string;
  variant_id: string;
  version: number;
  amount: number;
  published_at: Moment;
}

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
}

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

interface MailTable {
  journal_id: string;
  seq: number;
  order_id: string;
  address_id: string;
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

interface MovementTable {
  journal_id: string;
  seq: number;
  movement_no: number;
  location_id: string;
  variant_id: string;
  quantity: number;
}

interface StockTable {
  location_id: string;
  variant_id: string;
  page: number;
  on_hand: number;
  committed: number;
}

interface MemberTable {
  member_id: string;
  subject_id: string;
  card_number: string;
}

interface VaultTable {
  subject_id: string;
  /** AES-256 key of this subject alone; null once erased. */
  key: Uint8Array | null;
  /** 12 bytes IV, ciphertext, 16 bytes tag. */
  ciphertext: Uint8Array;
}

interface FeedTable {
  feed: string;
  position: number;
}

interface FeedNonceTable {
  feed: string;
  /** The last position that one transaction took. */
  position: number;
  nonce: string;
}

interface FeedDocumentTable {
  feed: string;
  id: string;
  kind: string;
  page: number | null;
  position: number;
  deleted: boolean;
}

/** What an instrument holds: the sum of its movements. */
interface StoredValueTable {
  instrument: string;
  class: StoredValueClass;
  currency: string;
  expires: string | null;
  member_id: string | null;
  balance: Generated<number>;
}

interface ValueMovementTable {
  fact_id: string;
  journal_id: string;
  seq: number;
  instrument: string;
  class: StoredValueClass;
  amount: number;
  order_id: string;
  lease_id: string | null;
  store_id: string;
  business_date: string;
}

interface LeaseTable {
  lease_id: string;
  journal_id: string;
  instrument: string;
  granted: Generated<number>;
  spent: Generated<number>;
  returned: Generated<number>;
  /** Given back or written off: nothing more is granted under it. */
  closed: Generated<boolean>;
}

interface LeaseGrantTable {
  lease_id: string;
  epoch: number;
  amount: number;
}

/** What a member owes: the sum of its movements. */
interface AccountTable {
  account_id: string;
  currency: string;
  balance: Generated<number>;
}

interface AccountMovementTable {
  fact_id: string;
  journal_id: string;
  seq: number;
  account_id: string;
  currency: string;
  amount: number;
  order_id: string;
  due: string | null;
  store_id: string;
  business_date: string;
}

interface ThirdPartyPaymentTable {
  payment_id: string;
  journal_id: string;
  requested_seq: number;
  store_id: string;
  register_id: string;
  cart_id: string;
  tender: string;
  direction: 'sale' | 'refund';
  amount: number;
  currency: string;
  state: PaymentState;
  settled_seq: number | null;
  settled_amount: number | null;
  tip: Generated<number>;
  reference: string | null;
  how: 'asked' | 'person' | null;
}

/** Every table of the server, as `db/migrations.ts` makes them. */
export interface Tables {
  secret: SecretTable;
  journal: JournalTable;
  fact: FactTable;
  parked: ParkedTable;
  quarantine: QuarantineTable;
  exception: ExceptionTable;
  store: StoreTable;
  register: RegisterTable;
  register_token: RegisterTokenTable;
  register_code: RegisterCodeTable;
  operator: OperatorTable;
  tax_rules: TaxRulesTable;
  category: CategoryTable;
  variant: VariantTable;
  price: PriceTable;
  price_history: PriceHistoryTable;
  customer_order: CustomerOrderTable;
  order_line: OrderLineTable;
  payment: PaymentTable;
  order_tax: OrderTaxTable;
  movement: MovementTable;
  stock: StockTable;
  member: MemberTable;
  vault: VaultTable;
  stored_value: StoredValueTable;
  value_movement: ValueMovementTable;
  lease: LeaseTable;
  lease_grant: LeaseGrantTable;
  account: AccountTable;
  account_movement: AccountMovementTable;
  third_party_payment: ThirdPartyPaymentTable;
  feed: FeedTable;
  feed_nonce: FeedNonceTable;
  feed_document: FeedDocumentTable;
  role: RoleTable;
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
