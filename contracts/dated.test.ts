import fc from 'fast-check';
import Type from 'typebox';
import { expect, test } from 'vitest';
import { dated } from './dated.ts';
import { BusinessDate, Instant, parse } from './schema.ts';

const isDay = (text: string) => parse(dated(BusinessDate), text).ok;
const isInstant = (text: string) => parse(dated(Instant), text).ok;
const two = (most: number) => fc.nat(most).map((value) => String(value).padStart(2, '0'));
const day = fc
  .tuple(fc.integer({ min: 0, max: 9999 }), two(13), two(32))
  .map(([year, month, date]) => `${String(year).padStart(4, '0')}-${month}-${date}`);

/** As ECMAScript's calendar has it, which reads 30 February as 2 March. */
function isReal(text: string): boolean {
  const at = new Date(`${text}T00:00:00.000Z`);
  return !text.startsWith('0000') && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

test('days are those of the calendar', () => {
  fc.assert(
    fc.property(day, (text) => {
      expect([text, isDay(text)]).toEqual([text, isReal(text)]);
      expect(isInstant(`${text}T23:59:59.999Z`)).toBe(isReal(text));
    }),
    { numRuns: 3000 },
  );
  const leap = ['2024-02-29', '2000-02-29', '2025-02-29', '1900-02-29', '2026-04-31', '2026-99-99'];
  expect(leap.map(isDay)).toEqual([true, true, false, false, false, false]);
});

test('instants are those of a day', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }), (at) => {
      expect(isInstant(at.toISOString())).toBe(true);
    }),
  );
  const wrong = ['2026-01-01T24:00:00.000Z', '2026-01-01T12:60:00.000Z', '2026-01-01T12:00:61.000Z', '2026-01-01'];
  expect(wrong.map(isInstant)).toEqual([false, false, false, false]);
});

test('wherever a schema has them, and nothing else of it is another', () => {
  const schema = Type.Object(
    {
      day: Type.Optional(BusinessDate),
      list: Type.Array(Type.Object({ at: Type.Union([Instant, Type.Null()]) })),
      by: Type.Record(Type.String(), BusinessDate),
      text: Type.String(),
    },
    { additionalProperties: false },
  );
  const good = {
    list: [{ at: null }, { at: '2026-01-31T00:00:00.000Z' }],
    by: { a: '2026-01-31' },
    text: '2026-02-31',
  };
  expect(parse(dated(schema), good).ok).toBe(true);
  for (const change of [
    { day: '2026-02-31' },
    { list: [{ at: '2026-02-31T00:00:00.000Z' }] },
    { by: { a: '2026-00-10' } },
  ]) {
    expect([parse(dated(schema), { ...good, ...change }).ok, parse(schema, { ...good, ...change }).ok]).toEqual([
      false,
      true,
    ]);
  }
  expect(parse(dated(schema), { ...good, more: 1 }).ok).toBe(false);
  expect(dated(schema)).toBe(dated(schema));
});
