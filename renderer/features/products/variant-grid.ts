/** What sets variants apart: `size` with `S`, `M`, `L`. */
export interface Axis {
  name: string;
  values: string[];
}

/** One variant that a grid can have. */
export interface GridCell {
  /** Unique in the grid. */
  key: string;
  options: Record<string, string>;
  /** What it is called unless somebody says otherwise. */
  name: string;
  sku: string;
}

/** A grid of more is a mistake of typing. */
export const GRID_MAX = 100;

/** Values as typed, parted by commas, without repeats. */
export function valuesOf(text: string): string[] {
  const values = text.split(/[,，、;；]/).map((value) => value.trim());
  return [...new Set(values.filter((value) => value !== ''))];
}

/** Every combination of the options, the last axis running fastest; none while there is no axis with a name and values. */
export function gridOf(axes: readonly Axis[], productName: string, sku: string): GridCell[] {
  const used = axes.filter(({ name, values }) => name.trim() !== '' && values.length > 0);
  if (used.length === 0) return [];
  let rows: string[][] = [[]];
  for (const { values } of used) rows = rows.flatMap((row) => values.map((value) => [...row, value]));
  return rows.map((row) => ({
    key: keyOf(Object.fromEntries(used.map(({ name }, at) => [name.trim(), row[at] ?? '']))),
    options: Object.fromEntries(used.map(({ name }, at) => [name.trim(), row[at] ?? ''])),
    name: [productName.trim(), ...row].filter((part) => part !== '').join(' '),
    sku: [sku.trim(), ...row.map(codeOf)].filter((part) => part !== '').join('-'),
  }));
}

/** The same for the same options in any order and letter case. */
export function keyOf(options: Readonly<Record<string, string>>): string {
  return Object.entries(options)
    .map(([name, value]) => `${name.trim().toLowerCase()}=${value.trim().toLowerCase()}`)
    .sort()
    .join('&');
}

/** What of a value stands in a sku: capitals and digits without blanks; other scripts stay as they are. */
function codeOf(value: string): string {
  return value
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
