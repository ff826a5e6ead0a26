import type { TFunction } from 'i18next';
import { RESOLVE_CHOICES } from '#contracts/http/exceptions.ts';

/** What was decided, in words; what the server found out by itself (`known: …`) reads as that. */
export function choiceWords(t: TFunction, choice: string): string {
  const known = RESOLVE_CHOICES.find((one) => one === choice);
  return t(`reports.exceptions.choices.${known ?? 'known'}`);
}
