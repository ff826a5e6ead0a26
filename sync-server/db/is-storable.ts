/**
 * Whether every text in a value (keys included) can be stored by PostgreSQL as it is: none has U+0000 or half a surrogate pair.
 * Does not recurse, however deep the value.
 */
export function isStorable(value: unknown): boolean {
  const waiting = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next === 'string' && !isStorableText(next)) return false;
    if (typeof next !== 'object' || next === null) continue;
    for (const [key, child] of Object.entries(next)) {
      if (!isStorableText(key)) return false;
      waiting.push(child);
    }
  }
  return true;
}

function isStorableText(text: string): boolean {
  return !text.includes('\0') && !/\p{Surrogate}/u.test(text);
}
