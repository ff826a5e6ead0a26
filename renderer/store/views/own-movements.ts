import type { OwnFact } from '#domain/stock/position.ts';

const NONE: readonly OwnFact[] = [];

/**
 * This till's own facts, by the variants they moved. Adding one twice changes nothing. What is kept here never decides what
 * is shown (the marks in the stock documents do): letting facts go only keeps the memory small, see `letGo`.
 */
export class OwnMovements {
  readonly #byVariant = new Map<string, OwnFact[]>();
  readonly #ahead = new Set<number>();
  #through = 0;

  /** Every fact up to here is known, or known not to be needed. */
  get through(): number {
    return this.#through;
  }

  /** Takes facts in any order; gives the variants they moved. With `through`, no others up to that seq are needed. */
  add(facts: Iterable<OwnFact>, through = 0): Set<string> {
    const moved = new Set<string>();
    for (const fact of facts) {
      if (fact.seq <= this.#through || this.#ahead.has(fact.seq)) continue;
      this.#ahead.add(fact.seq);
      for (const variantId of new Set(fact.movements.map((movement) => movement.variantId))) {
        const known = this.#byVariant.get(variantId);
        if (known) known.push(fact);
        else this.#byVariant.set(variantId, [fact]);
        moved.add(variantId);
      }
    }
    if (through > this.#through) {
      this.#through = through;
      for (const seq of this.#ahead) if (seq <= through) this.#ahead.delete(seq);
    }
    while (this.#ahead.delete(this.#through + 1)) this.#through++;
    return moved;
  }

  /** The facts that moved a variant, for `shownOnHand`. */
  of(variantId: string): readonly OwnFact[] {
    return this.#byVariant.get(variantId) ?? NONE;
  }

  /**
   * Lets go of each variant's facts up to `counted(variantId)`: the lowest of the marks in *all* stock documents held for it,
   * `null` when there are none. The lowest, because an overlay may be withdrawn before the page that folds it in arrives.
   */
  letGo(counted: (variantId: string) => number | null): void {
    for (const [variantId, facts] of this.#byVariant) {
      const mark = counted(variantId);
      if (mark === null) continue;
      const left = facts.filter((fact) => fact.seq > mark);
      if (left.length === 0) this.#byVariant.delete(variantId);
      else if (left.length < facts.length) this.#byVariant.set(variantId, left);
    }
  }

  /** The highest seq such that no fact up to it is held here or missing here: from there on they must be read at the next start. */
  settledThrough(): number {
    let settled = this.#through;
    for (const facts of this.#byVariant.values()) for (const fact of facts) settled = Math.min(settled, fact.seq - 1);
    return settled;
  }
}
