import { v5 } from 'uuid';
import type { ErrorCode } from '#contracts/errors/registry.ts';
import type { ExceptionEffect } from '#sync-server/ingest/effects.ts';

const NAMESPACE = '6f1d3c0e-52b7-5d0b-9d0e-6b0a0c9f7a11';

/**
 * An exception about a fact (or, with seq null, about a journal). Its id follows from journal, seq, code and `about`, so that
 * the same thing seen again is the same exception. `amount` is in signed minor units of the store's currency.
 */
export function exceptionOf(
  code: ErrorCode,
  source: { journalId: string; storeId: string; seq: number | null },
  detail: ExceptionEffect['detail'],
  options: { amount?: number; about?: string } = {},
): ExceptionEffect {
  const name = [source.journalId, source.seq ?? '', code, options.about ?? ''].join('\n');
  return {
    exceptionId: v5(name, NAMESPACE),
    code,
    storeId: source.storeId,
    journalId: source.journalId,
    seq: source.seq,
    amount: options.amount ?? null,
    detail,
  };
}
