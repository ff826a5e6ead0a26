import type { ExceptionRow } from '#contracts/http/exceptions.ts';

/** How long ago something came: within a day, longer than a week, longer than a month. */
export const AGES = ['any', 'day', 'week', 'month'] as const;
export type Age = (typeof AGES)[number];

/** What of the exceptions is looked at; an empty text is all. */
export interface ExceptionFilter {
  code: string;
  storeId: string;
  age: Age;
}

/** What is looked at first: the own store's, where it has any. */
export function firstFilter(rows: readonly ExceptionRow[], ownStoreId: string): ExceptionFilter {
  return { code: '', storeId: rows.some(({ storeId }) => storeId === ownStoreId) ? ownStoreId : '', age: 'any' };
}

/** What is looked at on: a kind or store of which none is left is looked at no more. */
export function filterStill({ code, storeId, age }: ExceptionFilter, rows: readonly ExceptionRow[]): ExceptionFilter {
  return {
    code: rows.some((row) => row.code === code) ? code : '',
    storeId: rows.some((row) => row.storeId === storeId) ? storeId : '',
    age,
  };
}

const DAY_MS = 86_400_000;
const WEEK_DAYS = 7;
const MONTH_DAYS = 30;

/** Those of the rows that the filter lets through, `now` in milliseconds. */
export function filterExceptions(
  rows: readonly ExceptionRow[],
  { code, storeId, age }: ExceptionFilter,
  now: number,
): ExceptionRow[] {
  return rows.filter(
    (row) =>
      (code === '' || row.code === code) &&
      (storeId === '' || row.storeId === storeId) &&
      isOfAge(age, (now - Date.parse(row.openedAt)) / DAY_MS),
  );
}

function isOfAge(age: Age, days: number): boolean {
  if (age === 'day') return days <= 1;
  if (age === 'week') return days > WEEK_DAYS;
  return age === 'any' || days > MONTH_DAYS;
}
