import {
  CommandTokenizer,
  counted,
  fixed,
  type Length,
  type ReadHead,
  raster,
  table,
  until,
} from './command-tokens.ts';
import { ESC, GS } from './escpos-codes.ts';

const NUL = 0x00;
const ETX = 0x03;
const RECORD_SEPARATOR = 0x1e;
const LONGEST_BARCODE = 300;
const MOST_TABS = 64;

/** `ESC GS y` (QR Code): S sets, D takes data, P prints, I asks. */
const qr: Length = (at) => {
  const kind = at(0);
  if (kind === undefined) return null;
  if (kind === 0x53) return 3;
  return kind === 0x44 ? counted(3, 5)(at) : 1;
};

/** `ESC GS x` (PDF417): the same, but S 0 has three more bytes, and data has no kind. */
const pdf417: Length = (at) => {
  const kind = at(0);
  if (kind === undefined) return null;
  if (kind === 0x44) return counted(1, 3)(at);
  if (kind !== 0x53) return 1;
  const which = at(1);
  return which === undefined ? null : which % 48 === 0 ? 5 : 3;
};

/** Commands of two bytes and more by their names, and the form of what follows (StarPRNT Command Specifications, 2. and 3.). */
const LENGTHS: ReadonlyMap<string, Length> = new Map([
  ...table('ESC', {
    '@MP:gEF450pq67O\x0e\x14': fixed(0),
    'R/ Wh-_azJIyNlQd$ux%A': fixed(1),
    'ist\x07': fixed(2),
    'C\x06': fixed(1),
    b: until(RECORD_SEPARATOR, 4, LONGEST_BARCODE),
    BD: until(NUL, 0, MOST_TABS),
    K: counted(0, 2),
    L: counted(0, 2),
    k: counted(0, 2, 24),
    X: counted(0, 2, 3),
    '#': until(NUL, 0, 16),
    '?': until(NUL, 0, 4),
    '\x1c': fixed(3),
    '\x16': fixed(2),
  }),
  ...table('ESC GS', {
    taP: fixed(1),
    AR: fixed(2),
    y: qr,
    x: pdf417,
    S: raster(1),
    [String.fromCharCode(ETX)]: fixed(3),
    '#': until(NUL, 0, 16),
    ')': counted(1, 3),
    '(': counted(1, 3),
  }),
  ...table('ESC RS', { FaEdrACLR: fixed(1) }),
]);

const readHead: ReadHead = (at) => {
  if (at(0) !== ESC) return 'byte';
  const second = at(1);
  if (second === undefined) return null;
  const group = second === GS ? 'ESC GS' : second === RECORD_SEPARATOR ? 'ESC RS' : 'ESC';
  const nameBytes = group === 'ESC' ? 2 : 3;
  const last = at(nameBytes - 1);
  if (last === undefined) return null;
  const name = `${group} ${String.fromCharCode(last)}`;
  return { name, nameBytes, length: LENGTHS.get(name) };
};

/** Parts a byte stream into Star's commands and other bytes. */
export function starTokenizer(): CommandTokenizer {
  return new CommandTokenizer(readHead);
}
