import type { SaleStopPublished } from '#contracts/facts/sale-stop-facts.ts';
import type { Json, Moment } from '#sync-server/db/column-types.ts';

/** What is, or was, not to be sold, as it was last published. */
interface SaleStopTable {
  stop_id: string;
  variant_id: string;
  status: SaleStopPublished['status'];
  stopped_at: Moment;
  stop: Json<SaleStopPublished>;
}

export interface SaleStopTables {
  sale_stop: SaleStopTable;
}
