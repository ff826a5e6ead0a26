import type { EntryImport, EntryImportAnswer, PriceListAnswer, PriceListChange } from '#contracts/http/pricing.ts';
import { holdsAtOthers, type PlannedList, planPriceList } from '#sync-server/commands/plan-price-list.ts';
import { readListGround } from '#sync-server/commands/read-list-ground.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { appendFacts, type ServerDraft } from '#sync-server/ingest/append-facts.ts';
import { readVariantsBySku } from '#sync-server/views/price-list-entries.ts';

/** Changes a price list for an operator: all of it, or nothing and what stood in the way. An accepted change keeps its answer. */
export function changePriceList(
  context: ServerContext,
  change: PriceListChange,
  operatorId: string | null,
): Promise<PriceListAnswer> {
  return appendFacts<PriceListAnswer>(context, async ({ db }) => {
    const known = await db
      .selectFrom('price_list_change')
      .select('answer')
      .where('change_id', '=', change.changeId)
      .executeTakeFirst();
    if (known) return { facts: [], answer: known.answer };
    const variantIds = change.entries.map(({ variantId }) => variantId);
    const ground = await readListGround(db, change.listId, variantIds, operatorId);
    const plan = planPriceList(change, ground);
    if (!plan.ok) return { facts: [], answer: plan };
    const facts = factsOf(change.listId, ground.version, plan, operatorId, change.changeId);
    const answer: PriceListAnswer = { ok: true, version: Math.max(ground.version + facts.length, 1) };
    await db
      .insertInto('price_list_change')
      .values({ change_id: change.changeId, answer: JSON.stringify(answer) })
      .execute();
    return { facts, answer };
  });
}

/** At most one fact: a change holds no more prices than a fact does. */
function factsOf(
  listId: string,
  version: number,
  { list, entries }: Extract<PlannedList, { ok: true }>,
  operatorId: string | null,
  changeId?: string,
): ServerDraft[] {
  if (!list && entries.length === 0) return [];
  const asked = changeId === undefined ? {} : { changeId };
  const payload = { ...asked, listId, version: version + 1, ...(list ? { list } : {}), entries };
  return [{ kind: 'price-list.published', payload, operatorId }];
}

/** Prices from a file: good rows go in, others are refused with their line and reason; the same file again changes nothing. */
export function importEntries(
  context: ServerContext,
  listId: string,
  { rows, dryRun }: EntryImport,
  operatorId: string | null,
): Promise<EntryImportAnswer | 'not-found' | 'store-not-own'> {
  return appendFacts<EntryImportAnswer | 'not-found' | 'store-not-own'>(context, async ({ db }) => {
    const variants = await readVariantsBySku(
      db,
      rows.map(({ sku }) => sku),
    );
    const variantIds = [...variants.values()].map(({ variantId }) => variantId);
    const ground = await readListGround(db, listId, variantIds, operatorId);
    if (!ground.list || ground.list.list.archived) return { facts: [], answer: 'not-found' };
    if (holdsAtOthers(ground.list.list, ground)) return { facts: [], answer: 'store-not-own' };
    const answer: EntryImportAnswer = { created: 0, changed: 0, unchanged: 0, refused: [], rows: [] };
    const entries = new Map<string, number | null>();
    for (const { line, sku, amount } of rows) {
      const variant = variants.get(sku);
      if (!variant) {
        answer.refused.push({
          line,
          reason: `there is no product with sku ${sku}`.slice(0, 500),
          code: 'variant-unknown',
        });
        continue;
      }
      const { variantId, name } = variant;
      const before = entries.has(variantId)
        ? (entries.get(variantId) ?? null)
        : (ground.entries.get(variantId)?.now.amount ?? null);
      const how = before === amount ? 'unchanged' : before === null ? 'created' : 'changed';
      answer[how] += 1;
      if (how === 'unchanged') continue;
      entries.set(variantId, amount);
      answer.rows.push({ line, variantId, sku, name, before, after: amount, version: ground.version + 1 });
    }
    const plan = {
      ok: true as const,
      list: null,
      entries: [...entries].map(([variantId, amount]) => ({ variantId, amount })),
    };
    return { facts: dryRun ? [] : factsOf(listId, ground.version, plan, operatorId), answer };
  });
}
