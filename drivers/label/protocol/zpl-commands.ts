import { isPairs, type LabelSymbology } from './label-barcode.ts';
import { utf8Bytes } from './text-bytes.ts';

/** Introduces two hexadecimal digits in a field (`^FH`). */
const MARK = '_';
/** What means something to ZPL (`^`, `~`), to `^FH`, or inside a field block (`\`). */
const MEANT = /[\^~_\\]/;

/**
 * A text as field data: `^FH_` (Field Hexadecimal Indicator) and `^FD`, in UTF-8 as `^CI28` sets it. All that could be a command,
 * and all beyond printable ASCII, is written in hexadecimal. ZPL II Programming Guide, `^FH`, `^FD`, `^CI`.
 */
export function fieldData(text: string): string {
  return `^FH${MARK}^FD${escaped(text)}^FS`;
}

/** Lines as the data of a field block (`^FB`), parted by `\&`; they hold no backslash. */
export function blockData(lines: readonly string[]): string {
  return `^FH${MARK}^FD${lines.map(escaped).join('\\&')}^FS`;
}

function escaped(text: string): string {
  let data = '';
  for (const byte of utf8Bytes(text)) {
    const char = String.fromCharCode(byte);
    const plain = byte >= 0x20 && byte <= 0x7e && !MEANT.test(char);
    data += plain ? char : MARK + byte.toString(16).toUpperCase().padStart(2, '0');
  }
  return data;
}

/**
 * A barcode without its interpretation line, from the left of its first bar: `^BY` (module width), then `^BE` (12 digits),
 * `^B8` (7), `^BU` (11), which work out the check digit themselves, or `^BC`. ZPL II Programming Guide, bar code commands.
 */
export function barcodeField(symbology: LabelSymbology, text: string, moduleDots: number, height: number): string {
  const by = `^BY${moduleDots}`;
  switch (symbology) {
    case 'ean13':
      return `${by}^BEN,${height},N,N${fieldData(text.slice(0, 12))}`;
    case 'ean8':
      return `${by}^B8N,${height},N,N${fieldData(text.slice(0, 7))}`;
    case 'upca':
      return `${by}^BUN,${height},N,N,Y${fieldData(text.slice(0, 11))}`;
    case 'code128':
      return `${by}^BCN,${height},N,N,N${fieldData(code128Data(text))}`;
  }
}

/** Invocation codes for what subset B does not take as it is (guide, `^BC`, table "Code 128 Invocation Characters"). */
const INVOKED: Readonly<Record<string, string>> = { '^': '><', '>': '>0', '~': '>=' };

/** Digits in pairs in subset C (`>;`), all else in subset B (`>:`). */
function code128Data(text: string): string {
  if (isPairs(text)) return `>;${text}`;
  return `>:${[...text].map((char) => INVOKED[char] ?? char).join('')}`;
}
