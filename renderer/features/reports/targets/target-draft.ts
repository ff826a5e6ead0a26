import type { TargetsPublished } from '#contracts/facts/target-facts.ts';
import { priceOf, priceText } from '#renderer/app/price-entry.ts';

/** A month's targets as they are typed. */
export interface TargetDraft {
  basis: TargetsPublished['basis'];
  /** Empty where only days have one. */
  amount: string;
  days: readonly { date: string; amount: string }[];
}

export function targetDraft({ basis, amount, days }: TargetsPublished, digits: number): TargetDraft {
  return {
    basis,
    amount: amount === null ? '' : priceText(amount, digits),
    days: days.map((day) => ({ date: day.date, amount: priceText(day.amount, digits) })),
  };
}

export type TargetWrong = 'amount' | `day ${number}`;

/** The targets that were typed, or where something is wrong. Days are told once each, in order. */
export function targetsOf(
  draft: TargetDraft,
  { storeId, month }: Pick<TargetsPublished, 'storeId' | 'month'>,
  digits: number,
): { ok: true; targets: TargetsPublished } | { ok: false; wrong: TargetWrong[] } {
  const wrong: TargetWrong[] = [];
  const amount = draft.amount.trim() === '' ? null : priceOf(draft.amount, digits);
  if (draft.amount.trim() !== '' && (amount === null || amount === 0)) wrong.push('amount');
  const days = draft.days.map((day) => ({ date: day.date, amount: priceOf(day.amount, digits) ?? 0 }));
  for (const [index, day] of days.entries()) {
    const isTwice = days.some((other, at) => at < index && other.date === day.date);
    if (day.amount === 0 || day.date.slice(0, 7) !== month || isTwice) wrong.push(`day ${index}`);
  }
  if (wrong.length > 0) return { ok: false, wrong };
  const inOrder = days.toSorted((a, b) => (a.date < b.date ? -1 : 1));
  return { ok: true, targets: { storeId, month, basis: draft.basis, amount, days: inOrder } };
}
