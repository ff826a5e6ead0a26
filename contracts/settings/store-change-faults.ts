import type { SettingsFault } from '#contracts/http/settings.ts';
import type { StoreSettings } from '#contracts/views/register-config.ts';
import { storePolicy } from '#contracts/views/store-policy.ts';
import { faultIf } from './fault-if.ts';

/** What stands in the way of some changes of a store. */
export interface StoreTies {
  /** It has prices, or has sold something: its amounts are of its currency. */
  hasAmounts: boolean;
  /** A shift is open at one of its registers, as far as the server knows. */
  isOpen: boolean;
}

/**
 * Why a store's settings cannot become others. Amounts are kept in minor units of the currency and would mean something else. A
 * shift counts what it began with: its day, its drawer, its cash, its tenders; these wait until every shift is closed. What a tender is stays,
 * because payments name it by its id.
 */
export function storeChangeFaults(before: StoreSettings, after: StoreSettings, ties: StoreTies): SettingsFault[] {
  const isSame = before.currency.code === after.currency.code && before.currency.digits === after.currency.digits;
  return [
    ...faultIf(before.locationId !== after.locationId, 'locationId', 'location-fixed'),
    ...faultIf(ties.hasAmounts && !isSame, 'currency', 'currency-fixed'),
    ...tenderKindFaults(before, after),
    ...(ties.isOpen ? openFaults(before, after) : []),
  ];
}

function openFaults(before: StoreSettings, after: StoreSettings): SettingsFault[] {
  const [old, next] = [storePolicy(before), storePolicy(after)];
  const left = new Set(next.tenders.map(({ tenderId }) => tenderId));
  const isTaken = old.tenders.some(({ tenderId }) => !left.has(tenderId));
  return [
    ...faultIf(before.timeZone !== after.timeZone, 'timeZone', 'session-open-settings'),
    ...faultIf(before.dayStartsAt !== after.dayStartsAt, 'dayStartsAt', 'session-open-settings'),
    ...faultIf(old.session.drawer !== next.session.drawer, 'session.drawer', 'session-open-settings'),
    ...faultIf(before.cashRounding !== after.cashRounding, 'cashRounding', 'session-open-settings'),
    ...faultIf(old.cashRoundingHalves !== next.cashRoundingHalves, 'cashRoundingHalves', 'session-open-settings'),
    ...faultIf(isTaken, 'tenders', 'session-open-settings'),
  ];
}

function tenderKindFaults(before: StoreSettings, after: StoreSettings): SettingsFault[] {
  const known = new Map(storePolicy(before).tenders.map((tender) => [tender.tenderId, tender]));
  return storePolicy(after).tenders.flatMap(({ tenderId, kind, foreign }, index) => {
    const was = known.get(tenderId);
    const isSame = !was || (was.kind === kind && was.foreign?.currency.code === foreign?.currency.code);
    return faultIf(!isSame, `tenders.${index}.kind`, 'tender-kind-fixed');
  });
}
