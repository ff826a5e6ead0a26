import { fold } from '#domain/text/fold.ts';

/** How many neighbours in the order of names are compared: a name that is typed a little differently stands close by. */
const NEIGHBOURS = 12;

/** Two that may be one person by their names, and how alike those are, in per cent. */
export interface AlikePair<T> {
  pair: [T, T];
  score: number;
}

/**
 * How alike two names are, in per cent, whatever the order of their words, their case and diacritics: Dice's coefficient over pairs of letters
 * (L. R. Dice, "Measures of the Amount of Ecologic Association Between Species", Ecology 26, 1945). Names of one or two characters, as many
 * Chinese ones are, must be the same.
 */
export function nameScore(one: string, other: string): number {
  const [a, b] = [keyOf(one), keyOf(other)];
  if (a === b) return 100;
  const [left, right] = [pairsOf(a), pairsOf(b)];
  const total = left.length + right.length;
  if (total === 0 || Math.min(a.length, b.length) < 3) return 0;
  let common = 0;
  for (const pair of left) {
    const at = right.indexOf(pair);
    if (at === -1) continue;
    right.splice(at, 1);
    common += 1;
  }
  return Math.round((200 * common) / total);
}

/** Those among many whose names are at least so much alike, most alike first: each is compared with its neighbours in the order of names. */
export function alikePairs<T>(rows: readonly T[], nameOf: (row: T) => string, least: number): AlikePair<T>[] {
  const sorted = rows.map((row) => ({ row, key: keyOf(nameOf(row)) })).sort((a, b) => (a.key < b.key ? -1 : 1));
  const found = sorted.flatMap(({ row }, index) =>
    sorted.slice(index + 1, index + 1 + NEIGHBOURS).flatMap((next): AlikePair<T>[] => {
      const score = nameScore(nameOf(row), nameOf(next.row));
      return score >= least ? [{ pair: [row, next.row], score }] : [];
    }),
  );
  return found.sort((a, b) => b.score - a.score);
}

function keyOf(name: string): string {
  return fold(name)
    .split(/[\s,.'-]+/)
    .filter((word) => word !== '')
    .sort()
    .join(' ');
}

function pairsOf(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - 1) }, (_, index) => text.slice(index, index + 2));
}
