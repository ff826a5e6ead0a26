import { type Kysely, sql } from 'kysely';
import type { ReplenishmentReady, SupplierProposals } from '#contracts/http/replenishment.ts';
import { proposeOrder } from '#domain/stock/propose-order.ts';
import { EMPTY_SHELF, readOrderSituations } from '#sync-server/db/read-order-situations.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import type { LocationPlan } from './location-plan.ts';
import { readOffers } from './plan-variants.ts';

const ROWS = 500;

/** A location's plan with proposals from stock, orders and suppliers as they are now; values only for who may see costs. */
export async function readReplenishment(
  db: Kysely<Tables>,
  plan: LocationPlan,
  { locationId, costs }: { locationId: string; costs: boolean },
): Promise<ReplenishmentReady> {
  return {
    state: 'ready',
    asOf: plan.asOf,
    products: plan.products,
    offered: plan.offered.length,
    suppliers: await readProposals(db, plan, locationId),
    expiring: listOf(plan.expiring, costs),
    dead: listOf(plan.dead, costs),
    overstock: listOf(plan.overstock, costs),
  };
}

/** What to order now, by supplier's name and product's number. */
async function readProposals(
  db: Kysely<Tables>,
  { offered }: LocationPlan,
  locationId: string,
): Promise<SupplierProposals[]> {
  const offers = await readOffers(db);
  const variantIds = offered.map(({ product }) => product.variantId);
  const shelves = await readOrderSituations(db, { locationId, variantIds });
  const stopped = await readStopped(db);
  const groups = new Map<string, SupplierProposals>();
  for (const { product, levels, expiring } of offered) {
    const offer = offers.get(product.variantId);
    if (!offer || stopped.has(product.variantId)) continue;
    const { supplier, item } = offer;
    const { packSize, minimumQuantity, packCost } = item;
    const shelf = shelves.get(product.variantId) ?? EMPTY_SHELF;
    const { packs, quantity, explain } = proposeOrder({ ...shelf, levels, expiring, packSize, minimumQuantity });
    if (packs === 0) continue;
    const group = groups.get(supplier.supplierId) ?? { supplier, proposals: [] };
    group.proposals.push({ ...product, packs, quantity, packSize, packCost, onHand: shelf.onHand, explain });
    groups.set(supplier.supplierId, group);
  }
  for (const { proposals } of groups.values()) proposals.sort((a, b) => a.sku.localeCompare(b.sku));
  return [...groups.values()].sort((a, b) => a.supplier.name.localeCompare(b.supplier.name));
}

/** Products of which no batch may be sold now: what would come could not be sold either. */
async function readStopped(db: Kysely<Tables>): Promise<Set<string>> {
  const rows = await db
    .selectFrom('sale_stop')
    .select('variant_id')
    .where('status', '=', 'active')
    .where(sql`stop ->> 'batch'`, 'is', null)
    .execute();
  return new Set(rows.map(({ variant_id }) => variant_id));
}

function listOf<T extends { value: number }>(rows: readonly T[], costs: boolean) {
  const first = rows.slice(0, ROWS);
  if (!costs) return { total: rows.length, rows: first.map(({ value: _value, ...row }) => row) };
  return { total: rows.length, value: rows.reduce((sum, { value }) => sum + value, 0), rows: first };
}
