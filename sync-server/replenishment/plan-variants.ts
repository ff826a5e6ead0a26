import { type Kysely, sql } from 'kysely';
import type { SupplierPublished } from '#contracts/facts/stock-facts.ts';
import { addDays } from '#domain/calendar/dates.ts';
import type { Variant } from '#domain/catalog/variant.ts';
import { chooseOffers, type Offer } from '#domain/stock/choose-offer.ts';
import { closedAhead, closedDays } from '#domain/stock/closed-days.ts';
import type { DemandSeries } from '#domain/stock/demand-series.ts';
import type { Lot } from '#domain/stock/lots.ts';
import { planReplenishment, type ReplenishmentPlan } from '#domain/stock/plan-replenishment.ts';
import { type NamedLot, remainingLots } from '#domain/stock/remaining-lots.ts';
import type { ReplenishmentTerms } from '#domain/stock/reorder-levels.ts';
import { USUAL_HEALTH_RULE } from '#domain/stock/stock-health.ts';
import { replenishmentTerms, USUAL_TERMS } from '#domain/stock/supply-terms.ts';
import { readDemand, readSoldDays, seriesOf, type VariantMovements } from '#sync-server/db/read-demand.ts';
import { EMPTY_SHELF, readOrderSituations, type ShelfSituation } from '#sync-server/db/read-order-situations.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { readSuppliers } from '#sync-server/views/purchase-order-list.ts';

/** Days of history that forecasts are made from: a year, and weeks to see it again. */
const HISTORY_DAYS = 400;
/** Days ahead whose closing is said: lots are looked at a year ahead. */
const AHEAD_DAYS = 366;

export type SupplierOffer = Offer<SupplierPublished>;

/** What a row says of its product. */
export type ProductWords = Pick<Variant, 'variantId' | 'sku' | 'name' | 'names' | 'unit'>;

/** What is the same for every variant of a location on a day. */
export interface PlanGround {
  locationId: string;
  today: string;
  from: string;
  to: string;
  closed: ReadonlySet<string>;
  closedAhead: readonly boolean[];
  offers: ReadonlyMap<string, SupplierOffer>;
}

/** A variant with its plan and what that was made from. */
export interface PlannedVariant {
  product: ProductWords;
  offer: SupplierOffer | null;
  terms: ReplenishmentTerms;
  series: DemandSeries;
  shelf: ShelfSituation;
  lots: readonly NamedLot[];
  movements: VariantMovements;
  plan: ReplenishmentPlan;
}

export async function readGround(db: Kysely<Tables>, locationId: string, today: string): Promise<PlanGround> {
  const [from, to] = [addDays(today, -HISTORY_DAYS), addDays(today, -1)];
  const soldOn = await readSoldDays(db, { locationId, from, to });
  return {
    ...{ locationId, today, from, to },
    closed: closedDays({ from, to }, soldOn),
    closedAhead: closedAhead(today, AHEAD_DAYS, soldOn),
    offers: await readOffers(db),
  };
}

/** Whom each variant is bought from now. */
export async function readOffers(db: Kysely<Tables>): Promise<Map<string, SupplierOffer>> {
  return chooseOffers((await readSuppliers(db)).map(({ supplier }) => supplier));
}

/** What of offers a plan hangs on: who sells what, on which terms. Plans of equal words are equal. */
export function supplyWords(offers: PlanGround['offers']): string {
  return JSON.stringify(
    [...offers].map(([variantId, { supplier }]) => [variantId, replenishmentTerms(supplier)]).sort(),
  );
}

/** What is looked at at a location: what a supplier sells and is in the assortment, and all that is on hand. */
export async function readPlanned(
  db: Kysely<Tables>,
  { locationId, offers }: Pick<PlanGround, 'locationId' | 'offers'>,
  only?: string,
): Promise<ProductWords[]> {
  const { rows } = await sql<Omit<ProductWords, 'names'> & { names: Record<string, string> | null }>`
    select variant.variant_id as "variantId", sku, name, names, unit
    from variant left join stock on stock.variant_id = variant.variant_id and stock.location_id = ${locationId}
    where not coalesce((rules ->> 'service')::boolean, false) and rules -> 'parts' is null
      and ${only === undefined ? sql`true` : sql`variant.variant_id = ${only}`}
      and (on_hand > 0 or (not archived and variant.variant_id = any(${[...offers.keys()]}::text[]))
        or ${only !== undefined})
    order by variant.variant_id`.execute(db);
  return rows.map(({ names, ...row }) => ({ ...row, ...(names ? { names } : {}) }));
}

/** Plans products one after the other; what they moved is read at once. */
export async function* planVariants(
  db: Kysely<Tables>,
  ground: PlanGround,
  products: readonly ProductWords[],
): AsyncGenerator<PlannedVariant> {
  const variantIds = products.map(({ variantId }) => variantId);
  const shelves = await readOrderSituations(db, { ...ground, variantIds });
  const moved = await readDemand(db, { ...ground, variantIds });
  for (const product of products) {
    const movements = moved.get(product.variantId);
    if (movements) yield planVariant(ground, product, shelves.get(product.variantId) ?? EMPTY_SHELF, movements);
  }
}

function planVariant(
  ground: PlanGround,
  product: ProductWords,
  shelf: ShelfSituation,
  movements: VariantMovements,
): PlannedVariant {
  const { today, offers } = ground;
  const offer = offers.get(product.variantId) ?? null;
  const terms = offer ? replenishmentTerms(offer.supplier) : USUAL_TERMS;
  const series = seriesOf(movements, { ...ground, onHand: shelf.onHand });
  const lots = remainingLots(movements.lots, shelf.onHand);
  const { packSize = 1, minimumQuantity = 0 } = offer?.item ?? {};
  const plan = planReplenishment({
    ...{ series, today, terms, lots: lots.map(lotOf), closedAhead: ground.closedAhead },
    stock: { ...shelf, packSize, minimumQuantity },
    lastSoldOn: movements.lastSoldOn,
    lastReceivedOn: movements.lastReceivedOn,
    healthRule: USUAL_HEALTH_RULE,
  });
  return { product, offer, terms, series, shelf, lots, movements, plan };
}

/** A lot's id is its place among the lines of `remainingLots`. */
function lotOf({ expiry, receivedOn, quantity }: NamedLot, index: number): Lot {
  return { lotId: String(index), quantity, receivedOn, ...(expiry === null ? {} : { expiry }) };
}
