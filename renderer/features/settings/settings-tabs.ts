import type { SettingsFault } from '#contracts/http/settings.ts';

const STORE_TABS = ['business', 'receipts', 'payment', 'returns', 'shift', 'reasons', 'barcodes'] as const;
export type StoreTab = (typeof STORE_TABS)[number];
export const SETTINGS_TABS = [
  'business',
  'receipts',
  'payment',
  'taxes',
  'returns',
  'shift',
  'reasons',
  'barcodes',
] as const;
export type SettingsTab = (typeof SETTINGS_TABS)[number];

/** Where the fields of the other tabs are; what is not named stands under Business. The longer paths come first. */
const PLACES: readonly [path: string, tab: StoreTab][] = [
  ['returns.reasons', 'reasons'],
  ['session.reasons', 'reasons'],
  ['discountReasons', 'reasons'],
  ['overrideReasons', 'reasons'],
  ['exemptReasons', 'reasons'],
  ['abandonReasons', 'reasons'],
  ['reasonNames', 'reasons'],
  ['receipts', 'receipts'],
  ['receiptFooter', 'receipts'],
  ['tenders', 'payment'],
  ['cashRounding', 'payment'],
  ['denominations', 'payment'],
  ['returns', 'returns'],
  ['session', 'shift'],
  ['tares', 'barcodes'],
  ['inStoreLayouts', 'barcodes'],
];

/** The tab on which a field stands. */
export function tabOf(at: string): StoreTab {
  return PLACES.find(([path]) => at.startsWith(path))?.[1] ?? 'business';
}

/** The tabs on which something is wrong, in their order. */
export function wrongTabs(faults: readonly Pick<SettingsFault, 'at'>[]): StoreTab[] {
  const wrong = new Set(faults.map(({ at }) => tabOf(at)));
  return STORE_TABS.filter((tab) => wrong.has(tab));
}
