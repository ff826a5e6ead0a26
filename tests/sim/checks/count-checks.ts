import type { CountPlanned, CountRecorded } from '#contracts/facts/stock-facts.ts';
import type { CountRecording, JournalHeard } from '#domain/stock/count.ts';
import { type CountReview, reviewCount } from '#domain/stock/review-count.ts';
import type { LedgerMovement } from '#domain/stock/stock-ledger.ts';
import { SERVER_STORE } from '#sync-server/ingest/book/book-fact.ts';
import type { ServerState } from '#tests/sim/server/server-state.ts';
import type { Truth } from './truth.ts';
import { demand } from './violation.ts';

/** What a count said, and what of it only somebody outside can know. */
export interface Said {
  said: CountRecorded;
  /** By variant: how many had gone that no fact tells of; null where the device had not heard of everything, or nothing was left to count. */
  gone: ReadonlyMap<string, number | null>;
}

/** Later than every clock of a run. */
const HEARD = '9999-12-31T23:59:59.999Z';

/** What a plan's count says of a variant once every till is heard, by the rules of `domain/stock` from the server's rows. */
export function reviewAtRest(state: ServerState, plan: CountPlanned, variantId: string): CountReview {
  const { countId, locationId } = plan;
  const recordings = [...state.countSaid.values()]
    .filter((said) => said.countId === countId)
    .flatMap(({ lines, ...said }): CountRecording[] => lines.map((line) => ({ ...said, ...line })));
  const numbers = new Map<string, number>();
  const movements = [...state.movements.values()].map((movement): LedgerMovement & { locationId: string } => {
    const { journalId, seq, quantity, at, asOf } = movement;
    const fact = `${journalId}/${seq}`;
    const no = (numbers.get(fact) ?? 0) + 1;
    numbers.set(fact, no);
    const row = { journalId, seq, no, variantId: movement.variantId, quantity, at, locationId: movement.locationId };
    return asOf ? { ...row, asOf } : row;
  });
  const journals = [...state.journals.values()]
    .filter(({ storeId }) => storeId === SERVER_STORE || state.stores.get(storeId)?.locationId === locationId)
    .map(({ journalId, seq }): JournalHeard => ({ journalId, watermark: seq, heardUntil: HEARD }));
  return reviewCount({
    plan,
    variantId,
    opening: 0,
    movements: movements.filter((movement) => movement.locationId === locationId),
    recordings: recordings.filter((recording) => recording.variantId === variantId),
    journals,
  });
}

/**
 * I2: the difference is what was said less what its device's facts come to, counted here without the domain's help; where the
 * device knew everything it is what has gone. Whoever differs from another in the same round is asked again.
 */
export function checkReview(review: CountReview, truth: Truth, said: readonly Said[], locationId: string): void {
  const { variantId, state, difference } = review;
  const differences = said.map(({ said: { lines, known }, gone }) => {
    const quantity = lines.find((line) => line.variantId === variantId)?.quantity ?? 0;
    const covered = truth.onHand(locationId, variantId, (journalId, seq) => seq <= (known[journalId] ?? 0));
    return { difference: quantity - covered, gone: gone.get(variantId) ?? null };
  });
  const apart = new Set(differences.map((one) => one.difference)).size > 1;
  const right = apart ? 'conflicting' : 'final';
  demand(state === right, 'I2', () => `the count of ${variantId} is ${state}, not ${right}`);
  if (state !== 'final') return;
  const [first] = differences;
  demand(
    difference === first?.difference,
    'I2',
    () => `the count of ${variantId} is off by ${difference}, not ${first?.difference}`,
  );
  for (const { gone } of differences)
    demand(gone === null || difference === -gone, 'I2', () => `${gone} of ${variantId} have gone, not ${-difference}`);
}
