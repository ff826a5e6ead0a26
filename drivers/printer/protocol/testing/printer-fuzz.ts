import type { ReceiptDocument } from '#domain/receipt/receipt-document.ts';
import type { Charsets, EscPosEvent } from '#drivers/printer/protocol/escpos-decode.ts';
import type { StarEvent } from '#drivers/printer/protocol/star-decode.ts';

/** The pieces of bytes that are cut at these places, ascending. */
export function piecesOf(bytes: Uint8Array, splits: readonly number[]): Uint8Array[] {
  const cuts = [0, ...splits, bytes.length];
  return cuts.slice(1).map((to, at) => bytes.subarray(cuts[at], to));
}

/** Fonts that have everything: one character for every byte of every page, and pairs from 81h 40h on. */
export const ANY_FONT: Charsets = {
  latin: (page, byte) => String.fromCodePoint(0x10000 + page * 256 + byte),
  wide: {
    reads: ([first = 0, second]) => {
      if (first < 0x81 || first > 0xfe) return 'broken';
      if (second === undefined) return 'more';
      return second >= 0x30 && second <= 0xfe && second !== 0x7f ? 'whole' : 'broken';
    },
    char: ([first = 0, second = 0]) => String.fromCodePoint(0x4e00 + ((first * 256 + second) % 0x5000)),
    initially: false,
    choosesSystem: false,
  },
};

/** A receipt, with everything that a printer can be asked for. */
export const RECEIPT: ReceiptDocument = {
  language: 'en',
  blocks: [
    { kind: 'text', text: 'Käse & Brötchen', align: 'center', bold: true, size: 2 },
    { kind: 'row', left: 'Grüner Tee 绿茶 緑茶 녹차', right: '4,99 €' },
    { kind: 'rule' },
    { kind: 'row', left: 'TOTAL', right: '4,99 €', bold: true },
    { kind: 'feed', lines: 1 },
    { kind: 'barcode', text: 'R2-000123%' },
    { kind: 'barcode', text: '4006381333931', symbology: 'ean13' },
    { kind: 'qr', text: 'https://shop.example/r/2' },
    { kind: 'image', width: 16, height: 2, dots: '/4EAGA==' },
  ],
};

/**
 * What a decoder makes of bytes may not depend on how they are cut, nor be more than the bytes can say: at most so many events, and of
 * characters, dots and unknown bytes together no more than a line that is broken at the paper's edge can hold.
 */
export function checkDecoding(
  decoder: () => { push(bytes: Uint8Array): (EscPosEvent | StarEvent)[] },
  bytes: Uint8Array,
  splits: readonly number[],
): void {
  const whole = decoder().push(bytes);
  const parts = decoder();
  const pieces = piecesOf(bytes, splits).flatMap((piece) => parts.push(piece));
  if (JSON.stringify(pieces) !== JSON.stringify(whole)) throw new Error('splitting changed what is printed');
  if (whole.length > bytes.length * 2) throw new Error(`${whole.length} events of ${bytes.length} bytes`);
  const unknown = whole.reduce((sum, event) => sum + (event.kind === 'unknown' ? event.bytes.length : 0), 0);
  if (unknown > bytes.length) throw new Error('more bytes without a meaning than bytes');
}
