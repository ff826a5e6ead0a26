import type { Fact } from '#contracts/facts/envelope.ts';
import type { OrderCompleted } from '#contracts/facts/order-completed.ts';
import { UNIT_SCALE } from '#domain/catalog/variant.ts';
import { orderAsked } from '#domain/operator/order-asked.ts';
import { checkOrder, type OrderFault } from '#domain/order/check-order.ts';
import { checkRounding } from '#domain/order/check-rounding.ts';
import { tenderFaults } from '#domain/order/check-value.ts';
import { linePermissions } from '#domain/order/line-permissions.ts';
import type { OrderLine } from '#domain/order/order.ts';
import { catalogueExceptions, standsForItself } from '#sync-server/ingest/book/catalogue-checks.ts';
import { depositExceptions } from '#sync-server/ingest/book/deposit-checks.ts';
import { exceptionOf } from '#sync-server/ingest/book/exception-of.ts';
import { permissionExceptions } from '#sync-server/ingest/book/permission-checks.ts';
import { priceListExceptions } from '#sync-server/ingest/book/price-list-checks.ts';
import { returnExceptions } from '#sync-server/ingest/book/return-checks.ts';
import { saleStopExceptions } from '#sync-server/ingest/book/sale-stop-checks.ts';
import { decisionOn } from '#sync-server/ingest/book/value-checks.ts';
import type { ExceptionEffect } from '#sync-server/ingest/effects.ts';
import { type Journal, type Lookups, priceKey, taxKey } from '#sync-server/ingest/ingest-store.ts';

type OrderFact = Fact<OrderCompleted>;

/** What of a ticket differs from what the server knows. */
export function orderExceptions(fact: OrderFact, journal: Journal, lookups: Lookups): ExceptionEffect[] {
  // What a channel sold is as its order was placed: no till's prices, people or tenders are asked.
  if (lookups.online.channelJournals.has(journal.journalId)) {
    return [
      ...repeatException(fact, journal, lookups),
      ...receiptException(fact, journal),
      ...arithmeticExceptions(fact, journal),
    ];
  }
  return [
    ...foreignTicket(fact, journal),
    ...repeatException(fact, journal, lookups),
    ...receiptException(fact, journal),
    ...operatorException(fact, journal, lookups),
    ...figureExceptions(fact, journal, lookups),
    ...priceException(fact, journal, lookups),
    ...priceListExceptions(fact, journal, lookups),
    ...catalogueExceptions(fact, journal, lookups),
    ...tenderExceptions(fact, journal, lookups),
    ...ticketPermissions(fact, journal, lookups),
    ...returnExceptions(fact, journal, lookups),
    ...depositExceptions(fact, journal, lookups),
    ...saleStopExceptions(fact, journal, lookups),
  ];
}

/** A till's ticket that says it is of an online order: only the server writes those. */
function foreignTicket(fact: OrderFact, journal: Journal): ExceptionEffect[] {
  const { fulfilmentId, onlineOrderId, total } = fact.payload;
  if (fulfilmentId === undefined && onlineOrderId === undefined) return [];
  return [exceptionOf('payload-invalid', about(fact, journal), { kind: fact.kind }, { amount: total })];
}

/** What was taken is what was sold (I3). */
function arithmeticExceptions(fact: OrderFact, journal: Journal): ExceptionEffect[] {
  const { lines, returns = [], taxes, taxTotal, total, rounding, payments, pricesIncludeTax } = fact.payload;
  const sum = (amounts: readonly number[]): number => amounts.reduce((all, amount) => all + amount, 0);
  const sold = sum([...lines, ...returns].map(({ amount }) => amount)) + (pricesIncludeTax ? 0 : taxTotal);
  const paid = sum(payments.map(({ amount }) => amount));
  if (sold === total && paid === total + rounding && sum(taxes.map(({ amount }) => amount)) === taxTotal) return [];
  const detail = { where: 'total', expected: sold, found: total, faults: 1 };
  return [exceptionOf('arithmetic-differs', about(fact, journal), detail, { amount: total - sold })];
}

/** A cart that was parked is finished by another than the one who asked. */
function ticketPermissions(fact: OrderFact, journal: Journal, lookups: Lookups): ExceptionEffect[] {
  const { sources, parked } = lookups.day;
  const wasParked = parked.some(({ cartId }) => cartId === fact.id);
  const ofLines = linePermissions(fact.payload.lines).map((permission) => {
    const overrideId = decisionOn(lookups, permission, fact.id);
    return { permission, size: 0, ...(overrideId ? { overrideId } : {}) };
  });
  const asked = [...orderAsked(fact.payload, (orderId) => sources.has(orderId)), ...ofLines];
  const begunBefore = wasParked ? 'by-anybody' : 'by-operator';
  return permissionExceptions(fact, journal, lookups, asked, { begunBefore });
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
  const ways = lookups.day.cash.get(journal.storeId) ?? [];
  const cash = ways.find((way) => checkRounding(fact.payload, way).length === 0) ?? ways[0];
  const faults: OrderFault[] = checkOrder(fact.payload, rules, cash);
  if (!rules) {
    const found = String(fact.payload.taxVersion);
    faults.push({ code: 'settle-differs', where: 'taxVersion', expected: 'a published version', found });
  }
  return (['arithmetic-differs', 'settle-differs', 'rounding-differs'] as const).flatMap((code) => {
    const [first, ...more] = faults.filter((fault) => fault.code === code);
    if (!first) return [];
    const detail = { where: first.where, expected: first.expected, found: first.found, faults: more.length + 1 };
    return [exceptionOf(code, about(fact, journal), detail, { amount: fact.payload.total })];
  });
}

/** Payments that can't stand by themselves: by a tender the store does not have, or by nobody's card or account. */
function tenderExceptions(fact: OrderFact, journal: Journal, { day }: Lookups): ExceptionEffect[] {
  const tenders = day.tenders.get(journal.storeId);
  if (!tenders) return [];
  return tenderFaults(fact.payload, tenders).map(({ code, where, expected, found }) => {
    const detail = { orderId: fact.id, where, expected, found };
    return exceptionOf(code, about(fact, journal), detail, { amount: found - expected, about: where });
  });
}

/** Lines whose price is not what their price version published, or that a label says of a product that has none; the amount is charged minus published, over all lines. */
function priceException(fact: OrderFact, journal: Journal, lookups: Lookups): ExceptionEffect[] {
  const priced = fact.payload.lines.filter((line) => !standsForItself(line, lookups));
  const differing = priced.flatMap((line) => {
    const published = lookups.prices.get(priceKey(journal.storeId, line.variantId, line.priceVersion));
    const isSame = published === listPrice(line) && line.labelAmount === undefined;
    return isSame ? [] : [{ line, published }];
  });
  const [first] = differing;
  if (!first) return [];
  const amount = amountAtStake(differing);
  const detail = {
    variantId: first.line.variantId,
    sku: first.line.sku,
    priceVersion: first.line.priceVersion,
    found: listPrice(first.line),
    expected: first.published ?? 'no such price',
    lines: differing.length,
  };
  return [exceptionOf('price-differs', about(fact, journal), detail, { amount })];
}

/** What the till took for the price book's price. */
function listPrice({ unitPrice, priceOverride, priceList }: OrderLine): number {
  return priceList?.basePrice ?? priceOverride?.listPrice ?? unitPrice;
}

/** Charged minus published over all lines, rounded toward zero; undefined beyond safe integers. */
function amountAtStake(differing: readonly { line: OrderLine; published: number | undefined }[]): number | undefined {
  const sum = differing.reduce((all, { line, published = 0 }) => {
    const [quantity, scale] = [BigInt(line.quantity), BigInt(UNIT_SCALE[line.unit])];
    if (line.labelAmount !== undefined) return all + BigInt(line.labelAmount) - (BigInt(published) * quantity) / scale;
    const difference = BigInt(listPrice(line)) - BigInt(published);
    return all + (difference * quantity) / scale;
  }, 0n);
  const amount = Number(sum);
  return Number.isSafeInteger(amount) ? amount : undefined;
}
