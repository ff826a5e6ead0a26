import type { TFunction } from 'i18next';
import { PERMISSIONS, type Permission } from '#domain/operator/permission.ts';
import type { Formats } from '#renderer/app/format.ts';
import { reasonWords } from '#renderer/app/reason-words.ts';

/** The kinds the server lists; another is shown as it is. */
const KINDS = {
  'override.granted': 'overrideGranted',
  'override.refused': 'overrideRefused',
  'drawer.no-sale': 'noSale',
  'float.differs': 'floatDiffers',
  'operator.failed': 'signInFailed',
  'operator.unlocked': 'unlocked',
  'sale.post-voided': 'postVoid',
  'line.voided': 'lineVoided',
  'cart.abandoned': 'cartAbandoned',
  'receipt.copy': 'copy',
  'restriction.passed': 'agePassed',
  'restriction.refused': 'ageRefused',
  'batch.passed': 'batchPassed',
  'batch.refused': 'batchRefused',
  'cash.in': 'cashIn',
  'cash.out': 'cashOut',
  'cash.pickup': 'pickup',
  'member.erased': 'memberErased',
} as const;

/** A kind of the audit list in words. */
export function auditKind(t: TFunction, kind: string): string {
  return isKind(kind) ? t(`reports.audit.kinds.${KINDS[kind]}`) : kind;
}

export interface DetailWords {
  t: TFunction;
  formats: Pick<Formats, 'money' | 'percent'>;
  nameOf: (operatorId: string) => string;
}

/** What an entry says besides, as far as it is for people: permission and size, reason, item, who decided, amount. */
export function auditDetail(detail: Readonly<Record<string, unknown>>, { t, formats, nameOf }: DetailWords): string {
  const { permission, size, reason, name, deciderId, by, amount } = detail;
  const unit = typeof permission === 'string' && isPermission(permission) ? PERMISSIONS[permission] : null;
  return [
    typeof permission === 'string' && isPermission(permission) && t(`override.permissions.${permission}`),
    typeof size === 'number' && unit !== null && (unit === 'ppm' ? formats.percent(size) : formats.money(size)),
    typeof name === 'string' && name,
    typeof reason === 'string' && reasonWords(t, reason),
    typeof deciderId === 'string' && nameOf(deciderId),
    typeof by === 'string' && nameOf(by),
    typeof amount === 'number' && formats.money(amount),
  ]
    .filter((words) => typeof words === 'string')
    .join(' · ');
}

function isKind(kind: string): kind is keyof typeof KINDS {
  return Object.hasOwn(KINDS, kind);
}

function isPermission(text: string): text is Permission {
  return Object.hasOwn(PERMISSIONS, text);
}
