import { createHash } from 'node:crypto';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

/** Everything of a run that is left to chance, from one seed. Each part of the fleet forks its own, so that one does not disturb another. */
export class Random {
  readonly #name: string;
  readonly #generator;

  constructor(name: string) {
    this.#name = name;
    const digest = createHash('sha256').update(name).digest();
    this.#generator = xoroshiro128plusFromState([0, 4, 8, 12].map((at) => digest.readInt32LE(at)));
  }

  /** A source of its own, the same for the same label. */
  fork(label: string): Random {
    return new Random(`${this.#name}/${label}`);
  }

  /** A whole number, both ends included. */
  int(from: number, to: number): number {
    return uniformInt(this.#generator, from, to);
  }

  /** In [0, 1). */
  fraction(): number {
    return this.int(0, 0x3fffffff) / 0x40000000;
  }

  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  pick<T>(list: readonly T[]): T {
    const item = list[this.int(0, list.length - 1)];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  }

  /** Mostly short, now and then long: at most `most` ms. */
  delayMs(most: number): number {
    return Math.floor(this.fraction() ** 3 * most);
  }

  hex(bytes: number): string {
    return Array.from({ length: bytes }, () => this.int(0, 255).toString(16).padStart(2, '0')).join('');
  }

  /** A UUIDv7 of an instant. */
  uuid(nowMs: number): string {
    const time = nowMs.toString(16).padStart(12, '0');
    const rest = this.hex(10);
    const variant = '89ab'[this.int(0, 3)] ?? '8';
    return `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(0, 3)}-${variant}${rest.slice(3, 6)}-${rest.slice(6, 18)}`;
  }
}
