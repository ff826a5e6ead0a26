import type { CatalogueChange, ChangeConflict, ChangeFault } from '#contracts/http/catalogue.ts';
import type { Category, Variant } from '#domain/catalog/variant.ts';
import { catalogueFacts } from '#sync-server/commands/catalogue-facts.ts';
import { categoryFaults, priceFaults, variantFaults } from '#sync-server/commands/change-faults.ts';
import { isSame } from '#sync-server/commands/is-same.ts';
import { type PlannedPrices, planPrices } from '#sync-server/commands/plan-prices.ts';
import type { ChangeGround, Standing } from '#sync-server/commands/read-change.ts';
import type { ServerDraft } from '#sync-server/ingest/append-facts.ts';

export type ChangePlan =
  | { ok: true; facts: ServerDraft[]; revisions: Record<string, number> }
  | { ok: false; conflicts: ChangeConflict[]; faults: ChangeFault[] };

/**
 * The facts that bring about a change as a whole, or all that stands in its way. An entity that is already as it shall be is
 * neither: it stays as it is, whoever made it so. Every entity is named at most once.
 */
export function planChange(change: CatalogueChange, ground: ChangeGround): ChangePlan {
  const categories = compare('category', change.categories, ({ categoryId }) => categoryId, ground.categories);
  const variants = compare('variant', change.variants, ({ variantId }) => variantId, ground.variants);
  const prices = planPrices(change.prices, ground);
  const conflicts = [...categories.conflicts, ...variants.conflicts, ...prices.conflicts];
  const faults = [
    ...categoryFaults(change, ground),
    ...variantFaults(change, ground),
    ...priceFaults(change, ground),
    ...prices.faults,
  ];
  if (conflicts.length + faults.length > 0) return { ok: false, conflicts, faults };
  const { changeId } = change;
  const published = { changeId, categories: categories.changed, variants: variants.changed };
  const facts = catalogueFacts({ ...published, repricings: prices.repricings }, ground.priceVersions);
  return { ok: true, facts, revisions: { ...categories.revisions, ...variants.revisions, ...pricesIn(facts, prices) } };
}

interface Compared<T> {
  changed: T[];
  conflicts: ChangeConflict[];
  revisions: Record<string, number>;
}

function compare<T extends Category | Variant>(
  entity: 'category' | 'variant',
  asked: readonly { base: number; after: T }[],
  idOf: (after: T) => string,
  standing: ReadonlyMap<string, Standing<T>>,
): Compared<T> {
  const compared: Compared<T> = { changed: [], conflicts: [], revisions: {} };
  for (const { base, after } of asked) {
    const id = idOf(after);
    const before = standing.get(id);
    const revision = before?.revision ?? 0;
    if (before && isSame(before.value, after)) compared.revisions[`${entity}/${id}`] = revision;
    else if (revision === base) {
      compared.changed.push(after);
      compared.revisions[`${entity}/${id}`] = revision + 1;
    } else {
      const { value: current = null, by = null, at = null } = before ?? {};
      compared.conflicts.push({ entity, id, revision, current, by, at });
    }
  }
  return compared;
}

/** Versions of the prices: those that were published now, and those that stay. */
function pricesIn(facts: readonly ServerDraft[], { kept }: PlannedPrices): Record<string, number> {
  const revisions = { ...kept };
  for (const fact of facts) {
    if (fact.kind !== 'prices.published') continue;
    const { storeId, version, prices } = fact.payload;
    for (const { variantId } of prices) revisions[`price/${storeId}/${variantId}`] = version;
  }
  return revisions;
}
