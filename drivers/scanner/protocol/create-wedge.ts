import {
  WEDGE_DEFAULTS,
  WEDGE_START,
  type WedgeKey,
  type WedgeOptions,
  type WedgeResolved,
  type WedgeState,
  wedge,
  wedgeSilence,
} from './keyboard-wedge.ts';
import { type ScanEvent, scanEvent } from './scan-event.ts';

export interface WedgePorts<K extends WedgeKey> {
  /**
   * `acted`: keys of the scan that could not be kept from acting, because an input method had taken them or because
   * there were too few of them before the scanner paused; what they did is to be undone.
   */
  onScan: (scan: ScanEvent, acted: readonly K[]) => void;
  /** Keys that were held and are typing after all, in order: the very objects given to `keyDown`. */
  onTyping: (keys: readonly K[]) => void;
  /** Milliseconds on the clock of `WedgeKey.atMs` (performance.now for KeyboardEvent.timeStamp). */
  now: () => number;
  /** Calls back after so many milliseconds; gives a function that cancels it (setTimeout, clearTimeout). */
  schedule: (callback: () => void, delayMs: number) => () => void;
  options?: Partial<WedgeOptions>;
}

export interface Wedge<K extends WedgeKey> {
  /** Takes a keydown; when true, the key must not act: it is held, or part of a scan. */
  keyDown(event: K): boolean;
  /** Takes a keyup; when true, its keydown was kept from acting, so the keyup must not act either. */
  keyUp(key: string): boolean;
  /** Works with other settings from the next key on; what is held is decided. */
  configure(options: Partial<WedgeOptions>): void;
  /** Decides at once what is held, as when the window loses its focus. */
  flush(): void;
  /** A finger or mouse was used: a suffix that follows is a person's, however soon after a scan. */
  pointed(): void;
  dispose(): void;
}

/**
 * Attaches the wedge fold to a stream of key events, without knowing the DOM. In the window:
 *
 * - Listen for `keydown` and `keyup` on `window` in the capture phase, before anything else does.
 * - When `keyDown` or `keyUp` answers true: `preventDefault()` and `stopImmediatePropagation()`. So a scan writes into
 *   no field, its Enter presses no button and submits no form, and its `+`, `-` and `/` are no shortcuts.
 * - `onTyping`: let the keys act as if typed now, at the element that has the focus. Dispatch a copy of each keydown
 *   there, marked so that the listener lets it by (shortcuts live on this); where nothing prevented its default and the
 *   element takes text, insert its character (`document.execCommand('insertText')` keeps undo and `input` events).
 * - While an input method composes, keys act whatever is answered (`isComposing`, key `Process`): what they wrote is
 *   taken back where `onScan` says so.
 * - `flush` on `blur`, `pointed` on `pointerdown`, `dispose` when the window goes.
 *
 * A person's key so shows `maxGapMs` late, about two frames. `onScan` and `onTyping` are called in the order of the
 * keys, always before the answer for a later key.
 */
export function createWedge<K extends WedgeKey>(ports: WedgePorts<K>): Wedge<K> {
  let options: WedgeOptions = { ...WEDGE_DEFAULTS, ...ports.options };
  const kept = new Set<string>();
  let state: WedgeState<K> = WEDGE_START;
  let cancel: () => void = () => {};

  const act = (resolved: WedgeResolved<K> | null): void => {
    if (resolved?.kind === 'scan') {
      ports.onScan(scanEvent(resolved.text, resolved.atMs, resolved.keys), resolved.acted ?? []);
    }
    if (resolved?.kind === 'typing') ports.onTyping(resolved.keys);
  };

  /** A timer that comes late ran behind a busy page, and keys may wait behind it: they get one more turn. */
  const watch = (): void => {
    cancel();
    if (state.held.length === 0) return;
    const waitedMs = ports.now() - state.lastAtMs;
    const dueMs = state.lastAtMs + (waitedMs > options.maxGapMs ? options.joinGapMs : options.maxGapMs) + 1;
    const delayMs = Math.max(1, dueMs - ports.now());
    const expectedMs = ports.now() + delayMs;
    cancel = ports.schedule(() => {
      const late = ports.now() - expectedMs > options.maxGapMs;
      if (late) cancel = ports.schedule(silence, 1);
      else silence();
    }, delayMs);
  };

  const silence = (): void => {
    const step = wedgeSilence(state, ports.now(), options);
    state = step.state;
    act(step.resolved);
    watch();
  };

  const flush = (): void => {
    const step = wedgeSilence(state, Number.POSITIVE_INFINITY, options);
    state = step.state;
    cancel();
    act(step.resolved);
  };

  return {
    keyDown(event) {
      const step = wedge(state, event, options);
      state = step.state;
      watch();
      act(step.decision.resolved);
      const keep = step.decision.key !== 'pass';
      if (keep) kept.add(event.key);
      else kept.delete(event.key);
      return keep;
    },
    keyUp: (key) => kept.delete(key),
    configure(changed) {
      flush();
      options = { ...options, ...changed };
    },
    flush,
    pointed() {
      if (state.held.length === 0) state = { ...state, scannedAtMs: null };
    },
    dispose() {
      cancel();
      state = WEDGE_START;
      kept.clear();
    },
  };
}
