import type { CountPlanned } from '#contracts/facts/stock-facts.ts';
import type { Marks } from '#domain/stock/position.ts';
import type { Json, Moment } from '#sync-server/db/column-types.ts';

/** A count, as it was last published. */
interface StockCountTable {
  count_id: string;
  location_id: string;
  plan: Json<CountPlanned>;
  status: CountPlanned['status'];
  planned_at: Moment;
  planned_by: string | null;
}

/** What a round asks for. */
interface CountRoundTable {
  count_id: string;
  round: number;
  plan: Json<CountPlanned>;
}

/** What one person said at a place, in one fact, and what its device knew then. */
interface CountSaidTable {
  journal_id: string;
  seq: number;
  count_id: string;
  location_id: string;
  place_id: string;
  round: number;
  operator_id: string;
  at: Moment;
  known: Json<Marks>;
  complete: boolean;
}

interface CountFigureTable {
  journal_id: string;
  seq: number;
  variant_id: string;
  count_id: string;
  quantity: number;
}

interface CountApprovalTable {
  count_id: string;
  variant_id: string;
  journal_id: string;
  seq: number;
  location_id: string;
  at: Moment;
  business_date: string;
  operator_id: string;
  /** The difference that was booked, and why. */
  quantity: number;
  shrinkage: Json<{ reason: string; quantity: number }[]>;
}

/** When a journal was last heard of with nothing left to send, by the earlier of both clocks. */
interface JournalContactTable {
  journal_id: string;
  heard_until: Moment;
}

/** Tables of counts. */
export interface CountTables {
  stock_count: StockCountTable;
  count_round: CountRoundTable;
  count_said: CountSaidTable;
  count_figure: CountFigureTable;
  count_approval: CountApprovalTable;
  journal_contact: JournalContactTable;
}
