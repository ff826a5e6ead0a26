import type { SettingsFault } from '#contracts/http/settings.ts';
import type { StoreSettings } from '#contracts/views/register-config.ts';
import { type StorePolicy, storePolicy } from '#contracts/views/store-policy.ts';
import { AMOUNT_MAX } from '#domain/money/money.ts';
import { faultIf, repeatedFaults } from './fault-if.ts';
import { isKnownReason } from './known-reasons.ts';
import { layoutFaults } from './layout-faults.ts';
import { currencyFaults, denominationFaults } from './money-faults.ts';
import { reasonsByList } from './reason-lists.ts';
import { tenderFaults } from './tender-faults.ts';

const DAY_MINUTES = 1440;
const WINDOW_DAYS_MAX = 3650;

/**
 * Why a store's settings cannot be, in the order of a form: what is empty or there twice, a currency, zone, time or language that
 * is none, tenders, cash and barcodes that a till could not work with, reasons without words.
 */
export function storeFaults(store: StoreSettings): SettingsFault[] {
  const policy = storePolicy(store);
  const tares = policy.tares.map(({ code }) => code);
  return [
    ...businessFaults(store),
    ...receiptFaults(store),
    ...tenderFaults(policy.tenders, store.currency),
    ...cashFaults(store, policy),
    ...limitFaults(policy),
    ...reasonFaults(store),
    ...repeatedFaults('tares', tares),
    ...layoutFaults(policy.inStoreLayouts),
  ];
}

/** What of it is in who a store is and where. */
export function businessFaults({
  name,
  currency,
  language,
  timeZone,
  dayStartsAt,
}: Pick<StoreSettings, 'name' | 'currency' | 'language' | 'timeZone' | 'dayStartsAt'>): SettingsFault[] {
  return [
    ...faultIf(name.trim() === '', 'name', 'text-missing'),
    ...currencyFaults('currency', currency),
    ...faultIf(!isLanguageTag(language), 'language', 'language-unknown'),
    ...faultIf(!isTimeZone(timeZone), 'timeZone', 'time-zone-unknown'),
    ...faultIf(!/^([01]\d|2[0-3]):[0-5]\d$/.test(dayStartsAt), 'dayStartsAt', 'time-invalid'),
  ];
}

/** BCP 47. */
function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

/** A name of the IANA time zone database. */
function isTimeZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function receiptFaults({ receipts }: StoreSettings): SettingsFault[] {
  const languages = receipts?.languages ?? [];
  return [
    ...languages.flatMap((tag, index) =>
      faultIf(!isLanguageTag(tag), `receipts.languages.${index}`, 'language-unknown'),
    ),
    ...repeatedFaults('receipts.languages', languages),
  ];
}

/** No note or coin is smaller than what cash is rounded to: it could never be paid. */
function cashFaults({ cashRounding, denominations }: StoreSettings, { session }: StorePolicy): SettingsFault[] {
  return [
    ...faultIf(cashRounding > AMOUNT_MAX, 'cashRounding', 'number-too-large'),
    ...denominationFaults('denominations', denominations),
    ...denominations.flatMap((value, index) =>
      faultIf(value < cashRounding, `denominations.${index}`, 'denomination-too-small'),
    ),
    ...faultIf(session.float % cashRounding !== 0, 'session.float', 'amount-not-cash'),
  ];
}

function limitFaults({ returns, session }: StorePolicy): SettingsFault[] {
  return [
    ...faultIf(returns.windowDays > WINDOW_DAYS_MAX, 'returns.windowDays', 'number-too-large'),
    ...faultIf(returns.cashLimit > AMOUNT_MAX, 'returns.cashLimit', 'number-too-large'),
    ...faultIf(session.float > AMOUNT_MAX, 'session.float', 'number-too-large'),
    ...faultIf(session.tolerance > AMOUNT_MAX, 'session.tolerance', 'number-too-large'),
    ...faultIf(session.graceMinutes > DAY_MINUTES, 'session.graceMinutes', 'number-too-large'),
    ...faultIf(session.idleMinutes > DAY_MINUTES, 'session.idleMinutes', 'number-too-large'),
  ];
}

/** No reason stands twice in a list, and one that is not known everywhere has a name. */
function reasonFaults(store: StoreSettings): SettingsFault[] {
  return Object.entries(reasonsByList(store)).flatMap(([at, codes]) => [
    ...repeatedFaults(at, codes),
    ...codes.flatMap((code, index) =>
      faultIf(!isKnownReason(code) && !hasName(store, code), `${at}.${index}`, 'reason-name-missing'),
    ),
  ]);
}

function hasName({ reasonNames = {} }: StoreSettings, code: string): boolean {
  const names = Object.hasOwn(reasonNames, code) ? Object.values(reasonNames[code] ?? {}) : [];
  return names.some((name) => name.trim() !== '');
}
