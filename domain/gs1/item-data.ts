import type { Element } from '#domain/gs1/application-identifiers.ts';
import { mulDiv } from '#domain/money/money.ts';

/** What a GS1 code tells of the item besides its GTIN. Dates are `YYYY-MM-DD`. */
export interface ItemData {
  batch?: string;
  serial?: string;
  /** Use by (17), else sell by (16): the last day on which it may be sold. */
  expiry?: string;
  /** Best before (15): it may be sold afterwards. */
  bestBefore?: string;
  /** How many pieces are in it (30, 37). */
  count?: number;
  /** Net weight (310n), rounded to the gram. */
  weightGrams?: number;
}

/** Reads the elements that matter at a till; `thisYear` decides the century of dates. Undefined where a date is none. */
export function itemDataOf(elements: readonly Element[], thisYear: number): ItemData | undefined {
  const data: ItemData = {};
  for (const { ai, value } of [...elements].sort((a, b) => (a.ai < b.ai ? -1 : 1))) {
    if (ai === '10') data.batch = value;
    if (ai === '21') data.serial = value;
    if (ai === '30' || ai === '37') data.count = Number(value);
    if (/^310\d$/.test(ai)) data.weightGrams = gramsOf(value, Number(ai[3]));
    if (ai === '15' || ai === '16' || ai === '17') {
      const date = dateOf(value, thisYear);
      if (date === undefined) return undefined;
      if (ai === '15') data.bestBefore = date;
      else data.expiry = date;
    }
  }
  return data;
}

/** Six digits of kilograms with `decimals` of them behind the point (GS1 General Specifications, section 3.6.2). */
function gramsOf(value: string, decimals: number): number {
  return mulDiv(Number(value), 1000, 10 ** decimals);
}

/**
 * YYMMDD: the century is the one that brings the year nearest to this one, 51 years back or more being the next
 * (GS1 General Specifications, section 7.12); day 00 is the last of the month (section 3.4.7).
 */
function dateOf(value: string, thisYear: number): string | undefined {
  const [year = 0, month = 0, day = 0] = (value.match(/\d\d/g) ?? []).map(Number);
  const century = thisYear - (thisYear % 100);
  const away = year - (thisYear % 100);
  const fullYear = century + year + (away >= 51 ? -100 : away <= -50 ? 100 : 0);
  const last = new Date(Date.UTC(fullYear, month, 0)).getUTCDate();
  if (month < 1 || month > 12 || day > last) return undefined;
  const two = (part: number) => String(part).padStart(2, '0');
  return `${fullYear}-${two(month)}-${two(day === 0 ? last : day)}`;
}
