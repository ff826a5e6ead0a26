import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identifierAt, identifierRule, identifiers, isElement } from '#domain/gs1/application-identifiers.ts';

describe('identifierRule', () => {
  it('knows every identifier of the dictionary, ranges spread', () => {
    // 224 entries, of which 54 ranges have 6, four 10, one 4 and one 9 identifiers.
    expect(identifiers()).toHaveLength(541);
    expect(identifierRule('3105')?.title).toBe('NET WEIGHT (kg)');
    expect(identifierRule('3106')).toBeUndefined();
    expect(identifierRule('05')).toBeUndefined();
  });

  it('has the lengths predefined that GS1 General Specifications figure 7.8.5-2 lists, and no others', () => {
    const table: [prefix: RegExp, length: number][] = [
      [/^00/, 18],
      [/^0[123]/, 14],
      [/^1[1-9]/, 6],
      [/^20/, 2],
      [/^3[1-6]/, 6],
      [/^41/, 13],
    ];
    for (const ai of identifiers()) {
      const expected = table.find(([prefix]) => prefix.test(ai))?.[1];
      const rule = identifierRule(ai);
      expect([ai, rule?.predefined ? rule.maxLength : undefined]).toEqual([ai, expected]);
    }
  });

  it('has no identifier that is the beginning of another', () => {
    for (const ai of identifiers()) expect([ai, identifierAt(`${ai}1234`)]).toEqual([ai, ai]);
  });

  it.each([
    ['253', '4512345678906', true],
    ['253', '4512345678906SERIAL', true],
    ['253', '451234567890', false],
    ['423', '276', true],
    ['423', '276040', true],
    ['423', '27604', false],
    ['8010', '1234#A/B-C', true],
    ['8010', '1234a', false],
    ['8030', 'abc-_=', true],
    ['8030', 'abc.', false],
    ['4330', '001200-', true],
    ['4309', '02790858483015297971', true],
  ])('(%s) %s has its form: %s', (ai, value, right) => {
    expect(isElement({ ai, value })).toBe(right);
  });

  it('lets no data be longer than the most', () => {
    fc.assert(
      fc.property(fc.constantFrom(...identifiers()), (ai) => {
        expect(isElement({ ai, value: '0'.repeat((identifierRule(ai)?.maxLength ?? 0) + 1) })).toBe(false);
      }),
    );
  });
});
