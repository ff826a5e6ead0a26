import type { CatalogueChange, ChangeAnswer } from '#contracts/http/catalogue.ts';
import { planChange } from '#sync-server/commands/plan-change.ts';
import { readChangeGround } from '#sync-server/commands/read-change.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { appendFacts } from '#sync-server/ingest/append-facts.ts';

/**
 * Changes the catalogue for an operator: all of it, or nothing and what stood in the way. An accepted change keeps its answer, so
 * that sending it again changes nothing more; a refused one is looked at again.
 */
export function changeCatalogue(
  context: ServerContext,
  change: CatalogueChange,
  operatorId: string | null,
): Promise<ChangeAnswer> {
  return appendFacts<ChangeAnswer>(context, async ({ db }) => {
    const known = await db
      .selectFrom('catalogue_change')
      .select('answer')
      .where('change_id', '=', change.changeId)
      .executeTakeFirst();
    if (known) return { facts: [], answer: known.answer };
    const plan = planChange(change, await readChangeGround(db, change, { operatorId, now: context.now() }));
    if (!plan.ok) return { facts: [], answer: plan };
    const answer: ChangeAnswer = { ok: true, revisions: plan.revisions };
    await db
      .insertInto('catalogue_change')
      .values({ change_id: change.changeId, answer: JSON.stringify(answer) })
      .execute();
    return { facts: plan.facts.map((fact) => ({ ...fact, operatorId })), answer };
  });
}

/** Whether an entity stands in a change twice, so that it does not say what shall become of it. */
export function repeatsItself({ categories, variants, prices }: CatalogueChange): boolean {
  const named = [
    ...categories.map(({ after }) => `category ${after.categoryId}`),
    ...variants.map(({ after }) => `variant ${after.variantId}`),
    ...prices.map(({ storeId, variantId, effectiveAt = '' }) => `price ${storeId} ${variantId} ${effectiveAt}`),
  ];
  return new Set(named).size < named.length;
}
