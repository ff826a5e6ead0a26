import type { Fact } from '#contracts/facts/envelope.ts';
import type { OrderCompleted } from '#contracts/facts/order-completed.ts';
import { UNIT_SCALE } from '#domain/catalog/variant.ts';
import { checkOrder, type OrderFault } from '#domain/order/check-order.ts';
import type { OrderLine } from '#domain/order/order.ts';
import { orderMovements } from '#domain/order/order-movements.ts';
import { exceptionOf } from '#sync-server/ingest/book/exception-of.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';
import { type ExceptionEffect, storeFeed, type Touch } from '#sync-server/ingest/effects.ts';
import { type Journal, type Lookups, priceKey, taxKey } from '#sync-server/ingest/ingest-store.ts';

type OrderFact = Fact<OrderCompleted>;

/** A sale books as it was witnessed; what differs from what the server knows opens exceptions beside it. */
export const bookOrderCompleted: Handler<OrderCompleted> = {
  needs({ id, operatorId, payload }, { storeId }, needs) {
    needs.storeIds.add(storeId);
    needs.orderIds.add(id);
    if (operatorId) needs.operatorIds.add(operatorId);
    needs.taxRules.set(taxKey(storeId, payload.taxVersion), { storeId, version: payload.taxVersion });
    for (const { variantId, priceVersion } of payload.lines) {
      needs.prices.set(priceKey(storeId, variantId, priceVersion), { storeId, variantId, version: priceVersion });
    }
  },

  book(fact, journal, lookups) {
    const { journalId, storeId, registerId } = journal;
    const source = { journalId, seq: fact.seq };
    const locationId = lookups.locations.get(storeId) ?? storeId;
    const movements = orderMovements(fact.payload);
    return {
      orders: [
        {
          ...source,
          orderId: fact.id,
          storeId,
          registerId,
          operatorId: fact.operatorId,
          at: fact.at,
          businessDate: fact.businessDate,
          order: fact.payload,
        },
      ],
      movements: movements.map((movement) => ({ ...source, locationId, ...movement })),
      exceptions: exceptionsOf(fact, journal, lookups),
      touched: movements.map(
        ({ variantId }): Touch => ({ feed: storeFeed(storeId), kind: 'stock-overlay', key: variantId }),
      ),
    };
  },

  receiptNumber({ payload: { receipt } }, { receiptSeries, lastReceipt }) {
    return receipt.series === receiptSeries ? Math.max(lastReceipt, receipt.number) : lastReceipt;
  },
};

function exceptionsOf(fact: OrderFact, journal: Journal, lookups: Lookups): ExceptionEffect[] {
  return [
    ...repeatException(fact, journal, lookups),
    ...receiptException(fact, journal),
    ...operatorException(fact, journal, lookups),
    ...figureExceptions(fact, journal, lookups),
    ...priceException(fact, journal, lookups),
  ];
}

function about(fact: OrderFact, { journalId, storeId }: Journal) {
  return { journalId, storeId, seq: fact.seq };
}

/** The same order in two facts: money was taken twice, or a copied register paid an open cart again. Both book. */
function repeatException(fact: OrderFact, journal: Journal, lookups: Lookups): ExceptionEffect[] {
  if (!lookups.orderIds.has(fact.id)) return [];
  const amount = fact.payload.total;
  return [exceptionOf('order-repeated', about(fact, journal), { orderId: fact.id }, { amount })];
}

function receiptException(fact: OrderFact, journal: Journal): ExceptionEffect[] {
  const { series, number } = fact.payload.receipt;
  const expected = journal.lastReceipt + 1;
  if (series === journal.receiptSeries && number === expected) return [];
  const detail = { series, number, expectedSeries: journal.receiptSeries, expectedNumber: expected };
  return [exceptionOf('receipt-number-differs', about(fact, journal), detail, { amount: fact.payload.total })];
}

function operatorException(fact: OrderFact, journal: Journal, lookups: Lookups): ExceptionEffect[] {
  if (fact.operatorId && lookups.operators.get(fact.operatorId)?.storeIds.includes(journal.storeId)) return [];
  const detail = { operatorId: fact.operatorId ?? '' };
  return [exceptionOf('operator-not-known', about(fact, journal), detail, { amount: fact.payload.total })];
}

/** One exception per code, telling the first fault and how many there are. */
function figureExceptions(fact: OrderFact, journal: Journal, lookups: Lookups): ExceptionEffect[] {
  const rules = lookups.taxRules.get(taxKey(journal.storeId, fact.payload.taxVersion));
  const faults: OrderFault[] = checkOrder(fact.payload, rules);
  if (!rules) {
    const found = String(fact.payload.taxVersion);
    faults.push({ code: 'settle-differs', where: 'taxVersion', expected: 'a published version', found });
  }
  return (['arithmetic-differs', 'settle-differs'] as const).flatMap((code) => {
    const [first, ...more] = faults.filter((fault) => fault.code === code);
    if (!first) return [];
    const detail = { where: first.where, expected: first.expected, found: first.found, faults: more.length + 1 };
    return [exceptionOf(code, about(fact, journal), detail, { amount: fact.payload.total })];
  });
}

/** Lines whose price is not what their price version published; the amount is charged minus published, over all lines. */
function priceException(fact: OrderFact, journal: Journal, lookups: Lookups): ExceptionEffect[] {
  const differing = fact.payload.lines.flatMap((line) => {
    const published = lookups.prices.get(priceKey(journal.storeId, line.variantId, line.priceVersion));
    return published === line.unitPrice ? [] : [{ line, published }];
  });
  const [first] = differing;
  if (!first) return [];
  const amount = amountAtStake(differing);
  const detail = {
    variantId: first.line.variantId,
    sku: first.line.sku,
    priceVersion: first.line.priceVersion,
    found: first.line.unitPrice,
    expected: first.published ?? 'no such price',
    lines: differing.length,
  };
  return [exceptionOf('price-differs', about(fact, journal), detail, { amount })];
}

/** Charged minus published over all lines, rounded toward zero; undefined beyond safe integers. */
function amountAtStake(differing: readonly { line: OrderLine; published: number | undefined }[]): number | undefined {
  const sum = differing.reduce((all, { line, published = 0 }) => {
    const difference = BigInt(line.unitPrice) - BigInt(published);
    return all + (difference * BigInt(line.quantity)) / BigInt(UNIT_SCALE[line.unit]);
  }, 0n);
  const amount = Number(sum);
  return Number.isSafeInteger(amount) ? amount : undefined;
}
