import type { TFunction } from 'i18next';
import type { PriceList } from '#contracts/facts/pricing-facts.ts';
import type { PriceLists } from '#contracts/http/pricing.ts';
import { decimalText } from '#domain/money/decimal-text.ts';
import type { Formats } from '#renderer/app/format.ts';

/** When a list holds, in words. */
export function listSpan(t: TFunction, formats: Formats, { from, until }: Pick<PriceList, 'from' | 'until'>): string {
  const [begins, ends] = [from && formats.dateTime(from), until && formats.dateTime(until)];
  if (begins && ends) return t('pricing.span', { from: begins, until: ends });
  if (begins) return t('pricing.spanFrom', { from: begins });
  return ends ? t('pricing.spanUntil', { until: ends }) : t('pricing.spanAlways');
}

/** Where a list holds, in words. */
export function storeNames(
  t: TFunction,
  { storeIds }: Pick<PriceList, 'storeIds'>,
  stores: PriceLists['stores'],
): string {
  if (storeIds === null) return t('pricing.allStores');
  return storeIds.map((storeId) => stores.find((store) => store.storeId === storeId)?.name ?? storeId).join(', ');
}

/** What prices end in, as an example: `…0.99`. */
export function endingWords(t: TFunction, { end, step }: { end: number; step: number }, digits: number): string {
  const whole = 10 ** digits;
  return end === 0 && step < whole
    ? t('pricing.endingStep', { step: decimalText(step, digits) })
    : t('pricing.endingIn', { end: decimalText(end, digits) });
}
