import { type Kysely, sql } from 'kysely';
import { pageOf } from '#domain/catalog/variant.ts';
import { NO_STOCK, type StockCost } from '#domain/stock/stock-cost.ts';
import { insertRows, unnest } from '#sync-server/db/insert-rows.ts';
import type { Tables } from '#sync-server/db/tables.ts';

interface Shelf {
  locationId: string;
  variantId: string;
}

/** What stock of the variants at their locations is worth, while a batch is booked. */
export class StockValues {
  readonly #values = new Map<string, Shelf & { stock: StockCost; changed: boolean }>();

  /**
   * Moves on hand, and gives what all of it was worth before. Rows are locked in one order, so that two transactions that move the
   * same goods wait for each other instead of deadlocking. A quantity of 0 locks too.
   */
  static async take(db: Kysely<Tables>, moved: readonly (Shelf & { quantity: number })[]): Promise<StockValues> {
    const columns = { location_id: 'text', variant_id: 'text', page: 'int4', quantity: 'int8' } as const;
    const rows = moved.map(({ locationId, variantId, quantity }) => {
      return { location_id: locationId, variant_id: variantId, page: pageOf(variantId), quantity };
    });
    const { rows: shelves } = await sql<StockRow>`
      with moved as (
        select location_id, variant_id, page, sum(quantity)::int8 as quantity
        from ${unnest(columns, rows)} as moved (location_id, variant_id, page, quantity)
        group by location_id, variant_id, page order by location_id, variant_id
      ), stocked as (
        insert into stock (location_id, variant_id, page, on_hand) select * from moved
        on conflict (location_id, variant_id) do update set on_hand = stock.on_hand + excluded.on_hand
        returning location_id, variant_id, on_hand, value, average_amount, average_quantity
      )
      select stocked.*, quantity from stocked join moved using (location_id, variant_id)`.execute(db);
    const values = new StockValues();
    for (const { location_id: locationId, variant_id: variantId, ...row } of shelves) {
      const stock = { quantity: row.on_hand - row.quantity, value: row.value, average: averageOf(row) };
      values.#values.set(keyOf({ locationId, variantId }), { locationId, variantId, stock, changed: false });
    }
    return values;
  }

  of(shelf: Shelf): StockCost {
    return this.#values.get(keyOf(shelf))?.stock ?? NO_STOCK;
  }

  set({ locationId, variantId }: Shelf, stock: StockCost): void {
    const before = this.#values.get(keyOf({ locationId, variantId }));
    const changed = stock.value !== before?.stock.value || stock.average !== before.stock.average;
    this.#values.set(keyOf({ locationId, variantId }), {
      ...{ locationId, variantId, stock },
      changed: changed || before.changed,
    });
  }

  /** Writes what changed; on hand moved before. */
  async write(db: Kysely<Tables>): Promise<void> {
    const rows = [...this.#values.values()].flatMap(({ locationId, variantId, stock, changed }) => {
      if (!changed) return [];
      const { amount = null, quantity = null } = stock.average ?? {};
      const average = { average_amount: amount, average_quantity: quantity };
      return [{ location_id: locationId, variant_id: variantId, page: 0, value: stock.value, ...average }];
    });
    const columns = {
      ...({ location_id: 'text', variant_id: 'text', page: 'int4' } as const),
      ...({ value: 'int8', average_amount: 'int8', average_quantity: 'int8' } as const),
    };
    const replace = sql`(location_id, variant_id) do update set value = excluded.value,
      average_amount = excluded.average_amount, average_quantity = excluded.average_quantity`;
    await insertRows(db, 'stock', columns, rows, replace);
  }
}

interface StockRow extends Average {
  location_id: string;
  variant_id: string;
  on_hand: number;
  quantity: number;
  value: number;
}

interface Average {
  average_amount: number | null;
  average_quantity: number | null;
}

function averageOf({ average_amount: amount, average_quantity: quantity }: Average): StockCost['average'] {
  return amount === null || quantity === null ? null : { amount, quantity };
}

function keyOf({ locationId, variantId }: Shelf): string {
  return `${locationId}\n${variantId}`;
}
