import type { TFunction } from 'i18next';
import { KEY_NONE, type SalesBy } from '#contracts/http/sales-report.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { addDays } from '#domain/calendar/dates.ts';
import type { Period } from '#domain/report/period.ts';
import { policyOf } from '#renderer/app/at-till.ts';
import { dateWords, type Formats } from '#renderer/app/format.ts';
import { tenderName } from '#renderer/app/names.ts';
import type { Filter } from '#renderer/features/reports/report-place.ts';

const A_SUNDAY = '2021-01-03';

/** What the words of a report are made with. */
export interface SalesWords {
  t: TFunction;
  formats: Formats;
  config: RegisterConfig;
  /** Of the screen. */
  language: string;
}

/** What a row or a filter is of, as the server names it. */
export interface Named {
  key: string;
  name?: string | undefined;
  names?: Record<string, string> | undefined;
  unit?: 'each' | 'kg' | 'm' | undefined;
}

/** What a row, or what is filtered by, is called: a date as people write it, a name, a rate. */
export function rowLabel({ key, name, names }: Named, by: SalesBy | Filter, words: SalesWords): string {
  const { t, formats, config, language } = words;
  switch (by) {
    case 'day':
      return dateText(key, formats.locale, { weekday: 'short', day: 'numeric', month: 'short' });
    case 'week':
      return t('reports.sales.weekFrom', { date: shortDate(key, formats.locale) });
    case 'month':
      return monthText(key, formats.locale);
    case 'hour':
      return hourText(key);
    case 'weekday':
      return weekdayText(Number(key), formats.locale);
    case 'weekday-hour': {
      const [weekday = '1', hour = '0'] = key.split(' ');
      return `${weekdayText(Number(weekday), formats.locale)} ${hourText(hour)}`;
    }
    case 'channel':
      return key === 'online' ? t('reports.channels.online') : t('reports.channels.store');
    case 'tender':
      return tenderName(policyOf(config).tenders, key, language);
    case 'tax': {
      const [code = '', ratePpm = '0'] = key.split(' ');
      return `${code} ${formats.percent(Number(ratePpm))}`;
    }
    default:
      return names?.[language] ?? name ?? (key === KEY_NONE ? t('reports.sales.none') : key);
  }
}

/** The same in a chart, where there is little room. */
export function shortLabel(row: Named, by: SalesBy | Filter, words: SalesWords): string {
  const { locale } = words.formats;
  if (by === 'day' || by === 'week') return shortDate(row.key, locale);
  if (by === 'month') return dateText(`${row.key}-01`, locale, { month: 'short' });
  return rowLabel(row, by, words);
}

/** `13 Jul – 19 Jul`, or one date; with the year where it is not this one's. */
export function periodText({ from, to }: Period, locale: string, today = to): string {
  const text = (date: string): string =>
    from.slice(0, 4) === today.slice(0, 4) ? shortDate(date, locale) : longDate(date, locale);
  return from === to ? text(from) : `${text(from)} – ${text(to)}`;
}

/** How much more or less than before, as a share: `+12%`; null where there was nothing before. */
export function changeText(now: number, before: number, formats: Formats): string | null {
  if (before === 0 || now === before) return null;
  const percent = Math.round(((now - before) / Math.abs(before)) * 100);
  return `${percent > 0 ? '+' : ''}${formats.percent(percent === 0 ? 0 : percent * 10_000)}`;
}

/** A quantity in its unit, or a count. */
export function countText({ unit }: Pick<Named, 'unit'>, count: number, formats: Formats): string {
  return unit === undefined || unit === 'each' ? formats.count(count) : formats.quantity(count, unit);
}

/** A share in whole percent: 0.254 is `25%`. */
export function shareText(share: number, formats: Formats): string {
  return formats.percent(Math.round(share * 100) * 10_000);
}

export function monthText(month: string, locale: string): string {
  return dateText(`${month}-01`, locale, { month: 'long', year: 'numeric' });
}

/** `1` is Monday. */
export function weekdayText(weekday: number, locale: string): string {
  return dateText(addDays(A_SUNDAY, weekday), locale, { weekday: 'short' });
}

export function hourText(hour: string): string {
  return `${hour.padStart(2, '0')}:00`;
}

function shortDate(date: string, locale: string): string {
  return dateText(date, locale, { day: 'numeric', month: 'short' });
}

function longDate(date: string, locale: string): string {
  return dateText(date, locale, { day: 'numeric', month: 'short', year: 'numeric' });
}

/** A calendar date belongs to no time zone. */
function dateText(date: string, locale: string, style: Intl.DateTimeFormatOptions): string {
  return dateWords(new Intl.DateTimeFormat(locale, { ...style, timeZone: 'UTC' }), `${date}T00:00:00Z`, date);
}
