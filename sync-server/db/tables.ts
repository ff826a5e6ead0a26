import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { ChangeAnswer } from '#contracts/http/catalogue.ts';
import type { Role, StoreSettings } from '#contracts/views/register-config.ts';
import type { NetContent, PictureRef, Variant, VariantRules } from '#domain/catalog/variant.ts';
import type { Liability } from '#domain/order/liability-line.ts';
import type { TaxRules } from '#domain/tax/tax-rules.ts';
import type { BuyingTables } from '#sync-server/db/buying-tables.ts';
import type { Json, Moment } from '#sync-server/db/column-types.ts';
import type { CountTables } from '#sync-server/db/count-tables.ts';
import type { DayTables } from '#sync-server/db/day-tables.ts';
import type { DeviceTables } from '#sync-server/db/device-tables.ts';
import type { FleetTables } from '#sync-server/db/fleet-tables.ts';
import type { MoneyTables } from '#sync-server/db/money-tables.ts';
import type { PictureTables } from '#sync-server/db/picture-tables.ts';
import type { PricingTables } from '#sync-server/db/pricing-tables.ts';
import type { SaleStopTables } from '#sync-server/db/sale-stop-tables.ts';
import type { SalesTables } from '#sync-server/db/sales-tables.ts';
import type { StockTables } from '#sync-server/db/stock-tables.ts';

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
  revision: Generated<number>;
  changed_at: Moment | null;
  changed_by: string | null;
}

interface RegisterTable {
  register_id: string;
  store_id: string;
  name: string;
  revision: Generated<number>;
  changed_at: Moment | null;
  changed_by: string | null;
}

interface RegisterTokenTable {
  token_hash: string;
  journal_id: string;
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
  archived: Generated<boolean>;
  revision: Generated<number>;
  changed_at: Moment | null;
  changed_by: string | null;
}

interface RoleTable {
  role_id: string;
  role: Json<Role>;
  revision: Generated<number>;
  changed_at: Moment | null;
  changed_by: string | null;
}

interface TaxRulesTable {
  store_id: string;
  version: number;
  rules: Json<TaxRules>;
  changed_at: Moment | null;
  changed_by: string | null;
}

interface CategoryTable {
  category_id: string;
  name: string;
  names: Json<NameTexts> | null;
  tax_category: string | null;
  picture: Json<PictureRef> | null;
  revision: Generated<number>;
  changed_at: Moment | null;
  changed_by: string | null;
  /** Made of the name, to sort by. */
  name_key: GeneratedAlways<string>;
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
  revision: Generated<number>;
  changed_at: Moment | null;
  changed_by: string | null;
  archived: Generated<boolean>;
  descriptions: Json<NameTexts> | null;
  net_content: Json<NetContent> | null;
  pictures: Json<PictureRef[]> | null;
  /** Made of the name, to sort by. */
  name_key: GeneratedAlways<string>;
  /** Made of all that a variant is found by. */
  search: GeneratedAlways<string>;
}

interface VariantVersionTable {
  variant_id: string;
  revision: number;
  at: Moment;
  by: string | null;
  variant: Json<Variant>;
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
  /** When it comes into force; null: when it was published. */
  effective_at: Moment | null;
  published_by: string | null;
  /** Published for an instant that no later publication has looked past yet: not in `price`. */
  ahead: Generated<boolean>;
  withdrawn_at: Moment | null;
  withdrawn_by: string | null;
}

interface CatalogueChangeTable {
  change_id: string;
  answer: Json<ChangeAnswer>;
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
  /** What it was charged to the cost of sales when it was booked: gross profit is `net` less it. */
  cost: Generated<number>;
  liability: Liability | null;
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

interface MemberTable {
  member_id: string;
  subject_id: string;
  card_number: string;
  group_id: Generated<string | null>;
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

/** Every table of the server, as `db/migrations.ts` makes them. */
export interface Tables
  extends DayTables,
    MoneyTables,
    StockTables,
    CountTables,
    BuyingTables,
    PricingTables,
    SaleStopTables,
    SalesTables,
    PictureTables,
    FleetTables,
    DeviceTables {
  secret: SecretTable;
  journal: JournalTable;
  fact: FactTable;
  parked: ParkedTable;
  quarantine: QuarantineTable;
  exception: ExceptionTable;
  store: StoreTable;
  register: RegisterTable;
  register_token: RegisterTokenTable;
  operator: OperatorTable;
  tax_rules: TaxRulesTable;
  category: CategoryTable;
  variant: VariantTable;
  price: PriceTable;
  price_history: PriceHistoryTable;
  variant_version: VariantVersionTable;
  catalogue_change: CatalogueChangeTable;
  customer_order: CustomerOrderTable;
  order_line: OrderLineTable;
  payment: PaymentTable;
  order_tax: OrderTaxTable;
  member: MemberTable;
  vault: VaultTable;
  feed: FeedTable;
  feed_nonce: FeedNonceTable;
  feed_document: FeedDocumentTable;
  role: RoleTable;
}
