import { clean, ENTRY_END, FIELD_END, fold, foldEntries } from '#domain/text/fold.ts';

/** How well a word fits, best first. An entry's score is the sum over the words of the query. */
const EXACT_FIELD = 1;
const NAME_PREFIX = 2;
const WORD_PREFIX = 3;
const INSIDE = 4;

const BLOCK_SIZE = 512;
const FIELD_END_CODE = FIELD_END.charCodeAt(0);
const ENTRY_END_CODE = ENTRY_END.charCodeAt(0);

/** What an entry is found by. `name` decides the order among equals, and ranks first when the query is its beginning. */
export interface EntryText {
  name: string;
  fields: readonly string[];
}

/** Entries whose folded texts stand in one string, so that one `indexOf` passes over all of them. */
interface Block {
  keys: (string | null)[];
  free: number[];
  text: string;
  /** Where each entry begins in `text`. */
  starts: number[];
  dirty: boolean;
}

/**
 * Finds entries by any part of their texts. A change rebuilds one block of `BLOCK_SIZE` entries, at the next search;
 * a search scans all text once per word, which at 100,000 products takes a few milliseconds.
 */
export class TextIndex {
  readonly #textOf: (key: string) => EntryText | undefined;
  readonly #blocks: Block[] = [];
  /** Block number times `BLOCK_SIZE` plus slot. */
  readonly #places = new Map<string, number>();
  #open = -1;

  /** `textOf` gives an entry's text when its block is rebuilt, not before. */
  constructor(textOf: (key: string) => EntryText | undefined) {
    this.#textOf = textOf;
  }

  get size(): number {
    return this.#places.size;
  }

  /** The entry is new, or its text has changed. */
  set(key: string): void {
    const place = this.#places.get(key) ?? this.#place(key);
    this.#blockAt(place).dirty = true;
  }

  delete(key: string): void {
    const place = this.#places.get(key);
    if (place === undefined) return;
    this.#places.delete(key);
    const block = this.#blockAt(place);
    block.keys[place % BLOCK_SIZE] = null;
    block.free.push(place % BLOCK_SIZE);
    block.dirty = true;
    this.#open = Math.floor(place / BLOCK_SIZE);
  }

  /** Keys of the best `limit` entries that hold every word of the query, in any case and with or without diacritics. */
  search(query: string, limit: number): string[] {
    if (limit <= 0) return [];
    const best = new BestHits(limit);
    this.#eachHit(query, (block, slot, score) => {
      if (best.mayTake(score)) best.offer(block.keys[slot] ?? '', nameAt(block, slot), score);
    });
    return best.keys();
  }

  /** How many entries hold every word of the query. */
  count(query: string): number {
    let count = 0;
    this.#eachHit(query, () => {
      count += 1;
    });
    return count;
  }

  /** Does a part of what the next search would have to do first; false when there is nothing left. */
  warm(): boolean {
    const block = this.#blocks.find(({ dirty }) => dirty);
    if (block) this.#rebuild(block);
    return block !== undefined;
  }

  #eachHit(query: string, hit: (block: Block, slot: number, score: number) => void): void {
    const words = fold(query)
      .split(' ')
      .filter((word) => word !== '');
    if (words.length === 0) return;
    words.sort((a, b) => b.length - a.length);
    for (const block of this.#blocks) {
      if (block.dirty) this.#rebuild(block);
      const scores = scoresOf(block, words);
      for (let slot = 0; slot < (scores?.length ?? 0); slot++) {
        const score = scores?.[slot] ?? 0;
        if (score > 0) hit(block, slot, score);
      }
    }
  }

  #place(key: string): number {
    let block = this.#blocks[this.#open];
    if (!block || (block.free.length === 0 && block.keys.length >= BLOCK_SIZE)) {
      block = { keys: [], free: [], text: '', starts: [], dirty: true };
      this.#open = this.#blocks.push(block) - 1;
    }
    const slot = block.free.pop() ?? block.keys.length;
    block.keys[slot] = key;
    const place = this.#open * BLOCK_SIZE + slot;
    this.#places.set(key, place);
    return place;
  }

  #blockAt(place: number): Block {
    const block = this.#blocks[Math.floor(place / BLOCK_SIZE)];
    if (!block) throw new Error(`no block at place ${place}`);
    return block;
  }

  #rebuild(block: Block): void {
    block.text = foldEntries(block.keys.map((key) => (key === null ? '' : this.#line(key))).join(ENTRY_END));
    block.starts = [0];
    for (let end = block.text.indexOf(ENTRY_END); end !== -1; end = block.text.indexOf(ENTRY_END, end + 1))
      block.starts.push(end + 1);
    block.dirty = false;
  }

  #line(key: string): string {
    const text = this.#textOf(key);
    if (!text) return '';
    let line = clean(text.name);
    for (const field of text.fields) line += FIELD_END + clean(field);
    return line;
  }
}

/** How well all words together fit each entry of the block, 0 for not at all; undefined when they fit none. */
function scoresOf(block: Block, words: readonly string[]): Uint8Array | undefined {
  let scores: Uint8Array | undefined;
  for (const word of words) {
    const found = fits(block, word);
    if (!found) return undefined;
    if (scores) for (let slot = 0; slot < found.length; slot++) found[slot] = sum(scores[slot], found[slot]);
    scores = found;
  }
  return scores;
}

function nameAt({ text, starts }: Block, slot: number): string {
  const start = starts[slot] ?? 0;
  const end = (starts[slot + 1] ?? text.length + 1) - 1;
  const field = text.indexOf(FIELD_END, start);
  return text.slice(start, field === -1 || field > end ? end : field);
}

/** Zero stays zero: an entry without one of the words is out. */
function sum(a = 0, b = 0): number {
  return a === 0 || b === 0 ? 0 : Math.min(a + b, 255);
}

/** How well the word fits each entry of the block, 0 for not at all; undefined when it is in none. */
function fits(block: Block, word: string): Uint8Array | undefined {
  const { text, starts } = block;
  let found: Uint8Array | undefined;
  let slot = 0;
  let next = starts[1] ?? text.length;
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + word.length)) {
    while (at >= next && slot < starts.length - 1) next = starts[++slot + 1] ?? text.length;
    const fit = fitAt(text, at, word.length, at === starts[slot]);
    found ??= new Uint8Array(starts.length);
    const before = found[slot];
    if (!before || fit < before) found[slot] = fit;
  }
  return found;
}

function fitAt(text: string, at: number, length: number, atEntryStart: boolean): number {
  const before = at === 0 ? ENTRY_END_CODE : text.charCodeAt(at - 1);
  if (before === FIELD_END_CODE || before === ENTRY_END_CODE) {
    const end = at + length;
    const after = end === text.length ? ENTRY_END_CODE : text.charCodeAt(end);
    if (after === FIELD_END_CODE || after === ENTRY_END_CODE) return EXACT_FIELD;
    return atEntryStart ? NAME_PREFIX : WORD_PREFIX;
  }
  return isWordCharacter(before) ? INSIDE : WORD_PREFIX;
}

/** Of folded text: digits, letters, and everything outside ASCII except general and CJK punctuation. */
function isWordCharacter(code: number): boolean {
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
  return !(code >= 0x2000 && code <= 0x206f) && !(code >= 0x3000 && code <= 0x303f);
}

interface Hit {
  key: string;
  name: string;
  score: number;
}

/** The best few of many: lowest score first, then by name, then by key. */
class BestHits {
  readonly #hits: Hit[] = [];
  readonly #limit: number;
  /** Scores above this one are not among the best any more. */
  #worst = Number.POSITIVE_INFINITY;

  constructor(limit: number) {
    this.#limit = limit;
  }

  mayTake(score: number): boolean {
    return score <= this.#worst;
  }

  offer(key: string, name: string, score: number): void {
    const hits = this.#hits;
    const last = hits[hits.length - 1];
    if (hits.length === this.#limit && last && !isBefore(key, name, score, last)) return;
    let low = 0;
    let high = hits.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const hit = hits[middle];
      if (hit && isBefore(key, name, score, hit)) high = middle;
      else low = middle + 1;
    }
    hits.splice(low, 0, { key, name, score });
    if (hits.length > this.#limit) hits.pop();
    if (hits.length === this.#limit) this.#worst = hits[hits.length - 1]?.score ?? this.#worst;
  }

  keys(): string[] {
    return this.#hits.map((hit) => hit.key);
  }
}

function isBefore(key: string, name: string, score: number, other: Hit): boolean {
  if (score !== other.score) return score < other.score;
  if (name !== other.name) return name < other.name;
  return key < other.key;
}
