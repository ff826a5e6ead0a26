import type { TFunction } from 'i18next';

/** What can be wrong with virtual devices, by the names the counter has for it. */
const NAMES = [
  'paperOut',
  'paperLow',
  'coverOpen',
  'cutterJam',
  'slow',
  'silent',
  'garbage',
  'diesMidJob',
  'dead',
  'off',
  'busy',
  'diesAsked',
  'diesApproved',
  'losesAnswer',
  'fails',
  'split',
  'merged',
  'unsteady',
  'overload',
  'notZeroed',
  'losesBytes',
  'ribbonOut',
  'headOpen',
  'paused',
] as const;

/** A fault in words; one that a newer counter has is called by its name. */
export function faultWords(t: TFunction, name: string): string {
  const known = NAMES.find((each) => each === name);
  return known ? t(`counter.faults.${known}`) : name;
}
