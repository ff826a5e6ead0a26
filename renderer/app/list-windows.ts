/** Rows fetched at once. */
export const WINDOW = 100;

/** Numbers of the windows that hold the rows `first` to `last` of a list of `total`. */
export function windowsFor(first: number, last: number, total: number, size = WINDOW): number[] {
  const end = Math.min(last, total - 1);
  if (end < first) return [];
  const from = Math.floor(first / size);
  return Array.from({ length: Math.floor(end / size) - from + 1 }, (_, at) => from + at);
}
