/**
 * Tells a keyboard-wedge scanner from a person typing, by timing and framing alone: a scanner sends its characters
 * faster than hands can, and usually ends with Enter or Tab.
 *
 * The fold is pure. `wedge` takes each keydown, `wedgeSilence` the passing of time; both say what the keys held until
 * now have turned out to be, and `wedge` also what is to happen with the key itself. A key that may begin a scan is
 * held: nothing may act on it until it is decided, at most `maxGapMs` after the last of them.
 */

/** A keydown as far as it matters here. `key`, `repeat` and the modifiers are those of the DOM's KeyboardEvent. */
export interface WedgeKey {
  /** The character, or the name of a key that has none. */
  key: string;
  /** When it happened (KeyboardEvent.timeStamp), not when it was handled: a busy page must not change the gaps. */
  atMs: number;
  repeat?: boolean;
  ctrlKey?: boolean;
  altKey?: boolean;
  metaKey?: boolean;
  /** An input method is composing: its keys are never a scanner's. */
  isComposing?: boolean;
}

export interface WedgeOptions {
  /** The longest gap between two characters of a scan. */
  maxGapMs: number;
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
}

export const WEDGE_DEFAULTS: WedgeOptions = {
  maxGapMs: 35,
  minLength: 4,
  maxLength: 4296,
  suffixes: ['Enter', 'Tab'],
  suffixGraceMs: 120,
  repeatGapMs: 20,
};

/** What is open between two keys. Give it back unchanged; begin with `WEDGE_START`. */
export interface WedgeState<K extends WedgeKey = WedgeKey> {
  readonly held: readonly K[];
  /** When the last key of the burst came, keys without a character included. */
  readonly lastAtMs: number;
  /** When the last scan ended; `null` when its suffixes no longer matter. */
  readonly scannedAtMs: number | null;
}

export const WEDGE_START: WedgeState<never> = { held: [], lastAtMs: 0, scannedAtMs: null };

/** What the keys held until now have turned out to be. */
export type WedgeResolved<K extends WedgeKey = WedgeKey> =
  | { kind: 'scan'; text: string; atMs: number }
  | { kind: 'typing'; keys: readonly K[] };

export interface WedgeDecision<K extends WedgeKey = WedgeKey> {
  /** To be acted on before the key itself; `null` when nothing was held or it is still open. */
  resolved: WedgeResolved<K> | null;
  /** `pass`: let it act. `hold`: keep it from acting, it may come back as typing. `swallow`: it belonged to a scan. */
  key: 'pass' | 'hold' | 'swallow';
}

/** GS (U+001D), which parts GS1 element strings: scanners send it as Ctrl+]. */
const GROUP_SEPARATOR = '\u001D';
const MODIFIERS: ReadonlySet<string> = new Set(['Shift', 'Control', 'Alt', 'AltGraph', 'CapsLock', 'NumLock']);

/**
 * Takes one keydown. The rules: printable characters are held while each follows the one before within `maxGapMs`;
 * a suffix within it, or silence, ends the burst; a burst of `minLength` or more is a scan, a shorter one typing.
 * Repeats of a held-down key, shortcuts (Ctrl, Meta, Alt) and composed keys are never part of a scan. Shift and its
 * like pass and break nothing. A space begins no scan, so that it still presses the button that has the focus.
 */
export function wedge<K extends WedgeKey>(
  state: WedgeState<K>,
  event: K,
  options: WedgeOptions = WEDGE_DEFAULTS,
): { state: WedgeState<K>; decision: WedgeDecision<K> } {
  const inBurst = state.held.length > 0 && event.atMs - state.lastAtMs <= options.maxGapMs;
  if (MODIFIERS.has(event.key)) return modifier(state, event, inBurst);
  const before = inBurst ? { state, resolved: null } : settle(state, options);
  if (!event.repeat && !event.isComposing && charOf(event, inBurst) !== null && (inBurst || event.key !== ' ')) {
    return character(before, event, options);
  }
  if (options.suffixes.includes(event.key) && !event.repeat && isPlain(event)) {
    return suffix(before, event, options);
  }
  const ended = settle(before.state, options);
  return {
    state: { ...ended.state, scannedAtMs: null },
    decision: { resolved: before.resolved ?? ended.resolved, key: 'pass' },
  };
}

/** Takes the passing of time: decides what is held once `maxGapMs` have gone by without a key. */
export function wedgeSilence<K extends WedgeKey>(
  state: WedgeState<K>,
  atMs: number,
  options: WedgeOptions = WEDGE_DEFAULTS,
): { state: WedgeState<K>; resolved: WedgeResolved<K> | null } {
  if (atMs - state.lastAtMs <= options.maxGapMs) return { state, resolved: null };
  return settle(state, options);
}

interface Settled<K extends WedgeKey> {
  state: WedgeState<K>;
  resolved: WedgeResolved<K> | null;
}

function modifier<K extends WedgeKey>(state: WedgeState<K>, event: K, inBurst: boolean) {
  const next = inBurst ? { ...state, lastAtMs: event.atMs } : state;
  return { state: next, decision: { resolved: null, key: 'pass' as const } };
}

function character<K extends WedgeKey>(before: Settled<K>, event: K, options: WedgeOptions) {
  const held = [...before.state.held, event];
  const state: WedgeState<K> = { held, lastAtMs: event.atMs, scannedAtMs: null };
  if (held.length <= options.maxLength) {
    return { state, decision: { resolved: before.resolved, key: 'hold' as const } };
  }
  const typing: WedgeResolved<K> = { kind: 'typing', keys: before.state.held };
  return { state: { ...state, held: [] }, decision: { resolved: typing, key: 'pass' as const } };
}

function suffix<K extends WedgeKey>(before: Settled<K>, event: K, options: WedgeOptions) {
  const { scannedAtMs } = before.state;
  if (before.state.held.length === 0) {
    const late = scannedAtMs !== null && event.atMs - scannedAtMs <= options.suffixGraceMs;
    const state = late ? { ...before.state, scannedAtMs: event.atMs } : { ...before.state, scannedAtMs: null };
    return { state, decision: { resolved: before.resolved, key: late ? ('swallow' as const) : ('pass' as const) } };
  }
  const ended = settle({ ...before.state, lastAtMs: event.atMs }, options);
  const key = ended.resolved?.kind === 'scan' ? ('swallow' as const) : ('pass' as const);
  return { state: ended.state, decision: { resolved: ended.resolved, key } };
}

/** Decides what is held. */
function settle<K extends WedgeKey>(state: WedgeState<K>, options: WedgeOptions): Settled<K> {
  if (state.held.length === 0) return { state, resolved: null };
  if (!isScan(state.held, options)) {
    return {
      state: { held: [], lastAtMs: state.lastAtMs, scannedAtMs: null },
      resolved: { kind: 'typing', keys: state.held },
    };
  }
  const text = state.held.map((event) => charOf(event, true) ?? '').join('');
  return {
    state: { held: [], lastAtMs: state.lastAtMs, scannedAtMs: state.lastAtMs },
    resolved: { kind: 'scan', text, atMs: state.lastAtMs },
  };
}

function isScan<K extends WedgeKey>(held: readonly K[], options: WedgeOptions): boolean {
  const first = held[0];
  const last = held.at(-1);
  if (first === undefined || last === undefined || held.length < options.minLength) return false;
  const oneKey = held.every((event) => event.key === first.key);
  return !(oneKey && (last.atMs - first.atMs) / (held.length - 1) >= options.repeatGapMs);
}

function isPlain(event: WedgeKey): boolean {
  return !event.ctrlKey && !event.altKey && !event.metaKey && !event.isComposing;
}

/** The character a key writes, or `null`. Ctrl and Alt together are AltGr, which writes characters. */
function charOf(event: WedgeKey, inBurst: boolean): string | null {
  if (event.metaKey || [...event.key].length !== 1) return null;
  if (event.ctrlKey && !event.altKey) return inBurst && event.key === ']' ? GROUP_SEPARATOR : null;
  return event.altKey && !event.ctrlKey ? null : event.key;
}
