import type { FactDraft } from '#contracts/facts/envelope.ts';
import type { CountRecorded } from '#contracts/facts/stock-facts.ts';
import type { Random } from '#tests/sim/kernel/random.ts';
import type { World } from '#tests/sim/kernel/world.ts';
import type { TillWindow } from './till-window.ts';

/** How often somebody counts between two sales, and at most how many products at once. */
const COUNTS = 0.12;
const MOST = 4;

export interface CountClerkOptions {
  world: World;
  random: Random;
  window: TillWindow;
  variantIds: readonly string[];
  /** How many lie on the shelf, for whoever looks. */
  shelf(variantId: string): number;
  /** A count that is asked for, with what its device knew. */
  offered(factId: string, said: CountRecorded): void;
}

/** Counts a few products of a plan that the till has heard of; the same is asked for until it is journalled. */
export async function countShelf(options: CountClerkOptions): Promise<void> {
  const { world, random, window, shelf, offered } = options;
  if (!random.chance(COUNTS)) return;
  const { index } = window.keeper.active;
  const planned = random.pick([...index.counts.values(), null]);
  const variantIds = [...new Set(Array.from({ length: random.int(1, MOST) }, () => random.pick(options.variantIds)))];
  // As the till's own screen: nobody counts before the stock is there.
  if (!planned || variantIds.some((variantId) => window.shown(variantId) === null)) return;
  const { countId, locationId, sellingPlaceId: placeId, round } = planned.plan;
  const known = { ...Object.fromEntries(index.known), [window.journalId]: window.ownSeq };
  const lines = variantIds.map((variantId) => ({ variantId, quantity: Math.max(0, shelf(variantId)) }));
  const said: CountRecorded = { countId, locationId, placeId, round, known, lines };
  const draft: FactDraft = { id: random.uuid(world.nowMs), kind: 'count.recorded', version: 1, payload: said };
  offered(draft.id, said);
  for (;;) {
    const answer = await window.append([draft]);
    if (answer.ok) return;
    window.program.note(`cannot journal a count: ${answer.fault.code}`);
    await window.program.wait(random.int(500, 4_000));
  }
}
