import type { Minor } from '#domain/money/money.ts';
import type { TaxLine } from '#domain/tax/tax-rules.ts';

/** Names the settling rules; raised whenever the same cart would settle to other figures. */
export const ENGINE_VERSION = 1;

/** A signed amount on a line with its source: a discount is negative. */
export interface Adjustment {
  source: 'line-discount' | 'cart-discount' | 'tax-exemption';
  /** Empty for a tax exemption. */
  discountId: string;
  reason: string;
  amount: Minor;
}

/** A line with every figure: `amount` = `listAmount` + adjustments, in the store's regime (with tax where prices include it). */
export interface SettledLine {
  lineId: string;
  listAmount: Minor;
  adjustments: Adjustment[];
  amount: Minor;
  taxes: TaxLine[];
}

/** One step of the explain trace; `code` is worded by whoever shows it, `params` are its figures (minor units, ppm, counts). */
export interface Explanation {
  lineId?: string;
  code:
    | 'list-price'
    | 'line-discount'
    | 'cart-discount'
    | 'discount-capped'
    | 'tax-included'
    | 'tax-added'
    | 'tax-rounding'
    | 'tax-exemption'
    | 'label-price'
    | 'price-override';
  params: Record<string, string | number>;
}

/** A settled cart: sum of line amounts, plus `taxTotal` where prices exclude tax, is `total`. */
export interface Settled {
  lines: SettledLine[];
  /** Sum of the lines before adjustments. */
  listTotal: Minor;
  /** Sum of all adjustments, zero or negative. */
  adjustmentTotal: Minor;
  /** One entry per rate, ordered by code and rate. */
  taxes: TaxLine[];
  taxTotal: Minor;
  total: Minor;
  explain: Explanation[];
}

/** Why a cart cannot be settled. */
export type SettleFault =
  | { code: 'tax-category-unknown'; lineId: string; taxCategory: string }
  | { code: 'quantity-invalid'; lineId: string }
  | { code: 'price-invalid'; lineId: string }
  | { code: 'amount-too-large'; lineId: string }
  /** A value that is not a positive integer; `lineId` is missing for a discount on the cart. */
  | { code: 'discount-invalid'; lineId?: string; discountId: string };

export type SettleResult = { ok: true; settled: Settled } | { ok: false; faults: SettleFault[] };
