import Type from 'typebox';
import { parse } from '#contracts/schema.ts';
import type { Wallet, WalletAnswer } from '#drivers/wallet/wallet.ts';

const ANSWER_MS = 10_000;

const TradeMessage = Type.Object(
  {
    trade_state: Type.Union([
      Type.Literal('NOTPAY'),
      Type.Literal('USERPAYING'),
      Type.Literal('SUCCESS'),
      Type.Literal('CLOSED'),
      Type.Literal('REVOKED'),
      Type.Literal('REFUND'),
      Type.Literal('PAYERROR'),
    ]),
    transaction_id: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    code_url: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
  },
  { additionalProperties: true },
);

const ErrorMessage = Type.Object({ err_code: Type.String({ maxLength: 64 }) }, { additionalProperties: true });

/** Codes that say the provider has no such trade. */
const MISSING: ReadonlySet<string> = new Set(['ORDERNOTEXIST', 'ORDER_NOT_EXIST', 'TRADE_NOT_EXIST']);

/** A wallet gateway over HTTP with JSON: `POST /pay`, `/reverse`, `/refund`, `GET /query`. */
export class HttpWallet implements Wallet {
  readonly #base: string;

  constructor(base: string) {
    this.#base = base;
  }

  pay({ tradeNo, amount, currency }: Parameters<Wallet['pay']>[0], code?: string): Promise<WalletAnswer> {
    const scanned = code === undefined ? {} : { auth_code: code };
    return this.#post('/pay', { out_trade_no: tradeNo, amount, currency, ...scanned });
  }

  query(tradeNo: string): Promise<WalletAnswer> {
    return this.#ask(`/query?out_trade_no=${encodeURIComponent(tradeNo)}`, {});
  }

  reverse(tradeNo: string): Promise<WalletAnswer> {
    return this.#post('/reverse', { out_trade_no: tradeNo });
  }

  refund({ refundNo, transactionId, amount, currency }: Parameters<Wallet['refund']>[0]): Promise<WalletAnswer> {
    return this.#post('/refund', { out_refund_no: refundNo, transaction_id: transactionId, amount, currency });
  }

  queryRefund(refundNo: string): Promise<WalletAnswer> {
    return this.#ask(`/query?out_refund_no=${encodeURIComponent(refundNo)}`, {});
  }

  #post(path: string, body: unknown): Promise<WalletAnswer> {
    const headers = { 'content-type': 'application/json' };
    return this.#ask(path, { method: 'POST', headers, body: JSON.stringify(body) });
  }

  async #ask(path: string, init: RequestInit): Promise<WalletAnswer> {
    try {
      const signal = AbortSignal.timeout(ANSWER_MS);
      const response = await fetch(new URL(path, this.#base), { ...init, signal, redirect: 'error' });
      return read(await response.json());
    } catch (error) {
      return { ok: false, why: 'unknown', detail: (error as Error).message };
    }
  }
}

/** Whatever is neither a trade nor a known error says nothing of the money. */
function read(body: unknown): WalletAnswer {
  const trade = parse(TradeMessage, body);
  if (trade.ok) {
    const { trade_state: state, transaction_id: transactionId = null, code_url: qr = null } = trade.value;
    return { ok: true, trade: { state, transactionId, qr } };
  }
  const error = parse(ErrorMessage, body);
  if (!error.ok) return { ok: false, why: 'unknown', detail: 'the gateway answered something else' };
  const { err_code: code } = error.value;
  if (MISSING.has(code)) return { ok: false, why: 'missing', detail: code };
  return { ok: false, why: code === 'SYSTEMERROR' ? 'unknown' : 'refused', detail: code };
}
