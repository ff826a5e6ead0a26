import type { TFunction } from 'i18next';
import type { ReasonList } from '#contracts/settings/reason-lists.ts';

const NAMES = {
  discountReasons: 'discount',
  overrideReasons: 'override',
  exemptReasons: 'exempt',
  abandonReasons: 'abandon',
  'returns.reasons': 'returns',
  'session.reasons.cashIn': 'cashIn',
  'session.reasons.cashOut': 'cashOut',
  'session.reasons.noSale': 'noSale',
  'session.reasons.overShort': 'overShort',
} as const satisfies Record<ReasonList, string>;

/** What the reasons of a list are for. */
export function reasonListName(t: TFunction, list: ReasonList): string {
  return t(`settings.reasonLists.${NAMES[list]}`);
}
