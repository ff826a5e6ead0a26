import { fold } from './fold.ts';

/** What one entry is found by. A whole field typed exactly ranks first, then how `name` begins. */
export interface SearchText {
  name: string;
  /** Other texts: translations, sku, GTINs, card numbers. */
  fields: readonly string[];
}

/** How well a word fits, best first. An entry's score is the sum over the words of the query. */
const EXACT_FIELD = 1;
const NAME_PREFIX = 2;
const WORD_PREFIX = 3;
const INSIDE = 4;

const BLOCK_SIZE = 512;
const FIELD_END = '\u0001';
const LINE_END = '\n';
const FIELD_END_CODE = 1;
const LINE_END_CODE = 10;

/** Entries whose folded texts stand in one string, so that one `indexOf` passes over all of them. */
interface Block {
  keys: (string | null)[];
  names: string[];
  lines: string[];
  free: number[];
  text: string;
  starts: number[];
  dirty: boolean;
}

interface Hit {
  key: string;
  name: string;
  score: number;
}

/**
 * Finds entries by any part of their texts. A change rebuilds one block of `BLOCK_SIZE` entries, at the next search;
 * a search scans all text once per word, which at 100,000 products takes a few milliseconds.
 */
export class TextIndex {
  readonly #blocks: Block[] = [];
  readonly #places = new Map<string, { block: Block; slot: number }>();
  #open: Block | undefined;

  get size(): number {
    return this.#places.size;
  }

  set(key: string, text: SearchText): void {
    const place = this.#places.get(key) ?? this.#place(key);
    const name = fold(text.name);
    place.block.names[place.slot] = name;
    place.block.lines[place.slot] = [name, ...text.fields.map(fold)].join(FIELD_END);
    place.block.dirty = true;
  }

  delete(key: string): void {
    const place = this.#places.get(key);
    if (!place) return;
    this.#places.delete(key);
    const { block, slot } = place;
    block.keys[slot] = null;
    block.names[slot] = '';
    block.lines[slot] = '';
    block.free.push(slot);
    block.dirty = true;
    this.#open = block;
  }

  /** Keys of the best `limit` entries that hold every word of the query, in any case and with or without diacritics. */
  search(query: string, limit: number): string[] {
    const words = fold(query)
      .split(' ')
      .filter((word) => word !== '');
    if (words.length === 0 || limit <= 0) return [];
    words.sort((a, b) => b.length - a.length);
    const best = new BestHits(limit);
    for (const block of this.#blocks) searchBlock(block, words, best);
    return best.keys();
  }

  #place(key: string): { block: Block; slot: number } {
    let block = this.#open;
    if (!block || (block.free.length === 0 && block.keys.length >= BLOCK_SIZE)) {
      block = { keys: [], names: [], lines: [], free: [], text: '', starts: [], dirty: true };
      this.#blocks.push(block);
      this.#open = block;
    }
    const slot = block.free.pop() ?? block.keys.length;
    block.keys[slot] = key;
    const place = { block, slot };
    this.#places.set(key, place);
    return place;
  }
}

function rebuild(block: Block): void {
  block.text = block.lines.join(LINE_END);
  block.starts = [];
  let start = 0;
  for (const line of block.lines) {
    block.starts.push(start);
    start += line.length + 1;
  }
  block.dirty = false;
}

function searchBlock(block: Block, words: readonly string[], best: BestHits): void {
  if (block.dirty) rebuild(block);
  let scores: Uint8Array | undefined;
  for (const word of words) {
    const found = fits(block, word);
    if (!found) return;
    if (scores) for (let slot = 0; slot < found.length; slot++) found[slot] = sum(scores[slot], found[slot]);
    scores = found;
  }
  if (!scores) return;
  for (let slot = 0; slot < scores.length; slot++) {
    const score = scores[slot] ?? 0;
    const key = block.keys[slot];
    if (score > 0 && key) best.offer(key, block.names[slot] ?? '', score);
  }
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
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    while (at >= (starts[slot + 1] ?? Number.POSITIVE_INFINITY)) slot++;
    const fit = fitAt(text, at, word.length, at === starts[slot]);
    found ??= new Uint8Array(starts.length);
    const before = found[slot] ?? 0;
    if (before === 0 || fit < before) found[slot] = fit;
  }
  return found;
}

function fitAt(text: string, at: number, length: number, atLineStart: boolean): number {
  const before = at === 0 ? LINE_END_CODE : text.charCodeAt(at - 1);
  if (before === FIELD_END_CODE || before === LINE_END_CODE) {
    const end = at + length;
    const after = end === text.length ? LINE_END_CODE : text.charCodeAt(end);
    if (after === FIELD_END_CODE || after === LINE_END_CODE) return EXACT_FIELD;
    return atLineStart ? NAME_PREFIX : WORD_PREFIX;
  }
  return isWordCharacter(before) ? INSIDE : WORD_PREFIX;
}

/** Of folded text: digits, letters, and everything outside ASCII except general and CJK punctuation. */
function isWordCharacter(code: number): boolean {
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
  return !(code >= 0x2000 && code <= 0x206f) && !(code >= 0x3000 && code <= 0x303f);
}

/** The best few of many: lowest score first, then by name, then by key. */
class BestHits {
  readonly #hits: Hit[] = [];
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  offer(key: string, name: string, score: number): void {
    const hits = this.#hits;
    const last = hits[hits.length - 1];
    if (hits.length === this.#limit && last && !isBefore(key, name, score, last)) return;
    let at = hits.length;
    for (let above = hits[at - 1]; above && isBefore(key, name, score, above); above = hits[at - 1]) at--;
    hits.splice(at, 0, { key, name, score });
    if (hits.length > this.#limit) hits.pop();
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
