/**
 * Where a trade stands, in the words of WeChat Pay's order query (`trade_state`; Alipay's WAIT_BUYER_PAY is NOTPAY or USERPAYING,
 * TRADE_SUCCESS is SUCCESS, TRADE_CLOSED is CLOSED).
 */
export type TradeState = 'NOTPAY' | 'USERPAYING' | 'SUCCESS' | 'CLOSED' | 'REVOKED' | 'REFUND' | 'PAYERROR';

export interface Trade {
  state: TradeState;
  /** The provider's number, once paid. */
  transactionId: string | null;
  /** What the customer shall scan, while it waits to be. */
  qr: string | null;
}

/** `unknown`: no answer, or SYSTEMERROR: it may have happened. `missing`: the provider has no such trade. */
export type WalletAnswer =
  | { ok: true; trade: Trade }
  | { ok: false; why: 'unknown' | 'missing' | 'refused'; detail: string };

export interface TradeOrder {
  /** Ours (`out_trade_no`, up to 32 characters): the same number is the same trade, however often it is asked for. */
  tradeNo: string;
  /** Minor units. */
  amount: number;
  currency: string;
}

/**
 * A QR wallet at its gateway (Alipay, WeChat Pay and their like). The gateway holds the merchant's keys; the till sends numbers and
 * amounts. Everything is named by the till's own trade number, so that asking again changes nothing.
 */
export interface Wallet {
  /** Shows a code for the customer to scan (`precreate`, `native`), or takes what was scanned from the customer (`trade.pay`, `micropay`). */
  pay(order: TradeOrder, code?: string): Promise<WalletAnswer>;
  query(tradeNo: string): Promise<WalletAnswer>;
  /**
   * Undoes a trade whose outcome is not known: paid, it is given back; not paid, it is closed and can't be paid any more
   * (`trade.cancel`, `reverse`).
   */
  reverse(tradeNo: string): Promise<WalletAnswer>;
  /** Gives money of a paid trade back, once per `refundNo`. `transactionId` is the provider's number of the trade. */
  refund(refund: { refundNo: string; transactionId: string; amount: number; currency: string }): Promise<WalletAnswer>;
  /** What became of a refund. */
  queryRefund(refundNo: string): Promise<WalletAnswer>;
}
