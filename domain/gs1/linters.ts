import { checkCharacters, isIbanChecked } from '#domain/gs1/check-characters.ts';
import { checkDigit } from '#domain/gs1/check-digit.ts';
import { COUNTRY_LETTERS, COUNTRY_NUMBERS, CURRENCY_NUMBERS, PACKAGE_TYPES } from '#domain/gs1/code-lists.ts';
import { isCoupon, isPositiveOffer } from '#domain/gs1/coupon.ts';
import { dateOf, isDay } from '#domain/gs1/gs1-date.ts';

/** Whether the data of a component pass; `thisYear` decides the century of dates with two digits of the year. */
type Linter = (data: string, thisYear: number) => boolean;

const DIGITS = /^\d+$/;
const degrees =
  (most: number): Linter =>
  (data) =>
    /^\d{10}$/.test(data) && Number(data) <= most;
const matches =
  (form: RegExp): Linter =>
  (data) =>
    form.test(data);
const among =
  (list: ReadonlySet<string>): Linter =>
  (data) =>
    list.has(data);
const isDate: Linter = (data, thisYear) => /^\d{6}$/.test(data) && dateOf(data, thisYear) !== undefined;
const isFullDate: Linter = (data) =>
  /^\d{8}$/.test(data) && isDay(Number(data.slice(0, 4)), Number(data.slice(4, 6)), Number(data.slice(6)));

/**
 * The checks that the GS1 Barcode Syntax Dictionary names, each as its reference implementation `src/lint_<name>.c` has it
 * (github.com/gs1/gs1-syntax-dictionary). The company prefix is only looked at for its least length: who has which is no
 * matter of form.
 */
export const LINTERS: ReadonlyMap<string, Linter> = new Map<string, Linter>([
  ['csum', (data) => DIGITS.test(data) && checkDigit(data.slice(0, -1)) === Number(data.at(-1))],
  ['csumalpha', (data) => data.length >= 2 && checkCharacters(data.slice(0, -2)) === data.slice(-2)],
  ['gcppos1', matches(/^\d{4}/)],
  ['gcppos2', matches(/^.\d{4}/)],
  ['cset64', (data) => /^[\w-]*={0,2}$/.test(data) && (!data.endsWith('=') || data.length % 3 === 0)],
  ['yymmdd', (data, thisYear) => isDate(data, thisYear) && !data.endsWith('00')],
  ['yymmd0', isDate],
  ['yyyymmdd', isFullDate],
  ['yyyymmd0', (data, thisYear) => isFullDate(data.replace(/00$/, '01'), thisYear)],
  ['hh', matches(/^([01]\d|2[0-3])$/)],
  ['hhmi', matches(/^([01]\d|2[0-3])[0-5]\d$/)],
  ['mi', matches(/^[0-5]\d$/)],
  ['ss', matches(/^[0-5]\d$/)],
  ['iso3166', among(COUNTRY_NUMBERS)],
  ['iso3166999', (data) => data === '999' || COUNTRY_NUMBERS.has(data)],
  ['iso3166alpha2', among(COUNTRY_LETTERS)],
  ['iso4217', among(CURRENCY_NUMBERS)],
  ['iso5218', matches(/^[0129]$/)],
  ['iban', (data) => /^.{11,34}$/.test(data) && COUNTRY_LETTERS.has(data.slice(0, 2)) && isIbanChecked(data)],
  ['packagetype', among(PACKAGE_TYPES)],
  ['mediatype', matches(/^(0[1-9]|10|[89]\d)$/)],
  ['importeridx', matches(/^[\w-]$/)],
  ['latitude', degrees(1_800_000_000)],
  ['longitude', degrees(3_600_000_000)],
  ['pcenc', matches(/^([^%]|%[0-9A-Fa-f]{2})*$/)],
  ['pieceoftotal', isPieceOfTotal],
  ['posinseqslash', isPositionInSequence],
  ['nonzero', matches(/^\d*[1-9]\d*$/)],
  ['nozeroprefix', matches(/^([1-9]\d*)?$/)],
  ['hasnondigit', matches(/\D/)],
  ['hyphen', matches(/^-+$/)],
  ['winding', matches(/^[019]$/)],
  ['yesno', matches(/^[01]$/)],
  ['zero', matches(/^0+$/)],
  ['couponcode', (data, thisYear) => isCoupon(data, (day) => isDate(day, thisYear) && !day.endsWith('00'))],
  ['couponposoffer', isPositiveOffer],
]);

/** `0102`: piece 1 of 2; neither is 0. */
function isPieceOfTotal(data: string): boolean {
  if (!DIGITS.test(data) || data.length % 2 !== 0) return false;
  const [piece, total] = [data.slice(0, data.length / 2), data.slice(data.length / 2)].map(BigInt);
  return piece !== undefined && total !== undefined && piece > 0n && piece <= total;
}

/** `1/3`: the first of three, without zeros in front. */
function isPositionInSequence(data: string): boolean {
  const [, position, end] = /^([1-9]\d*)\/([1-9]\d*)$/.exec(data) ?? [];
  return position !== undefined && end !== undefined && BigInt(position) <= BigInt(end);
}
