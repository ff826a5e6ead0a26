import type { Fact } from '#contracts/facts/envelope.ts';
import type { OrderCompleted } from '#contracts/facts/order-completed.ts';
import type { SaleStopPublished } from '#contracts/facts/sale-stop-facts.ts';
import { haltOf, stopBook } from '#domain/catalog/sale-stop.ts';
import { exceptionOf } from '#sync-server/ingest/book/exception-of.ts';
import { permissionExceptions } from '#sync-server/ingest/book/permission-checks.ts';
import { decisionOn } from '#sync-server/ingest/book/value-checks.ts';
import type { ExceptionEffect } from '#sync-server/ingest/effects.ts';
import type { Journal, Lookups, Needs } from '#sync-server/ingest/ingest-store.ts';

/** The products of a ticket that may be stopped: its lines', and their parts'. */
export function needSaleStops({ lines }: OrderCompleted, needs: Needs): void {
  for (const { variantId, parts = [] } of lines)
    for (const id of [variantId, ...parts.map((part) => part.variantId)]) needs.stoppedVariantIds.add(id);
}

/** Lines that were stopped when they were sold, by the till's clock: one exception per stop. An offline till could not know. */
export function saleStopExceptions(fact: Fact<OrderCompleted>, journal: Journal, lookups: Lookups): ExceptionEffect[] {
  const held = [...lookups.saleStops.values()].flat().filter((stop) => holdsAt(stop, fact.at));
  if (held.length === 0) return [];
  const book = stopBook(held);
  const halted = fact.payload.lines.flatMap((line) => {
    const halt = haltOf(book, line);
    return halt ? [{ line, halt }] : [];
  });
  const source = { journalId: journal.journalId, storeId: journal.storeId, seq: fact.seq };
  const about = new Map(halted.map((each) => [each.halt.stop.stopId, each]));
  const exceptions = [...about].map(
    ([
      stopId,
      {
        line,
        halt: { verdict, stop },
      },
    ]) => {
      const { sku, name, batch = '' } = line;
      const { kind, reason } = stop;
      const detail = { orderId: fact.id, stopId, kind, verdict, reason, sku, name, batch };
      return exceptionOf('stopped-item-sold', source, detail, { about: stopId });
    },
  );
  return [...exceptions, ...passedBy(fact, journal, lookups, held)];
}

/** Whoever passed a plain stop must have been allowed to. */
function passedBy(
  fact: Fact<OrderCompleted>,
  journal: Journal,
  lookups: Lookups,
  held: readonly SaleStopPublished[],
): ExceptionEffect[] {
  const plain = new Set(
    held.filter(({ kind, batch }) => kind === 'stop' && batch === undefined).map((one) => one.stopId),
  );
  const passed = fact.payload.lines.some(({ checkedStops = [] }) => checkedStops.some((id) => plain.has(id)));
  if (!passed) return [];
  const permission = 'stopped-item' as const;
  const overrideId = decisionOn(lookups, permission, fact.id);
  const asked = [{ permission, size: 0, ...(overrideId ? { overrideId } : {}) }];
  return permissionExceptions(fact, journal, lookups, asked, { begunBefore: 'by-anybody' });
}

function holdsAt({ stoppedAt, lifted }: SaleStopPublished, at: string): boolean {
  return stoppedAt <= at && (lifted === undefined || at < lifted.at);
}
