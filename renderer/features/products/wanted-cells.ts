import { GRID_MAX, type GridCell, gridOf, valuesOf } from './variant-grid.ts';

/** Options as typed, and what was changed in single cells of the grid they make. */
export interface GridDraft {
  axes: readonly { id: number; name: string; values: string }[];
  cells: Readonly<Record<string, { sku?: string; gtin?: string; dropped?: boolean } | undefined>>;
}

/** The cells of a grid that become variants: wanted, and not there yet. */
export function wantedCells(
  { axes, cells }: GridDraft,
  productName: string,
  sku: string,
  there: ReadonlySet<string>,
): (GridCell & { gtin: string | null })[] {
  const all = gridOf(
    axes.map(({ name, values }) => ({ name, values: valuesOf(values) })),
    productName,
    sku,
  );
  return all
    .filter(({ key }) => !there.has(key) && !cells[key]?.dropped)
    .slice(0, GRID_MAX)
    .map((cell) => ({ ...cell, sku: cells[cell.key]?.sku ?? cell.sku, gtin: cells[cell.key]?.gtin ?? null }));
}

/** Of the barcodes entered for a product that is made in variants, those that none of them bears yet: they would not be kept. */
export function spareGtins(gtins: readonly string[], cells: readonly { gtin: string | null }[]): string[] {
  return cells.length === 0 ? [] : gtins.filter((gtin) => !cells.some((cell) => cell.gtin === gtin));
}
