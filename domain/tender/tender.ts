import type { Currency, Minor } from '#domain/money/money.ts';

/** How a tender is taken and proven. */
export type TenderKind =
  | 'cash'
  /** A card on a terminal of its own: its slip's reference is typed. */
  | 'card-manual'
  /** A card on a terminal that the till speaks with. */
  | 'card'
  /** A QR wallet, shown to or scanned from the customer. */
  | 'wallet'
  | 'gift-card'
  | 'store-credit'
  | 'voucher'
  /** Points that the sale's member earned. */
  | 'points'
  /** On a member's account, to be paid later. */
  | 'account';

/** A means of payment of a store. */
export interface Tender {
  /** Its code in payments: `cash`, `card`, `cash-eur`. */
  tenderId: string;
  kind: TenderKind;
  name: string;
  names?: Record<string, string>;
  /** Foreign cash: its currency, what one of its minor units is worth in millionths of the store's minor unit, and its notes. */
  foreign?: { currency: Currency; ratePpm: number; denominations: Minor[] };
  /** More than is due may be handed over, and change goes back in the store's cash. */
  givesChange: boolean;
  opensDrawer: boolean;
  /** Money may go back by it. */
  refunds: boolean;
  tips: boolean;
  /** A reference must be typed. */
  needsReference: boolean;
}

/** What every store takes that has not set its tenders. */
export const DEFAULT_TENDERS: readonly Tender[] = [
  {
    tenderId: 'cash',
    kind: 'cash',
    name: 'Cash',
    givesChange: true,
    opensDrawer: true,
    refunds: true,
    tips: false,
    needsReference: false,
  },
];

/** The tender of an id; undefined where the store has none such, or no longer. */
export function tenderOf(tenders: readonly Tender[], tenderId: string): Tender | undefined {
  return tenders.find((tender) => tender.tenderId === tenderId);
}

/** Whether a ticket's payments need the drawer: cash does, a card alone does not. A tender the store no longer knows needs it when it is cash. */
export function needsDrawer(payments: readonly { tender: string }[], tenders: readonly Tender[]): boolean {
  return payments.some(({ tender }) => tenderOf(tenders, tender)?.opensDrawer ?? tender === 'cash');
}
