const TIME = /[T\s,，]*(\d{1,2})\s*[:：]\s*(\d{2})\s*$/;
const YEAR_FIRST = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*(日?)$/;
const NUMBERS = /^(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4})$/;
const PLAIN = /^(\d{4})(\d{2})(\d{2})$/;

/** A day, `YYYY-MM-DD`, or with a minute, `YYYY-MM-DDTHH:mm`, as a reader of a language writes it, the month as a word; empty for none. */
export function dateText(value: string, locale: string): string {
  const at = new Date(`${value}${value.includes('T') ? '' : 'T00:00'}Z`);
  if (Number.isNaN(at.getTime())) return value;
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const day = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(locale, value.includes('T') ? { ...day, ...time } : day).format(at);
}

interface Reading {
  locale: string;
  withTime: boolean;
  /** Still being typed: a day of one digit behind its month may become one of two. */
  isTyping: boolean;
}

/**
 * A day as typed: as `dateText` writes it, as `2030-01-31`, `20300131` or `2030年1月31日`, or as numbers in the order of the language, the
 * year in full. With a time also `08:00` behind it; without one the day's first minute is meant. Null for what is no day.
 */
export function readDateText(text: string, { locale, withTime, isTyping }: Reading): string | null {
  const plain = text.normalize('NFKC').trim();
  const time = withTime ? TIME.exec(plain) : null;
  const parts = dayOf(time ? plain.slice(0, time.index).trim() : plain, locale, isTyping);
  const day = parts && isoDay(parts);
  if (!day || !withTime) return day;
  const [, hour = '0', minute = '0'] = time ?? [];
  if (Number(hour) > 23 || Number(minute) > 59) return null;
  return `${day}T${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`;
}

interface DayParts {
  year: number;
  month: number;
  day: number;
}

function dayOf(text: string, locale: string, isTyping: boolean): DayParts | null {
  const plain = PLAIN.exec(text);
  if (plain) return { year: Number(plain[1]), month: Number(plain[2]), day: Number(plain[3]) };
  const first = YEAR_FIRST.exec(text);
  if (first) {
    const [, year, month, day = '', end] = first;
    if (isTyping && day.length < 2 && end === '') return null;
    return { year: Number(year), month: Number(month), day: Number(day) };
  }
  const numbers = NUMBERS.exec(text);
  if (!numbers) return wordedDay(text, locale);
  const [one, other] = [Number(numbers[1]), Number(numbers[2])];
  const year = Number(numbers[3]);
  return monthFirst(locale) ? { year, month: one, day: other } : { year, month: other, day: one };
}

/** `31 Jan 2030`, `Jan 31, 2030`: the month by its name in the language, or in English. */
function wordedDay(text: string, locale: string): DayParts | null {
  const year = /(?<!\d)\d{4}(?!\d)/.exec(text)?.[0];
  const day = /(?<!\d)\d{1,2}(?!\d)/.exec(text)?.[0];
  const word = /\p{L}{3,}/u.exec(text)?.[0].toLowerCase();
  if (year === undefined || day === undefined || word === undefined) return null;
  const parts = { year: Number(year), day: Number(day) };
  for (const language of [locale, 'en']) {
    for (const month of ['short', 'long'] as const) {
      // In a date a month may be written otherwise than alone: German has "1. Sept. 2030" and "Sep".
      for (const rest of [{ day: 'numeric', year: 'numeric' }, {}] as const) {
        const found = monthNames(language, { ...rest, month }).indexOf(word);
        if (found >= 0) return { ...parts, month: found + 1 };
      }
    }
  }
  return null;
}

/** As a form of dates writes them, small and without a point. */
function monthNames(language: string, form: Intl.DateTimeFormatOptions): string[] {
  const format = new Intl.DateTimeFormat(language, { ...form, timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_, month) => {
    const name = format.formatToParts(Date.UTC(2000, month, 1)).find(({ type }) => type === 'month')?.value ?? '';
    return name.toLowerCase().replace('.', '');
  });
}

function monthFirst(locale: string): boolean {
  const parts = new Intl.DateTimeFormat(locale).formatToParts(0).map(({ type }) => type);
  return parts.indexOf('month') < parts.indexOf('day');
}

/** Null for what stands in no calendar, as 31 February. */
function isoDay({ year, month, day }: DayParts): string | null {
  const at = new Date(Date.UTC(year, month - 1, day));
  if (year < 1900 || at.getUTCMonth() !== month - 1 || at.getUTCDate() !== day) return null;
  return at.toISOString().slice(0, 10);
}
