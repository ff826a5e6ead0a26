import { describe, expect, it } from 'vitest';
import { storeChangeFaults } from '#contracts/settings/store-change-faults.ts';
import type { StoreSettings } from '#contracts/views/register-config.ts';
import { storePolicy } from '#contracts/views/store-policy.ts';
import { DEFAULT_TENDERS, type Tender } from '#domain/tender/tender.ts';
import { PLAIN_STORE } from './testing/plain-store.ts';

const [CASH] = DEFAULT_TENDERS as [Tender];
const CARD: Tender = { ...CASH, tenderId: 'card', kind: 'card-manual', name: 'Card', givesChange: false };
const BEFORE: StoreSettings = { ...PLAIN_STORE, tenders: [CASH, CARD] };
const FREE = { hasAmounts: false, isOpen: false };
const TIED = { hasAmounts: true, isOpen: true };

const faultsOf = (change: Partial<StoreSettings>, ties = TIED) =>
  storeChangeFaults(BEFORE, { ...BEFORE, ...change }, ties);

describe('a change of a store', () => {
  it('goes through whatever is open where no shift has begun by it', () => {
    expect(faultsOf({ name: 'Other', receiptFooter: ['Bye'], denominations: [500] })).toEqual([]);
    expect(faultsOf({ tenders: [{ ...CARD, name: 'Debit', tips: true }, CASH] })).toEqual([]);
  });

  it.each<[string, Partial<StoreSettings>, string, string]>([
    ['time zone', { timeZone: 'Europe/Paris' }, 'timeZone', 'session-open-settings'],
    ['start of the day', { dayStartsAt: '05:00' }, 'dayStartsAt', 'session-open-settings'],
    [
      'drawer',
      { session: { ...storePolicy(BEFORE).session, drawer: 'shared' } },
      'session.drawer',
      'session-open-settings',
    ],
    ['cash rounding', { cashRounding: 5 }, 'cashRounding', 'session-open-settings'],
    ['halves of cash', { cashRoundingHalves: 'down' }, 'cashRoundingHalves', 'session-open-settings'],
    ['tenders there are', { tenders: [CASH] }, 'tenders', 'session-open-settings'],
  ])('of the %s waits for open shifts', (_, change, at, code) => {
    expect(faultsOf(change)).toEqual([{ at, code }]);
    expect(faultsOf(change, FREE)).toEqual([]);
  });

  it('of the currency is for a store without amounts', () => {
    const euro = { currency: { code: 'EUR', digits: 2 } };
    expect(faultsOf(euro, { hasAmounts: true, isOpen: false })).toEqual([{ at: 'currency', code: 'currency-fixed' }]);
    expect(faultsOf(euro, FREE)).toEqual([]);
  });

  it('never is of where its stock lies, nor of what a tender is', () => {
    expect(faultsOf({ locationId: 'attic' }, FREE)).toEqual([{ at: 'locationId', code: 'location-fixed' }]);
    const wallet = { tenders: [CASH, { ...CARD, kind: 'wallet' as const }] };
    expect(faultsOf(wallet, FREE)).toEqual([{ at: 'tenders.1.kind', code: 'tender-kind-fixed' }]);
  });
});
