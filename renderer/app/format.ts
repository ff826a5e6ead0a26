import type { Unit } from '#domain/catalog/variant.ts';
import { UNIT_SCALE } from '#domain/catalog/variant.ts';
import { decimalText } from '#domain/money/decimal-text.ts';
import type { Currency, Minor } from '#domain/money/money.ts';

/** Writes money, quantities and times the way the reader and the store expect. */
export interface Formats {
  /** BCP 47 tag everything is written in. */
  readonly locale: string;
  readonly decimal: string;
  readonly currency: Currency;
  /** With the currency's sign: `£10.20`. */
  money(minor: Minor): string;
  /** Without the sign: `10.20`. */
  amount(minor: Minor): string;
  /** 200_000 parts per million is `20%`. */
  percent(ppm: number): string;
  count(value: number): string;
  /** With so many decimals: `4.2`. */
  number(value: number, decimals: number): string;
  /** A quantity in smallest units: pieces as they are, grams and millimetres as `0.250 kg`. */
  quantity(value: number, unit: Unit): string;
  time(iso: string): string;
  date(iso: string): string;
  dateTime(iso: string): string;
  /** A day of the calendar, `YYYY-MM-DD`, that no time zone shifts. */
  day(date: string): string;
}

export interface FormatSettings {
  /** The language of the screen: `en`, `zh-CN`. */
  language: string;
  /** The store's own tag: gives the region when it speaks the same language (`en` on screen in an `en-GB` store). */
  storeLanguage: string;
  currency: Currency;
  timeZone: string;
}

/** Formats in the language on screen, as the store's country writes it where both are the same language. */
export function createFormats({ language, storeLanguage, currency, timeZone }: FormatSettings): Formats {
  const base = language.split('-')[0];
  const locale = base !== undefined && storeLanguage.split('-')[0] === base ? storeLanguage : language;
  const digits = { minimumFractionDigits: currency.digits, maximumFractionDigits: currency.digits };
  const plain = new Intl.NumberFormat(locale, digits);
  const signed = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: currency.code,
    currencyDisplay: 'narrowSymbol',
    ...digits,
  });
  const whole = new Intl.NumberFormat(locale);
  const measured = new Intl.NumberFormat(locale, { minimumFractionDigits: 3, maximumFractionDigits: 3 });
  const rate = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 4 });
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone });
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone });
  const calendar = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const dayTime = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  });
  const decimal = plain.formatToParts(1.5).find((part) => part.type === 'decimal')?.value ?? '.';
  return {
    locale,
    decimal,
    currency,
    money: (minor) => signed.format(decimalText(minor, currency.digits)),
    amount: (minor) => plain.format(decimalText(minor, currency.digits)),
    percent: (ppm) => rate.format(ppm / 1_000_000),
    count: (value) => whole.format(value),
    number: (value, decimals) =>
      new Intl.NumberFormat(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(value),
    quantity: (value, unit) =>
      UNIT_SCALE[unit] === 1 ? whole.format(value) : `${measured.format(value / UNIT_SCALE[unit])} ${unit}`,
    time: (iso) => dateWords(clock, iso),
    date: (iso) => dateWords(day, iso),
    dateTime: (iso) => dateWords(dayTime, iso),
    day: (date) => dateWords(calendar, `${date}T00:00:00Z`, date),
  };
}

/** An instant in words; one that no calendar has stands as it was written, for a screen must not fall over what a fact holds. */
export function dateWords(format: Intl.DateTimeFormat, iso: string, written = iso): string {
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? written : format.format(at);
}
