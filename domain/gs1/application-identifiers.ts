/** Part of an element string: an application identifier and its data. */
export interface Element {
  ai: string;
  value: string;
}

/** Digits of an application identifier, by its first two (GS1 General Specifications, figure 3.2-1). */
const AI_DIGITS: Readonly<Record<string, number>> = Object.fromEntries([
  ...['00', '01', '02', '03', '04', '10', '11', '12', '13', '14', '15', '16', '17', '18', '19', '20', '21', '22', '30']
    .concat(['37', '90', '91', '92', '93', '94', '95', '96', '97', '98', '99'])
    .map((prefix) => [prefix, 2]),
  ...['23', '24', '25', '40', '41', '42', '71'].map((prefix) => [prefix, 3]),
  ...['31', '32', '33', '34', '35', '36', '39', '43', '70', '72', '80', '81', '82'].map((prefix) => [prefix, 4]),
]);

/** Digits of the whole element (identifier and data), by its first two: these need no separator behind them (figure 7.8.5-2). */
const PREDEFINED: Readonly<Record<string, number>> = Object.fromEntries([
  ['00', 20],
  ...['01', '02', '03'].map((prefix) => [prefix, 16]),
  ['04', 18],
  ...['11', '12', '13', '14', '15', '16', '17', '18', '19'].map((prefix) => [prefix, 8]),
  ['20', 4],
  ...['31', '32', '33', '34', '35', '36'].map((prefix) => [prefix, 10]),
  ['41', 16],
]);

/** Data of the identifiers that are understood, where their form is narrower than what any identifier may hold. */
const FORMS: readonly [ai: RegExp, value: RegExp][] = [
  [/^(01|02|03)$/, /^\d{14}$/],
  [/^1[1-9]$/, /^\d{6}$/],
  [/^(10|21)$/, /^.{1,20}$/],
  [/^(30|37)$/, /^\d{1,8}$/],
  [/^3[1-6]\d\d$/, /^\d{6}$/],
];

/** Any data: up to 90 characters of the invariant part of ISO/IEC 646 (figure 7.11-1). */
const ANY = /^[!"%-?A-Z_a-z]{1,90}$/;

/** How many digits the identifier at the beginning of a text has; undefined where there is none. */
export function aiDigits(text: string): number | undefined {
  return AI_DIGITS[text.slice(0, 2)];
}

/** How long the element at the beginning of a text is, where its length is fixed in advance. */
export function predefinedLength(text: string): number | undefined {
  return PREDEFINED[text.slice(0, 2)];
}

/** Whether an identifier exists and its data have its form. */
export function isElement({ ai, value }: Element): boolean {
  if (!/^\d{2,4}$/.test(ai) || aiDigits(ai) !== ai.length || !ANY.test(value)) return false;
  return FORMS.every(([which, form]) => !which.test(ai) || form.test(value));
}
