/** Who answers to a key, when now and then two do for a while: a barcode moves from one variant to another. */
export class Owners {
  readonly #owners = new Map<string, string | readonly string[]>();

  claim(key: string, owner: string): void {
    const known = this.all(key);
    if (known.includes(owner)) return;
    this.#owners.set(key, known.length === 0 ? owner : [...known, owner]);
  }

  release(key: string, owner: string): void {
    const left = this.all(key).filter((other) => other !== owner);
    const [first, ...rest] = left;
    if (first === undefined) this.#owners.delete(key);
    else this.#owners.set(key, rest.length === 0 ? first : left);
  }

  /** The latest to claim it: what was published last stands. */
  latest(key: string): string | undefined {
    return this.all(key).at(-1);
  }

  all(key: string): readonly string[] {
    const known = this.#owners.get(key);
    if (known === undefined) return [];
    return typeof known === 'string' ? [known] : known;
  }
}
