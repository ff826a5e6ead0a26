import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBarcode } from '#domain/gs1/read-barcode.ts';

describe('readBarcode of a book', () => {
  it.each([
    // ISBN Users' Manual, section 5 and its example 978-0-11-000222-4; Knuth, The Art of Computer Programming.
    ['978-0-11-000222-4', '09780110002224'],
    ['0-201-03801-3', '09780201038019'],
    ['0201038013', '09780201038019'],
    ['9780201038019', '09780201038019'],
    ['080442957X', '09780804429573'],
    ['080442957x', '09780804429573'],
    ['979-10-90636-07-1', '09791090636071'],
  ])('reads %s', (text, gtin) => {
    expect(readBarcode(text)).toEqual({ kind: 'gtin', gtin });
  });

  it.each([
    ['978-0-11-000222-5', 4],
    ['0-8044-2957-1', 'X'],
    ['9780201038018', 9],
  ])('tells the wrong check digit of %s', (text, expected) => {
    expect(readBarcode(text)).toEqual({ kind: 'bad-check-digit', text, expected });
  });

  it.each(['0201038014', '1-2', '978-0-11', 'MUG-0-201-X'])('takes %s for text', (text) => {
    expect(readBarcode(text)).toEqual({ kind: 'text', text });
  });

  it('reads an ISBN-10 as the number on the back of the book, and any single wrong digit as none', () => {
    const body = fc.array(fc.nat(9), { minLength: 9, maxLength: 9 });
    fc.assert(
      fc.property(body, fc.nat(8), fc.integer({ min: 1, max: 9 }), (digits, at, by) => {
        const checks = [...'0123456789X'].filter((check) => readBarcode(`${digits.join('')}${check}`).kind === 'gtin');
        expect(checks).toHaveLength(1);
        const wrong = digits.with(at, ((digits[at] ?? 0) + by) % 10).join('');
        expect(readBarcode(`${wrong}${checks[0]}`).kind).toBe('text');
      }),
    );
  });
});
