import { readFileSync } from 'node:fs';
import type { Static } from 'typebox';
import { parseJson } from '#contracts/schema.ts';
import { type DeviceAnswer, DeviceHttp } from '#drivers/sim/device-http.ts';
import {
  CustomerAct,
  PayRequest,
  RefundRequest,
  ReverseRequest,
  type WalletBehaviour,
  WalletChange,
} from './wallet-behaviour.ts';
import { type TradeAnswer, WalletTrades } from './wallet-trades.ts';

export interface VirtualWallet {
  /** Of its gateway and of its page. */
  readonly url: string;
  taken(): number;
  setBehaviour(change: Static<typeof WalletChange>): void;
  /** The customer pays, or refuses, the oldest trade that waits; false when none does. */
  act(act: 'pay' | 'refuse'): boolean;
  close(): Promise<void>;
}

const FILES: Readonly<Record<string, [file: string, type: string]>> = {
  '/': ['wallet-page.html', 'text/html; charset=utf-8'],
  '/wallet-page.js': ['wallet-page.js', 'text/javascript; charset=utf-8'],
};

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

  const http = new DeviceHttp(async ({ method, path, query, body }) => {
    if (path === '/state') return { status: 200, json: state() };
    const file = method === 'GET' ? FILES[path] : undefined;
    if (file) return { status: 200, type: file[1], body: readFileSync(new URL(file[0], import.meta.url)) };
    if (path === '/behaviour' || path === '/act') return control(path, body);
    return gateway(path, query, body);
  });

  function state() {
    return { behaviour, taken: trades.taken, waiting: trades.waiting() };
  }

  function control(path: string, body: string): DeviceAnswer {
    const change = path === '/behaviour' ? parseJson(WalletChange, body) : null;
    if (change?.ok) behaviour = { ...behaviour, ...change.value };
    const act = path === '/act' ? parseJson(CustomerAct, body) : null;
    const acted = act?.ok === true && trades.act(act.value.out_trade_no, act.value.act);
    return change?.ok || acted ? { status: 200, json: state() } : { status: 400, json: { error: 'That can not be.' } };
  }

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
    setBehaviour(change) {
      behaviour = { ...behaviour, ...change };
    },
    act(act) {
      const [oldest] = trades.waiting();
      return oldest !== undefined && trades.act(oldest.outTradeNo, act);
    },
    close: () => http.close(),
  };
}
