import type { OrderQuery } from '#renderer/store/local/order-query.ts';

/** What past tickets can be looked for by. */
export const SEARCH_BY = ['receipt', 'member', 'amount', 'date', 'product'] as const;
export type SearchBy = (typeof SEARCH_BY)[number];

/** The query that a typed text is; null while it is none: empty, no amount, no date. `memberId` is found by name or card. */
export function ticketQuery(by: SearchBy, text: string, digits: number, memberId: string | null): OrderQuery | null {
  const typed = text.trim();
  if (typed === '') return null;
  switch (by) {
    case 'receipt':
      return { receipt: typed };
    case 'product':
      return { product: typed };
    case 'member':
      return memberId === null ? null : { memberId };
    case 'amount': {
      const amount = amountTyped(typed, digits);
      return amount === null ? null : { amount };
    }
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(typed) ? { date: typed } : null;
  }
}

/** What a scanner read off a receipt: its signed code, or its number. */
export function scannedReceipt(text: string): { kind: 'code'; code: string } | { kind: 'number'; receipt: string } {
  const read = text.trim();
  return read.startsWith('OT1.') ? { kind: 'code', code: read } : { kind: 'number', receipt: read };
}

/** An amount as a person writes it, in minor units: `12.5`, `12,50`; grouping spaces are passed over. */
function amountTyped(text: string, digits: number): number | null {
  const [, whole, decimals = ''] = /^(\d{1,9})(?:[.,](\d*))?$/.exec(text.replace(/\s/g, '')) ?? [];
  if (whole === undefined || decimals.length > digits) return null;
  return Number(whole + decimals.padEnd(digits, '0'));
}
