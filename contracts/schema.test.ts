import Type from 'typebox';
import { describe, expect, it } from 'vitest';
import { parse, parseDown, parseJson, parseJsonDown } from '#contracts/schema.ts';

const strict = { additionalProperties: false };
const Line = Type.Object({ sku: Type.String(), price: Type.Optional(Type.Integer()) }, strict);
const Answer = Type.Union([
  Type.Object({ ok: Type.Literal(true), lines: Type.Array(Line), names: Type.Record(Type.String(), Line) }, strict),
  Type.Object({ ok: Type.Literal(false), code: Type.String() }, strict),
]);

const known = { ok: true, lines: [{ sku: 'A' }, { sku: 'B', price: 3 }], names: { a: { sku: 'A' } } };
const grown = {
  ok: true,
  since: '2027',
  lines: [
    { sku: 'A', origin: { country: 'FR' } },
    { sku: 'B', price: 3 },
  ],
  names: { a: { sku: 'A', short: 'a' } },
};

describe('what comes down', () => {
  it('is read without the members that are not known here, at any depth, and what was read is left as it came', () => {
    const came = structuredClone(grown);
    expect(parse(Answer, came).ok).toBe(false);
    expect(parseDown(Answer, came)).toEqual({ ok: true, value: known });
    expect(came).toEqual(grown);
    expect(parseJsonDown(Answer, JSON.stringify(grown))).toEqual({ ok: true, value: known });
  });

  it('is the value itself where nothing is unknown', () => {
    expect(parseDown(Answer, known)).toEqual({ ok: true, value: known });
    const answer = parseDown(Answer, known);
    expect(answer.ok && answer.value).toBe(known);
  });

  it('is refused as strictly as ever where a known member is missing or wrong, and the difference named', () => {
    expect(parseDown(Answer, { ok: false, reason: 'x' }).ok).toBe(false);
    expect(parseDown(Line, { sku: 1, more: true })).toEqual(parse(Line, { sku: 1 }));
    expect(parseDown(Line, { more: true })).toMatchObject({ ok: false, at: '' });
    expect(parseJsonDown(Line, '{').ok).toBe(false);
    expect(parseJson(Line, '{"sku":"A","more":1}').ok).toBe(false);
  });

  it('keeps of two forms that fit the one that says more', () => {
    const Two = Type.Union([
      Type.Object({ a: Type.Integer() }, strict),
      Type.Object({ a: Type.Integer(), b: Type.Integer() }, strict),
    ]);
    expect(
      parseDown(Type.Array(Two), [
        { a: 1, b: 2, c: 3 },
        { a: 1, c: 3 },
      ]),
    ).toEqual({ ok: true, value: [{ a: 1, b: 2 }, { a: 1 }] });
  });
});
