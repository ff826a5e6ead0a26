import type { TFunction } from 'i18next';
import { ERRORS } from '#contracts/errors/registry.ts';
import type { Refusal } from '#contracts/product-csv/csv-records.ts';
import { CSV_REASONS, type CsvReason } from '#contracts/product-csv/csv-refusal.ts';
import { errorWords } from '#renderer/app/error-words.ts';

/** Why a row was refused, in the language of the screen; in English where this till has no words for it. */
export function refusalWords(t: TFunction, { reason, code, params }: Refusal): string {
  const gaps: Record<string, string | number> = params ?? {};
  if (code !== undefined && isCsvReason(code)) return t(`products.reasons.${code}`, gaps);
  if (code !== undefined && Object.hasOwn(ERRORS, code)) {
    return t('many.because', { title: errorWords(t, code).title, reason });
  }
  return reason;
}

function isCsvReason(code: string): code is CsvReason {
  return Object.hasOwn(CSV_REASONS, code);
}
