import type { TFunction } from 'i18next';
import type { Tally } from './send-parts.ts';

/** What becomes of a file of which so many rows are refused, before it is taken in; undefined where none is. */
export function refusedNext(t: TFunction, refused: number, would: Tally): string | undefined {
  if (refused === 0) return undefined;
  const isNothingTaken = would.created + would.changed + would.unchanged === 0;
  return isNothingTaken ? t('many.refusedAll') : t('many.refused', { count: refused });
}
