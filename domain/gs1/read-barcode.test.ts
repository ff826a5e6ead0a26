import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDigit, readBarcode } from '#domain/gs1/read-barcode.ts';

const digits = (length: number) =>
  fc.array(fc.nat(9), { minLength: length, maxLength: length }).map((parts) => parts.join(''));

describe('checkDigit', () => {
  it.each([
    // GS1's own examples of a GTIN-13 and an SSCC (General Specifications, section 7.9.1).
    ['629104150021', 3],
    ['37610425002123456', 9],
    ['9031101', 7],
    ['03600029145', 2],
    ['1061414100041', 5],
    ['0000000', 0],
  ])('of %s is %d', (text, expected) => {
    expect(checkDigit(text)).toBe(expected);
  });
});

describe('readBarcode', () => {
  it.each([
    ['EAN-13', '6291041500213', '06291041500213'],
    ['EAN-13 of a book', '9780201379624', '09780201379624'],
    ['EAN-13 with an in-store prefix', '2000000000015', '02000000000015'],
    ['UPC-A', '036000291452', '00036000291452'],
    ['EAN-8', '90311017', '00000090311017'],
    ['ITF-14', '10614141000415', '10614141000415'],
    ['GTIN-14 of a GTIN-13', '06291041500213', '06291041500213'],
  ])('reads %s %s', (_, text, gtin) => {
    expect(readBarcode(text)).toEqual({ kind: 'gtin', gtin });
  });

  it.each([
    // GS1 General Specifications, section 7.10: what the sixth digit says about the zeros left out.
    ['01234505', '012000003455'],
    ['01234514', '012100003454'],
    ['01234523', '012200003453'],
    ['01234531', '012300000451'],
    ['01234543', '012340000053'],
    ['01234558', '012345000058'],
    ['01234565', '012345000065'],
    ['04252614', '042100005264'],
    ['18412341', '184120000031'],
  ])('expands UPC-E %s to %s', (text, upcA) => {
    expect(checkDigit(upcA.slice(0, -1))).toBe(Number(upcA.at(-1)));
    expect(readBarcode(text)).toEqual({ kind: 'gtin', gtin: `00${upcA}` });
  });

  it('takes eight digits that only EAN-8 explains as EAN-8, also with a leading 0 or 1', () => {
    expect(readBarcode('00000017')).toEqual({ kind: 'gtin', gtin: '00000000000017' });
    expect(readBarcode('12345670')).toEqual({ kind: 'gtin', gtin: '00000012345670' });
  });

  it('where both fit, takes 0 for UPC-E and 1 for EAN-8', () => {
    const [zero, one] = ['0', '1'].map((system) => bothFit(system));
    if (!zero || !one) throw new Error('there is no such number');
    const upcE = readBarcode(zero);
    expect(upcE).not.toEqual({ kind: 'gtin', gtin: zero.padStart(14, '0') });
    expect(upcE.kind).toBe('gtin');
    expect(readBarcode(one)).toEqual({ kind: 'gtin', gtin: one.padStart(14, '0') });
  });

  it.each([
    ['6291041500214', 3],
    ['036000291453', 2],
    ['90311018', 7],
    ['10614141000416', 5],
    ['04252615', 4],
  ])('tells a wrong check digit of %s: should be %d', (text, expected) => {
    expect(readBarcode(text)).toEqual({ kind: 'bad-check-digit', text, expected });
  });

  it.each([
    '',
    'MUG-RED',
    '123',
    '1234567',
    '123456789',
    '12345678901',
    '123456789012345',
    ' 90311017',
    '９０３１１０１７',
    '9031101X',
    '-9031101',
  ])('takes %j as text', (text) => {
    expect(readBarcode(text)).toEqual({ kind: 'text', text });
  });

  it('reads every number with its check digit, and finds any single wrong digit', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(11, 12, 13).chain(digits),
        fc.nat(13),
        fc.integer({ min: 1, max: 9 }),
        (body, at, by) => {
          const text = `${body}${checkDigit(body)}`;
          expect(readBarcode(text)).toEqual({ kind: 'gtin', gtin: text.padStart(14, '0') });
          const place = at % text.length;
          const wrong = `${text.slice(0, place)}${(Number(text[place]) + by) % 10}${text.slice(place + 1)}`;
          expect(readBarcode(wrong).kind).toBe('bad-check-digit');
        },
      ),
    );
  });

  it('offers the digit that would be right', () => {
    fc.assert(
      fc.property(fc.constantFrom(8, 12, 13, 14).chain(digits), (text) => {
        const read = readBarcode(text);
        if (read.kind !== 'bad-check-digit') return;
        expect(readBarcode(`${text.slice(0, -1)}${read.expected}`).kind).toBe('gtin');
      }),
    );
  });
});

/** An eight-digit number right both as EAN-8 and as UPC-E of the number system. */
function bothFit(system: string): string | undefined {
  for (let item = 0; item < 1000; item++) {
    // The sixth digit 5 to 9 keeps the first five and puts four zeros before itself.
    const six = `${String(10_000 + item * 7)}${5 + (item % 5)}`;
    const ean = checkDigit(`${system}${six}`);
    const upc = checkDigit(`${system}${six.slice(0, 5)}0000${six[5]}`);
    if (ean === upc) return `${system}${six}${ean}`;
  }
  return undefined;
}
