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
import { DC4, DLE, EOT, ESC, FS, GS } from './escpos-codes.ts';

const NUL = 0x00;
const ENQ = 0x05;
/** The most characters a bar code may have whose end is a NUL. */
const LONGEST_OLD_BARCODE = 255;
const MOST_TABS = 32;

/** Chooses by the first parameter. */
const by =
  (choose: (first: number) => Length): Length =>
  (at) => {
    const first = at(0);
    return first === undefined ? null : choose(first)(at);
  };

const barcode = by((m) => {
  if (m <= 6) return until(NUL, 1, 1 + LONGEST_OLD_BARCODE);
  return (at) => {
    const n = at(1);
    return n === undefined ? null : 2 + n;
  };
});
const realTimeLengths: Readonly<Record<number, number>> = { 1: 3, 2: 3, 7: 2, 8: 8 };

/** Commands by their names in Epson's reference, those that print on a roll, and the form of what follows. */
const LENGTHS: ReadonlyMap<string, Length> = new Map([
  ...table('ESC', {
    '@2LSimv': fixed(0),
    '! %-3=?EGJKMRTVadertu{': fixed(1),
    '$\\c': fixed(2),
    p: fixed(3),
    W: fixed(8),
  }),
  ...table('ESC', { D: until(NUL, 0, MOST_TABS), '*': by((m) => counted(1, 3, m >= 32 ? 3 : 1)), '(': counted(1, 3) }),
  ...table('FS', { '&.': fixed(0), '!-CW': fixed(1), Sp: fixed(2), '(': counted(1, 3) }),
  ...table('GS', {
    '!BHIabfhjrw': fixed(1),
    '$LPW\\': fixed(2),
    '^': fixed(3),
    '(': counted(1, 3),
    k: barcode,
    v: raster(2),
  }),
  ...table('GS', { V: by((m) => fixed([65, 66, 97, 98, 103, 104].includes(m) ? 2 : 1)) }),
]);

const PREFIXES: ReadonlyMap<number, string> = new Map([
  [ESC, 'ESC'],
  [FS, 'FS'],
  [GS, 'GS'],
]);
const REAL_TIME: ReadonlyMap<number, [string, Length]> = new Map([
  [EOT, ['DLE EOT', fixed(1)]],
  [ENQ, ['DLE ENQ', fixed(1)]],
  [DC4, ['DLE DC4', by((fn) => fixed(realTimeLengths[fn] ?? 1))]],
]);

const readHead: ReadHead = (at) => {
  const first = at(0);
  const prefix = first === undefined ? undefined : PREFIXES.get(first);
  if (prefix === undefined && first !== DLE) return 'byte';
  const second = at(1);
  if (second === undefined) return null;
  if (prefix === undefined) {
    const [name, length] = REAL_TIME.get(second) ?? ['', undefined];
    return { name, nameBytes: 2, length };
  }
  const name = `${prefix} ${String.fromCharCode(second)}`;
  return { name, nameBytes: 2, length: LENGTHS.get(name) };
};

/** Parts a byte stream into ESC/POS commands and other bytes. */
export function escPosTokenizer(): CommandTokenizer {
  return new CommandTokenizer(readHead);
}
