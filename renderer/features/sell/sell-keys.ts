/** What a key asks for while ringing up. */
export type SellAction =
  | { do: 'multiplier'; value: number }
  | { do: 'move'; by: 1 | -1 }
  /** By a page of what was found. */
  | { do: 'page'; by: 1 | -1 }
  | { do: 'tile'; index: number }
  /** Pays the whole cart by cash or card at once. */
  | { do: 'pay-whole'; key: 'Shift+F12' | 'Ctrl+F12' }
  | {
      do:
        | 'focus-search'
        | 'type'
        | 'enter'
        | 'back'
        | 'remove'
        | 'undo'
        | 'discount-line'
        | 'discount-cart'
        | 'member'
        | 'deliver'
        | 'price-check'
        | 'unlisted'
        | 'return'
        | 'park'
        | 'actions'
        | 'pay'
        | 'copy';
    };

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'metaKey' | 'repeat'> & {
  code?: string;
  shiftKey?: boolean;
};

const NAMED: Readonly<Record<string, SellAction>> = {
  F2: { do: 'focus-search' },
  F3: { do: 'price-check' },
  F4: { do: 'unlisted' },
  F5: { do: 'deliver' },
  F6: { do: 'member' },
  F7: { do: 'discount-cart' },
  F8: { do: 'return' },
  F9: { do: 'park' },
  F10: { do: 'actions' },
  F12: { do: 'pay' },
  ArrowDown: { do: 'move', by: 1 },
  ArrowUp: { do: 'move', by: -1 },
  PageDown: { do: 'page', by: 1 },
  PageUp: { do: 'page', by: -1 },
  Enter: { do: 'enter' },
  Escape: { do: 'back' },
};
/** Keys of the number pad that act while nothing is typed. */
const SIGNS: Readonly<Record<string, SellAction>> = {
  '+': { do: 'pay' },
  '-': { do: 'remove' },
  '/': { do: 'discount-line' },
  Delete: { do: 'remove' },
};
/** The most that can be keyed in before an item. */
const MULTIPLIER_MAX = 9999;

/**
 * What a key means while `text` stands in the search field; `inField` says whether the focus is in a text field, `inSearch` that it
 * is that one: in any other, signs and digits are text.
 * Anything that writes a character goes to the search field, wherever the focus is; `null` is left to the browser.
 */
export function actionOf(
  event: Key,
  { text, inField, inSearch }: { text: string; inField: boolean; inSearch: boolean },
): SellAction | null {
  const { key } = event;
  const inOther = inField && !inSearch;
  if (event.metaKey) return null;
  if (event.altKey && !event.ctrlKey) return tileOf(event);
  if (key === 'F12' && !event.repeat && (event.shiftKey ?? false) !== event.ctrlKey) {
    return { do: 'pay-whole', key: event.ctrlKey ? 'Ctrl+F12' : 'Shift+F12' };
  }
  if (event.ctrlKey && !event.altKey) return withCtrl(key.toLowerCase(), text);
  if (event.repeat && (key === 'Enter' || key === '+' || key === 'F12')) return null;
  if (NAMED[key]) return NAMED[key];
  if (!inOther && key === '*' && /^\d+$/.test(text)) return multiplierOf(text);
  if (!inOther && text === '' && SIGNS[key]) return SIGNS[key];
  if ([...key].length !== 1 || inField) return null;
  return key === ' ' ? null : { do: 'type' };
}

function multiplierOf(text: string): SellAction | null {
  const value = Number(text);
  return value >= 1 && value <= MULTIPLIER_MAX ? { do: 'multiplier', value } : null;
}

function tileOf({ key, code }: Key): SellAction | null {
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(code ?? '')?.[1] ?? (/^[1-9]$/.test(key) ? key : undefined);
  return digit === undefined ? null : { do: 'tile', index: Number(digit) - 1 };
}

function withCtrl(key: string, text: string): SellAction | null {
  if (key === 'z' && text === '') return { do: 'undo' };
  if (key === 'p') return { do: 'copy' };
  return null;
}
