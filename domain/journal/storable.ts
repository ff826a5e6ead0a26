/** What cannot be kept in every database: U+0000, and half a surrogate pair. */
const UNSTORABLE = /\0|\p{Surrogate}/gu;

/**
 * A value of JSON with every U+0000 and every half surrogate pair in its texts, keys included, replaced by U+FFFD (Unicode 16,
 * 23.8: the replacement character). As long as before, so that what fitted a schema still does; the value itself where there
 * is nothing to replace. As deep as the call stack: for values that were checked against a schema.
 */
export function storable<T>(value: T): T {
  return replaced(value) as T;
}

function replaced(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(UNSTORABLE, '\uFFFD');
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map(replaced);
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  const before = Object.entries(value);
  const after = before.map(([key, child]) => [replaced(key), replaced(child)] as const);
  const isSame = after.every(([key, child], index) => key === before[index]?.[0] && child === before[index]?.[1]);
  return isSame ? value : Object.fromEntries(after);
}
