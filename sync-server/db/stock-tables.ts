import type { Generated } from 'kysely';
import type { MovementKind } from '#contracts/http/stock.ts';
import type { Marks } from '#domain/stock/position.ts';
import type { Json, Moment } from '#sync-server/db/column-types.ts';

/** A signed change of on hand, as the fact at `journal_id`, `seq` made it. */
interface MovementTable {
  journal_id: string;
  seq: number;
  movement_no: number;
  /** Grows as movements are booked: the order of the ledger. */
  booked: Generated<number>;
  location_id: string;
  variant_id: string;
  quantity: number;
  kind: MovementKind;
  reason: string | null;
  at: Moment;
  business_date: string;
  place_id: string | null;
  batch: string | null;
  expiry: string | null;
  operator_id: string | null;
  register_id: string | null;
  document_kind: string | null;
  document_id: string | null;
  document_text: string | null;
  /** The order that returned goods were sold with. */
  source_id: string | null;
  /** Of a count: the facts that it knew. */
  as_of: Json<Marks> | null;
  /** What stock was worth more by it, in minor units: a receipt's cost, less what was charged for what went out. */
  cost: Generated<number>;
  /** What it put to the cost of sales of goods that had been sold before they came in. Value is the sum of cost less correction. */
  correction: Generated<number>;
}

interface StockTable {
  location_id: string;
  variant_id: string;
  page: number;
  on_hand: number;
  /** Promised to online orders, and still on its shelf. */
  committed: Generated<number>;
  /** Picked for one. */
  staged: Generated<number>;
  /** `domain/stock/stock-cost.ts`: what on hand is worth, and the last known average, `amount` for `quantity`. */
  value: Generated<number>;
  average_amount: number | null;
  average_quantity: number | null;
}

/** What movements that named a place, a batch or an expiry come to; '' and null stand for none. */
interface StockLotTable {
  location_id: string;
  variant_id: string;
  place_id: string;
  batch: string;
  expiry: string | null;
  /** The first day that something of it moved. */
  received_on: string;
  quantity: number;
}

/** Goods between two locations. What is accepted may be heard of before what was sent: then the sender is not known. */
interface TransferTable {
  transfer_id: string;
  from_location_id: string | null;
  to_location_id: string;
  sent_at: Moment | null;
  /** The fact that sent it first. */
  sent_journal: string | null;
  sent_seq: number | null;
  complete: Generated<boolean>;
  heard_at: Moment;
}

interface TransferLineTable {
  transfer_id: string;
  variant_id: string;
  sent: number;
  accepted: number;
  damaged: number;
  /** What the sender's stock was worth less, and the receiver's more. */
  cost: number;
  taken: number;
}

export interface StockTables {
  movement: MovementTable;
  stock: StockTable;
  stock_lot: StockLotTable;
  transfer: TransferTable;
  transfer_line: TransferLineTable;
}
