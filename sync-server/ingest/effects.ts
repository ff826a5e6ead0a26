import type { OrderCompleted } from '#contracts/facts/order-completed.ts';
import type { HomePlacesPublished, PlacePublished } from '#contracts/facts/place-facts.ts';
import type { SaleStopPublished } from '#contracts/facts/sale-stop-facts.ts';
import type { RegisterEnrolled, RegisterRevoked } from '#contracts/facts/store-facts.ts';
import type { TargetsPublished } from '#contracts/facts/target-facts.ts';
import type { MovementKind } from '#contracts/http/stock.ts';
import type { ViewKind } from '#contracts/views/documents.ts';
import type { OperatorSettings, RegisterSettings, Role, StoreSettings } from '#contracts/views/register-config.ts';
import type { Category, Variant } from '#domain/catalog/variant.ts';
import type { Marks } from '#domain/stock/position.ts';
import type { TransferLine } from '#domain/stock/transfer.ts';
import type { TaxRules } from '#domain/tax/tax-rules.ts';
import type { BuyingEffect } from '#sync-server/ingest/buying-effects.ts';
import type { CountEffect } from '#sync-server/ingest/count-effects.ts';
import type { DayEffect } from '#sync-server/ingest/day-effects.ts';
import type { OnlineEffect } from '#sync-server/ingest/fulfilment-effects.ts';
import type { MemberEffect } from '#sync-server/ingest/member-effects.ts';
import type { MoneyEffect } from '#sync-server/ingest/money-effects.ts';
import type { PricingEffect } from '#sync-server/ingest/pricing-effects.ts';

/** The fact that an effect follows from. */
export interface Source {
  journalId: string;
  seq: number;
}

export interface OrderEffect extends Source {
  orderId: string;
  storeId: string;
  registerId: string;
  operatorId: string | null;
  at: string;
  businessDate: string;
  order: OrderCompleted;
}

/** A signed change of on hand at a location, and why. Facts book their movements in one order, which numbers them. */
export interface MovementEffect extends Source {
  locationId: string;
  variantId: string;
  quantity: number;
  kind: MovementKind;
  reason: string | null;
  at: string;
  businessDate: string;
  placeId: string | null;
  batch: string | null;
  expiry: string | null;
  operatorId: string | null;
  registerId: string | null;
  /** What it is part of; `text` is for people. */
  document: { kind: string; id: string; text: string } | null;
  /** The order that returned goods were sold with. */
  sourceId: string | null;
  /** Of a count: the facts that it knew. */
  asOf: Marks | null;
  /** What goods that come in cost, in minor units; null: what such goods cost last. */
  cost: number | null;
}

/** What one fact says about a transfer. */
export interface TransferEffect extends Source {
  transferId: string;
  /** Null of an acceptance. */
  fromLocationId: string | null;
  toLocationId: string;
  at: string;
  /** Nothing more is to come. */
  complete: boolean;
  lines: TransferLine[];
}

/** Something of the catalogue as it is from now on, who made it so (null: the system's operator) and when. */
export interface Published<T> {
  after: T;
  at: string;
  by: string | null;
}

export interface PriceEffect {
  storeId: string;
  variantId: string;
  amount: number;
  version: number;
  publishedAt: string;
  /** When it comes into force; null: when it was published. */
  effectiveAt: string | null;
  by: string | null;
}

/** A price that was published ahead and will not come into force. */
export interface WithdrawalEffect {
  storeId: string;
  variantId: string;
  version: number;
  at: string;
  by: string | null;
}

/** Something that booked and that a person must look at. Its id follows from what it is about, so that it opens once. */
export interface ExceptionEffect {
  exceptionId: string;
  code: string;
  storeId: string;
  journalId: string | null;
  seq: number | null;
  amount: number | null;
  detail: Record<string, string | number | boolean>;
}

export interface ResolutionEffect {
  exceptionId: string;
  choice: string;
  at: string;
  /** Who decided; null or left out: the server, from what it heard. */
  by?: string | null;
  noteId?: string;
}

/** A document of a feed that must be sent again: `kind/key`. `config` feeds announce a store's changed register config. */
export interface Touch {
  feed: string;
  kind: ViewKind | 'register-config';
  key: string;
  /** It is gone: a tombstone is sent. */
  deleted?: boolean;
}

/** When settings were changed, and by which operator, where one did. */
export interface SettingsChanged {
  at: string;
  by: string | null;
}

/** Everything that booking facts changes, as rows in the order of the facts. */
export interface Effects {
  orders: OrderEffect[];
  movements: MovementEffect[];
  transfers: TransferEffect[];
  categories: Published<Category>[];
  variants: Published<Variant>[];
  prices: PriceEffect[];
  withdrawals: WithdrawalEffect[];
  stores: (SettingsChanged & { settings: StoreSettings })[];
  taxRules: (SettingsChanged & { storeId: string; rules: TaxRules })[];
  operators: (SettingsChanged & { settings: OperatorSettings })[];
  /** `role` is null for one that is removed. */
  roles: (SettingsChanged & { roleId: string; role: Role | null })[];
  /** Registers that are renamed, or moved with their journals. */
  registerChanges: (SettingsChanged & { settings: RegisterSettings })[];
  day: DayEffect[];
  registers: RegisterEnrolled[];
  revocations: (RegisterRevoked & { at: string })[];
  members: MemberEffect[];
  money: MoneyEffect[];
  counts: CountEffect[];
  buying: BuyingEffect[];
  online: OnlineEffect[];
  saleStops: SaleStopPublished[];
  places: (SettingsChanged & PlacePublished)[];
  homePlaces: HomePlacesPublished[];
  targets: (SettingsChanged & { targets: TargetsPublished })[];
  pricing: PricingEffect[];
  exceptions: ExceptionEffect[];
  resolutions: ResolutionEffect[];
  touched: Touch[];
}

export function noEffects(): Effects {
  return {
    orders: [],
    movements: [],
    transfers: [],
    categories: [],
    variants: [],
    prices: [],
    withdrawals: [],
    stores: [],
    taxRules: [],
    operators: [],
    roles: [],
    registerChanges: [],
    day: [],
    registers: [],
    revocations: [],
    members: [],
    money: [],
    counts: [],
    buying: [],
    online: [],
    saleStops: [],
    places: [],
    homePlaces: [],
    targets: [],
    pricing: [],
    exceptions: [],
    resolutions: [],
    touched: [],
  };
}

/** Adds what one fact changes to what those before it do. */
export function addEffects(all: Effects, more: Partial<Effects>): void {
  all.orders.push(...(more.orders ?? []));
  all.movements.push(...(more.movements ?? []));
  all.transfers.push(...(more.transfers ?? []));
  all.categories.push(...(more.categories ?? []));
  all.variants.push(...(more.variants ?? []));
  all.prices.push(...(more.prices ?? []));
  all.withdrawals.push(...(more.withdrawals ?? []));
  all.stores.push(...(more.stores ?? []));
  all.taxRules.push(...(more.taxRules ?? []));
  all.operators.push(...(more.operators ?? []));
  all.roles.push(...(more.roles ?? []));
  all.registerChanges.push(...(more.registerChanges ?? []));
  all.day.push(...(more.day ?? []));
  all.registers.push(...(more.registers ?? []));
  all.revocations.push(...(more.revocations ?? []));
  all.members.push(...(more.members ?? []));
  all.money.push(...(more.money ?? []));
  all.counts.push(...(more.counts ?? []));
  all.buying.push(...(more.buying ?? []));
  all.online.push(...(more.online ?? []));
  all.saleStops.push(...(more.saleStops ?? []));
  all.places.push(...(more.places ?? []));
  all.homePlaces.push(...(more.homePlaces ?? []));
  all.targets.push(...(more.targets ?? []));
  all.pricing.push(...(more.pricing ?? []));
  all.exceptions.push(...(more.exceptions ?? []));
  all.resolutions.push(...(more.resolutions ?? []));
  all.touched.push(...(more.touched ?? []));
}

export const CHAIN_FEED = 'chain';

/** The feed of one store's documents. */
export function storeFeed(storeId: string): string {
  return `store/${storeId}`;
}

/** The feed that moves when a store's register config does; it has no documents to pull. */
export function configFeed(storeId: string): string {
  return `config/${storeId}`;
}
