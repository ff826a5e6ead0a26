import type { Minor } from '#domain/money/money.ts';
import type { Liabilities } from '#domain/session/liabilities.ts';
import type { TaxLine } from '#domain/tax/tax-rules.ts';

/** So many notes or coins of one value, in minor units of the currency counted. */
export interface DenominationCount {
  value: Minor;
  count: number;
}

/** What was declared for one tender at closing: amount, and for cash what was counted. Foreign cash is in its own currency. */
export interface Declared {
  tender: string;
  amount: Minor;
  counts?: DenominationCount[];
}

/** One tender of a session: what should be there, and how it came to be. */
export interface TenderTotals {
  tender: string;
  /** Payments taken, and given back. */
  taken: { count: number; amount: Minor };
  given: { count: number; amount: Minor };
  tips: Minor;
  /** What should be declared: of cash the float and all movements too. Foreign cash in its own currency. */
  expected: Minor;
}

/** Everything that X, Z and the day book show of a session, in minor units of the store's currency. */
export interface SessionTotals {
  sessionId: string;
  businessDate: string;
  /** Seqs of the first and the last fact counted. */
  firstSeq: number;
  lastSeq: number;
  /** First and last receipt number of the series; null without a receipt. */
  receipts: { first: number; last: number; count: number } | null;
  /** Lines sold and lines taken back, with tax. */
  sales: { count: number; amount: Minor };
  returns: { count: number; amount: Minor };
  discounts: { count: number; amount: Minor };
  rounding: Minor;
  tips: Minor;
  /** Sum of the receipts' totals. */
  total: Minor;
  taxes: TaxLine[];
  tenders: TenderTotals[];
  float: Minor;
  cashIn: Minor;
  cashOut: Minor;
  pickups: Minor;
  /** What the drawer should hold in the store's currency: float + cash taken - cash given + in - out - pickups. */
  drawer: Minor;
  /** Stored value issued and redeemed: a liability, not revenue. */
  storedValue: { issued: Minor; redeemed: Minor };
  accounts: { charged: Minor; paid: Minor };
  /** What of `sales`, `returns` and `total` is no turnover (`turnoverOf`); absent where the session was opened without telling it apart. */
  liabilities?: Liabilities;
  counts: {
    lineVoids: number;
    abandonedCarts: number;
    noSales: number;
    copies: number;
    postVoids: number;
    overrides: number;
    refused: number;
  };
  lineVoidAmount: Minor;
}

/** Totals that never go back to zero, over all sessions of a register's incarnation. */
export interface PerpetualTotals {
  sessions: number;
  receipts: number;
  sales: Minor;
  returns: Minor;
  total: Minor;
}

/** The Z report: what `session.closed` says. */
export interface ZReport {
  sessionId: string;
  zNumber: number;
  series: string;
  totals: SessionTotals;
  declared: Declared[];
  /** Declared minus expected, for each declared tender. */
  differences: { tender: string; amount: Minor; reason?: string; noteId?: string }[];
  perpetual: PerpetualTotals;
  left: Minor;
  fromServer?: boolean;
}
