import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SERIAL_START, type SerialFraming, serialBytes, serialSilence } from './serial-scan.ts';

const ANY: SerialFraming = { prefix: '', suffix: null };
const bytes = (text: string) => new TextEncoder().encode(text);

/** Gives pieces one after another, then silence. */
function read(pieces: readonly Uint8Array[], framing = ANY): string[] {
  let state = SERIAL_START;
  const texts: string[] = [];
  for (const piece of pieces) {
    const step = serialBytes(state, piece, framing);
    state = step.state;
    texts.push(...step.scans.map(({ text, symbology }) => `${symbology ?? ''}${text}`));
  }
  const { scan } = serialSilence(state, framing);
  return scan ? [...texts, `${scan.symbology ?? ''}${scan.text}`] : texts;
}

describe('serialBytes', () => {
  it.each([
    ['CR', '4006381333931\r'],
    ['LF', '4006381333931\n'],
    ['CR and LF', '4006381333931\r\n'],
    ['STX and ETX', '\u00024006381333931\u0003'],
    ['STX, ETX, CR and LF', '\u00024006381333931\u0003\r\n'],
    ['silence', '4006381333931'],
  ])('ends a scan at %s', (_, sent) => {
    expect(read([bytes(sent)])).toEqual(['4006381333931']);
  });

  it('parts scans that come together, and tells their identifiers', () => {
    expect(read([bytes(']E04006381333931\r\n]E496385074\r\n')])).toEqual([']E04006381333931', ']E496385074']);
    const { scans } = serialBytes(SERIAL_START, bytes(']C10109506000134352\r'), ANY, 77);
    expect(scans).toEqual([{ text: '0109506000134352', symbology: ']C1', atMs: 77 }]);
  });

  it('keeps the separators of GS1', () => {
    expect(read([bytes(']d2010950600013435210A\u001d17261231\r')])).toEqual([']d2010950600013435210A\u001d17261231']);
  });

  it('takes the suffix that was said and no other', () => {
    const framing = { prefix: '', suffix: '##' };
    expect(read([bytes('A#1##B\r2##C')], framing)).toEqual(['A#1']);
    expect(read([bytes('A\tB\t')], { prefix: '', suffix: '\t' })).toEqual(['A', 'B']);
  });

  it('takes the prefix off, and what comes without it for noise', () => {
    const framing = { prefix: '$$', suffix: null };
    expect(read([bytes('$$123456\r654321\rxx$$777\r')], framing)).toEqual(['123456']);
  });

  it('takes noise behind the prefix for noise', () => {
    expect(read([bytes('$\r4006\r\n$\n4006\r\n$4007\r\n')], { prefix: '$', suffix: '\r\n' })).toEqual(['4007']);
  });

  it('takes the prefix off at the beginning only', () => {
    const framing = { prefix: 'A', suffix: null };
    expect(read([bytes('A12A34\r\nA]C0BA9\r\u0002A77\u0003')], framing)).toEqual(['12A34', ']C0BA9', '77']);
    expect(read([bytes('12A34\r')], framing)).toEqual([]);
    expect(read([bytes('\n\u000277\r78\r')], { prefix: '\u0002', suffix: null })).toEqual(['77']);
  });

  it('scans nothing of a frame that broke off, once frames have had their end', () => {
    expect(read([bytes('96385074\r40063813')])).toEqual(['96385074']);
    expect(read([bytes('40063813')], { prefix: '', suffix: '\r' })).toEqual([]);
  });

  it('scans nothing of noise, and all of what follows it', () => {
    expect(read([Uint8Array.from([0, 0x81, 0x7f, 13]), bytes('96385074\r')])).toEqual(['96385074']);
    expect(read([bytes('4006\u00003813\r96385074\r')])).toEqual(['96385074']);
    expect(read([bytes('\r\n\r\n\u0002\u0003')])).toEqual([]);
    expect(read([new Uint8Array(20_000).fill(0x41), bytes('AAA\r96385074\r')])).toEqual(['96385074']);
  });

  it('reads ISO 8859-1 where it is no UTF-8', () => {
    expect(read([Uint8Array.from([0x4d, 0xfc, 0x6c, 13])])).toEqual(['Mül']);
    expect(read([bytes('Mül中\r')])).toEqual(['Mül中']);
  });

  it('gives the same scans however the bytes are split', () => {
    const text = fc.string({ unit: fc.constantFrom(...'0123456789ABCxyz-/\u001dé'), minLength: 1, maxLength: 40 });
    const suffix = fc.constantFrom('\r', '\n', '\r\n', '\u0003');
    fc.assert(
      fc.property(fc.array(fc.tuple(text, suffix), { maxLength: 8 }), fc.array(fc.nat(400)), (scans, splits) => {
        const all = bytes(scans.map(([one, end]) => `${one}${end}`).join(''));
        const cuts = [0, ...splits.filter((at) => at < all.length).sort((a, b) => a - b), all.length];
        const pieces = cuts.slice(1).map((to, index) => all.subarray(cuts[index], to));
        expect(read(pieces)).toEqual(scans.map(([one]) => one));
      }),
    );
  });
});
