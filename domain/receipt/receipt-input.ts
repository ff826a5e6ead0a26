import type { Minor } from '#domain/money/money.ts';
import type { Order } from '#domain/order/order.ts';
import type { ReceiptImage } from '#domain/receipt/receipt-document.ts';
import type { ReceiptWords } from '#domain/receipt/receipt-words.ts';

/** What a receipt's head and foot say of the store. */
export interface ReceiptStore {
  name: string;
  /** Whose shop it is, where it is not called so. */
  legalName?: string;
  address: readonly string[];
  taxNumber: string;
  receiptHeader: readonly string[];
  receiptFooter: readonly string[];
  logo: ReceiptImage | null;
}

/** Everything a receipt is made of. */
export interface ReceiptInput {
  order: Order;
  /** When the order was completed, ISO 8601. */
  at: string;
  store: ReceiptStore;
  registerName: string;
  operatorName: string;
  /** Name of the order's member, where it is known. */
  memberName: string | null;
  /** What the member earned with the order; left out where that is nothing. */
  pointsEarned?: number;
  /** What they had in points, and which level they were in, as last known; without what this order earns where that was before it. */
  standing?: { points: number; tier: string | null; asOf: string };
  /** A gift receipt has no prices. */
  form: 'receipt' | 'gift';
  /** It was rung up to learn: the receipt proves nothing. */
  training: boolean;
  words: ReceiptWords;
  widthMm: 58 | 80;
  formatMoney(minor: Minor): string;
  /** An amount of another currency, with that currency's code or sign. */
  formatForeign(minor: Minor, currency: string): string;
  formatDate(iso: string): string;
  /** How many times it was printed before: 0 is the original. */
  copy: number;
  /** Names of what was sold in the receipt's other language, by variant; what has none there is printed in one. */
  otherNames?: Readonly<Record<string, string>>;
  /** What the chain's other stores are called, by id: where something is collected. */
  storeNames?: Readonly<Record<string, string>>;
  /** Of a deposit's receipt: what its cart still comes to. */
  balanceDue?: Minor;
  /** The signed code that proves the receipt; null when there is none, and the receipt is good without it. */
  code: string | null;
}
