import type { FactDraft } from '#contracts/facts/envelope.ts';
import type { PayloadOf } from '#contracts/facts/kinds.ts';
import type { StockKind } from '#domain/stock/stock-permissions.ts';
import type { CashierOptions } from './cashier.ts';

/** How often somebody sees to the stock between two sales. */
const WORKS = 0.15;
/** Few enough that both tills have to do with the same transfers. */
const TRANSFERS = 4;

/** Goods are received, adjusted, sent away, accepted back or returned, now and then; asked for until it is journalled. */
export async function keepStock(options: CashierOptions): Promise<void> {
  const { window, random } = options;
  if (!random.chance(WORKS)) return;
  const draft = draftOf(options);
  for (;;) {
    const answer = await window.append([draft]);
    if (answer.ok) return;
    window.program.note(`cannot journal ${draft.kind}: ${answer.fault.code}`);
    await window.program.wait(random.int(500, 4_000));
  }
}

function draftOf({ random, world, variantIds, locationId, otherLocationId }: CashierOptions): FactDraft {
  const place = { locationId };
  const variantId = random.pick(variantIds);
  const line = { variantId, quantity: random.int(1, 20) };
  // A transfer is of one variant, so that what is missing of it is a sum.
  const transferred = { ...line, variantId: variantIds[0] ?? variantId };
  const transferId = `00000000-0000-4000-8000-00000000000${random.int(1, TRANSFERS)}`;
  const id = random.uuid(world.nowMs);
  const make = <K extends StockKind>(kind: K, payload: PayloadOf<K>): FactDraft => ({ id, kind, version: 1, payload });
  switch (random.int(1, 5)) {
    case 1:
      return make('stock.received', { ...place, reason: 'delivery', lines: [{ ...line, cost: random.int(0, 5_000) }] });
    case 2:
      return make('stock.adjusted', { ...place, reason: 'broken', lines: [{ ...line, quantity: random.int(-9, 9) }] });
    case 3: {
      const route = { transferId, fromLocationId: locationId, toLocationId: otherLocationId };
      return make('stock.sent', { ...route, lines: [{ ...transferred, lineId: id }] });
    }
    case 4:
      return make('stock.accepted', { ...place, transferId, lines: [transferred], complete: random.chance(0.2) });
    default:
      return make('stock.returned', { ...place, supplierId: 'ACME', reason: 'faulty', lines: [line] });
  }
}
