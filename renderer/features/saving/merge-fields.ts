import { differences, type Fields, isSameValue } from './fields.ts';

/** A field that two people changed, each to something else. */
export interface FieldConflict {
  field: string;
  base: unknown;
  mine: unknown;
  theirs: unknown;
}

export interface Merge {
  /** What both changed; somebody has to say which is right. */
  conflicts: FieldConflict[];
  /** What only the other person changed: it is kept. */
  taken: { field: string; mine: unknown; theirs: unknown }[];
}

export type Choice = 'mine' | 'theirs';

/** Lays the other person's fields beside one's own; `base` is what both began with. */
export function mergeFields(was: Fields, own: Fields, other: Fields): Merge {
  const merge: Merge = { conflicts: [], taken: [] };
  for (const { field, after } of differences(was, other)) {
    if (isSameValue(own[field], after)) continue;
    if (isSameValue(own[field], was[field])) merge.taken.push({ field, mine: own[field], theirs: after });
    else merge.conflicts.push({ field, base: was[field], mine: own[field], theirs: after });
  }
  return merge;
}

/** Their fields with one's own changes, and where both changed something, what was chosen. */
export function mergedFields(
  was: Fields,
  own: Fields,
  other: Fields,
  choices: Readonly<Record<string, Choice>>,
): Record<string, unknown> {
  const merged: Record<string, unknown> = { ...other };
  for (const { field, after } of differences(was, own)) {
    if (choices[field] !== 'theirs') merged[field] = after;
  }
  return merged;
}

/** Puts fields together again: `names.en` is the entry `en` of `names`. */
export function joinFields(fields: Fields): Record<string, unknown> {
  const whole: Record<string, unknown> = {};
  const parts: Record<string, Record<string, unknown>> = {};
  for (const [field, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    const dot = field.indexOf('.');
    if (dot < 0) whole[field] = value;
    else parts[field.slice(0, dot)] = { ...parts[field.slice(0, dot)], [field.slice(dot + 1)]: value };
  }
  return { ...whole, ...parts };
}
