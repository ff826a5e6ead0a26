/** Who answers to a key: mostly one, now and then two for a while, as when a barcode moves from one variant to another. */
export class Owners {
  readonly #owners = new Map<string, string | readonly string[]>();

  claim(key: string, owner: string): void {
    const known = this.#owners.get(key);
    if (known === undefined) this.#owners.set(key, owner);
    else if (typeof known === 'string') {
      if (known !== owner) this.#owners.set(key, [known, owner]);
    } else if (!known.includes(owner)) this.#owners.set(key, [...known, owner]);
  }

  release(key: string, owner: string): void {
    const known = this.#owners.get(key);
    if (known === owner) this.#owners.delete(key);
    if (typeof known !== 'object') return;
    const left = known.filter((other) => other !== owner);
    this.#owners.set(key, left.length === 1 && left[0] !== undefined ? left[0] : left);
  }

  all(key: string): readonly string[] {
    const known = this.#owners.get(key);
    return known === undefined ? [] : typeof known === 'string' ? [known] : known;
  }

  /** The latest to claim it: what was published last stands. */
  latest(key: string): string | undefined {
    const known = this.#owners.get(key);
    return typeof known === 'object' ? known.at(-1) : known;
  }
}
