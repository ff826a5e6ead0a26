import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identifierRule, identifiers } from '#domain/gs1/application-identifiers.ts';
import { checkCharacters } from '#domain/gs1/check-characters.ts';
import { LINTERS } from '#domain/gs1/linters.ts';
/** The cases of the reference implementations' own tests, `src/lint_<name>.c` in github.com/gs1/gs1-syntax-dictionary (Apache-2.0). */
import CASES from '#tests/fixtures/gs1-linter-cases.json' with { type: 'json' };

const YEAR = 2026;
const passes = (name: string, data: string) => LINTERS.get(name)?.(data, YEAR);

describe('LINTERS', () => {
  it.each(Object.entries(CASES))('%s decides as the reference implementation does', (name, { pass, fail }) => {
    expect(pass.split('\t').filter((data) => pass !== '' && !passes(name, data))).toEqual([]);
    expect(fail.split('\t').filter((data) => passes(name, data))).toEqual([]);
  });

  it('has every check that the dictionary names', () => {
    expect(
      [...identifiers().flatMap((ai) => identifierRule(ai)?.checks.flat() ?? [])].filter((name) => !LINTERS.has(name)),
    ).toEqual([]);
  });

  it('never throws, whatever the data', () => {
    fc.assert(
      fc.property(fc.constantFrom(...LINTERS.keys()), fc.string({ unit: 'binary' }), (name, data) => {
        expect(typeof passes(name, data)).toBe('boolean');
      }),
    );
  });

  it('finds any single wrong character of a global model number', () => {
    const character = fc.constantFrom(...'!"%&()*+,-./0123456789:;<=>?ABCXYZ_abcxyz');
    const model = fc.array(character, { minLength: 1, maxLength: 23 });
    fc.assert(
      fc.property(model, fc.nat(), character, (body, at, other) => {
        const text = body.join('');
        const wrong = body.with(at % body.length, other).join('');
        fc.pre(wrong !== text);
        expect(passes('csumalpha', `${text}${checkCharacters(text)}`)).toBe(true);
        expect(passes('csumalpha', `${wrong}${checkCharacters(text)}`)).toBe(false);
      }),
    );
  });
});
