import { expect, test } from 'vitest';
import type { Place } from '#contracts/facts/place-facts.ts';
import type { CountAnswer } from '#contracts/http/counts.ts';
import type { PlaceList, PlaceProducts } from '#contracts/http/places.ts';
import type { VariantStockAnswer } from '#contracts/http/stock.ts';
import type { HostConfig } from '#contracts/views/register-config.ts';
import { readScope } from '#sync-server/db/read-count-scope.ts';
import { MANAGER, openManager } from '#tests/fixtures/test-day.ts';
import { enrolTestRegister, productOf, type TestRegister } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { OPERATOR, OTHER_STORE } from '#tests/fixtures/test-shop.ts';

const shop = openTestServer();
openManager(shop);

async function get<T>(register: TestRegister, path: string): Promise<T> {
  const response = await register.get(path, MANAGER);
  expect(response.status).toBe(200);
  return JSON.parse(await response.text());
}

async function put(register: TestRegister, place: Place, revision = 0) {
  const response = await register.send('PUT', `/places/${place.placeId}`, { revision, place }, MANAGER);
  return JSON.parse(await response.text());
}

async function say(
  register: TestRegister,
  ...homes: { variantId: string; base: string | null; placeId: string | null }[]
) {
  const response = await register.send('POST', '/places/homes', { homes }, MANAGER);
  return JSON.parse(await response.text());
}

const configOf = (register: TestRegister) => get<HostConfig>(register, '/register-config');
const shelf = (placeId: string, name: string): Place => ({ placeId, name, kind: 'shelf' });

test('a place is made, renamed and put away; every till of its store knows it, and no other store’s', async () => {
  const register = await enrolTestRegister(shop.server);
  expect((await configOf(register)).config).not.toHaveProperty('places');
  expect(await put(register, shelf('A1', 'Window'))).toEqual({ ok: true, revision: 1 });
  expect(await put(register, shelf('A1', 'Window'))).toEqual({ ok: true, revision: 1 });
  expect((await configOf(register)).config.places).toEqual([shelf('A1', 'Window')]);
  expect(await put(register, shelf('A1', 'Wall'))).toEqual({ ok: false, now: shelf('A1', 'Window'), revision: 1 });
  expect(await put(register, shelf('A1', 'Wall'), 1)).toEqual({ ok: true, revision: 2 });
  expect(await put(register, shelf('A2', 'Wall'))).toEqual({ ok: false, fault: 'place-name-taken' });
  const away: Place = { ...shelf('A1', 'Wall'), archived: true };
  expect(await put(register, away, 2)).toEqual({ ok: true, revision: 3 });
  expect(await put(register, shelf('A2', 'Wall'))).toEqual({ ok: true, revision: 1 });
  const { places } = await get<PlaceList>(register, '/places');
  expect(places.map(({ place }) => place)).toEqual([shelf('A2', 'Wall'), away]);
  expect((await put(register, shelf('staging', 'Mine'))).fault).toBe('place-unknown');
  const other = await enrolTestRegister(shop.server, { storeId: OTHER_STORE });
  expect(await get<PlaceList>(other, '/places')).toEqual({ places: [], counted: [] });
});

test('whoever may not change stock changes no place', async () => {
  const register = await enrolTestRegister(shop.server);
  const body = { revision: 0, place: shelf('A9', 'Mine') };
  expect((await register.send('PUT', '/places/A9', body, OPERATOR)).status).toBe(403);
  expect((await register.send('PUT', '/places/A8', body, MANAGER)).status).toBe(400);
});

test('a product has a place, which its stock tells, counts by place take up, and two people change one after another', async () => {
  const register = await enrolTestRegister(shop.server);
  const { variantId } = await productOf(shop.server, 'P1');
  await put(register, shelf('B1', 'Shelf 1'));
  await put(register, shelf('B2', 'Shelf 2'));
  expect(await say(register, { variantId, base: null, placeId: 'gone' })).toEqual({
    ok: false,
    fault: 'place-unknown',
  });
  expect(await say(register, { variantId: 'nothing', base: null, placeId: 'B1' })).toEqual({
    ok: false,
    fault: 'variant-unknown',
  });
  expect(await say(register, { variantId, base: null, placeId: 'B1' })).toEqual({ ok: true });
  const stock = await get<VariantStockAnswer>(register, `/stock/variants/${variantId}`);
  expect(stock.homePlaceId).toBe('B1');
  expect(await get<PlaceProducts>(register, '/places/B1/products')).toMatchObject({
    products: [{ variantId, sku: 'P1', onHand: 10 }],
  });
  const { places } = await get<PlaceList>(register, '/places');
  expect(places.find(({ place }) => place.placeId === 'B1')?.products).toBe(1);
  expect(await say(register, { variantId, base: null, placeId: 'B2' })).toEqual({
    ok: false,
    conflicts: [{ variantId, placeId: 'B1' }],
  });
  const count = {
    countId: shop.server.context.newId(),
    name: 'Shelf 1',
    kind: 'place',
    placeIds: ['B1'],
    blind: false,
  };
  const planned = await register.send('POST', '/counts', count, MANAGER);
  const { plan } = JSON.parse(await planned.text()) as CountAnswer;
  expect(await readScope(shop.server.context.db, plan)).toEqual([variantId]);
  expect(await say(register, { variantId, base: 'B1', placeId: null })).toEqual({ ok: true });
  expect(await get<PlaceProducts>(register, '/places/B1/products')).toEqual({ products: [] });
});

test('what lies in quarantine is on hand and not available', async () => {
  const register = await enrolTestRegister(shop.server);
  const { variantId } = await productOf(shop.server, 'P2');
  await put(register, { placeId: 'Q1', name: 'Quarantine', kind: 'quarantine' });
  const { config } = await configOf(register);
  const { locationId } = config.store;
  const figures = async () => {
    const { locations } = await get<VariantStockAnswer>(register, `/stock/variants/${variantId}`);
    const { onHand, staged, available } = locations.find((one) => one.locationId === locationId) ?? {};
    return { onHand, staged, available };
  };
  expect(await figures()).toEqual({ onHand: 10, staged: 0, available: 10 });
  const lines = [{ variantId, quantity: 4, placeId: 'Q1' }];
  await register.push([
    register.write(
      { kind: 'stock.received', payload: { locationId, reason: 'delivery', lines } },
      { operatorId: MANAGER },
    ),
  ]);
  expect(await figures()).toEqual({ onHand: 14, staged: 4, available: 10 });
});
