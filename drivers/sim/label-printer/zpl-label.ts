/** Something on a label, in dots from its top left corner. */
export type LabelPiece =
  | {
      kind: 'text';
      x: number;
      y: number;
      height: number;
      width: number;
      align: 'left' | 'center' | 'right';
      room: number;
      text: string;
    }
  | { kind: 'symbol'; x: number; y: number; symbology: string; height: number; moduleDots: number; text: string }
  | { kind: 'box'; x: number; y: number; width: number; height: number; thickness: number }
  | { kind: 'dots'; x: number; y: number; bytesPerRow: number; bytes: Uint8Array };

/** One label of a format, and how often it is printed. */
export interface ZplLabel {
  width: number;
  height: number;
  copies: number;
  pieces: LabelPiece[];
  /** Commands that were not understood. */
  unknown: string[];
}

/** Barcode commands of ZPL II by what bwip-js calls them. */
const SYMBOLS: Readonly<Record<string, string>> = {
  BE: 'ean13',
  B8: 'ean8',
  BC: 'code128',
  BU: 'upca',
  BQ: 'qrcode',
  BX: 'datamatrix',
};
/** What changes nothing that is drawn here: encoding (UTF-8 is taken for granted), modes, speed, home, origin. */
const IGNORED = /^(XA|XZ|CI|MM|MN|MT|PR|PO|PM|LH|LT|LS|LR|JM|MD|FX|SD|JU|JZ|PF|MC|ID)/;

interface Field {
  x: number;
  y: number;
  /** From the baseline (`^FT`) instead of the top. */
  baseline: boolean;
  /** Null: the standard one. */
  font: { height: number; width: number } | null;
  block: { room: number; align: 'left' | 'center' | 'right' } | null;
  symbol: { symbology: string; height: number } | null;
  hex: string | null;
}

type Styled = Field & { font: { height: number; width: number } };

/**
 * Reads one format, `^XA` to `^XZ` (ZPL II Programming Guide, Zebra: ^FO, ^FT, ^A, ^CF, ^FB, ^FH, ^FD, ^GB, ^GF, ^BY, ^B…, ^PW, ^LL,
 * ^PQ). `usual` is the size of the label that is in the printer.
 */
export function readZpl(format: string, usual: { width: number; height: number }): ZplLabel {
  const label: ZplLabel = { ...usual, copies: 1, pieces: [], unknown: [] };
  const standard = { height: 24, width: 0 };
  const bars = { moduleDots: 2, height: 80 };
  const fresh = (): Field => ({
    x: 0,
    y: 0,
    baseline: false,
    font: null,
    block: null,
    symbol: null,
    hex: null,
  });
  let field = fresh();

  for (const command of format.split('^').slice(1)) {
    if (command.includes('~')) label.unknown.push(command.slice(command.indexOf('~')).trim().slice(0, 20));
    const name = command.startsWith('A') && !command.startsWith('A@') ? 'A' : command.slice(0, 2);
    const rest = command.slice(name.length);
    const values = rest.trim().split(',');
    const number = (at: number, otherwise: number): number => {
      const value = Number.parseInt(values[at] ?? '', 10);
      return Number.isNaN(value) ? otherwise : value;
    };
    if (name === 'FO' || name === 'FT')
      Object.assign(field, { x: number(0, 0), y: number(1, 0), baseline: name === 'FT' });
    else if (name === 'A') field.font = { height: number(1, standard.height), width: number(2, 0) };
    else if (name === 'CF') Object.assign(standard, { height: number(1, 24), width: number(2, 0) });
    else if (name === 'FB') field.block = { room: number(0, 0), align: justified(values[3]) };
    else if (name === 'FH') field.hex = rest.trim() || '_';
    else if (name === 'BY') Object.assign(bars, { moduleDots: number(0, 2), height: number(2, bars.height) });
    else if (SYMBOLS[name]) field.symbol = { symbology: SYMBOLS[name], height: number(1, bars.height) };
    else if (name === 'FD')
      drawField(label, { ...field, font: field.font ?? standard }, rest.replace(/[\r\n]+$/, ''), bars.moduleDots);
    else if (name === 'GB') label.pieces.push(boxAt(field, number(0, 1), number(1, 1), number(2, 1)));
    else if (name === 'GF') label.pieces.push(dotsAt(field, values));
    else if (name === 'FS') field = fresh();
    else if (name === 'PW') label.width = number(0, usual.width);
    else if (name === 'LL') label.height = number(0, usual.height);
    else if (name === 'PQ') label.copies = Math.min(Math.max(number(0, 1), 1), 999);
    else if (!IGNORED.test(name)) label.unknown.push(`^${command.trim().slice(0, 20)}`);
  }
  return label;
}

function justified(letter: string | undefined): 'left' | 'center' | 'right' {
  return letter === 'C' ? 'center' : letter === 'R' ? 'right' : 'left';
}

function drawField(label: ZplLabel, field: Styled, data: string, moduleDots: number): void {
  const text = field.hex === null ? data : unescaped(data, field.hex);
  const { x, symbol, font, block } = field;
  if (symbol) {
    const y = field.baseline ? field.y - symbol.height : field.y;
    // A QR field begins with its error correction and input mode (`QA,`), a Code 128 one may with its subset (`>:`).
    const meant = symbol.symbology === 'qrcode' ? text.replace(/^[HQML][AM],/, '') : invoked(text);
    label.pieces.push({ kind: 'symbol', x, y, ...symbol, moduleDots, text: meant });
    return;
  }
  const y = field.baseline ? field.y - font.height : field.y;
  const room = block?.room ?? 0;
  for (const [at, line] of text.split('\\&').entries()) {
    const top = y + at * font.height;
    label.pieces.push({ kind: 'text', x, y: top, ...font, align: block?.align ?? 'left', room, text: line });
  }
}

const INVOKED: Readonly<Record<string, string>> = { '<': '^', '0': '>', '=': '~' };

/** Code 128 data without its start code; `><`, `>0` and `>=` mean characters (guide, `^BC`, "Code 128 Invocation Characters"). */
function invoked(text: string): string {
  return text.replace(/^>[:;9]/, '').replace(/>([<0=])/g, (whole, code: string) => INVOKED[code] ?? whole);
}

/** `_C3_A4` in a field means the bytes C3 A4, of UTF-8. */
function unescaped(data: string, mark: string): string {
  const bytes: number[] = [];
  const chars = [...data];
  for (let at = 0; at < chars.length; at += 1) {
    const pair = chars.slice(at + 1, at + 3).join('');
    if (chars[at] === mark && /^[0-9A-Fa-f]{2}$/.test(pair)) {
      bytes.push(Number.parseInt(pair, 16));
      at += 2;
    } else {
      bytes.push(...new TextEncoder().encode(chars[at] ?? ''));
    }
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

function boxAt({ x, y }: Field, width: number, height: number, thickness: number): LabelPiece {
  return { kind: 'box', x, y, width: Math.max(width, thickness), height: Math.max(height, thickness), thickness };
}

/** `^GFA,total,total,bytesPerRow,hex`. */
function dotsAt({ x, y }: Field, values: readonly string[]): LabelPiece {
  const bytesPerRow = Math.max(1, Number.parseInt(values[3] ?? '1', 10) || 1);
  const hex = values
    .slice(4)
    .join('')
    .replace(/[^0-9A-Fa-f]/g, '');
  return { kind: 'dots', x, y, bytesPerRow, bytes: Uint8Array.from(Buffer.from(hex, 'hex')) };
}
