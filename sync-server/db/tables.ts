import type { ColumnType, Generated } from 'kysely';
import type { Role, StoreSettings } from '#contracts/views/register-config.ts';
import type { TaxRules } from '#domain/tax/tax-rules.ts';
import type { BuyingTables } from '#sync-server/db/buying-tables.ts';
import type { CatalogueTables } from '#sync-server/db/catalogue-tables.ts';
import type { ChannelTables } from '#sync-server/db/channel-tables.ts';
import type { Json, Moment } from '#sync-server/db/column-types.ts';
import type { CountTables } from '#sync-server/db/count-tables.ts';
import type { DayTables } from '#sync-server/db/day-tables.ts';
import type { DeviceTables } from '#sync-server/db/device-tables.ts';
import type { ExceptionTables } from '#sync-server/db/exception-tables.ts';
import type { FleetTables } from '#sync-server/db/fleet-tables.ts';
import type { MemberTables } from '#sync-server/db/member-tables.ts';
import type { MoneyTables } from '#sync-server/db/money-tables.ts';
import type { OnlineOrderTables } from '#sync-server/db/online-order-tables.ts';
import type { OrderTables } from '#sync-server/db/order-tables.ts';
import type { PictureTables } from '#sync-server/db/picture-tables.ts';
import type { PricingTables } from '#sync-server/db/pricing-tables.ts';
import type { SaleStopTables } from '#sync-server/db/sale-stop-tables.ts';
import type { SalesTables } from '#sync-server/db/sales-tables.ts';
import type { StockTables } from '#sync-server/db/stock-tables.ts';

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

/** A way in which a store took money. */
type MoneyWays = Pick<StoreSettings, 'cashRounding' | 'cashRoundingHalves' | 'tenders'>;

interface StoreTable {
  store_id: string;
  location_id: string;
  settings: Json<StoreSettings>;
  /** What it was set to before about cash and tenders: tickets that come late are judged by it. */
  money_before: ColumnType<MoneyWays[], string | undefined, string>;
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
  extends CatalogueTables,
    OrderTables,
    ChannelTables,
    OnlineOrderTables,
    DayTables,
    MoneyTables,
    StockTables,
    CountTables,
    BuyingTables,
    PricingTables,
    SaleStopTables,
    SalesTables,
    PictureTables,
    FleetTables,
    DeviceTables,
    ExceptionTables,
    MemberTables {
  secret: SecretTable;
  journal: JournalTable;
  fact: FactTable;
  parked: ParkedTable;
  quarantine: QuarantineTable;
  store: StoreTable;
  register: RegisterTable;
  register_token: RegisterTokenTable;
  operator: OperatorTable;
  tax_rules: TaxRulesTable;
  feed: FeedTable;
  feed_nonce: FeedNonceTable;
  feed_document: FeedDocumentTable;
  role: RoleTable;
}
