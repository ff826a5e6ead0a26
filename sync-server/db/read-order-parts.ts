import type { Kysely, Selectable } from 'kysely';
import type { Tables } from './tables.ts';

/** The lines of an online order, in the order in which they were placed. */
export function readOrderLines(
  db: Kysely<Tables>,
  orderId: string,
): Promise<Selectable<Tables['online_order_line']>[]> {
  return db.selectFrom('online_order_line').selectAll().where('order_id', '=', orderId).orderBy('line_no').execute();
}

/** Its charges, as postage, likewise. */
export function readOrderCharges(
  db: Kysely<Tables>,
  orderId: string,
): Promise<Selectable<Tables['online_order_charge']>[]> {
  return db
    .selectFrom('online_order_charge')
    .selectAll()
    .where('order_id', '=', orderId)
    .orderBy('charge_no')
    .execute();
}
