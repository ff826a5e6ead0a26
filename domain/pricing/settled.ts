import type { Minor } from '#domain/money/money.ts';
import type { TaxLine } from '#domain/tax/tax-rules.ts';

/**
 * Names the settling rules; raised whenever the same cart would settle to other figures. 2: label amounts, overridden prices,
 * what takes no discount, tax exemption, returns.
 */
export const ENGINE_VERSION = 2;

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

/**
 * One step of the explain trace; `code` is worded by whoever shows it, `params` are its figures (minor units, ppm, counts).
 * Each line begins with exactly one of `list-price`, `label-price` (params as of `list-price`), `group-price` (besides `basePrice`
 * and `list`, its name) and `price-override` (besides `listPrice` and `reason`). A line's `tax-exemption` is the tax that is not charged (`amount`, below zero): where prices
 * include tax an adjustment too, where they exclude it only what would have been added.
 */
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
    | 'group-price'
    | 'price-override';
  params: Record<string, string | number>;
}

/** A settled cart: the line amounts + `returnTotal`, and `taxTotal` where prices exclude tax, sum to `total`. */
export interface Settled {
  lines: SettledLine[];
  /** Sum of the lines before adjustments. */
  listTotal: Minor;
  /** Sum of all adjustments, zero or negative. */
  adjustmentTotal: Minor;
  /** Sum of what the returns give back, in the store's regime; zero or negative. */
  returnTotal: Minor;
  /** Taxes of lines and returns together, one entry per rate, ordered by code and rate. */
  taxes: TaxLine[];
  taxTotal: Minor;
  /** To be paid; negative where more comes back than is sold. */
  total: Minor;
  explain: Explanation[];
}

/** Why a cart cannot be settled. `lineId` may be a return's id. */
export type SettleFault =
  | { code: 'tax-category-unknown'; lineId: string; taxCategory: string }
  | { code: 'quantity-invalid'; lineId: string }
  | { code: 'price-invalid'; lineId: string }
  | { code: 'amount-too-large'; lineId: string }
  /** A value that is not a positive integer; `lineId` is missing for a discount on the cart. */
  | { code: 'discount-invalid'; lineId?: string; discountId: string };

export type SettleResult = { ok: true; settled: Settled } | { ok: false; faults: SettleFault[] };
