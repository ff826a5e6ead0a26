import type { TFunction } from 'i18next';
import { PERMISSIONS } from '#domain/operator/permission.ts';
import type { Formats } from '#renderer/app/format.ts';
import type { OverrideRequest } from './override.ts';

/** Shares are shown to a tenth of a percent. */
const SHOWN_PPM = 1000;

/** What a manager allows, in full: how much, of what, and what it comes to. */
export function overrideWords(
  t: TFunction,
  { money, percent }: Pick<Formats, 'money' | 'percent'>,
  { permission, size, amount, name, direction, earlierDate }: OverrideRequest,
): string {
  const what = t(`override.permissions.${permission}`);
  if (earlierDate !== undefined) return t('override.earlier', { date: earlierDate });
  if (direction) return t('override.amountOf', { what: t(`shift.actions.${direction}`), amount: money(size) });
  const unit = PERMISSIONS[permission];
  const share = percent(Math.round(size / SHOWN_PPM) * SHOWN_PPM);
  if (permission === 'discount' && amount !== undefined) {
    return t('override.discount', { share, name: name ?? t('override.cart'), amount: money(amount) });
  }
  if (permission === 'price-override' && amount !== undefined && name !== undefined) {
    return t('override.price', { share, name, amount: money(amount) });
  }
  const sum = unit === 'ppm' ? share : unit === 'minor' ? money(size) : amount === undefined ? null : money(amount);
  const named = name === undefined ? what : t('override.named', { what, name });
  return sum === null ? named : t('override.amountOf', { what: named, amount: sum });
}
