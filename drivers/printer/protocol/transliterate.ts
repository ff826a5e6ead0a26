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

/**
 * Replaces the characters a printer lacks: by their spelling (`œ` to `oe`), by their letter without its accent, by
 * what they are a form of (`①` to `1`), else by one `?` each. Everything that comes out satisfies `has`, provided
 * printable ASCII does.
 */
export function transliterate(text: string, has: (char: string) => boolean): string {
  let out = '';
  for (const char of text) {
    if (has(char)) out += char;
    else out += spelling(char, has) ?? '?';
  }
  return out;
}

function spelling(char: string, has: (char: string) => boolean): string | null {
  const direct = SPELLED[char];
  if (direct !== undefined && [...direct].every(has)) return direct;
  const base = char.normalize('NFKD').replace(/\p{M}/gu, '');
  const spelled = [...base].map((part) => SPELLED[part] ?? part).join('');
  return spelled !== '' && [...spelled].every(has) ? spelled : null;
}
