/** What a sales report is asked for: what its rows are, and what it is filtered by. */
export interface SalesAsked {
  by: string;
  category?: string | undefined;
  product?: string | undefined;
  tender?: string | undefined;
  tax?: string | undefined;
}

/**
 * What the amounts of a sales report are: turnover of whole receipts, turnover of lines, payments, or taxes. A receipt has several of
 * each of the last three, so that two of them don't go together: null.
 */
export type SalesKind = 'receipts' | 'lines' | 'payments' | 'taxes';

/** What must be summed for a report: whole receipts, their lines, payments or taxes. Null where it asks for two that do not go together. */
export function salesKind({ by, category, product, tender, tax }: SalesAsked): SalesKind | null {
  const kinds: SalesKind[] = [];
  if (by === 'product' || by === 'category' || category !== undefined || product !== undefined) kinds.push('lines');
  if (by === 'tender' || tender !== undefined) kinds.push('payments');
  if (by === 'tax' || tax !== undefined) kinds.push('taxes');
  return kinds.length > 1 ? null : (kinds[0] ?? 'receipts');
}
