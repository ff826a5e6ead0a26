import { describe, expect, it } from 'vitest';
import { taxRulesFaults } from '#domain/tax/tax-rules-faults.ts';

const STANDARD = { code: 'S', name: 'VAT 20 %', ratePpm: 200_000 };

describe('tax rules', () => {
  it('with a code for each rate, a code shared by categories, and an exempt category can hold', () => {
    expect(taxRulesFaults({ rates: { standard: [STANDARD], drinks: [STANDARD], stamps: [] } })).toEqual([]);
  });

  it.each([
    ['no category', {}, { at: 'rates', code: 'tax-categories-empty' }],
    ['a category without a name', { ' ': [STANDARD] }, { at: 'rates', code: 'text-missing' }],
    ['a rate without a code', { a: [{ ...STANDARD, code: ' ' }] }, { at: 'rates.a.0.code', code: 'text-missing' }],
    ['a rate without a name', { a: [{ ...STANDARD, name: '' }] }, { at: 'rates.a.0.name', code: 'text-missing' }],
    [
      'a rate above all of it',
      { a: [{ ...STANDARD, ratePpm: 1_000_001 }] },
      { at: 'rates.a.0.ratePpm', code: 'tax-rate-invalid' },
    ],
    ['a code twice in a category', { a: [STANDARD, STANDARD] }, { at: 'rates.a.1.code', code: 'text-repeated' }],
    [
      'a code with two meanings',
      { a: [STANDARD], b: [{ ...STANDARD, ratePpm: 50_000 }] },
      { at: 'rates.b.0.code', code: 'tax-code-clash' },
    ],
  ])('with %s cannot', (_, rates, fault) => {
    expect(taxRulesFaults({ rates })).toEqual([fault]);
  });
});
