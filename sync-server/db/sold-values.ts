import { type Kysely, sql } from 'kysely';
import { type Minor, mulDiv } from '#domain/money/money.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import type { MovementEffect } from '#sync-server/ingest/effects.ts';

/** What an order was charged for a variant, what was left for later of it included once that has left; and what came back of it. */
interface Sold {
  quantity: number;
  cost: Minor;
  returned: number;
  given: Minor;
}

/** What orders were charged that a batch takes something back of. */
export class SoldValues {
  readonly #sold = new Map<string, Sold>();
  readonly #sources: ReadonlySet<string>;

  private constructor(sources: ReadonlySet<string>) {
    this.#sources = sources;
  }

  static async read(db: Kysely<Tables>, movements: readonly MovementEffect[]): Promise<SoldValues> {
    const values = new SoldValues(new Set(movements.flatMap(({ sourceId }) => sourceId ?? [])));
    const ids = [...values.#sources];
    if (ids.length === 0) return values;
    const { rows } = await sql<{ source: string; variant_id: string } & Sold>`
      select source, variant_id, sum(quantity)::int8 as quantity, sum(cost)::int8 as cost,
        sum(returned)::int8 as returned, sum(given)::int8 as given from (
          select order_id::text as source, variant_id, -quantity as quantity, -cost as cost, 0 as returned, 0 as given
          from customer_order join movement using (journal_id, seq)
          where order_id = any(${ids}::uuid[]) and movement.kind = 'sale'
          union all select ticket_id::text, variant_id, quantity, cost, 0, 0
          from online_order_ticket join customer_order on customer_order.order_id = ticket_id
            join order_line using (journal_id, seq)
          where ticket_id = any(${ids}::uuid[])
            and not exists (select from online_order as placed where placed.ticket_id = online_order_ticket.ticket_id)
          union all select placed.ticket_id::text, variant_id, -quantity, -cost, 0, 0
          from online_order as placed join movement on document_kind = 'online-order' and document_id = placed.order_id::text
          where placed.ticket_id = any(${ids}::uuid[])
          union all select source_id, variant_id, 0, 0, quantity, cost
          from movement where source_id = any(${ids}::text[])) as sold
      group by source, variant_id`.execute(db);
    for (const { source, variant_id, quantity, cost, returned, given } of rows)
      values.#sold.set(`${source}\n${variant_id}`, { quantity, cost, returned, given });
    return values;
  }

  /** What goods that come back were charged, so that all of them together take back all of it; null where that is not known. */
  chargedFor({ sourceId, variantId, quantity }: MovementEffect): Minor | null {
    const sold = sourceId === null ? undefined : this.#sold.get(`${sourceId}\n${variantId}`);
    if (!sold || sold.quantity === 0) return null;
    return Math.max(0, mulDiv(sold.cost, sold.returned + quantity, sold.quantity) - sold.given);
  }

  /** Takes note of what a movement of the batch itself sold or took back, at a cost in the sign of its quantity. */
  note({ kind, document, sourceId, variantId, quantity }: MovementEffect, cost: Minor): void {
    const orderId = kind === 'sale' ? document?.id : sourceId;
    if (!orderId || !this.#sources.has(orderId)) return;
    const key = `${orderId}\n${variantId}`;
    const before = this.#sold.get(key) ?? { quantity: 0, cost: 0, returned: 0, given: 0 };
    const more =
      kind === 'sale'
        ? { quantity: before.quantity - quantity, cost: before.cost - cost }
        : { returned: before.returned + quantity, given: before.given + cost };
    this.#sold.set(key, { ...before, ...more });
  }
}
