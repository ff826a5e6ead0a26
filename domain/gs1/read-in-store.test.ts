import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDigit } from '#domain/gs1/check-digit.ts';
import { readBarcode } from '#domain/gs1/read-barcode.ts';
import { readInStore } from '#domain/gs1/read-in-store.ts';

const LAYOUTS = [
  { pattern: '20IIIIIWWWWWC' },
  { pattern: '21IIIIVPPPPPC' },
  { pattern: '02IIIIIPPPPPC' },
  { pattern: '29IIIIIIIIIIC' },
];
const withCheck = (digits: string) => `${digits}${checkDigit(digits)}`;

describe('readInStore', () => {
  it.each([
    // Five places of item, five of grams.
    ['201234500750', { plu: '12345', weightGrams: 750 }],
    ['200001212345', { plu: '12', weightGrams: 12_345 }],
    // Four of item, a verifier that says nothing here, five of price.
    ['210042700399', { plu: '42', price: 399 }],
    ['210042000000', { plu: '42', price: 0 }],
    ['290000000077', { plu: '77' }],
    ['290000000000', { plu: '0' }],
  ])('reads %s', (digits, item) => {
    expect(readInStore(withCheck(digits), LAYOUTS)).toEqual({ kind: 'item', item });
  });

  it('reads a UPC-A with prefix 2 as prefix 02', () => {
    const upcA = withCheck('21234501299');
    expect(readInStore(upcA, LAYOUTS)).toEqual({ kind: 'item', item: { plu: '12345', price: 1299 } });
  });

  it('takes the first layout that fits', () => {
    const both = [{ pattern: '20IIIIIPPPPPC' }, { pattern: '20IIIIIWWWWWC' }];
    expect(readInStore(withCheck('201234500750'), both)).toMatchObject({ item: { price: 750 } });
  });

  it('refuses a wrong check digit and says the right one', () => {
    const right = withCheck('201234500750');
    const wrong = `${right.slice(0, -1)}${(Number(right.at(-1)) + 1) % 10}`;
    expect(readInStore(wrong, LAYOUTS)).toEqual({ kind: 'bad-check-digit', expected: Number(right.at(-1)) });
  });

  it.each([
    ['another prefix', withCheck('500015940752')],
    ['a prefix without a layout', withCheck('231234500750')],
    ['text', 'MUG-RED'],
    ['fewer digits', '2012345'],
  ])('leaves %s to others', (_, text) => {
    expect(readInStore(text, LAYOUTS)).toEqual({ kind: 'other' });
  });

  it('finds any single wrong digit of any label', () => {
    const digits = fc.array(fc.nat(9), { minLength: 10, maxLength: 10 }).map((parts) => `20${parts.join('')}`);
    fc.assert(
      fc.property(digits, fc.integer({ min: 2, max: 12 }), fc.integer({ min: 1, max: 9 }), (body, at, by) => {
        const text = withCheck(body);
        expect(readInStore(text, LAYOUTS).kind).toBe('item');
        const wrong = `${text.slice(0, at)}${(Number(text[at]) + by) % 10}${text.slice(at + 1)}`;
        expect(readInStore(wrong, LAYOUTS).kind).toBe('bad-check-digit');
      }),
    );
  });
});

describe('readBarcode with layouts', () => {
  const rules = { inStoreLayouts: LAYOUTS };
  it('tells a label of the store’s own from a GTIN', () => {
    const text = withCheck('201234500750');
    const item = { plu: '12345', weightGrams: 750 };
    expect(readBarcode(text, rules)).toEqual({ kind: 'in-store', gtin: `0${text}`, item });
    expect(readBarcode(text)).toEqual({ kind: 'gtin', gtin: `0${text}` });
    expect(readBarcode('6291041500213', rules)).toEqual({ kind: 'gtin', gtin: '06291041500213' });
  });
  it('tells its wrong check digit', () => {
    const text = withCheck('201234500750').slice(0, -1);
    const right = checkDigit(text);
    const wrong = `${text}${(right + 3) % 10}`;
    expect(readBarcode(wrong, rules)).toEqual({ kind: 'bad-check-digit', text: wrong, expected: right });
  });
});
