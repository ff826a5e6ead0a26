import type { Static } from 'typebox';
import type { TradeState } from '#drivers/wallet/wallet.ts';
import type { PayRequest, RefundRequest } from './wallet-behaviour.ts';

interface SimTrade {
  outTradeNo: string;
  amount: number;
  currency: string;
  state: TradeState;
  scanned: boolean;
  transactionId: string | null;
  refunded: number;
}

export type TradeAnswer =
  | { trade_state: TradeState; transaction_id?: string; code_url?: string }
  | { err_code: string };

/** The provider's side of a wallet: trades by the merchant's number, each paid at most once. */
export class WalletTrades {
  readonly #trades = new Map<string, SimTrade>();
  readonly #refunds = new Map<string, { transactionId: string; amount: number }>();
  #numbers = 0;

  /** The same number is the same trade; with another amount, or once it was closed, it is refused. */
  pay(request: Static<typeof PayRequest>): TradeAnswer {
    const { out_trade_no: outTradeNo, amount, currency, auth_code: code } = request;
    const known = this.#trades.get(outTradeNo);
    if (known && (known.amount !== amount || known.currency !== currency)) return { err_code: 'OUT_TRADE_NO_USED' };
    if (known?.state === 'REVOKED' || known?.state === 'CLOSED') return { err_code: 'ORDERCLOSED' };
    if (code !== undefined && !/^\d{16,24}$/.test(code)) return { err_code: 'AUTH_CODE_INVALID' };
    const scanned = code !== undefined;
    const state = scanned ? 'USERPAYING' : 'NOTPAY';
    const trade = known ?? { outTradeNo, amount, currency, state, scanned, transactionId: null, refunded: 0 };
    this.#trades.set(outTradeNo, trade);
    return this.#told(trade);
  }

  query(outTradeNo: string): TradeAnswer {
    const trade = this.#trades.get(outTradeNo);
    return trade ? this.#told(trade) : { err_code: 'ORDERNOTEXIST' };
  }

  /** What the customer does; false for a trade that waits for nothing. */
  act(outTradeNo: string, act: 'pay' | 'refuse'): boolean {
    const trade = this.#trades.get(outTradeNo);
    if (trade?.state !== 'NOTPAY' && trade?.state !== 'USERPAYING') return false;
    trade.state = act === 'pay' ? 'SUCCESS' : 'PAYERROR';
    if (act === 'pay') trade.transactionId = `42${String(++this.#numbers).padStart(26, '0')}`;
    return true;
  }

  /** A trade that is not there yet is closed all the same: a request for it that is still on its way comes too late. */
  reverse(outTradeNo: string): TradeAnswer {
    const trade = this.#trades.get(outTradeNo) ?? {
      outTradeNo,
      amount: 0,
      currency: '',
      state: 'CLOSED' as const,
      scanned: false,
      transactionId: null,
      refunded: 0,
    };
    if (trade.state === 'SUCCESS') trade.refunded = trade.amount;
    trade.state = 'REVOKED';
    this.#trades.set(outTradeNo, trade);
    return this.#told(trade);
  }

  refund(request: Static<typeof RefundRequest>): TradeAnswer {
    const { out_refund_no: refundNo, transaction_id: transactionId, amount } = request;
    if (this.#refunds.has(refundNo)) return this.queryRefund(refundNo);
    const trade = [...this.#trades.values()].find((each) => each.transactionId === transactionId);
    if (!trade) return { err_code: 'ORDERNOTEXIST' };
    if (trade.refunded + amount > trade.amount) return { err_code: 'REFUND_AMOUNT_EXCEEDS' };
    trade.refunded += amount;
    this.#refunds.set(refundNo, { transactionId, amount });
    return this.queryRefund(refundNo);
  }

  queryRefund(refundNo: string): TradeAnswer {
    const refund = this.#refunds.get(refundNo);
    return refund
      ? { trade_state: 'REFUND', transaction_id: `R${refund.transactionId}` }
      : { err_code: 'ORDERNOTEXIST' };
  }

  /** Trades that a customer may still pay, oldest first. */
  waiting(): readonly SimTrade[] {
    return [...this.#trades.values()].filter(({ state }) => state === 'NOTPAY' || state === 'USERPAYING');
  }

  /** Money taken from customers less money given back. */
  get taken(): number {
    return [...this.#trades.values()]
      .filter(({ transactionId }) => transactionId !== null)
      .reduce((sum, { amount, refunded }) => sum + amount - refunded, 0);
  }

  #told({ state, transactionId, outTradeNo, scanned }: SimTrade): TradeAnswer {
    const shown = state === 'NOTPAY' && !scanned ? { code_url: `wallet://pay/${outTradeNo}` } : {};
    return { trade_state: state, ...(transactionId === null ? {} : { transaction_id: transactionId }), ...shown };
  }
}
