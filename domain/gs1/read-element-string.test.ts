import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBarcode } from '#domain/gs1/read-barcode.ts';
import { readElements } from '#domain/gs1/read-element-string.ts';

const GS = '\u001d';
/** The GTIN of GS1's own examples. */
const GTIN = '09506000134352';

describe('readElements', () => {
  it.each([
    ['in parentheses', `(01)${GTIN}(17)261231(10)AB-123(21)S1`],
    ['with a separator', `01${GTIN}1726123110AB-123${GS}21S1`],
    ['with a symbology identifier', `]C101${GTIN}1726123110AB-123${GS}21S1`],
    ['with a separator in front, as FNC1 is sent', `]d2${GS}01${GTIN}1726123110AB-123${GS}21S1`],
    ['with separators behind fixed lengths too', `01${GTIN}${GS}17261231${GS}10AB-123${GS}21S1${GS}`],
    ['as a Digital Link', `https://id.gs1.org/01/${GTIN}/10/AB-123/21/S1?17=261231`],
    [
      'as a Digital Link of a shop, GTIN-13',
      `https://shop.example/p/01/${GTIN.slice(1)}/10/AB%2D123/21/S1?17=261231&utm=x`,
    ],
  ])('reads an element string %s', (_, text) => {
    const elements = readElements(text) ?? [];
    expect([...elements].sort((a, b) => (a.ai < b.ai ? -1 : 1))).toEqual([
      { ai: '01', value: GTIN },
      { ai: '10', value: 'AB-123' },
      { ai: '17', value: '261231' },
      { ai: '21', value: 'S1' },
    ]);
  });

  it('passes over identifiers it has no use for, of whatever length', () => {
    expect(readElements(`01${GTIN}3103001250240XYZ${GS}800826010112${GS}3922599${GS}91in-house`)).toEqual([
      { ai: '01', value: GTIN },
      { ai: '3103', value: '001250' },
      { ai: '240', value: 'XYZ' },
      { ai: '8008', value: '26010112' },
      { ai: '3922', value: '599' },
      { ai: '91', value: 'in-house' },
    ]);
  });

  it.each([
    ['a sku', 'MUG-RED'],
    ['a GTIN', '6291041500213'],
    ['digits that begin as one and end as none', `01${GTIN}17`],
    ['a date of letters', `(01)${GTIN}(17)26AB31`],
    ['an identifier that does not exist', `(01)${GTIN}(05)1`],
    ['a batch without data', `(01)${GTIN}(10)`],
    ['a batch longer than 20', `(01)${GTIN}(10)123456789012345678901`],
    ['any address', 'https://example.com/a?01=5'],
    ['a receipt’s code', 'OT1.eyJ2IjoxfQ.c2ln'],
  ])('takes %s for none', (_, text) => {
    expect(readElements(text)).toBeUndefined();
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('', ']C1', '(01)', 'https://x/01/', `01${GTIN}`),
        (text, head) => {
          expect(readBarcode(`${head}${text}`)).toHaveProperty('kind');
        },
      ),
    );
  });
});

describe('readBarcode', () => {
  const read = (text: string, businessDate = '2026-11-22') => readBarcode(text, { businessDate });

  it('tells item, batch, dates, serial, count and weight', () => {
    expect(read(`(01)${GTIN}(10)AB(15)261130(17)261231(21)S1(30)6(3102)000125`)).toEqual({
      kind: 'gs1',
      gtin: GTIN,
      data: { batch: 'AB', bestBefore: '2026-11-30', expiry: '2026-12-31', serial: 'S1', count: 6, weightGrams: 1250 },
    });
  });

  it.each([
    ['3100', 2_000_000, '002000'],
    ['3103', 2_000, '002000'],
    ['3105', 20, '002000'],
    ['3105', 21, '002051'],
  ])('reads %s as %d g', (ai, weightGrams, value) => {
    expect(read(`(01)${GTIN}(${ai})${value}`)).toMatchObject({ data: { weightGrams } });
  });

  it.each([
    ['3922', '000599', 2, 599],
    ['3920', '599', 0, 599],
    ['3921', '599', 2, 5990],
    ['3923', '5990', 2, 599],
    ['3923', '5991', 2, undefined],
    ['3929', '1', 2, undefined],
    ['3922', '599', undefined, undefined],
  ])('reads the price %s %s with %s decimals as %s', (ai, value, currencyDigits, price) => {
    const read = readBarcode(`(01)${GTIN}(3103)001250(${ai})${value}`, { currencyDigits });
    expect(read).toEqual({ kind: 'gs1', gtin: GTIN, data: { weightGrams: 1250, price } });
  });

  it('takes use by before sell by', () => {
    expect(read(`(01)${GTIN}(16)261130(17)261231`)).toMatchObject({ data: { expiry: '2026-12-31' } });
    expect(read(`(01)${GTIN}(16)261130`)).toMatchObject({ data: { expiry: '2026-11-30' } });
  });

  it.each([
    // Day 00 is the last of the month.
    ['270200', '2027-02-28'],
    ['280200', '2028-02-29'],
    // GS1 General Specifications 7.12: 51 to 99 years ahead is the last century, 51 back and more the next.
    ['760101', '2076-01-01'],
    ['770101', '1977-01-01'],
    ['000101', '2000-01-01'],
  ])('reads the date %s in 2026 as %s', (value, expiry) => {
    expect(read(`(01)${GTIN}(17)${value}`)).toMatchObject({ data: { expiry } });
  });

  it('reads a year of the next century near its turn', () => {
    expect(read(`(01)${GTIN}(17)020101`, '2098-05-05')).toMatchObject({ data: { expiry: '2102-01-01' } });
  });

  it.each(['261301', '260230', '261232'])('takes a code with the date %s for text', (value) => {
    expect(read(`(01)${GTIN}(17)${value}`).kind).toBe('text');
  });

  it('refuses a GTIN with a wrong check digit', () => {
    const text = '(01)09506000134353(10)AB';
    expect(read(text)).toEqual({ kind: 'bad-check-digit', text, expected: 2 });
  });

  it('believes the symbology more than the digits', () => {
    // GS1-128 with an order number (400), which is a right GTIN-13 too.
    expect(readBarcode('4006381333931', { symbology: ']C1' })).toEqual({ kind: 'text', text: '4006381333931' });
    expect(readBarcode('4006381333932', { symbology: ']C0' })).toEqual({ kind: 'text', text: '4006381333932' });
    expect(readBarcode('12345670', { symbology: ']E4' })).toEqual({ kind: 'gtin', gtin: '00000012345670' });
    expect(readBarcode(`https://id.gs1.org/01/${GTIN}`, { symbology: ']Q3' })).toMatchObject({ gtin: GTIN });
    expect(readBarcode('05ABC', { symbology: ']d2' })).toEqual({ kind: 'bad-gs1', text: '05ABC' });
  });

  it('takes a code without an item for text', () => {
    expect(read('(00)106141412345678908').kind).toBe('text');
  });
});
