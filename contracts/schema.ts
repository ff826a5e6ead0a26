import Type, { type Static, type TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { AMOUNT_MAX } from '#domain/money/money.ts';

export type Parsed<T> = { ok: true; value: T } | { ok: false; at: string; message: string };

/**
 * Checks a value that crossed a boundary against its schema. Gives the value itself (nothing is coerced or stripped),
 * or where it first differs (a JSON pointer) and how.
 */
export function parse<S extends TSchema>(schema: S, value: unknown): Parsed<Static<S>> {
  if (Value.Check(schema, value)) return { ok: true, value };
  const [first] = Value.Errors(schema, value);
  return { ok: false, at: first?.instancePath ?? '', message: first?.message ?? 'does not fit the schema' };
}

/** `parse` of JSON text; text that is not JSON is a difference at the root. */
export function parseJson<S extends TSchema>(schema: S, text: string): Parsed<Static<S>> {
  try {
    return parse(schema, JSON.parse(text));
  } catch (error) {
    return { ok: false, at: '', message: `not JSON: ${(error as Error).message}` };
  }
}

/**
 * Reads what a server sends down, which may be newer than its reader: members that the schema does not know are left out, at any depth;
 * all others are checked as by `parse`. The value that came stays as it is.
 */
export function parseDown<S extends TSchema>(schema: S, value: unknown): Parsed<Static<S>> {
  if (Value.Check(schema, value)) return { ok: true, value };
  return parse(schema, Value.Clean(schema, Value.Clone(value)));
}

/** `parseDown` of JSON text; text that is not JSON is a difference at the root. */
export function parseJsonDown<S extends TSchema>(schema: S, text: string): Parsed<Static<S>> {
  const json = parseJson(Type.Unknown(), text);
  return json.ok ? parseDown(schema, json.value) : json;
}

/** The form alone, also of what was journalled; `dated` asks for ones that the calendar has. */
export const INSTANT_PATTERN = '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$';
export const DATE_PATTERN = '^\\d{4}-\\d{2}-\\d{2}$';

/** Null says that there is none. */
export const Nullable = <T extends TSchema>(of: T) => Type.Union([of, Type.Null()]);

export const Id = Type.String({ minLength: 1, maxLength: 64 });
export const Uuid = Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' });
/** Signed minor units of a currency. */
export const Minor = Type.Integer({ minimum: -Number.MAX_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER });
/** `Minor` of one thing: a line, a payment, a ticket. Sums of many are `Minor`. */
export const Amount = Type.Integer({ minimum: -AMOUNT_MAX, maximum: AMOUNT_MAX });
export const WholeAmount = Type.Integer({ minimum: 0, maximum: AMOUNT_MAX });
export const PositiveAmount = Type.Integer({ minimum: 1, maximum: AMOUNT_MAX });
export const Count = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
export const Quantity = Type.Integer({ minimum: 1, maximum: 1_000_000_000 });
/** A `Quantity` or none. */
export const WholeQuantity = Type.Integer({ minimum: 0, maximum: 1_000_000_000 });
/** ISO 8601 in UTC with milliseconds, as `Date.prototype.toISOString` writes it. */
export const Instant = Type.String({ pattern: INSTANT_PATTERN });
export const BusinessDate = Type.String({ pattern: DATE_PATTERN });
export const Text = Type.String({ minLength: 1, maxLength: 500 });
export const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });
export const Names = Type.Record(Type.String(), Text);
export const PositiveInteger = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
export const CurrencyCode = Type.String({ pattern: '^[A-Z]{3}$' });
export const Unit = Type.Union([Type.Literal('each'), Type.Literal('kg'), Type.Literal('m')]);
/** Seq by journal id up to which a figure counts each journal's facts; see `shownOnHand`. */
export const Marks = Type.Record(Type.String(), Count);
