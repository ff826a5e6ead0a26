import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { addDays } from '#domain/calendar/dates.ts';
import { openServer } from '#sync-server/server.ts';

/** Half a year in which four to six of each were sold every day in the high street, of what came in before it; so many more are `left`, by SKU. */
export async function sellForHalfAYear(folder: string, left: Readonly<Record<string, number>>): Promise<void> {
  const server = await openServer({ dataDir: path.join(folder, 'server'), port: 0 });
  try {
    const { db, now } = server.context;
    const shelves = await db
      .selectFrom('variant')
      .innerJoin('stock', 'stock.variant_id', 'variant.variant_id')
      .innerJoin('store', 'store.location_id', 'stock.location_id')
      .select(['variant.variant_id', 'stock.location_id', 'sku'])
      .where('sku', 'in', Object.keys(left))
      .where('store_id', '=', 'high-street')
      .execute();
    const at = now();
    const today = at.toISOString().slice(0, 10);
    for (const { sku, ...shelf } of shelves) {
      const sold = Array.from({ length: 182 }, (_, day) => [day - 182, -4 - (day % 3)] as const);
      const more = left[sku] ?? 0;
      const received = more - sold.reduce((sum, [, quantity]) => sum + quantity, 0);
      const moved = [[-183, received] as const, ...sold];
      const journal_id = randomUUID();
      const rows = moved.map(([day, quantity], seq) => ({
        ...{ ...shelf, journal_id, seq, movement_no: 0, at, quantity },
        kind: quantity > 0 ? ('received' as const) : ('sale' as const),
        business_date: addDays(today, day),
      }));
      await db.insertInto('movement').values(rows).execute();
      await db
        .updateTable('stock')
        .set(({ eb }) => ({ on_hand: eb('on_hand', '+', more) }))
        .where('variant_id', '=', shelf.variant_id)
        .where('location_id', '=', shelf.location_id)
        .execute();
    }
  } finally {
    await server.close();
  }
}
