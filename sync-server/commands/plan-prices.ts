import type { ChangeConflict, ChangeFault, PriceChange, StorePrice } from '#contracts/http/catalogue.ts';
import { priceInForce } from '#domain/catalog/price-in-force.ts';
import type { Repricing } from '#sync-server/commands/catalogue-facts.ts';
import { type ChangeGround, publicationKey } from '#sync-server/commands/read-change.ts';

/** An instant that passed while the form was filled in still means now. */
const LATE_MS = 5 * 60_000;

export interface PlannedPrices {
  repricings: Repricing[];
  conflicts: ChangeConflict[];
  faults: ChangeFault[];
  /** Versions of prices that are already as they shall be, by `price/store/variant`. */
  kept: Record<string, number>;
}

/** What a change does to prices: amounts that begin together are published together. */
export function planPrices(changes: readonly PriceChange[], ground: ChangeGround): PlannedPrices {
  const planned: PlannedPrices = { repricings: [], conflicts: [], faults: [], kept: {} };
  const repricings = new Map<string, Repricing>();
  const repricingAt = (storeId: string, effectiveAt: string | undefined) => {
    const key = `${storeId}\n${effectiveAt ?? ''}`;
    const known = repricings.get(key);
    if (known) return known;
    const fresh: Repricing = { storeId, ...(effectiveAt === undefined ? {} : { effectiveAt }), prices: [] };
    repricings.set(key, fresh);
    return fresh;
  };
  for (const change of changes) {
    const { storeId, variantId, base, amount } = change;
    const price = ground.prices.get(variantId)?.find((each) => each.storeId === storeId);
    const id = `${storeId}/${variantId}`;
    const begins = beginOf(change, ground.now);
    if (begins === 'past') {
      const message = `${change.effectiveAt} is over`;
      planned.faults.push({ entity: 'price', id, code: 'price-date-past', message });
      continue;
    }
    const standing = standingAt(price, begins ?? ground.now);
    const follows = price?.ahead.findLast(({ effectiveAt }) => effectiveAt === begins);
    const found = amount === null ? follows : standing;
    if (amount !== null && found?.amount === amount && (begins === undefined || follows)) {
      planned.kept[`price/${id}`] = found.version;
    } else if (found?.version !== (base === 0 ? undefined : base) || (amount === null && !follows)) {
      planned.conflicts.push(conflictOf(id, price, found?.version ?? price?.version ?? 0, ground, change));
    } else {
      const repricing = repricingAt(storeId, begins);
      if (amount !== null) repricing.prices.push({ variantId, amount });
      if (follows) repricing.withdrawn = [...(repricing.withdrawn ?? []), { variantId, version: follows.version }];
    }
  }
  return { ...planned, repricings: [...repricings.values()] };
}

/** The instant at which what is asked for begins; undefined for now. */
export function beginOf({ effectiveAt }: Pick<PriceChange, 'effectiveAt'>, now: string): string | undefined | 'past' {
  if (effectiveAt === undefined || effectiveAt > now) return effectiveAt;
  return Date.parse(now) - Date.parse(effectiveAt) > LATE_MS ? 'past' : undefined;
}

/** The price that would be in force at an instant, as things stand. */
function standingAt(price: StorePrice | undefined, at: string): { amount: number; version: number } | undefined {
  if (!price) return undefined;
  const ahead = priceInForce(price.ahead, at);
  if (ahead) return ahead;
  return price.amount === null ? undefined : { amount: price.amount, version: price.version };
}

function conflictOf(
  id: string,
  price: StorePrice | undefined,
  revision: number,
  { publishers }: ChangeGround,
  { storeId, variantId }: PriceChange,
): ChangeConflict {
  const { by = null, at = null } = publishers.get(publicationKey(storeId, variantId, revision)) ?? {};
  return { entity: 'price', id, revision, current: price ?? null, by, at };
}
