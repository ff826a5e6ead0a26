import type { TFunction } from 'i18next';
import { PERMISSIONS, type Permission } from '#domain/operator/permission.ts';
import { reasonWords } from '#renderer/app/reason-words.ts';

/** The kinds the server lists; another is shown as it is. */
const KINDS = [
  'override-granted',
  'override-refused',
  'no-sale',
  'sign-in-failed',
  'sign-in-unlocked',
  'post-void',
] as const;

/** A kind of the audit list in words. */
export function auditKind(t: TFunction, kind: string): string {
  const known = KINDS.find((one) => one === kind);
  return known ? t(`reports.audit.kinds.${known}`) : kind;
}

/** What an entry says besides, as far as it is for people: permissions, reasons and names in words, ids left out. */
export function auditDetail(
  t: TFunction,
  detail: Readonly<Record<string, unknown>>,
  nameOf: (operatorId: string) => string,
): string {
  return Object.entries(detail)
    .flatMap(([name, value]) => {
      if (name === 'permission' && typeof value === 'string' && isPermission(value)) {
        return [t(`override.permissions.${value}`)];
      }
      if (name === 'reason' && typeof value === 'string') return [reasonWords(t, value)];
      if ((name === 'deciderId' || name === 'by') && typeof value === 'string') return [nameOf(value)];
      const plain = typeof value === 'string' || typeof value === 'number';
      return plain && !name.endsWith('Id') ? [String(value)] : [];
    })
    .join(' · ');
}

function isPermission(text: string): text is Permission {
  return Object.hasOwn(PERMISSIONS, text);
}
