import { describe, expect, it } from 'vitest';
import { storeFaults } from '#contracts/settings/store-faults.ts';
import type { StoreSettings } from '#contracts/views/register-config.ts';
import { DEFAULT_TENDERS, type Tender } from '#domain/tender/tender.ts';
import { PLAIN_STORE } from './testing/plain-store.ts';

const [CASH] = DEFAULT_TENDERS as [Tender];
const EURO: Tender = {
  ...CASH,
  tenderId: 'cash-eur',
  name: 'Euro',
  foreign: { currency: { code: 'EUR', digits: 2 }, ratePpm: 840_000, denominations: [500, 1000] },
};
const CARD: Tender = { ...CASH, tenderId: 'card', kind: 'card-manual', name: 'Card', givesChange: false };
const SESSION = {
  blind: false,
  drawer: 'fixed' as const,
  float: 10_000,
  tolerance: 0,
  graceMinutes: 120,
  idleMinutes: 10,
  reasons: { cashIn: ['change'], cashOut: ['other'], noSale: ['check'], overShort: ['unknown'] },
};
const RECEIPTS = { print: 'ask' as const, widthMm: 58 as const, languages: ['en'], header: [] };

const faultsOf = (change: Partial<StoreSettings>) => storeFaults({ ...PLAIN_STORE, ...change });

describe('settings of a store', () => {
  it('can be what a shop is set to', () => {
    expect(faultsOf({})).toEqual([]);
    const tenders = [CASH, CARD, EURO];
    const reasonNames = { 'first-visit': { en: 'First visit' } };
    const inStoreLayouts = [{ pattern: '21IIIIIWWWWWC' }, { pattern: '22IIIIIVPPPPC' }];
    const discountReasons = ['goodwill', 'first-visit'];
    expect(faultsOf({ tenders, inStoreLayouts, discountReasons, reasonNames, session: SESSION })).toEqual([]);
    const yen = { currency: { code: 'JPY', digits: 0 }, denominations: [1, 5, 10], cashRounding: 1 };
    expect(faultsOf(yen)).toEqual([]);
  });

  it.each<[string, Partial<StoreSettings>, string, string]>([
    ['a name of blanks', { name: '  ' }, 'name', 'text-missing'],
    ['a currency that is none', { currency: { code: 'ABC', digits: 2 } }, 'currency.code', 'currency-unknown'],
    ['yen with cents', { currency: { code: 'JPY', digits: 2 } }, 'currency.digits', 'currency-digits'],
    ['a language that is none', { language: 'english please' }, 'language', 'language-unknown'],
    ['a time zone that is none', { timeZone: 'Europe/Atlantis' }, 'timeZone', 'time-zone-unknown'],
    ['a day that starts at 24:00', { dayStartsAt: '24:00' }, 'dayStartsAt', 'time-invalid'],
    ['no tender of its own money', { tenders: [EURO] }, 'tenders', 'tender-missing'],
    ['a tender id twice', { tenders: [CASH, CARD, CARD] }, 'tenders.2.tenderId', 'text-repeated'],
    [
      'a card that gives change',
      { tenders: [CASH, { ...CARD, givesChange: true }] },
      'tenders.1.givesChange',
      'tender-change',
    ],
    [
      'foreign money on a card',
      { tenders: [CASH, { ...EURO, kind: 'card', givesChange: false }] },
      'tenders.1.foreign.currency',
      'tender-foreign',
    ],
    [
      'foreign money that is its own',
      { currency: { code: 'EUR', digits: 2 }, tenders: [CASH, EURO] },
      'tenders.1.foreign.currency',
      'tender-foreign',
    ],
    ['denominations out of order', { denominations: [500, 200] }, 'denominations.1', 'denominations-order'],
    ['a denomination twice', { denominations: [500, 500] }, 'denominations.1', 'denominations-order'],
    [
      'a coin below the rounding',
      { cashRounding: 10, denominations: [5, 10] },
      'denominations.0',
      'denomination-too-small',
    ],
    [
      'a float that cash cannot make',
      { cashRounding: 5, session: { ...SESSION, float: 10_002 } },
      'session.float',
      'amount-not-cash',
    ],
    [
      'a grace of two days',
      { session: { ...SESSION, graceMinutes: 2881 } },
      'session.graceMinutes',
      'number-too-large',
    ],
    ['a reason without a name', { discountReasons: ['first-visit'] }, 'discountReasons.0', 'reason-name-missing'],
    [
      'a reason with an empty name',
      { abandonReasons: ['rain'], reasonNames: { rain: { en: ' ' } } },
      'abandonReasons.0',
      'reason-name-missing',
    ],
    ['a reason twice', { exemptReasons: ['export', 'export'] }, 'exemptReasons.1', 'text-repeated'],
    [
      'one language twice',
      { receipts: { ...RECEIPTS, languages: ['en', 'en'] } },
      'receipts.languages.1',
      'text-repeated',
    ],
    [
      'a layout without an item',
      { inStoreLayouts: [{ pattern: '21000000WWWWC' }] },
      'inStoreLayouts.0',
      'layout-invalid',
    ],
    [
      'a layout with weight and price',
      { inStoreLayouts: [{ pattern: '21IIIIWWWPPPC' }] },
      'inStoreLayouts.0',
      'layout-invalid',
    ],
    ['a layout in pieces', { inStoreLayouts: [{ pattern: '21IIWWWWIIIIC' }] }, 'inStoreLayouts.0', 'layout-invalid'],
    [
      'a layout that another hides',
      { inStoreLayouts: [{ pattern: '21IIIIIWWWWWC' }, { pattern: '210IIIIPPPPPC' }] },
      'inStoreLayouts.1',
      'layout-shadowed',
    ],
  ])('cannot have %s', (_, change, at, code) => {
    expect(faultsOf(change)).toEqual([{ at, code }]);
  });
});
