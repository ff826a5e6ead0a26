import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { CatalogueChange } from '#contracts/http/catalogue.ts';
import { changeCatalogue } from '#sync-server/commands/change-catalogue.ts';
import { readPriceChanges } from '#sync-server/views/price-changes.ts';
import { readProductRows } from '#sync-server/views/product-list.ts';
import { MANAGER, openManager } from '#tests/fixtures/test-day.ts';
import { productOf } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { STORE } from '#tests/fixtures/test-shop.ts';

const shop = openTestServer();
openManager(shop);

const MINUTE = 60_000;
const inMinutes = (minutes: number) => new Date(shop.clock.now().getTime() + minutes * MINUTE).toISOString();

async function price(variantId: string, amount: number | null, effectiveAt?: string): Promise<void> {
  const { db, now } = shop.server.context;
  const [row] = await readProductRows(db, { storeId: STORE, now: now() }, [variantId]);
  const known = row?.prices.find(({ storeId }) => storeId === STORE);
  const base = amount === null ? known?.ahead[0]?.version : known?.version;
  const change: CatalogueChange = {
    changeId: randomUUID(),
    categories: [],
    variants: [],
    prices: [{ storeId: STORE, variantId, base: base ?? 0, amount, effectiveAt }],
  };
  expect(await changeCatalogue(shop.server.context, change, MANAGER)).toMatchObject({ ok: true });
}

test('what became another price in a time needs a label: now, ahead, and not what was taken back or came back', async () => {
  const [tea, milk, salt] = await Promise.all(['P1', 'P2', 'P3'].map((sku) => productOf(shop.server, sku)));
  if (!tea || !milk || !salt) throw new Error('three products');
  shop.clock.advance(MINUTE);
  const from = inMinutes(0);
  const read = (to: string) => readPriceChanges(shop.server.context.db, STORE, { from, to });
  expect(await read(inMinutes(60))).toEqual({ changes: [] });

  await price(tea.variantId, tea.unitPrice + 50);
  const changedAt = inMinutes(0);
  shop.clock.advance(MINUTE);
  await price(milk.variantId, milk.unitPrice - 5, inMinutes(30));
  await price(salt.variantId, salt.unitPrice + 1, inMinutes(30));
  const due = { variantId: tea.variantId, was: tea.unitPrice, amount: tea.unitPrice + 50, at: changedAt };
  expect(await read(inMinutes(10))).toEqual({ changes: [due] });
  expect((await read(inMinutes(60))).changes.map(({ variantId }) => variantId).sort()).toEqual(
    [tea.variantId, milk.variantId, salt.variantId].sort(),
  );

  const planned = (await read(inMinutes(60))).changes.find(({ variantId }) => variantId === salt.variantId);
  await price(salt.variantId, null, planned?.at);
  await price(tea.variantId, tea.unitPrice);
  expect(await read(inMinutes(60))).toMatchObject({
    changes: [{ variantId: milk.variantId, was: milk.unitPrice, amount: milk.unitPrice - 5 }],
  });
});
