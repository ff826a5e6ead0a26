import type { Element } from '#domain/gs1/application-identifiers.ts';
import { dateOf } from '#domain/gs1/gs1-date.ts';
import { type Minor, mulDiv } from '#domain/money/money.ts';

/** What a GS1 code tells of the item besides its GTIN. Dates are `YYYY-MM-DD`. */
export interface ItemData {
  batch?: string;
  serial?: string;
  /** Use by (17, or 7003 with its hour), else sell by (16): the last day on which it may be sold. */
  expiry?: string;
  /** Best before (15): it may be sold afterwards. */
  bestBefore?: string;
  /** How many pieces are in it (30). */
  count?: number;
  /** Net weight (310n), rounded to the gram. */
  weightGrams?: number;
  /** What a variable measure item costs (392n), where it is a whole number of minor units. */
  price?: Minor;
}

/** What the data are read by: the year decides the century of dates, the decimals of the store's currency what an amount is. */
export interface DataRules {
  thisYear: number;
  /** Without it no price is read. */
  currencyDigits?: number;
}

/** Reads the elements that matter at a till. Undefined where a date is none. */
export function itemDataOf(
  elements: readonly Element[],
  { thisYear, currencyDigits }: DataRules,
): ItemData | undefined {
  const data: ItemData = {};
  for (const { ai, value } of [...elements].sort((a, b) => (a.ai < b.ai ? -1 : 1))) {
    if (ai === '10') data.batch = value;
    if (ai === '21') data.serial = value;
    if (ai === '30') data.count = Number(value);
    if (/^310\d$/.test(ai)) data.weightGrams = gramsOf(value, Number(ai[3]));
    if (/^392\d$/.test(ai)) data.price = minorOf(value, Number(ai[3]), currencyDigits);
    if (ai === '15' || ai === '16' || ai === '17' || ai === '7003') {
      const date = dateOf(value.slice(0, 6), thisYear);
      if (date === undefined) return undefined;
      if (ai === '15') data.bestBefore = date;
      else if (ai !== '7003' || data.expiry === undefined || date < data.expiry) data.expiry = date;
    }
  }
  return data;
}

/** Six digits of kilograms with `decimals` of them behind the point (GS1 General Specifications, section 3.6.2). */
function gramsOf(value: string, decimals: number): number {
  return mulDiv(Number(value), 1000, 10 ** decimals);
}

/** An amount payable in the store's currency (section 3.6.8): the last digit of the identifier says its decimals. */
function minorOf(value: string, decimals: number, digits: number | undefined): Minor | undefined {
  if (digits === undefined) return undefined;
  const missing = digits - decimals;
  const text = missing >= 0 ? value + '0'.repeat(missing) : value.slice(0, missing);
  const lost = missing >= 0 ? '' : value.slice(missing);
  const amount = Number(text === '' ? '0' : text);
  return /[1-9]/.test(lost) || !Number.isSafeInteger(amount) ? undefined : amount;
}
