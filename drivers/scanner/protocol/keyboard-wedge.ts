/**
 * Tells a keyboard-wedge scanner from a person typing, by timing and framing alone: a scanner sends its characters
 * faster than hands can, and usually ends with Enter or Tab.
 *
 * The fold is pure. `wedge` takes each keydown, `wedgeSilence` the passing of time; both say what the keys held until
 * now have turned out to be, and `wedge` also what is to happen with the key itself. A key that may begin a scan is
 * held: nothing may act on it until it is decided, `maxGapMs` after the last of them, or `joinGapMs` where they are a
 * scanner's for certain and may go on.
 */
import { readBarcode } from '#domain/gs1/read-barcode.ts';
import type { LayoutName, PressedKey } from './key-layouts.ts';
import { charOf, isComposed, isSuffix, pressedKeys, type WedgeKey } from './wedge-keys.ts';

export type { WedgeKey } from './wedge-keys.ts';

export interface WedgeOptions {
  /** The longest gap between two characters of a scan. */
  maxGapMs: number;
  /** The longest pause within a scan, once what has come is a scanner's for certain: a busy computer, a slow radio. */
  joinGapMs: number;
  /** The fewest characters of a scan. */
  minLength: number;
  /** More than this is not a barcode; the most a QR Code holds in letters and digits. */
  maxLength: number;
  /** Keys a scanner ends with. */
  suffixes: readonly string[];
  /** How long after a scan another suffix is still the scanner's: CR and LF, or a suffix sent late. */
  suffixGraceMs: number;
  /** A burst of one and the same key at this pace or slower is a key held down, whose repeats were not marked as such. */
  repeatGapMs: number;
  /** What the scanner is set up to send first: behind it all is a scan, however short or slow. Empty for none. */
  prefix: string;
  /** The layout the scanner types in, where it is not the computer's: its keys are then read by their places. */
  layout: LayoutName | 'auto';
}

export const WEDGE_DEFAULTS: WedgeOptions = {
  maxGapMs: 35,
  joinGapMs: 150,
  minLength: 4,
  maxLength: 4296,
  suffixes: ['Enter', 'Tab'],
  suffixGraceMs: 150,
  repeatGapMs: 20,
  prefix: '',
  layout: 'auto',
};

/** What is open between two keys. Give it back unchanged; begin with `WEDGE_START`. */
export interface WedgeState<K extends WedgeKey = WedgeKey> {
  readonly held: readonly K[];
  /** When the last key of the burst came, keys without a character included. */
  readonly lastAtMs: number;
  /** When the last scan ended; `null` when its suffixes no longer matter. */
  readonly scannedAtMs: number | null;
  /** Whether the last scan ended with a suffix: the next will too, and is not complete without. */
  readonly suffixed: boolean;
  /** Keys as fast as a scanner's that were let go as typing just now, being too few. */
  readonly released: readonly K[];
}

export const WEDGE_START: WedgeState<never> = {
  held: [],
  lastAtMs: 0,
  scannedAtMs: null,
  suffixed: false,
  released: [],
};

/** What the keys held until now have turned out to be. */
export type WedgeResolved<K extends WedgeKey = WedgeKey> =
  | {
      kind: 'scan';
      text: string;
      atMs: number;
      /** The places of its keys, where they are known. */
      keys?: readonly PressedKey[];
      /** Those of its keys that have acted already, and whose effect is to be undone. */
      acted?: readonly K[];
    }
  | { kind: 'typing'; keys: readonly K[] };

export interface WedgeDecision<K extends WedgeKey = WedgeKey> {
  /** To be acted on before the key itself; `null` when nothing was held or it is still open. */
  resolved: WedgeResolved<K> | null;
  /** `pass`: let it act. `hold`: keep it from acting, it may come back as typing. `swallow`: it belonged to a scan. */
  key: 'pass' | 'hold' | 'swallow';
}

const MODIFIERS: ReadonlySet<string> = new Set(['Shift', 'Control', 'Alt', 'AltGraph', 'CapsLock', 'NumLock']);

/**
 * Takes one keydown. The rules: printable characters are held while each follows the one before within `maxGapMs`;
 * a suffix within it, or silence, ends the burst; a burst of `minLength` or more is a scan, a shorter one typing. A burst
 * that is long enough is waited for up to `joinGapMs`, unless it is whole by its check digit. Repeats of a held-down key and
 * shortcuts (Ctrl, Meta, Alt) are never part of a scan; keys that an input method has taken are, where their place is
 * known, but they act. Shift and its like pass and break nothing. A space begins no scan, so that it still presses the
 * button that has the focus.
 */
export function wedge<K extends WedgeKey>(
  state: WedgeState<K>,
  event: K,
  options: WedgeOptions = WEDGE_DEFAULTS,
): { state: WedgeState<K>; decision: WedgeDecision<K> } {
  const inBurst = state.held.length > 0 && goesOn(state, event.atMs, options);
  if (MODIFIERS.has(event.key)) return modifier(state, event, inBurst);
  const before = inBurst ? { state, resolved: null } : settle(state, options);
  if (isCharacter(event, inBurst, options)) return character(before, event, options);
  if (isSuffix(event, options.suffixes) && (inBurst || !isComposed(event))) return suffix(before, event, options);
  const ended = settle(before.state, options);
  return {
    state: { ...ended.state, scannedAtMs: null, released: [] },
    decision: { resolved: before.resolved ?? ended.resolved, key: 'pass' },
  };
}

/** Takes the passing of time: decides what is held once it has been long enough without a key. */
export function wedgeSilence<K extends WedgeKey>(
  state: WedgeState<K>,
  atMs: number,
  options: WedgeOptions = WEDGE_DEFAULTS,
): { state: WedgeState<K>; resolved: WedgeResolved<K> | null } {
  if (goesOn(state, atMs, options)) return { state, resolved: null };
  return settle(state, options);
}

interface Settled<K extends WedgeKey> {
  state: WedgeState<K>;
  resolved: WedgeResolved<K> | null;
}

/** Whether a key at this time may still belong to what is held. */
function goesOn<K extends WedgeKey>(state: WedgeState<K>, atMs: number, options: WedgeOptions): boolean {
  const gapMs = atMs - state.lastAtMs;
  if (gapMs <= options.maxGapMs) return true;
  if (gapMs > options.joinGapMs) return false;
  if (isPrefixed(state.held, options)) return true;
  return isScan(state.held, options) && (state.suffixed || !isWhole(textOf(state.held, options)));
}

/** Whether a text is a complete code by its own check digit, so that nothing is waited for. */
function isWhole(text: string): boolean {
  const { kind } = readBarcode(text.replace(/^\][A-Za-z][0-9A-Za-z]/, ''));
  return kind === 'gtin' || kind === 'gs1';
}

function modifier<K extends WedgeKey>(state: WedgeState<K>, event: K, inBurst: boolean) {
  const next = inBurst ? { ...state, lastAtMs: event.atMs } : state;
  return { state: next, decision: { resolved: null, key: 'pass' as const } };
}

function isCharacter(event: WedgeKey, inBurst: boolean, options: WedgeOptions): boolean {
  if (event.repeat || (event.key === ' ' && !inBurst)) return false;
  if (event.key === 'Dead' && !inBurst) return false;
  return charOf(event, inBurst, options.layout) !== null;
}

function character<K extends WedgeKey>(before: Settled<K>, event: K, options: WedgeOptions) {
  const held = [...before.state.held, event];
  const state: WedgeState<K> = { ...before.state, held, lastAtMs: event.atMs, scannedAtMs: null };
  const key = isComposed(event) ? ('pass' as const) : ('hold' as const);
  if (held.length <= options.maxLength) return { state, decision: { resolved: before.resolved, key } };
  const typing: WedgeResolved<K> = { kind: 'typing', keys: before.state.held.filter((one) => !isComposed(one)) };
  return { state: { ...state, held: [] }, decision: { resolved: typing, key: 'pass' as const } };
}

function suffix<K extends WedgeKey>(before: Settled<K>, event: K, options: WedgeOptions) {
  const { scannedAtMs } = before.state;
  if (before.state.held.length === 0) {
    const late = scannedAtMs !== null && event.atMs - scannedAtMs <= options.suffixGraceMs;
    const state = { ...before.state, scannedAtMs: late ? event.atMs : null, released: [] };
    return { state, decision: { resolved: before.resolved, key: late ? ('swallow' as const) : ('pass' as const) } };
  }
  const ended = settle({ ...before.state, lastAtMs: event.atMs }, options);
  const scanned = ended.resolved?.kind === 'scan';
  const state = scanned ? { ...ended.state, suffixed: true } : { ...ended.state, released: [] };
  return { state, decision: { resolved: ended.resolved, key: scanned ? ('swallow' as const) : ('pass' as const) } };
}

/** Decides what is held. */
function settle<K extends WedgeKey>(state: WedgeState<K>, options: WedgeOptions): Settled<K> {
  if (state.held.length === 0) return { state, resolved: null };
  const idle = { held: [], lastAtMs: state.lastAtMs, suffixed: false };
  if (!isScan(state.held, options)) {
    const keys = state.held.filter((event) => !isComposed(event));
    const released = state.held.length > 1 && keys.length === state.held.length ? keys : [];
    return { state: { ...idle, scannedAtMs: null, released }, resolved: { kind: 'typing', keys } };
  }
  const parts = withReleased(state, options);
  const acted = parts.filter((event) => isComposed(event) || !state.held.includes(event));
  const places = pressedKeys(parts.slice(isPrefixed(parts, options) ? options.prefix.length : 0));
  return {
    state: { ...idle, scannedAtMs: state.lastAtMs, released: [] },
    resolved: {
      kind: 'scan',
      text: textOf(parts, options),
      atMs: state.lastAtMs,
      ...(places && options.layout === 'auto' ? { keys: places } : {}),
      ...(acted.length > 0 ? { acted } : {}),
    },
  };
}

/** The first characters of a scan that paused behind them: they are its own where only with them it is a whole code. */
function withReleased<K extends WedgeKey>({ held, released }: WedgeState<K>, options: WedgeOptions): readonly K[] {
  const gapMs = (held[0]?.atMs ?? 0) - (released.at(-1)?.atMs ?? 0);
  if (released.length === 0 || gapMs > options.joinGapMs) return held;
  const joined = [...released, ...held];
  return isWhole(textOf(joined, options)) && !isWhole(textOf(held, options)) ? joined : held;
}

function textOf(held: readonly WedgeKey[], options: WedgeOptions): string {
  const text = held.map((event) => charOf(event, true, options.layout) ?? '').join('');
  return isPrefixed(held, options) ? text.slice(options.prefix.length) : text;
}

function isPrefixed(held: readonly WedgeKey[], { prefix, layout }: WedgeOptions): boolean {
  if (prefix === '' || held.length < prefix.length) return false;
  return [...prefix].every((char, at) => held[at] && charOf(held[at], true, layout) === char);
}

function isScan(held: readonly WedgeKey[], options: WedgeOptions): boolean {
  const first = held[0];
  const last = held.at(-1);
  if (first === undefined || last === undefined) return false;
  if (isPrefixed(held, options)) return held.length > options.prefix.length;
  if (held.length < options.minLength) return false;
  const oneKey = held.every((event) => event.key === first.key && event.code === first.code);
  return !(oneKey && (last.atMs - first.atMs) / (held.length - 1) >= options.repeatGapMs);
}
