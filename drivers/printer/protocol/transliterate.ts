/** What NFKD does not take apart but a reader does. */
const SPELLED: Readonly<Record<string, string>> = {
  œ: 'oe',
  Œ: 'OE',
  æ: 'ae',
  Æ: 'AE',
  ß: 'ss',
  ẞ: 'SS',
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ı: 'i',
  þ: 'th',
  Þ: 'Th',
  ð: 'd',
  Ð: 'D',
  '‘': "'",
  '’': "'",
  '‚': ',',
  '‛': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '‹': '<',
  '›': '>',
  '«': '"',
  '»': '"',
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '–': '-',
  '—': '-',
  '―': '-',
  '−': '-',
  '•': '*',
  '·': '.',
  '×': 'x',
  '÷': '/',
  '€': 'EUR',
  '£': 'GBP',
  '¥': 'JPY',
  '￥': 'CNY',
  '→': '->',
  '←': '<-',
  '⁄': '/',
  '′': "'",
  '″': '"',
  '、': ',',
  '。': '.',
  '《': '"',
  '》': '"',
  '「': '"',
  '」': '"',
  '【': '[',
  '】': ']',
  '〜': '~',
};

/** The same sign under the code that another font has it under. */
const SAME: Readonly<Record<string, string>> = {
  '\u301C': '～',
  '～': '\u301C',
  '−': '－',
  '－': '−',
  '‖': '∥',
  '—': '―',
  '―': '—',
  '·': '・',
  '¥': '￥',
};

/**
 * Replaces only what a reader takes for the same: a sign's twin in another font, typographic quotes, dashes and spaces.
 * Letters, currencies and pictures that `has` denies stay as they are.
 */
export function respell(text: string, has: (char: string) => boolean): string {
  let out = '';
  for (const char of text) {
    const twin = SAME[char];
    if (has(char)) out += char;
    else if (twin !== undefined && has(twin)) out += twin;
    else if (/[\p{P}\p{Z}\p{Sm}]/u.test(char)) out += spelling(char, has) ?? char;
    else out += char;
  }
  return out;
}

/**
 * Replaces the characters a printer lacks: by their spelling (`œ` to `oe`), by their letter without its accent, by
 * what they are a form of (`①` to `1`), else by one `?` each; marks that remain vanish. Everything that comes out satisfies `has`, provided
 * printable ASCII does.
 */
export function transliterate(text: string, has: (char: string) => boolean): string {
  let out = '';
  for (const char of text) {
    if (has(char)) out += char;
    else if (!/\p{M}/u.test(char)) out += spelling(char, has) ?? '?';
  }
  return out;
}

function spelling(char: string, has: (char: string) => boolean): string | null {
  const twin = SAME[char];
  if (twin !== undefined && has(twin)) return twin;
  const direct = SPELLED[char];
  if (direct !== undefined && [...direct].every(has)) return direct;
  const base = char.normalize('NFKD').replace(/\p{M}/gu, '');
  const spelled = [...base].map((part) => SPELLED[part] ?? part).join('');
  return spelled !== '' && [...spelled].every(has) ? spelled : null;
}
