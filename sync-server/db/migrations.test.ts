import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { importProducts } from '#sync-server/commands/import-products.ts';
import { MIGRATIONS } from '#sync-server/db/migrations.ts';
import { MANAGER, openManager } from '#tests/fixtures/test-day.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { productRows } from '#tests/fixtures/test-shop.ts';

const shop = openTestServer();
openManager(shop);

test('states that were published before they were kept are found again in the facts', async () => {
  const { context } = shop.server;
  const { db } = context;
  for (const [index, name] of ['Second', 'Third'].entries()) {
    shop.clock.advance(60_000);
    const rows = productRows(3 - index).map((row) => ({ ...row, name: `${name} ${row.sku}` }));
    await importProducts(context, rows, { operatorId: MANAGER, mayStock: true });
  }
  const kept = async () => ({
    versions: await db.selectFrom('variant_version').selectAll().orderBy('variant_id').orderBy('revision').execute(),
    variants: await db
      .selectFrom('variant')
      .select(['variant_id', 'revision', 'changed_at', 'changed_by'])
      .orderBy('variant_id')
      .execute(),
  });
  const before = await kept();
  expect(before.versions).toHaveLength(25);
  await db.deleteFrom('variant_version').execute();
  await sql`update variant set revision = 1, changed_at = null, changed_by = null`.execute(db);
  const statements =
    MIGRATIONS['0010-catalogue']?.filter((text) =>
      /^((insert into|update) variant|(create|drop) function (json|instant)_of)/.test(text),
    ) ?? [];
  expect(statements).toHaveLength(6);
  for (const statement of statements) await sql.raw(statement).execute(db);
  expect(await kept()).toEqual(before);
});
