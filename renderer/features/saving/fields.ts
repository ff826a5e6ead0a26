/** Something field by field: `name`, `names.zh-CN`, `rules.minimumAge`. What is not there is as good as undefined. */
export type Fields = Readonly<Record<string, unknown>>;

export interface FieldDifference {
  field: string;
  before: unknown;
  after: unknown;
}

/** Anything field by field; the entries of `parts` are fields of their own. */
export function spreadFields(whole: object, parts: readonly string[]): Fields {
  const fields: Record<string, unknown> = { ...whole };
  for (const part of parts) {
    const entries = Object.entries(fields[part] ?? {});
    delete fields[part];
    for (const [key, value] of entries) fields[`${part}.${key}`] = value;
  }
  return fields;
}

/** What changed, in the order of the fields before, then of those after. */
export function differences(before: Fields, after: Fields): FieldDifference[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return fields
    .filter((field) => !isSameValue(before[field], after[field]))
    .map((field) => ({ field, before: before[field], after: after[field] }));
}

/** Whether two values are equal; the order of an object's entries does not matter, that of a list does. */
export function isSameValue(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  ) as string;
}
