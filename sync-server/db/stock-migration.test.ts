import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { expect, test } from 'vitest';
import { MIGRATIONS } from '#sync-server/db/migrations.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';

const shop = openTestServer({ filled: false });

const NAME = '0009-stock';
const AT = '2026-03-02T10:00:00.000Z';
const [JOURNAL, SALE, RETURN] = [randomUUID(), randomUUID(), randomUUID()];

async function run(db: Kysely<Tables>, names: readonly string[]): Promise<void> {
  for (const statement of names.flatMap((name) => MIGRATIONS[name] ?? [])) await sql.raw(statement).execute(db);
}

/** A fact as it lies in the table, with what it moved. */
async function put(db: Kysely<Tables>, seq: number, kind: string, payload: unknown, quantities: readonly number[]) {
  const witnessed = { at: AT, businessDate: '2026-03-02', operatorId: 'ann', registerId: 'till-1' };
  await putText(db, seq, kind, JSON.stringify({ kind, ...witnessed, payload }), quantities);
}

async function putText(db: Kysely<Tables>, seq: number, kind: string, text: string, quantities: readonly number[]) {
  const body = Buffer.from(text);
  await sql`insert into fact values (${JOURNAL}, ${seq}, ${randomUUID()}, ${kind}, 1, ${body}, '', '', ${AT}, true, null)`.execute(
    db,
  );
  for (const [index, quantity] of quantities.entries())
    await sql`insert into movement values (${JOURNAL}, ${seq}, ${index + 1}, 'floor', 'mug', ${quantity})`.execute(db);
}

async function putTicket(db: Kysely<Tables>, seq: number, orderId: string) {
  await sql`insert into customer_order (journal_id, seq, order_id, store_id, register_id, operator_id, at, business_date,
      receipt_series, receipt_number, currency, prices_include_tax, tax_version, engine_version, tax_total, total, rounding)
    values (${JOURNAL}, ${seq}, ${orderId}, 'leeds', 'till-1', 'ann', ${AT}, '2026-03-02', 'R1', ${seq}, 'GBP', true, 1, 1,
      100, 600, 0)`.execute(db);
}

test('movements that were booked before say why, and lines what they came to without tax', async () => {
  const { db } = shop.server.context;
  const names = Object.keys(MIGRATIONS).sort();
  const undone = new Error('undone');
  const work = db.transaction().execute(async (tx) => {
    await sql`create schema before`.execute(tx);
    await sql`set local search_path to before`.execute(tx);
    await run(tx, names.slice(0, names.indexOf(NAME)));
    const line = { variantId: 'mug', quantity: 2, taxes: [{ amount: 60 }, { amount: 40 }] };
    await put(tx, 1, 'stock.received', { locationId: 'floor', reason: 'opening', lines: [] }, [10]);
    await put(tx, 2, 'stock.received', { locationId: 'floor', reason: 'delivery', lines: [] }, [5, 1]);
    await put(tx, 3, 'order.completed', { lines: [line] }, [-2]);
    await putTicket(tx, 3, SALE);
    await put(tx, 4, 'order.completed', { lines: [] }, [2]);
    await putTicket(tx, 4, RETURN);
    await sql`insert into order_line (journal_id, seq, line_no, line_id, variant_id, sku, name, quantity, unit_price,
        price_version, list_amount, amount, gross)
      values (${JOURNAL}, 3, 1, 'l', 'mug', 'M', 'Mug', 2, 300, 1, 600, 600, 600)`.execute(tx);
    await sql`insert into post_void values (${SALE}, ${JOURNAL}, 5, ${RETURN})`.execute(tx);
    await sql`insert into stock values ('floor', 'mug', 1, 16, 0)`.execute(tx);
    await run(tx, [NAME]);
    const movements = await tx.selectFrom('movement').selectAll().orderBy('seq').orderBy('movement_no').execute();
    expect(movements.map(({ kind, reason, document_text: text }) => [kind, reason, text])).toEqual([
      ['opening', 'opening', null],
      ['received', 'delivery', null],
      ['received', 'delivery', null],
      ['sale', null, 'R1-3'],
      ['post-void', null, 'R1-4'],
    ]);
    for (const movement of movements)
      expect(movement).toMatchObject({ at: new Date(AT), business_date: '2026-03-02', operator_id: 'ann', cost: 0 });
    expect(new Set(movements.map(({ booked }) => booked)).size).toBe(movements.length);
    expect(await tx.selectFrom('order_line').select(['gross', 'net', 'cost']).execute()).toEqual([
      { gross: 600, net: 500, cost: 0 },
    ]);
    const worth = { on_hand: 16, value: 0, average_amount: null, average_quantity: null };
    expect(await tx.selectFrom('stock').selectAll().execute()).toMatchObject([worth]);
    throw undone;
  });
  await expect(work).rejects.toBe(undone);
});

test('facts whose text jsonb cannot hold, or whose day no calendar has, do not stop the migrations', async () => {
  const { db } = shop.server.context;
  const names = Object.keys(MIGRATIONS).sort();
  const undone = new Error('undone');
  const work = db.transaction().execute(async (tx) => {
    await sql`create schema before`.execute(tx);
    await sql`set local search_path to before`.execute(tx);
    await run(tx, names.slice(0, names.indexOf(NAME)));
    const nul = '{"payload":{"reason":"opening","lines":[{"batch":"\\u0000"}],"variants":[{"variantId":"mug"}]}}';
    const half = '{"payload":{"lines":[{"taxes":[{"amount":100}],"name":"\\ud800"}]}}';
    const dated = '{"at":"2026-99-99T99:99:99.999Z","businessDate":"2026-99-99","payload":{"reason":"delivery"}}';
    await putText(tx, 1, 'stock.received', nul, [3]);
    await putText(tx, 2, 'order.completed', half, []);
    await putText(tx, 3, 'catalogue.published', nul, []);
    await putText(tx, 4, 'stock.received', dated, [4]);
    await sql`insert into order_line (journal_id, seq, line_no, line_id, variant_id, sku, name, quantity, unit_price,
        price_version, list_amount, amount, gross)
      values (${JOURNAL}, 2, 1, 'l', 'mug', 'M', 'Mug', 2, 300, 1, 600, 600, 600)`.execute(tx);
    await run(tx, names.slice(names.indexOf(NAME)));
    expect(await tx.selectFrom('movement').select(['kind', 'reason', 'quantity']).orderBy('seq').execute()).toEqual([
      { kind: 'received', reason: null, quantity: 3 },
      { kind: 'received', reason: 'delivery', quantity: 4 },
    ]);
    expect(await tx.selectFrom('order_line').select(['gross', 'net']).execute()).toEqual([{ gross: 600, net: 600 }]);
    expect(await tx.selectFrom('variant_version').selectAll().execute()).toEqual([]);
    const { rows } = await sql<{ proname: string }>`select proname from pg_proc
      where pronamespace = 'before'::regnamespace order by proname`.execute(tx);
    expect(rows.map(({ proname }) => proname)).toEqual(['fold_text', 'variant_search']);
    throw undone;
  });
  await expect(work).rejects.toBe(undone);
});
