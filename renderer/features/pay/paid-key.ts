/** What a key does where a sale was just paid: nothing here, nothing at all, or on to the next sale with what it says there. */
export type PaidKey =
  | { do: 'ignore' }
  /** Used up: it was meant for the screen before. */
  | { do: 'swallow' }
  /** `typed` is the first character of the next entry; `key` opens there what it opens while ringing up. */
  | { do: 'next'; typed: string; key: string | null };

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'metaKey' | 'repeat'>;

/** A key pressed sooner than this was meant for the screen before. */
const SETTLE_MS = 400;
const QUIET_KEYS = new Set(['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'NumLock', 'Tab', 'F1']);
/** Paying knows none of these: however soon, they are meant for the next sale. */
const SELL_KEYS = new Set(['F2', 'F3', 'F4', 'F6', 'F8', 'F9', 'F10']);

/** What a key does `shownMs` after the sale was shown as paid. */
export function paidKey(event: Key, shownMs: number): PaidKey {
  const { key } = event;
  if (QUIET_KEYS.has(key) || event.ctrlKey || event.altKey || event.metaKey) return { do: 'ignore' };
  if (event.repeat) return { do: 'swallow' };
  if (SELL_KEYS.has(key)) return { do: 'next', typed: '', key };
  if (shownMs < SETTLE_MS) return { do: 'swallow' };
  return { do: 'next', typed: /^[\p{L}\p{N}]$/u.test(key) ? key : '', key: null };
}
