import type { TFunction } from 'i18next';

const CONDITIONS = ['restock', 'damaged', 'quarantine', 'undelivered'] as const;

/** In which condition something came back, in words; one that nobody knows is shown as it is. */
export function conditionWords(t: TFunction, condition: string): string {
  const known = CONDITIONS.find((one) => one === condition);
  return known ? t(`returns.conditions.${known}`) : condition;
}
