import type { Fact } from '#contracts/facts/envelope.ts';
import type { OrderCompleted } from '#contracts/facts/order-completed.ts';
import { isDepositLine } from '#domain/order/deposit.ts';
import { amountWithTax } from '#domain/tax/amount-with-tax.ts';
import { exceptionOf } from '#sync-server/ingest/book/exception-of.ts';
import type { ExceptionEffect } from '#sync-server/ingest/effects.ts';
import type { Journal, Lookups } from '#sync-server/ingest/ingest-store.ts';

type OrderFact = Fact<OrderCompleted>;

/**
 * Deposits that are not what they say: sold beside goods, which no deposit is, or taken off by another amount or tax category than
 * they were paid by. The price book and the catalogue know nothing of such lines, so that they are compared with each other.
 */
export function depositExceptions(fact: OrderFact, journal: Journal, lookups: Lookups): ExceptionEffect[] {
  return [...besideGoods(fact, journal), ...deducted(fact, journal, lookups)];
}

function besideGoods({ id, seq, payload }: OrderFact, journal: Journal): ExceptionEffect[] {
  const deposits = payload.lines.filter(isDepositLine);
  if (deposits.length === 0 || (deposits.length === payload.lines.length && !payload.returns)) return [];
  const amount = deposits.reduce((sum, line) => sum + amountWithTax(payload, line), 0);
  const detail = { orderId: id, where: 'lines', expected: 'deposits alone', found: payload.lines.length };
  return [exceptionOf('deposit-differs', { ...journal, seq }, detail, { amount })];
}

function deducted({ id, seq, payload }: OrderFact, journal: Journal, { day }: Lookups): ExceptionEffect[] {
  const about = { ...journal, seq };
  return (payload.returns ?? []).flatMap((line): ExceptionEffect[] => {
    const sold = line.source ? day.sources.get(line.source.orderId)?.get(line.source.lineId) : null;
    if (sold === undefined || (!isDepositLine(line) && !sold?.deposit)) return [];
    const found = -amountWithTax(payload, line);
    const where = `returns/${line.id}`;
    const expected = sold?.deposit && isDepositLine(line) ? sold.amount : 0;
    if (found !== expected) {
      const detail = { orderId: id, where, expected, found };
      return [exceptionOf('deposit-differs', about, detail, { amount: found - expected, about: where })];
    }
    const { taxCategory = '', tax = 0 } = sold?.deposit ?? {};
    const given = line.taxes.reduce((sum, { amount }) => sum - amount, 0);
    if (taxCategory === line.taxCategory && tax === given) return [];
    const { variantId, sku } = line;
    const detail = { variantId, sku, found: line.taxCategory, expected: taxCategory, lines: 1 };
    return [exceptionOf('tax-category-differs', about, detail, { amount: given - tax, about: where })];
  });
}
