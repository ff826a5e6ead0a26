/** How far the server had taken each journal when it made a view: `seq` by journal id. A journal not named counts as 0. */
export type Marks = Readonly<Record<string, number>>;

/** A signed change of on hand: a sale of two is -2. `quantity` is in the variant's smallest unit. */
export interface Movement {
  variantId: string;
  quantity: number;
}

/** What a till witnessed itself: the movements of one fact of its own journal. */
export interface OwnFact {
  journalId: string;
  seq: number;
  movements: readonly Movement[];
}

/** A stock figure as the server rendered it: `onHand` counts exactly the facts up to `marks`, and no later one. */
export interface StockPosition {
  onHand: number;
  committed: number;
  marks: Marks;
}

/**
 * What the till shows: the server's figure and, on top, the till's own facts that it does not count yet.
 * Each own fact is counted once, whatever order pages, answers and announcements arrive in.
 */
export function shownOnHand(position: StockPosition, variantId: string, own: Iterable<OwnFact>): number {
  let onHand = position.onHand;
  for (const fact of own) {
    if (fact.seq <= (position.marks[fact.journalId] ?? 0)) continue;
    for (const movement of fact.movements) if (movement.variantId === variantId) onHand += movement.quantity;
  }
  return onHand;
}
