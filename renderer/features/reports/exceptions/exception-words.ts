import type { TFunction } from 'i18next';
import { type ExceptionRow, RESOLVE_CHOICES, UNCOVERED_CHOICES } from '#contracts/http/exceptions.ts';
import { isoDigits } from '#domain/money/currency-digits.ts';
import type { Minor } from '#domain/money/money.ts';
import type { Formats } from '#renderer/app/format.ts';
import { moneyIn } from '#renderer/app/money-in.ts';

/** What was decided, in words; what the server found out by itself (`known: …`) reads as that. */
export function choiceWords(t: TFunction, choice: string): string {
  const known = [...RESOLVE_CHOICES, ...UNCOVERED_CHOICES].find((one) => one === choice);
  return t(`reports.exceptions.choices.${known ?? 'known'}`);
}

/** What is at stake, in the money of the store that it happened in. */
export function stakeWords(formats: Formats, { currency: code }: ExceptionRow, amount: Minor): string {
  return moneyIn(formats, { code, digits: isoDigits(code) }, amount);
}
