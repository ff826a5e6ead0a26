import type { Unit } from '#domain/catalog/variant.ts';

/** The words of a receipt in its language. */
export interface ReceiptWords {
  /** BCP 47 tag of the language they are in. */
  language: string;
  receipt: string;
  giftReceipt: string;
  copy: string;
  training: string;
  register: string;
  servedBy: string;
  member: string;
  /** What the member earned with this ticket. */
  pointsEarned: string;
  /** Before the moment at which a member's points and level were known. */
  pointsAsOf: string;
  level: string;
  taxNumber: string;
  subtotal: string;
  discount: string;
  /** Tax added to prices that exclude it. */
  tax: string;
  taxExempt: string;
  total: string;
  cashRounding: string;
  change: string;
  tip: string;
  /** Head of what came back, and of the receipt it was sold on. */
  returned: string;
  soldOn: string;
  /** Head of a deposit that comes off; and the name of a deposit's line. */
  depositPaid: string;
  /** Of a deposit's receipt: what is still to be paid. */
  balanceDue: string;
  /** A payment onto a member's account. */
  accountPayment: string;
  /** Before a tender's name: money given back by it. */
  refund: string;
  balance: string;
  /** Names the number of a gift card or store credit, a serial number, a payment's reference. */
  instrument: string;
  serial: string;
  reference: string;
  /** Heads of the tax summary. */
  taxRate: string;
  taxNet: string;
  taxAmount: string;
  /** Of a weight: after a net one, before a tare, and where it was keyed in. */
  net: string;
  tare: string;
  manualWeight: string;
  /** What is collected, before the store's name. */
  collectedAt: string;
  shipped: string;
  order: string;
  /** That the customer hears when it is ready or sent. */
  orderMessage: string;
  units: Readonly<Record<Unit, string>>;
  /** A tender's name by its code; a code without one is shown as it is. */
  tenders: Readonly<Record<string, string>>;
  /** The reason of a discount, exemption or return by its code; a code without one is shown as it is. */
  reasons: Readonly<Record<string, string>>;
}

/**
 * Two languages' words as one, for receipts in both: `Total / 合计`, and once where both say the same. What only one of them
 * knows (a tender, a reason) is in its words alone. The language is the first's.
 */
export function joinWords<W extends object>(first: W & { language: string }, second: W & { language: string }): W {
  const { language } = first;
  return { ...joined(first, second), language } as W;
}

function joined(first: object, second: object): Record<string, unknown> {
  const keys = new Set([...Object.keys(first), ...Object.keys(second)]);
  return Object.fromEntries(
    [...keys].map((key) => [key, joinedLeaf(Reflect.get(first, key), Reflect.get(second, key))]),
  );
}

function joinedLeaf(first: unknown, second: unknown): unknown {
  if (typeof first === 'object' && first !== null && typeof second === 'object' && second !== null) {
    return joined(first, second);
  }
  if (typeof first !== 'string' || typeof second !== 'string' || first === second) return first ?? second;
  return `${first} / ${second}`;
}
