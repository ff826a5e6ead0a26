import type { CustomerGroup, PriceList } from '#contracts/facts/pricing-facts.ts';
import type { PriceListAnswer } from '#contracts/http/pricing.ts';
import type { Json, Moment } from '#sync-server/db/column-types.ts';

interface CustomerGroupTable {
  group_id: string;
  revision: number;
  archived: boolean;
  body: Json<CustomerGroup>;
  changed_at: Moment;
  changed_by: string | null;
}

/** Every group that a member was ever put into, and when last. */
interface MemberGroupTable {
  member_id: string;
  group_id: string;
  at: Moment;
  by: string | null;
}

/** `version` counts all changes, `revision` is that of the last one that was not of its prices alone. */
interface PriceListTable {
  list_id: string;
  version: number;
  revision: number;
  archived: boolean;
  body: Json<PriceList>;
  changed_at: Moment;
  changed_by: string | null;
}

/** `body` is null where only prices changed. */
interface PriceListVersionTable {
  list_id: string;
  version: number;
  at: Moment;
  by: string | null;
  body: Json<PriceList> | null;
}

interface PriceListEntryTable {
  list_id: string;
  variant_id: string;
  page: number;
  version: number;
  amount: number;
}

/** `amount` is null where the price was taken off. */
interface PriceListEntryVersionTable {
  list_id: string;
  variant_id: string;
  version: number;
  amount: number | null;
}

/** Answers to changes that were accepted. */
interface PriceListChangeTable {
  change_id: string;
  answer: Json<PriceListAnswer>;
}

export interface PricingTables {
  customer_group: CustomerGroupTable;
  member_group: MemberGroupTable;
  price_list: PriceListTable;
  price_list_version: PriceListVersionTable;
  price_list_entry: PriceListEntryTable;
  price_list_entry_version: PriceListEntryVersionTable;
  price_list_change: PriceListChangeTable;
}
