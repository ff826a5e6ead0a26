import { fold } from './fold.ts';

interface Named<T> {
  key: string;
  name: string;
  value: T;
}

/**
 * Values in the order of their folded names. Changes are gathered and merged in at the next reading: n changes to m
 * values cost n log n + m once, not each.
 */
export class NameOrder<T> {
  #sorted: Named<T>[] = [];
  readonly #current = new Map<string, Named<T>>();
  readonly #pending = new Set<Named<T>>();
  #stale = false;

  set(key: string, name: string, value: T): void {
    this.delete(key);
    const entry = { key, name: fold(name), value };
    this.#current.set(key, entry);
    this.#pending.add(entry);
  }

  delete(key: string): void {
    const entry = this.#current.get(key);
    if (!entry) return;
    this.#current.delete(key);
    if (!this.#pending.delete(entry)) this.#stale = true;
  }

  /** `limit` values from `offset` on of those that pass `wanted`. */
  slice(offset: number, limit: number, wanted: (value: T) => boolean = () => true): T[] {
    this.#merge();
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

  #merge(): void {
    if (this.#pending.size === 0 && !this.#stale) return;
    const kept = this.#stale ? this.#sorted.filter((entry) => this.#current.get(entry.key) === entry) : this.#sorted;
    const added = [...this.#pending].sort(compare);
    this.#sorted = merged(kept, added);
    this.#pending.clear();
    this.#stale = false;
  }
}

function compare(a: Named<unknown>, b: Named<unknown>): number {
  if (a.name !== b.name) return a.name < b.name ? -1 : 1;
  return a.key < b.key ? -1 : 1;
}

function merged<T>(left: readonly Named<T>[], right: readonly Named<T>[]): Named<T>[] {
  const all: Named<T>[] = [];
  let at = 0;
  for (const entry of right) {
    for (let next = left[at]; next && compare(next, entry) < 0; next = left[++at]) all.push(next);
    all.push(entry);
  }
  return all.concat(left.slice(at));
}
