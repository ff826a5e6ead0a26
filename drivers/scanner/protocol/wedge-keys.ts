import { charOnLayout, type LayoutName, type PressedKey } from './key-layouts.ts';

/** A keydown as far as it matters here. `key`, `code`, `repeat` and the modifiers are those of the DOM's KeyboardEvent. */
export interface WedgeKey {
  /** The character, or the name of a key that has none. */
  key: string;
  /** When it happened (KeyboardEvent.timeStamp), not when it was handled: a busy page must not change the gaps. */
  atMs: number;
  /** Which key it is, whatever it writes. */
  code?: string;
  repeat?: boolean;
  shiftKey?: boolean;
  ctrlKey?: boolean;
  altKey?: boolean;
  metaKey?: boolean;
  /** An input method is composing. */
  isComposing?: boolean;
}

/** GS (U+001D), which parts GS1 element strings: scanners send it as Ctrl+]. */
const GROUP_SEPARATOR = '\u001D';
/** Keys that write nothing yet, although they may be a scanner's: taken by an input method, or dead. */
const UNWRITTEN: ReadonlySet<string> = new Set(['Process', 'Unidentified', 'Dead']);

/** Whether an input method has taken the key: it can't be kept from acting, it can only be read by its place. */
export function isComposed(event: WedgeKey): boolean {
  return event.isComposing === true || event.key === 'Process' || event.key === 'Unidentified';
}

/** The character a key writes, or `null`. Ctrl and Alt together are AltGr, which writes characters. */
export function charOf(event: WedgeKey, inBurst: boolean, layout: LayoutName | 'auto'): string | null {
  if (event.metaKey) return null;
  if (event.ctrlKey && !event.altKey) return inBurst && isGroupSeparator(event) ? GROUP_SEPARATOR : null;
  if (event.altKey && !event.ctrlKey) return null;
  const pressed = pressedKey(event);
  if (isComposed(event) || UNWRITTEN.has(event.key)) {
    return pressed ? (charOnLayout(pressed, layout === 'auto' ? 'us' : layout) ?? null) : null;
  }
  if ([...event.key].length !== 1) return null;
  return (layout !== 'auto' && pressed && charOnLayout(pressed, layout)) || event.key;
}

/** A suffix by its name, or by its place where an input method has taken it. */
export function isSuffix(event: WedgeKey, suffixes: readonly string[]): boolean {
  if (event.repeat || event.ctrlKey || event.altKey || event.metaKey) return false;
  if (!isComposed(event)) return suffixes.includes(event.key);
  return suffixes.includes(event.code === 'NumpadEnter' ? 'Enter' : (event.code ?? ''));
}

/** The places of a burst's keys; undefined where one is not known. */
export function pressedKeys(events: readonly WedgeKey[]): PressedKey[] | undefined {
  const keys: PressedKey[] = [];
  for (const event of events) {
    const gs = event.ctrlKey && !event.altKey;
    const pressed = gs ? { code: 'GS', shift: false } : pressedKey(event);
    if (!pressed) return undefined;
    keys.push(pressed);
  }
  return keys;
}

function pressedKey(event: WedgeKey): PressedKey | undefined {
  if (!event.code) return undefined;
  const altGr = event.ctrlKey && event.altKey;
  return { code: event.code, shift: event.shiftKey === true, ...(altGr ? { altGr } : {}) };
}

function isGroupSeparator({ key, code }: WedgeKey): boolean {
  return key === ']' || key === GROUP_SEPARATOR || code === 'BracketRight';
}
