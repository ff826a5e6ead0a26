import type { TSchema } from 'typebox';
import { DATE_PATTERN, INSTANT_PATTERN } from './schema.ts';

/** Days of the Gregorian calendar, leap years and all; ISO 8601 writes its years with four figures. PostgreSQL has no year 0. */
const DAY =
  '(?!0000)(?:\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8]))|(?:\\d{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)';
const TIME = '(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d\\.\\d{3}Z';

const PATTERNS: ReadonlyMap<unknown, string> = new Map([
  [DATE_PATTERN, `^${DAY}$`],
  [INSTANT_PATTERN, `^${DAY}T${TIME}$`],
]);

const known = new WeakMap<object, unknown>();

/**
 * The same schema for what is asked for, commanded or witnessed now: days and instants in it must be ones that the calendar has.
 * What was journalled stays readable by the schema as it is.
 */
export function dated<S extends TSchema>(schema: S): S {
  return strictly(schema) as S;
}

function strictly(node: unknown): unknown {
  if (typeof node !== 'object' || node === null) return node;
  const done = known.get(node);
  if (done !== undefined) return done;
  const made = Array.isArray(node) ? node.map(strictly) : strictObject(node);
  known.set(node, made);
  return made;
}

/** With the properties that TypeBox hides from JSON. */
function strictObject(node: object): object {
  const descriptors = Object.entries(Object.getOwnPropertyDescriptors(node)).map(([name, descriptor]) => {
    const value =
      name === 'pattern' ? (PATTERNS.get(descriptor.value) ?? descriptor.value) : strictly(descriptor.value);
    return [name, { ...descriptor, value }] as const;
  });
  return Object.defineProperties({}, Object.fromEntries(descriptors));
}
