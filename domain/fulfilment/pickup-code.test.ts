import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newPickupCode, readPickupCode, shownPickupCode } from './pickup-code.ts';

const code = fc.uint8Array({ minLength: 6, maxLength: 6 }).map(newPickupCode);

describe('a pickup code', () => {
  it('is read as it was shown, said or carelessly typed', () => {
    fc.assert(
      fc.property(code, (one) => {
        expect(readPickupCode(shownPickupCode(one).toLowerCase())).toBe(one);
        expect(readPickupCode(one.replaceAll('0', 'o').replaceAll('1', 'l').split('').join(' '))).toBe(one);
      }),
    );
  });

  it('with one wrong character is none', () => {
    fc.assert(
      fc.property(
        code,
        fc.nat({ max: 6 }),
        fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'),
        (one, at, other) => {
          fc.pre(one[at] !== other);
          expect(readPickupCode(one.slice(0, at) + other + one.slice(at + 1))).toBeNull();
        },
      ),
    );
  });

  it('is neither shorter nor longer', () => {
    expect(readPickupCode('')).toBeNull();
    expect(readPickupCode('4T7')).toBeNull();
    expect(readPickupCode('U234567')).toBeNull();
  });
});
