import type { Generated } from 'kysely';
import type { ChannelEventKind } from '#contracts/http/channel-api.ts';
import type { ChannelVariantRow } from '#contracts/http/channels.ts';
import type { KnownChannelOrder } from '#domain/fulfilment/known-channel-order.ts';
import type { ListingStatus } from '#domain/fulfilment/listing.ts';
import type { Json, Moment } from '#sync-server/db/column-types.ts';

/** What a shop system is signed in to with, sealed (`channels/seal.ts`). */
interface ChannelSecretTable {
  channel_id: string;
  sealed: Uint8Array;
  changed_at: Moment;
}

/** A key of the HTTP API, as the SHA-256 of what it is. */
interface ChannelKeyTable {
  key_id: string;
  channel_id: string;
  key_hash: string;
  name: string;
  made_at: Moment;
  made_by: string | null;
  used_at: Moment | null;
  revoked_at: Moment | null;
}

/** How far a channel's shop system was read, and how it was reached. */
interface ChannelStateTable {
  channel_id: string;
  cursor: string | null;
  variants_cursor: string | null;
  /** When all changes of orders were last read, and all variants. */
  reconciled_at: Moment | null;
  variants_at: Moment | null;
  heard_at: Moment | null;
  webhook_at: Moment | null;
  failing_since: Moment | null;
  failures: Generated<number>;
  /** Until then it is not asked. */
  retry_at: Moment | null;
  fault: string | null;
  fault_why: string | null;
}

/** A webhook that came: the same is not looked at again. */
interface ChannelDeliveryTable {
  channel_id: string;
  delivery_id: string;
  at: Moment;
}

/** An order that is to be looked at. Who asks for it again while somebody looks takes the next `turn`. */
interface ChannelLookTable {
  channel_id: string;
  channel_order_id: string;
  asked_at: Moment;
  due_at: Moment;
  turn: Generated<number>;
  tries: Generated<number>;
  fault: string | null;
}

/** What is known of an order of a shop system, and which of its lines nobody has mapped. */
interface ChannelOrderTable {
  channel_id: string;
  channel_order_id: string;
  order_id: string;
  known: Json<KnownChannelOrder>;
  unmapped: Json<{ channelLineId: string; externalVariantId: string; name: string }[]>;
  looked_at: Moment;
}

interface ChannelVariantTable {
  channel_id: string;
  external_variant_id: string;
  external_product_id: string;
  sku: string | null;
  gtin: string | null;
  name: string;
  status: ChannelVariantRow['status'];
  variant_id: string | null;
  seen_at: Moment;
}

/** What a channel was last told that it may sell; location '' where it is one sum of all. */
interface ChannelToldTable {
  channel_id: string;
  variant_id: string;
  location_id: string;
  quantity: number;
  told_at: Moment;
  fault: string | null;
}

/** A field of what a channel offers of a variant, from an instant on; the last that began is in force. */
interface ChannelListingTable {
  channel_id: string;
  variant_id: string;
  field: 'status' | 'amount';
  effective_at: Moment;
  status: ListingStatus | null;
  amount: number | null;
  changed_at: Moment;
  changed_by: string | null;
}

/** Pieces of a variant that a channel never sells; location '' where it is so at each. */
interface ChannelSafetyStockTable {
  channel_id: string;
  variant_id: string;
  location_id: string;
  quantity: number;
}

/** What a channel was last told that it offers. `turn` counts what it was told; `next_at`: it is told again then. */
interface ChannelListingToldTable {
  channel_id: string;
  variant_id: string;
  status: ListingStatus | null;
  amount: number | null;
  turn: number;
  told_at: Moment;
  fault: string | null;
  tries: Generated<number>;
  next_at: Moment | null;
}

/** An order of a site that places it by the HTTP API. As the site has it now, it is in the vault under `text_id`. */
interface GenericOrderTable {
  channel_id: string;
  channel_order_id: string;
  order_id: string;
  number: string;
  member_id: string | null;
  text_id: string;
  placed_at: Moment;
  updated_at: Moment;
}

/** A request that was done, and is not done again. */
interface ChannelRequestTable {
  channel_id: string;
  idempotency_key: string;
  request_hash: string;
  at: Moment;
}

/** What a site is told; `due_at` null: it was, or nobody is to be. */
interface ChannelEventTable {
  seq: Generated<number>;
  event_id: string;
  channel_id: string;
  kind: ChannelEventKind;
  data: Json<Record<string, unknown>>;
  at: Moment;
  due_at: Moment | null;
  tries: Generated<number>;
  fault: string | null;
}

export interface ChannelTables {
  channel_secret: ChannelSecretTable;
  channel_key: ChannelKeyTable;
  channel_state: ChannelStateTable;
  channel_delivery: ChannelDeliveryTable;
  channel_look: ChannelLookTable;
  channel_order: ChannelOrderTable;
  channel_variant: ChannelVariantTable;
  channel_told: ChannelToldTable;
  channel_listing: ChannelListingTable;
  channel_safety_stock: ChannelSafetyStockTable;
  channel_listing_told: ChannelListingToldTable;
  generic_order: GenericOrderTable;
  channel_request: ChannelRequestTable;
  channel_event: ChannelEventTable;
}
