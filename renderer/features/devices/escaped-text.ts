/** Named as ASCII names them, and as scanners' manuals do. */
const NAMES = new Map([
  ['STX', '\u0002'],
  ['ETX', '\u0003'],
  ['TAB', '\t'],
  ['LF', '\n'],
  ['CR', '\r'],
  ['ESC', '\u001b'],
  ['GS', '\u001d'],
]);
const BY_CHARACTER = new Map([...NAMES].map(([name, char]) => [char, name]));

/** What a person writes for characters that can't be typed: `<STX>`, `<CR>`, `<0x1E>`; the rest stands for itself. */
export function unescaped(typed: string): string {
  return typed.replaceAll(
    /<(?:0x([0-9a-f]{2})|([a-z]+))>/gi,
    (all, hex: string | undefined, name: string | undefined) =>
      hex === undefined ? (NAMES.get(name?.toUpperCase() ?? '') ?? all) : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** The same, the other way. */
export function escaped(text: string): string {
  return [...text]
    .map((char) => {
      const name = BY_CHARACTER.get(char);
      if (name) return `<${name}>`;
      const code = char.charCodeAt(0);
      return code < 0x20 || code === 0x7f ? `<0x${code.toString(16).padStart(2, '0').toUpperCase()}>` : char;
    })
    .join('');
}
