/** What the keys of a keyboard write: plain, with Shift, with AltGr. */
type Layout = ReadonlyMap<string, readonly [plain: string, shifted: string, altGr?: string]>;
export type LayoutName = 'us' | 'fr' | 'de';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Rows of keys by `KeyboardEvent.code` (UI Events KeyboardEvent code Values, section 3.1). */
const DIGIT_ROW = 'Backquote Digit1 Digit2 Digit3 Digit4 Digit5 Digit6 Digit7 Digit8 Digit9 Digit0 Minus Equal'.split(
  ' ',
);
const OTHERS = 'BracketLeft BracketRight Backslash Semicolon Quote Comma Period Slash IntlBackslash'.split(' ');
const PAD = 'NumpadDivide NumpadMultiply NumpadSubtract NumpadAdd NumpadDecimal'.split(' ');

/** Keyboards as Windows lays them out: US, France (AZERTY), Germany (QWERTZ). A dead key writes its own character here. */
const LAYOUTS: Readonly<Record<LayoutName, Layout>> = {
  us: layout({
    digits: ['`1234567890-=', '~!@#$%^&*()_+'],
    others: ["[]\\;',./\\", '{}|:"<>?|'],
  }),
  fr: layout({
    digits: ['²&é"\'(-è_çà)=', '\u00001234567890°+', '\u0000\u0000~#{[|`\\^@]}'],
    others: ['^$*mù;:!<', '¨£µM%./§>'],
    swapped: { KeyA: 'q', KeyQ: 'a', KeyW: 'z', KeyZ: 'w', KeyM: ',' },
  }),
  de: layout({
    digits: ['^1234567890ß´', '°!"§$%&/()=?`', '\u0000\u0000²³\u0000\u0000\u0000{[]}\\\u0000'],
    others: ['ü+#öä,.-<', "Ü*'ÖÄ;:_>"],
    swapped: { KeyY: 'z', KeyZ: 'y' },
  }),
};

/** A key as it was pressed. */
export interface PressedKey {
  /** `KeyboardEvent.code`: which key it is, whatever it writes. */
  code: string;
  shift: boolean;
  altGr?: boolean;
}

/** What a key writes on a layout; undefined for a key that writes nothing there. */
export function charOnLayout(key: PressedKey, name: LayoutName): string | undefined {
  const chars = LAYOUTS[name].get(key.code);
  const char = key.altGr ? chars?.[2] : chars?.[key.shift ? 1 : 0];
  return char === '\u0000' || char === '' ? undefined : char;
}

/** The key that writes a character on a layout, as the first that does; undefined where none does. */
export function keyOnLayout(char: string, name: LayoutName): PressedKey | undefined {
  for (const [code, [plain, shifted, altGr]] of LAYOUTS[name]) {
    if (code.startsWith('Numpad')) continue;
    if (plain === char) return { code, shift: false };
    if (shifted === char) return { code, shift: true };
    if (altGr === char && char !== '\u0000') return { code, shift: false, altGr: true };
  }
  return undefined;
}

interface Rows {
  /** Plain, with Shift, with AltGr. */
  digits: readonly [string, string, string?];
  others: readonly [string, string];
  /** Letters that are elsewhere than on a US keyboard. */
  swapped?: Readonly<Record<string, string>>;
}

function layout({ digits, others, swapped = {} }: Rows): Layout {
  const keys = new Map<string, readonly [string, string, string?]>();
  for (const letter of LETTERS) {
    const code = `Key${letter}`;
    const plain = swapped[code] ?? letter.toLowerCase();
    keys.set(code, [plain, plain === ',' ? '?' : plain.toUpperCase()]);
  }
  for (const [at, code] of DIGIT_ROW.entries()) {
    keys.set(code, [digits[0][at] ?? '', digits[1][at] ?? '', digits[2]?.[at] ?? '']);
  }
  for (const [at, code] of OTHERS.entries()) keys.set(code, [others[0][at] ?? '', others[1][at] ?? '']);
  for (const [at, code] of PAD.entries()) keys.set(code, ['/*-+.'[at] ?? '', '/*-+.'[at] ?? '']);
  for (let digit = 0; digit <= 9; digit++) keys.set(`Numpad${digit}`, [String(digit), '']);
  keys.set('Space', [' ', ' ']);
  return keys;
}
