import type { Static } from 'typebox';
import { parseJson } from '#contracts/schema.ts';
import { type DeviceAnswer, DeviceHttp } from '#drivers/sim/device-http.ts';
import {
  PayRequest,
  RefundRequest,
  ReverseRequest,
  type WalletBehaviour,
  type WalletChange,
} from './wallet-behaviour.ts';
import { type TradeAnswer, WalletTrades } from './wallet-trades.ts';

export interface VirtualWallet {
  /** Of its gateway. */
  readonly url: string;
  taken(): number;
  behaviour(): Readonly<WalletBehaviour>;
  setBehaviour(change: Static<typeof WalletChange>): void;
  /** Trades that a customer may still pay, oldest first. */
  waiting(): readonly { outTradeNo: string; amount: number; currency: string }[];
  /** The customer pays, or refuses, a trade that waits, else the oldest that does; false when none does. */
  act(act: 'pay' | 'refuse', outTradeNo?: string): boolean;
  close(): Promise<void>;
}

/**
 * Starts a QR wallet's gateway that is none. It behaves as WeChat Pay and Alipay document theirs: a scanned code is USERPAYING until
 * the customer confirms, the same trade number is the same trade, a reversed one is given back or closed, answers may be lost.
 */
export async function startVirtualWallet(options: {
  port: number;
  host?: string;
  behaviour?: Static<typeof WalletChange>;
}): Promise<VirtualWallet> {
  const { host = '127.0.0.1' } = options;
  const trades = new WalletTrades();
  let behaviour: WalletBehaviour = { customer: 'pay', loseAnswers: 0, systemErrors: 0, ...options.behaviour };

  const http = new DeviceHttp(async ({ path, query, body }) => gateway(path, query, body));

  function gateway(path: string, query: URLSearchParams, body: string): DeviceAnswer {
    if (behaviour.systemErrors > 0) {
      behaviour = { ...behaviour, systemErrors: behaviour.systemErrors - 1 };
      return { status: 500, json: { err_code: 'SYSTEMERROR' } };
    }
    const answer = done(path, query, body);
    if (answer && behaviour.loseAnswers > 0) {
      behaviour = { ...behaviour, loseAnswers: behaviour.loseAnswers - 1 };
      throw new Error('the answer is lost');
    }
    if (!answer) return { status: 400, json: { err_code: 'PARAM_ERROR' } };
    return { status: 'err_code' in answer ? 400 : 200, json: answer };
  }

  function done(path: string, query: URLSearchParams, body: string): TradeAnswer | null {
    if (path === '/query') {
      const refundNo = query.get('out_refund_no');
      return refundNo === null ? trades.query(query.get('out_trade_no') ?? '') : trades.queryRefund(refundNo);
    }
    const pay = path === '/pay' ? parseJson(PayRequest, body) : null;
    if (pay?.ok) {
      const asked = trades.pay(pay.value);
      if (behaviour.customer === 'wait' || 'err_code' in asked) return asked;
      // Who scans a code on a screen needs a moment: the till hears of it when it asks.
      trades.act(pay.value.out_trade_no, behaviour.customer);
      return pay.value.auth_code === undefined ? asked : trades.query(pay.value.out_trade_no);
    }
    const reverse = path === '/reverse' ? parseJson(ReverseRequest, body) : null;
    if (reverse?.ok) return trades.reverse(reverse.value.out_trade_no);
    const refund = path === '/refund' ? parseJson(RefundRequest, body) : null;
    return refund?.ok ? trades.refund(refund.value) : null;
  }

  await http.listen(host, options.port);
  return {
    url: `http://${host}:${http.port}`,
    taken: () => trades.taken,
    behaviour: () => behaviour,
    setBehaviour(change) {
      behaviour = { ...behaviour, ...change };
    },
    waiting: () => trades.waiting(),
    act(act, outTradeNo = trades.waiting()[0]?.outTradeNo) {
      return outTradeNo !== undefined && trades.act(outTradeNo, act);
    },
    close: () => http.close(),
  };
}
