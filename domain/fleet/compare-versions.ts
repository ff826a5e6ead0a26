/**
 * Compares two versions by precedence (Semantic Versioning 2.0.0, section 11): negative where `a` is older. What is no such
 * version is older than any that is; two of those are alike.
 */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [read(a), read(b)];
  if (!left || !right) return Number(left !== null) - Number(right !== null);
  for (const at of [0, 1, 2]) {
    const difference = (left.core[at] ?? 0) - (right.core[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return compareEarly(left.early, right.early);
}

interface ReadVersion {
  core: number[];
  early: string[];
}

function read(text: string): ReadVersion | null {
  const match = /^(\d{1,6})\.(\d{1,6})\.(\d{1,6})(?:-([0-9A-Za-z.-]+))?(?:\+.*)?$/.exec(text);
  if (!match) return null;
  const [, major, minor, patch, early] = match;
  return { core: [major, minor, patch].map(Number), early: early === undefined ? [] : early.split('.') };
}

/** A version without identifiers is newer than one with; numbers go by size and before words. */
function compareEarly(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return b.length - a.length;
  for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
    const difference = compareIdentifiers(a[at] ?? '', b[at] ?? '');
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function compareIdentifiers(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => (/^\d+$/.test(text) ? Number(text) : null));
  if (left !== null && left !== undefined && right !== null && right !== undefined) return left - right;
  if (left !== null) return -1;
  if (right !== null) return 1;
  return a < b ? -1 : Number(a > b);
}
