import type { Currency } from '#domain/money/money.ts';
import type { Tender, TenderKind } from '#domain/tender/tender.ts';

/** What can be added: the kinds, and cash of another currency. */
export type TenderChoice = TenderKind | 'foreign';
export const TENDER_KINDS: readonly TenderChoice[] = [
  'cash',
  'card-manual',
  'card',
  'wallet',
  'gift-card',
  'store-credit',
  'voucher',
  'points',
  'account',
  'foreign',
];

const NOTHING = { givesChange: false, opensDrawer: false, refunds: true, tips: false, needsReference: false };
/** What a kind usually does. */
const USUAL: Readonly<Record<TenderChoice, Pick<Tender, keyof typeof NOTHING>>> = {
  cash: { ...NOTHING, givesChange: true, opensDrawer: true },
  foreign: { ...NOTHING, givesChange: true, opensDrawer: true, refunds: false },
  'card-manual': { ...NOTHING, needsReference: true },
  card: NOTHING,
  wallet: NOTHING,
  'gift-card': NOTHING,
  'store-credit': NOTHING,
  voucher: { ...NOTHING, refunds: false },
  points: NOTHING,
  account: NOTHING,
};

/** A means of payment as it usually is, with an id that none has. Foreign cash begins as euros, or dollars where euros are at home. */
export function newTender(choice: TenderChoice, tenders: readonly Tender[], name: string, own: Currency): Tender {
  if (choice !== 'foreign') return { tenderId: freeId(choice, tenders), kind: choice, name, ...USUAL[choice] };
  const currency = { code: own.code === 'EUR' ? 'USD' : 'EUR', digits: 2 };
  const foreign = { currency, ratePpm: 1_000_000, denominations: [] };
  const tenderId = freeId(`cash-${currency.code.toLowerCase()}`, tenders);
  return { tenderId, kind: 'cash', name, foreign, ...USUAL.foreign };
}

function freeId(wanted: string, tenders: readonly Tender[]): string {
  const taken = new Set(tenders.map(({ tenderId }) => tenderId));
  for (let number = 1; ; number++) {
    const id = number === 1 ? wanted : `${wanted}-${number}`;
    if (!taken.has(id)) return id;
  }
}
