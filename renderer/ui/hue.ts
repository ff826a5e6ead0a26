/** Hues far enough from the green, amber and red that mean something. */
const HUES = [195, 215, 235, 255, 275, 295, 315, 335, 350];

/** A hue in degrees for a text, always the same one. */
export function hueOf(seed: string): number {
  let hash = 0;
  for (const char of seed) hash = (Math.imul(hash, 31) + (char.codePointAt(0) ?? 0)) >>> 0;
  return HUES[hash % HUES.length] ?? 235;
}

/** Up to two initials of a name: of its first two words, or the first character of a name without spaces in Chinese. */
export function initialsOf(name: string): string {
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? [];
  const [first = '', second = ''] = words;
  if (/\p{Script=Han}/u.test(first)) return [...first].slice(0, 2).join('');
  if (second === '') return first.slice(0, 2).toUpperCase();
  return ([...first][0] ?? '').concat([...second][0] ?? '').toUpperCase();
}
