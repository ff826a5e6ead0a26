import type { Kysely } from 'kysely';
import type { CountReviewAnswer, CountReviewLine, WaitingTill } from '#contracts/http/counts.ts';
import { UNIT_SCALE } from '#domain/catalog/variant.ts';
import { mulDiv } from '#domain/money/money.ts';
import { isWorthRecount } from '#domain/stock/approve-count.ts';
import { unionOf } from '#domain/stock/stock-ledger.ts';
import { type CountFacts, readCountFacts } from '#sync-server/db/read-count-facts.ts';
import { type CountedVariant, readCountedVariants } from '#sync-server/db/read-count-scope.ts';
import { readCountRows } from '#sync-server/db/read-counts.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { type ReviewedCount, reviewCounted } from '#sync-server/views/review-counted.ts';

/** Most lines of an answer. */
const LINES_MAX = 2000;
/** A difference of more than two pieces and more than a fifth of what was expected is proposed to be counted again. */
const TOLERANCE = { quantity: 2, sharePpm: 200_000 };

/** A count's review; undefined where the location has none of that id. */
export async function readCountReview(
  db: Kysely<Tables>,
  which: { countId: string; locationId: string; now: string },
): Promise<CountReviewAnswer | undefined> {
  const facts = await readCountFacts(db, which);
  const [count] = facts ? await readCountRows(db, which.locationId, which.countId) : [];
  if (!facts || !count) return undefined;
  const { lines, uncounted } = await reviewCounted(db, facts);
  const variants = await readCountedVariants(
    db,
    which.locationId,
    lines.map(({ review }) => review.variantId),
  );
  const rows = lines.flatMap((line) => {
    const variant = variants.get(line.review.variantId);
    return variant ? [lineOf(line, variant, facts)] : [];
  });
  rows.sort(byWorth);
  return {
    count,
    lines: rows.slice(0, LINES_MAX),
    uncounted,
    left: Math.max(0, rows.length - LINES_MAX),
    waiting: waitingOf(facts, lines),
  };
}

function byWorth(a: CountReviewLine, b: CountReviewLine): number {
  const [first, second] = [a, b].map(({ state }) => (state === 'approved' ? 1 : 0));
  const worth = Math.abs(b.worth ?? 0) - Math.abs(a.worth ?? 0);
  const size = Math.abs(b.difference ?? 0) - Math.abs(a.difference ?? 0);
  return (first ?? 0) - (second ?? 0) || worth || size || (a.sku < b.sku ? -1 : 1);
}

function lineOf(
  { review, round, figures }: ReviewedCount,
  variant: CountedVariant,
  facts: CountFacts,
): CountReviewLine {
  const { price, ...product } = variant;
  const booked = facts.approvals.get(review.variantId);
  const { missingPlaces, conflictingPlaces, waitingFor, counted, expected, onHand } = review;
  const difference = booked ? booked.quantity : review.difference;
  const known = new Set(facts.recordings);
  const names = new Map(facts.journals.map(({ journalId, name }) => [journalId, name]));
  return {
    ...product,
    state: booked ? 'approved' : review.state,
    round,
    counted,
    expected: booked && counted !== null ? counted - booked.quantity : expected,
    difference,
    onHand,
    onHandAfter: booked ? onHand : review.onHandAfter,
    worth: difference === null || price === null ? null : mulDiv(difference, price, UNIT_SCALE[variant.unit]),
    worthRecount: !booked && isWorthRecount(review, TOLERANCE),
    missingPlaces: booked ? [] : missingPlaces,
    conflictingPlaces: booked ? [] : conflictingPlaces,
    waitingFor: booked ? [] : waitingFor,
    doubtful: booked
      ? []
      : review.doubtful.map(({ at, quantity, journalId, seq }) => {
          return { at, quantity, journalId, seq, registerName: names.get(journalId) ?? null };
        }),
    said: figures.map((figure) => {
      const { placeId, operatorId, quantity, at } = figure;
      return { placeId, operatorId: operatorId || '–', quantity, round: figure.round, at, implied: !known.has(figure) };
    }),
    shrinkage: booked?.shrinkage ?? [],
    approvedBy: booked?.operatorId ?? null,
  };
}

/** Tills that some line waits for, with what is missing of them. */
function waitingOf({ journals }: CountFacts, lines: readonly ReviewedCount[]): WaitingTill[] {
  const open = lines.filter(({ review }) => review.state === 'provisional');
  const waited = new Set(open.flatMap(({ review }) => review.waitingFor));
  const known = unionOf(open.map(({ review }) => review.asOf));
  return [...waited].map((journalId) => {
    const journal = journals.find((one) => one.journalId === journalId);
    return {
      journalId,
      name: journal?.name ?? journalId,
      heardUntil: journal?.heard ?? null,
      facts: Math.max(0, (known[journalId] ?? 0) - (journal?.watermark ?? 0)),
    };
  });
}
