import type { Kysely } from 'kysely';
import type { CountRecording } from '#domain/stock/count.ts';
import type { Marks } from '#domain/stock/position.ts';
import { type CountReview, reviewCount } from '#domain/stock/review-count.ts';
import { roundRecordings } from '#domain/stock/round-recordings.ts';
import { type CountFacts, readCountedStock } from '#sync-server/db/read-count-facts.ts';
import { readScope } from '#sync-server/db/read-count-scope.ts';
import type { Tables } from '#sync-server/db/tables.ts';

/** One product's count, with the round that asks for it and the figures that it was reckoned from. */
export interface ReviewedCount {
  review: CountReview;
  round: number;
  figures: readonly CountRecording[];
}

/** What a count says of each of its products, and how many more with stock nobody has counted yet. */
export interface Reviewed {
  lines: ReviewedCount[];
  uncounted: number;
}

/** Reviews a count's products, or some of them. What nobody found is among them once every place was said to be all. */
export async function reviewCounted(
  db: Kysely<Tables>,
  facts: CountFacts,
  only?: ReadonlySet<string>,
): Promise<Reviewed> {
  const { plan, rounds, recordings, completes } = facts;
  const first = rounds.get(1) ?? plan;
  const listed = [...rounds.values()].flatMap(({ variantIds = [] }) => variantIds);
  const counted = new Set([...listed, ...recordings.map(({ variantId }) => variantId), ...facts.approvals.keys()]);
  const rest = first.variantIds ? [] : (await readScope(db, first)).filter((variantId) => !counted.has(variantId));
  const isAll = plan.placeIds.every((placeId) => completes.some((one) => one.placeId === placeId && one.round === 1));
  const all = isAll ? [...counted, ...rest] : [...counted];
  const wanted = only ? all.filter((variantId) => only.has(variantId)) : all;
  const stock = await readCountedStock(db, plan.locationId, wanted, leastKnown(facts));
  const byVariant = new Map<string, CountRecording[]>();
  for (const one of recordings) {
    const own = byVariant.get(one.variantId);
    if (own) own.push(one);
    else byVariant.set(one.variantId, [one]);
  }
  const lines = wanted.map((variantId): ReviewedCount => {
    const round = roundOf(facts, variantId);
    const { placeIds } = plan;
    const own = byVariant.get(variantId) ?? [];
    const figures = roundRecordings({ variantId, round, placeIds, recordings: own, completes });
    const { onHand, movements } = stock.get(variantId) ?? { onHand: 0, movements: [] };
    const opening = movements.reduce((sum, { quantity }) => sum - quantity, onHand);
    const input = { plan, variantId, opening, movements, recordings: figures, journals: facts.journals };
    return { review: reviewCount(input), round, figures };
  });
  return { lines, uncounted: isAll ? 0 : rest.length };
}

/** The newest round that asks for a variant. */
function roundOf({ rounds }: CountFacts, variantId: string): number {
  let newest = 1;
  for (const [round, { variantIds }] of rounds) {
    if (round > newest && variantIds?.includes(variantId)) newest = round;
  }
  return newest;
}

/** What every figure of the count knew. */
function leastKnown({ recordings, completes }: CountFacts): Marks {
  const [first, ...others] = [...recordings, ...completes].map(({ known }) => known);
  const least: Record<string, number> = { ...first };
  for (const known of new Set(others)) {
    for (const journalId of Object.keys(least))
      least[journalId] = Math.min(least[journalId] ?? 0, known[journalId] ?? 0);
  }
  return least;
}
