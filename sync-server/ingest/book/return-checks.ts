import type { Fact } from '#contracts/facts/envelope.ts';
import type { OrderCompleted } from '#contracts/facts/order-completed.ts';
import { amountWithTax } from '#domain/tax/amount-with-tax.ts';
import { exceptionOf } from '#sync-server/ingest/book/exception-of.ts';
import type { ReturnedLine } from '#sync-server/ingest/day-effects.ts';
import type { ExceptionEffect, ResolutionEffect } from '#sync-server/ingest/effects.ts';
import type { Journal, Lookups } from '#sync-server/ingest/ingest-store.ts';

type OrderFact = Fact<OrderCompleted>;

/**
 * Orders of which, with this ticket, more came back than was sold, or more was given back than was paid (I2, I8): those that it
 * takes something back of, and the ticket's own sale, when what came back of it was heard of before. `returned-twice` where
 * several registers took back, with the amount given back too much, in minor units. `return-sale-unknown` for an order that was
 * not heard of, with all that was given back.
 */
export function returnExceptions(fact: OrderFact, journal: Journal, lookups: Lookups): ExceptionEffect[] {
  const about = { ...journal, seq: fact.seq };
  const taken = [...linesBySale(fact)].flatMap(([orderId, lines]) => {
    const sold = lookups.day.sources.get(orderId);
    if (!sold) return [unknownSale(about, orderId, lines)];
    return tooMuch(about, orderId, sold, lookups.day.returned.get(orderId) ?? [], lines);
  });
  return [...taken, ...cardExceptions(fact, journal, lookups), ...earlyExceptions(fact, journal, lookups)];
}

/** Sold gift cards that come back as something else and so keep their value, or goods that come back as a card. */
function cardExceptions(fact: OrderFact, journal: Journal, { day }: Lookups): ExceptionEffect[] {
  return (fact.payload.returns ?? []).flatMap((line): ExceptionEffect[] => {
    const sold = line.source && day.sources.get(line.source.orderId)?.get(line.source.lineId);
    const isCard = line.storedValue !== undefined;
    if (line.source ? !sold || (sold.loads ?? false) === isCard : !isCard) return [];
    const found = -amountWithTax(fact.payload, line);
    const where = `returns/${line.id}/storedValue`;
    const detail = { orderId: fact.id, where, expected: 0, found };
    return [exceptionOf('value-differs', { ...journal, seq: fact.seq }, detail, { amount: found, about: where })];
  });
}

/**
 * The ticket is a sale of which something came back before it was heard of: that is no longer unknown. Either the sale covers it,
 * or `returnExceptions` says by how much it does not.
 */
export function returnResolutions(fact: OrderFact, journal: Journal, lookups: Lookups): ResolutionEffect[] {
  const [over] = earlyExceptions(fact, journal, lookups);
  const choice = `known: ${over?.code ?? 'covered'}`;
  const tickets = new Map(earlyReturns(fact, lookups).map((line) => [`${line.journalId}/${line.seq}`, line]));
  return [...tickets.values()].map(({ journalId, seq }) => {
    const { exceptionId } = unknownSale({ journalId, storeId: journal.storeId, seq }, fact.id, []);
    return { exceptionId, choice, at: fact.at };
  });
}

/** What the ticket takes back, by the order it was sold with. */
function linesBySale({ journalId, seq, payload }: OrderFact): Map<string, ReturnedLine[]> {
  const lines = new Map<string, ReturnedLine[]>();
  for (const line of payload.returns ?? []) {
    if (!line.source) continue;
    const { orderId, lineId } = line.source;
    const returned = { lineId, journalId, seq, quantity: line.quantity, amount: amountWithTax(payload, line) };
    lines.set(orderId, [...(lines.get(orderId) ?? []), returned]);
  }
  return lines;
}

/** What came back of the ticket before it was heard of. A sale that is heard of twice was judged the first time. */
function earlyReturns({ id }: OrderFact, { orderIds, day }: Lookups): readonly ReturnedLine[] {
  return orderIds.has(id) ? [] : (day.returned.get(id) ?? []);
}

function earlyExceptions(fact: OrderFact, journal: Journal, lookups: Lookups): ExceptionEffect[] {
  const early = earlyReturns(fact, lookups);
  if (early.length === 0) return [];
  const own = new Map(
    fact.payload.lines.map((line) => {
      return [line.id, { quantity: line.quantity, amount: amountWithTax(fact.payload, line) }];
    }),
  );
  return tooMuch({ ...journal, seq: fact.seq }, fact.id, own, [], early);
}

type About = Parameters<typeof exceptionOf>[1];

function unknownSale(about: About, orderId: string, lines: readonly ReturnedLine[]): ExceptionEffect {
  const { amount } = total(lines);
  return exceptionOf('return-sale-unknown', about, { orderId, lines: lines.length }, { amount, about: orderId });
}

function tooMuch(
  about: About,
  orderId: string,
  sold: ReadonlyMap<string, { quantity: number; amount: number }>,
  before: readonly ReturnedLine[],
  now: readonly ReturnedLine[],
): ExceptionEffect[] {
  let excess = 0;
  let lines = 0;
  const journals = new Set<string>();
  for (const lineId of new Set(now.map((line) => line.lineId))) {
    const ofLine = (all: readonly ReturnedLine[]) => all.filter((line) => line.lineId === lineId);
    const over = excessOf(sold.get(lineId), ofLine(before), ofLine(now));
    if (over === null) continue;
    excess += over;
    lines += 1;
    for (const { journalId } of [...ofLine(before), ...ofLine(now)]) journals.add(journalId);
  }
  if (lines === 0) return [];
  const code = journals.size > 1 ? 'returned-twice' : 'return-exceeds-sale';
  return [exceptionOf(code, about, { orderId, lines, registers: journals.size }, { amount: excess, about: orderId })];
}

/** What was given back too much for a line by what comes back now; null when nothing was. */
function excessOf(
  sold: { quantity: number; amount: number } = { quantity: 0, amount: 0 },
  before: readonly ReturnedLine[],
  now: readonly ReturnedLine[],
): number | null {
  const [given, returned] = [total(before), total(now)];
  const quantityOver = given.quantity + returned.quantity - sold.quantity;
  const moneyOver = given.amount + returned.amount - sold.amount;
  if (quantityOver <= 0 && moneyOver <= 0) return null;
  const pieces = Math.min(Math.max(quantityOver, 0), returned.quantity);
  const ofPieces = Number((BigInt(returned.amount) * BigInt(pieces)) / BigInt(Math.max(returned.quantity, 1)));
  return Math.max(Math.min(moneyOver, returned.amount), ofPieces);
}

function total(lines: readonly ReturnedLine[]): { quantity: number; amount: number } {
  return lines.reduce(
    (sum, { quantity, amount }) => ({ quantity: sum.quantity + quantity, amount: sum.amount - amount }),
    { quantity: 0, amount: 0 },
  );
}
