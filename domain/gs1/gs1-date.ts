/**
 * The year that two digits mean: the century is the one that brings it nearest to this year, 51 years ahead and more being
 * the last century, 50 back and more the next (GS1 General Specifications, section 7.12).
 */
function fullYear(two: number, thisYear: number): number {
  const century = thisYear - (thisYear % 100);
  const away = two - (thisYear % 100);
  return century + two + (away >= 51 ? -100 : away <= -50 ? 100 : 0);
}

/** The last day of a month, 1 to 12. */
function lastDay(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** YYMMDD as `YYYY-MM-DD`, day 00 being the last of the month (section 3.4.7). Undefined where there is no such day. */
export function dateOf(value: string, thisYear: number): string | undefined {
  const [two = 0, month = 0, day = 0] = (value.match(/\d\d/g) ?? []).map(Number);
  const year = fullYear(two, thisYear);
  if (!isDay(year, month, day === 0 ? 1 : day)) return undefined;
  const text = (part: number) => String(part).padStart(2, '0');
  return `${year}-${text(month)}-${text(day === 0 ? lastDay(year, month) : day)}`;
}

/** Whether there is such a day. */
export function isDay(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= lastDay(year, month);
}
