import type { TFunction } from 'i18next';

const PROBLEMS = ['unlisted-item', 'price-missing'] as const;

/** A problem of the fix list in words; another is shown as it is. */
export function fixProblemWords(t: TFunction, problem: string): string {
  const known = PROBLEMS.find((one) => one === problem);
  return known ? t(`reports.fix.problems.${known}`) : problem;
}
