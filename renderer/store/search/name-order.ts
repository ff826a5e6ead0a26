import { fold } from '#domain/text/fold.ts';

interface Named<T> {
  name: string;
  value: T;
}

/**
 * Values in the order of their folded names, then of their keys. Changes are gathered and merged in at the next reading: n
 * changes to m values cost n log n + m once, not each.
 */
export class NameOrder<T extends object> {
  readonly #nameOf: (value: T) => string;
  readonly #keyOf: (value: T) => string;
  #sorted: Named<T>[] = [];
  #added: T[] = [];
  readonly #removed = new Set<T>();

  constructor(nameOf: (value: T) => string, keyOf: (value: T) => string) {
    this.#nameOf = nameOf;
    this.#keyOf = keyOf;
  }

  /** A value that is not in yet. */
  add(value: T): void {
    this.#added.push(value);
  }

  /** The same object that was added. */
  remove(value: T): void {
    this.#removed.add(value);
  }

  /** `limit` values from `offset` on of those that pass `wanted`. */
  slice(offset: number, limit: number, wanted: (value: T) => boolean = () => true): T[] {
    this.merge();
    const found: T[] = [];
    let skipped = 0;
    for (const { value } of this.#sorted) {
      if (found.length >= limit) break;
      if (!wanted(value)) continue;
      if (skipped < offset) skipped++;
      else found.push(value);
    }
    return found;
  }

  /** Takes in what has changed since the last reading. */
  merge(): void {
    if (this.#added.length === 0 && this.#removed.size === 0) return;
    const stays = (value: T) => !this.#removed.has(value);
    const kept = this.#removed.size > 0 ? this.#sorted.filter(({ value }) => stays(value)) : this.#sorted;
    const added = this.#added.filter(stays).map((value) => ({ name: fold(this.#nameOf(value)), value }));
    const compare = (a: Named<T>, b: Named<T>) => this.#compare(a, b);
    this.#sorted = merged(kept, added.sort(compare), compare);
    this.#added = [];
    this.#removed.clear();
  }

  #compare(a: Named<T>, b: Named<T>): number {
    if (a.name !== b.name) return a.name < b.name ? -1 : 1;
    return this.#keyOf(a.value) < this.#keyOf(b.value) ? -1 : 1;
  }
}

function merged<T>(
  left: readonly Named<T>[],
  right: Named<T>[],
  compare: (a: Named<T>, b: Named<T>) => number,
): Named<T>[] {
  if (left.length === 0) return right;
  const all: Named<T>[] = [];
  let at = 0;
  for (const entry of right) {
    for (let next = left[at]; next && compare(next, entry) < 0; next = left[++at]) all.push(next);
    all.push(entry);
  }
  return all.concat(left.slice(at));
}
