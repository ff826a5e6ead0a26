import { verify } from '@node-rs/argon2';
import { expect, test } from 'vitest';
import { hashBadge } from '#sync-server/commands/hash-badge.ts';
import { readFulfilmentViews } from '#sync-server/db/read-fulfilments.ts';
import { readPriceChanges } from '#sync-server/views/price-changes.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { listStores } from './list-stores.ts';
import { seedDemo } from './seed-demo.ts';
import { seedOrders } from './seed-orders.ts';
import { seedStorefront } from './seed-storefront.ts';

const shop = openTestServer({ filled: false });

test('the demo shop comes up whole, quickly, and a second time changes nothing', async () => {
  const { context } = shop.server;
  await seedDemo(context);
  expect((await listStores(context)).stores).toEqual([
    { storeId: 'high-street', name: 'Omnitill High Street', digits: 2, pricesIncludeTax: true },
    { storeId: 'trade-counter', name: 'Omnitill Trade Counter', digits: 2, pricesIncludeTax: false },
  ]);
  const ada = await context.db
    .selectFrom('operator')
    .selectAll()
    .where('operator_id', '=', 'ada')
    .executeTakeFirstOrThrow();
  expect(await verify(ada.pin_hash, '1234', { secret: context.keys.pepper })).toBe(true);
  expect(await verify(ada.pin_hash, '1235', { secret: context.keys.pepper })).toBe(false);
  expect(ada.badge_hash).toBe(hashBadge(context, 'BADGE-7AO1'));
  const counted = await counts(context);
  expect(counted).toMatchObject({ variant: 3810, price: 2 * 3810, member: 60, category: 22, operator: 6, role: 4 });
  await seedDemo(context);
  expect(await counts(context)).toEqual(counted);
});

test('its first prices wait for no label', async () => {
  const { context } = shop.server;
  await seedDemo(context);
  const days = (count: number) => new Date(context.now().getTime() + count * 86_400_000).toISOString();
  const due = (from: number) => readPriceChanges(context.db, 'high-street', { from: days(from), to: days(1) });
  expect(await due(-7)).toEqual({ changes: [] });
  expect((await due(-29)).changes).not.toEqual([]);
});

test('a few orders wait in each state on the board of the demo’s first store, once', async () => {
  const { context } = shop.server;
  await seedStorefront(context);
  await seedOrders(context);
  await seedOrders(context);
  const ids = await context.db
    .selectFrom('fulfilment')
    .select('fulfilment_id')
    .where('state', '<>', 'released')
    .execute();
  const views = await readFulfilmentViews(
    context.db,
    'high-street',
    ids.map(({ fulfilment_id }) => fulfilment_id),
  );
  const states = await context.db
    .selectFrom('fulfilment')
    .innerJoin('online_order', 'online_order.order_id', 'fulfilment.order_id')
    .select(['number', 'state'])
    .where('state', '<>', 'released')
    .orderBy('number')
    .execute();
  expect(states.map(({ number, state }) => [number, state])).toEqual([
    ['D1001', 'new'],
    ['D1002', 'new'],
    ['D1003', 'accepted'],
    ['D1004', 'picking'],
    ['D1005', 'ready'],
  ]);
  expect(views.map(({ toPay, customerName }) => [toPay, customerName === undefined])).toEqual(
    Array.from({ length: 5 }, () => [0, false]),
  );
  const open = await context.db.selectFrom('exception').select('code').execute();
  expect(open).toEqual([]);
});

async function counts({ db }: typeof shop.server.context): Promise<Record<string, number>> {
  const tables = ['variant', 'price', 'member', 'category', 'operator', 'role', 'fact'] as const;
  const counted: Record<string, number> = {};
  for (const table of tables) {
    const { rows } = await db
      .selectFrom(table)
      .select((select) => select.fn.countAll<number>().as('rows'))
      .executeTakeFirstOrThrow();
    counted[table] = rows;
  }
  return counted;
}
