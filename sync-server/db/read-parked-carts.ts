import { type Kysely, sql } from 'kysely';
import type { ParkedCart } from '#contracts/facts/sale-facts.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { readTexts } from '#sync-server/db/vault.ts';
import type { ParkedCartView } from '#sync-server/views/render.ts';

/** Parked carts that nobody has taken up, with their notes as far as the vault has them. */
export async function readParkedCarts(db: Kysely<Tables>, parkIds: readonly string[]): Promise<ParkedCartView[]> {
  const rows = await db
    .selectFrom('parked_cart')
    .leftJoin('register', 'register.register_id', 'parked_cart.register_id')
    .selectAll('parked_cart')
    .select('register.name as register_name')
    .where('park_id', '=', sql<string>`any(${[...parkIds]}::uuid[])`)
    .where('claimed_by', 'is', null)
    .execute();
  const texts = await readTexts(
    db,
    rows.flatMap(({ cart }) => noteIdsOf(cart)),
  );
  return rows.map((row) => ({
    parkId: row.park_id,
    registerId: row.register_id,
    ...(row.register_name ? { registerName: row.register_name } : {}),
    operatorId: row.operator_id,
    at: row.at.toISOString(),
    total: row.total,
    cart: row.cart,
    notes: Object.fromEntries(
      noteIdsOf(row.cart).flatMap((noteId) => (texts.has(noteId) ? [[noteId, texts.get(noteId) ?? '']] : [])),
    ),
  }));
}

/** Ids of a cart's free texts. */
function noteIdsOf({ noteId, lines, taxExemption }: Pick<ParkedCart, 'noteId' | 'lines' | 'taxExemption'>) {
  const ids = [noteId, taxExemption?.certificateId, ...lines.map((line) => line.noteId)];
  return ids.filter((id) => id !== undefined);
}
