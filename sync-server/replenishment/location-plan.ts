import type { ExpiringRow, IdleRow } from '#contracts/http/replenishment.ts';
import { addDays } from '#domain/calendar/dates.ts';
import { mulDiv } from '#domain/money/money.ts';
import type { ReorderLevels } from '#domain/stock/reorder-levels.ts';
import type { PlannedVariant, ProductWords } from './plan-variants.ts';

/** Lots are listed that expire within so many days, and those of which not all will be sold. */
const LISTED_DAYS = 60;

/** What is kept of a product's plan. */
export interface KeptVariant {
  product: ProductWords;
  levels: ReorderLevels;
  expiring: number;
}

/** What was reckoned for a location; lists are whole and sorted, the most pressing first. */
export interface LocationPlan {
  asOf: string;
  today: string;
  /** What suppliers sold then (`supplyWords`). */
  supply: string;
  products: number;
  offered: KeptVariant[];
  expiring: Worth<ExpiringRow>[];
  dead: Worth<IdleRow>[];
  overstock: Worth<IdleRow>[];
}

type Worth<T> = T & { value: number };

export function emptyPlan(of: Pick<LocationPlan, 'asOf' | 'today' | 'supply'>): LocationPlan {
  return { ...of, products: 0, offered: [], expiring: [], dead: [], overstock: [] };
}

/** Puts a planned variant where it belongs. */
export function keepVariant(kept: LocationPlan, planned: PlannedVariant): void {
  const { product, offer, plan, shelf, movements } = planned;
  kept.products += 1;
  if (offer) kept.offered.push({ product, levels: plan.levels, expiring: plan.expiring });
  kept.expiring.push(...expiringRows(planned, kept.today));
  const { state, excess, daysOfCover } = plan.health;
  if (state === 'healthy') return;
  const { lastSoldOn, lastReceivedOn } = movements;
  const value = worthOf(excess, shelf);
  kept[state].push({ ...product, onHand: shelf.onHand, excess, daysOfCover, lastSoldOn, lastReceivedOn, value });
}

/** Sorts the lists of a plan that is whole. */
export function sortLists({ expiring, dead, overstock }: LocationPlan): void {
  expiring.sort((a, b) => compare(a.expiry, b.expiry) || b.unsold - a.unsold || compare(a.sku, b.sku));
  for (const list of [dead, overstock]) list.sort((a, b) => b.value - a.value || compare(a.sku, b.sku));
}

function expiringRows({ product, lots, plan, shelf }: PlannedVariant, today: string): Worth<ExpiringRow>[] {
  const unsold = new Map(plan.unsold.map(({ lotId, quantity }) => [Number(lotId), quantity]));
  return lots.flatMap(({ batch, placeId, expiry, quantity }, index) => {
    const left = Math.min(quantity, Math.ceil((unsold.get(index) ?? 0) - 1e-6));
    if (expiry === null || quantity <= 0 || (left <= 0 && expiry > addDays(today, LISTED_DAYS))) return [];
    return [{ ...product, batch, placeId, expiry, quantity, unsold: left, value: worthOf(quantity, shelf) }];
  });
}

/** A part of on hand has its share of what all of it is worth. */
function worthOf(quantity: number, { onHand, value }: { onHand: number; value: number }): number {
  return onHand > 0 ? mulDiv(value, quantity, onHand) : 0;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
