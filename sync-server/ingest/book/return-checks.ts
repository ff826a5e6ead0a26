import type { Fact } from '#contracts/facts/envelope.ts';
import type { OrderCompleted } from '#contracts/facts/order-completed.ts';
import { exceptionOf } from '#sync-server/ingest/book/exception-of.ts';
import { grossOf } from '#sync-server/ingest/book/gross-of.ts';
import type { ReturnedLine } from '#sync-server/ingest/day-effects.ts';
import type { ExceptionEffect } from '#sync-server/ingest/effects.ts';
import type { Journal, Lookups } from '#sync-server/ingest/ingest-store.ts';

type OrderFact = Fact<OrderCompleted>;

/**
 * Orders of which, with this ticket, more came back than was sold, or more was given back than was paid (I2, I8): those that it
 * takes something back of, and the ticket's own sale, when what came back of it was heard of before. `returned-twice` where
 * several registers took back, with the amount given back too much, in minor units.
 */
export function returnExceptions(fact: OrderFact, journal: Journal, { day }: Lookups): ExceptionEffect[] {
  const { journalId, seq } = fact;
  const now = new Map<string, ReturnedLine[]>();
  for (const line of fact.payload.returns ?? []) {
    if (!line.source) continue;
    const { orderId, lineId } = line.source;
    const returned = { lineId, journalId, quantity: line.quantity, amount: grossOf(fact.payload, line) };
    now.set(orderId, [...(now.get(orderId) ?? []), returned]);
  }
  const about = { ...journal, seq };
  const taken = [...now].flatMap(([orderId, lines]) => {
    const sold = day.sources.get(orderId);
    return sold ? tooMuch(about, orderId, sold, day.returned.get(orderId) ?? [], lines) : [];
  });
  const early = day.returned.get(fact.id) ?? [];
  const own = new Map(
    fact.payload.lines.map((line) => {
      return [line.id, { quantity: line.quantity, amount: grossOf(fact.payload, line) }];
    }),
  );
  // A sale that is heard of twice was judged the first time.
  const isFirst = !day.sources.has(fact.id);
  return [...taken, ...(isFirst && early.length > 0 ? tooMuch(about, fact.id, own, [], early) : [])];
}

function tooMuch(
  about: { journalId: string; storeId: string; seq: number },
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
