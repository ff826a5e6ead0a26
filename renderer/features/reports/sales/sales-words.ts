import type { TFunction } from 'i18next';
import type { SalesBy, SalesRow } from '#contracts/http/sales-report.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import type { Period } from '#domain/report/period.ts';
import type { Formats } from '#renderer/app/format.ts';
import { policyOf, tenderName } from '#renderer/features/shift/shift-parts.ts';

/** What the words of a sales report are made with. */
export interface SalesWords {
  t: TFunction;
  formats: Formats;
  config: RegisterConfig;
  /** Of the screen. */
  language: string;
}

/** What a row is called: a date as people write it, a name, a rate. */
export function rowLabel({ key, name, names }: SalesRow, by: SalesBy, words: SalesWords): string {
  const { t, formats, config, language } = words;
  switch (by) {
    case 'day':
      return dateText(key, formats.locale, { weekday: 'short', day: 'numeric', month: 'short' });
    case 'week':
      return t('reports.sales.weekFrom', { date: shortDate(key, formats.locale) });
    case 'month':
      return dateText(`${key}-01`, formats.locale, { month: 'long', year: 'numeric' });
    case 'hour':
      return `${key.padStart(2, '0')}:00`;
    case 'tender':
      return tenderName(policyOf(config).tenders, key, language);
    case 'tax': {
      const [code = '', ratePpm = '0'] = key.split(' ');
      return `${code} ${formats.percent(Number(ratePpm))}`;
    }
    default:
      return names?.[language] ?? name ?? (key === '-' ? t('reports.sales.none') : key);
  }
}

/** The same in a chart, where there is little room. */
export function shortLabel(row: SalesRow, by: SalesBy, words: SalesWords): string {
  const { locale } = words.formats;
  if (by === 'day' || by === 'week') return shortDate(row.key, locale);
  if (by === 'month') return dateText(`${row.key}-01`, locale, { month: 'short' });
  return rowLabel(row, by, words);
}

/** `13 Jul – 19 Jul`, or one date. */
export function periodText({ from, to }: Period, locale: string): string {
  return from === to ? shortDate(from, locale) : `${shortDate(from, locale)} – ${shortDate(to, locale)}`;
}

/** How much more or less than before, as a share: `+12%`; null where there was nothing before. */
export function changeText(now: number, before: number, formats: Formats): string | null {
  if (before === 0 || now === before) return null;
  const percent = Math.round(((now - before) / Math.abs(before)) * 100);
  return `${percent > 0 ? '+' : ''}${formats.percent(percent * 10_000)}`;
}

/** A quantity in its unit, or a count. */
export function countText({ unit }: SalesRow, count: number, formats: Formats): string {
  return unit === undefined || unit === 'each' ? formats.count(count) : formats.quantity(count, unit);
}

function shortDate(date: string, locale: string): string {
  return dateText(date, locale, { day: 'numeric', month: 'short' });
}

/** A calendar date belongs to no time zone. */
function dateText(date: string, locale: string, style: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale, { ...style, timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));
}
