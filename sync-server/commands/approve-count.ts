import type { PayloadOf } from '#contracts/facts/kinds.ts';
import type { CountApproval } from '#contracts/http/counts.ts';
import { approveCount } from '#domain/stock/approve-count.ts';
import type { CountOf } from '#sync-server/commands/change-count.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { readCountFacts } from '#sync-server/db/read-count-facts.ts';
import { appendFacts } from '#sync-server/ingest/append-facts.ts';
import { reviewCounted } from '#sync-server/views/review-counted.ts';

export type CountBooked =
  | { ok: true; booked: number }
  | { ok: false; code: 'not-found' | 'count-changed' | 'count-not-final' | 'shrinkage-differs'; variantId?: string };

type Adjustment = PayloadOf<'count.approved'>['adjustments'][number];

/**
 * Books differences of an open count, all of them or none: each must be final, as it was seen, and explained by its reasons. One that is
 * booked already stays as it is, so that asking twice books once.
 */
export function bookCount(
  context: ServerContext,
  { countId, locationId, operatorId }: CountOf & { operatorId: string },
  { lines }: CountApproval,
): Promise<CountBooked> {
  return appendFacts<CountBooked>(context, async ({ db }) => {
    const refuse = (answer: CountBooked) => ({ facts: [], answer });
    const facts = await readCountFacts(db, { countId, locationId, now: context.now().toISOString() });
    if (!facts) return refuse({ ok: false, code: 'not-found' });
    const open = new Map(
      lines.filter(({ variantId }) => !facts.approvals.has(variantId)).map((line) => [line.variantId, line]),
    );
    if (open.size === 0) return refuse({ ok: true, booked: 0 });
    if (facts.plan.status !== 'open') return refuse({ ok: false, code: 'count-changed' });
    const reviewed = await reviewCounted(db, facts, new Set(open.keys()));
    const reviews = new Map(reviewed.lines.map(({ review }) => [review.variantId, review]));
    const adjustments: Adjustment[] = [];
    for (const { variantId, difference, shrinkage } of open.values()) {
      const review = reviews.get(variantId);
      if (!review) return refuse({ ok: false, code: 'count-not-final', variantId });
      if (review.state === 'final' && review.difference !== difference)
        return refuse({ ok: false, code: 'count-changed', variantId });
      const approval = approveCount(review, shrinkage);
      if (!approval.ok) return refuse({ ok: false, code: approval.code, variantId });
      adjustments.push({ ...approval.adjustment, shrinkage: approval.shrinkage });
    }
    const payload = { countId, locationId, operatorId, adjustments };
    return {
      facts: [{ kind: 'count.approved', payload, operatorId }],
      answer: { ok: true, booked: adjustments.length },
    };
  });
}
