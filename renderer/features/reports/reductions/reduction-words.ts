import { reasonWords } from '#renderer/app/reason-words.ts';
import type { Filter } from '#renderer/features/reports/report-place.ts';
import { type Named, rowLabel, type SalesWords } from '#renderer/features/reports/sales/sales-words.ts';
import { conditionWords } from './condition-words.ts';

/** What a row of returns or discounts is called: a reason, a condition, a product, somebody, a date. */
export function reductionLabel(row: Named, by: Filter | 'condition' | 'day', words: SalesWords): string {
  if (by === 'reason') return reasonWords(words.t, row.name ?? row.key);
  if (by === 'condition') return conditionWords(words.t, row.key);
  return rowLabel(row, by, words);
}
