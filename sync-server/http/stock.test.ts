import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { StockFigures, TransferList, VariantStockAnswer } from '#contracts/http/stock.ts';
import { publishSettings } from '#sync-server/commands/publish-settings.ts';
import { MANAGER, openManager } from '#tests/fixtures/test-day.ts';
import { enrolTestRegister, productOf, type TestRegister } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { OPERATOR, OTHER_STORE } from '#tests/fixtures/test-shop.ts';
import { byManager } from '#tests/fixtures/test-stock.ts';

const shop = openTestServer();
openManager(shop);

const HERE = 'LON-shelf';
const THERE = 'NYC-shelf';
const reason = 'delivery';

async function ask<T>(register: TestRegister, path: string): Promise<T> {
  const response = await register.get(path, MANAGER);
  expect([response.status, response.status === 200 ? '' : await response.text()]).toEqual([200, '']);
  return (await response.json()) as T;
}

const stockOf = (register: TestRegister, variantId: string, query = '') =>
  ask<VariantStockAnswer>(register, `/stock/variants/${variantId}${query}`);
const at = ({ locations }: VariantStockAnswer, locationId: string): StockFigures | undefined =>
  locations.find((figures) => figures.locationId === locationId);

test('pages of movements say what each left on hand, in the order they were booked', async () => {
  const register = await enrolTestRegister(shop.server);
  const sold = await productOf(shop.server, 'P1', 2);
  const lines = [{ variantId: sold.variantId, quantity: 5, cost: 500 }];
  const delivery = byManager(register, 'stock.received', { locationId: HERE, reason, lines });
  const first = register.sale([sold]);
  await register.push([delivery, first, register.sale([sold])]);
  const page = await stockOf(register, sold.variantId, '?limit=3');
  expect(page.movements.map(({ kind, quantity, onHandAfter }) => [kind, quantity, onHandAfter])).toEqual([
    ['sale', -2, 11],
    ['sale', -2, 13],
    ['received', 5, 15],
  ]);
  const { id } = JSON.parse(first.body);
  const document = { kind: 'order', id, text: `${register.receiptSeries}-1` };
  expect(page.movements[1]).toMatchObject({ seq: 2, no: 1, operatorId: OPERATOR, document });
  // What books between two pages changes neither.
  await register.push([register.sale([sold])]);
  const rest = await stockOf(register, sold.variantId, `?limit=3&before=${page.next}`);
  expect(rest).toMatchObject({ next: null, movements: [{ kind: 'opening', quantity: 10, onHandAfter: 10 }] });
  const end = await stockOf(register, sold.variantId, `?before=${page.next}&locationId=${THERE}`);
  expect(end.movements.map(({ quantity, onHandAfter }) => [quantity, onHandAfter])).toEqual([[10, 10]]);
});

test('what goods cost is for whoever may see it', async () => {
  const register = await enrolTestRegister(shop.server);
  const { variantId } = await productOf(shop.server, 'P2');
  const lines = [{ variantId, quantity: 10, cost: 2_000 }];
  await register.push([byManager(register, 'stock.received', { locationId: HERE, reason, lines })]);
  const seen = at(await stockOf(register, variantId), HERE);
  expect(seen).toMatchObject({ onHand: 20, value: 2_000, average: { amount: 2_000, quantity: 20 } });
  const clerk = { entity: 'operator' as const, entityId: 'cleo' };
  const after = { operatorId: 'cleo', name: 'Cleo', initials: 'CL', role: 'clerk', storeIds: ['LON'], pinHash: 'x' };
  await publishSettings(shop.server.context, { ...clerk, after });
  const response = await register.get(`/stock/variants/${variantId}`, 'cleo');
  const answer = (await response.json()) as VariantStockAnswer;
  expect(answer.locations.flatMap((figures) => Object.keys(figures))).not.toContain('value');
  expect(answer.locations.flatMap((figures) => Object.keys(figures))).not.toContain('average');
  expect((await register.get(`/stock/variants/${variantId}`, OPERATOR)).status).toBe(403);
  expect((await register.get('/stock/transfers', OPERATOR)).status).toBe(403);
});

test('lots: what expires first goes first where a sale names none; staged goods are not available', async () => {
  const register = await enrolTestRegister(shop.server);
  const sold = await productOf(shop.server, 'P3', 4);
  const { variantId } = sold;
  const lot = (batch: string, expiry: string, quantity: number) => ({ variantId, quantity, batch, expiry });
  const received = [lot('late', '2027-06-30', 6), lot('soon', '2027-01-31', 3)];
  const moved = [
    { variantId, quantity: -2, batch: 'late', expiry: '2027-06-30' },
    { variantId, quantity: 2, batch: 'late', expiry: '2027-06-30', placeId: 'staging' },
  ];
  await register.push([
    byManager(register, 'stock.adjusted', {
      locationId: HERE,
      reason: 'broken',
      lines: [{ variantId, quantity: -10 }],
    }),
    byManager(register, 'stock.received', { locationId: HERE, reason, lines: received }),
    byManager(register, 'stock.adjusted', { locationId: HERE, reason: 'set-aside', lines: moved }),
    register.sale([sold]),
  ]);
  const answer = await stockOf(register, variantId);
  // The ten of the opening were in no lot, and none of them is left.
  expect(answer.lots).toEqual([
    { batch: 'late', expiry: '2027-06-30', placeId: null, quantity: 3 },
    { batch: 'late', expiry: '2027-06-30', placeId: 'staging', quantity: 2 },
  ]);
  expect(at(answer, HERE)).toMatchObject({ onHand: 5, committed: 0, staged: 2, available: 3 });
});

test('a transfer is in transit until it is accepted, at both ends', async () => {
  const [sender, receiver] = [
    await enrolTestRegister(shop.server),
    await enrolTestRegister(shop.server, { storeId: OTHER_STORE }),
  ];
  const { variantId } = await productOf(shop.server, 'P4');
  const [transferId, unheard] = [randomUUID(), randomUUID()];
  const lines = [{ lineId: randomUUID(), variantId, quantity: 6 }];
  const send = { transferId, fromLocationId: HERE, toLocationId: THERE, lines };
  await sender.push([byManager(sender, 'stock.sent', send)]);
  const open = () => ask<TransferList>(receiver, '/stock/transfers?open=true');
  const row = { transferId, fromLocationId: HERE, fromName: 'Shop LON', toLocationId: THERE, toName: 'Shop NYC' };
  const line = { variantId, sent: 6, accepted: 0, damaged: 0, missing: 6 };
  expect(await open()).toMatchObject({ transfers: [{ ...row, status: 'in-transit', lines: [line] }] });
  const before = await stockOf(sender, variantId);
  expect(at(before, HERE)).toMatchObject({ onHand: 4, inTransit: 0 });
  expect(at(before, THERE)).toMatchObject({ onHand: 10, inTransit: 6 });
  const accept = (quantity: number, complete: boolean, id = transferId) =>
    byManager(receiver, 'stock.accepted', {
      transferId: id,
      locationId: THERE,
      lines: [{ variantId, quantity }],
      complete,
    });
  await receiver.push([accept(4, false)]);
  expect(await open()).toMatchObject({ transfers: [{ status: 'partly-accepted' }] });
  expect(at(await stockOf(sender, variantId), THERE)).toMatchObject({ onHand: 14, inTransit: 2 });
  await receiver.push([accept(1, true), accept(2, false, unheard)]);
  const early = { transferId: unheard, fromLocationId: null, fromName: null, sentAt: null };
  expect(await open()).toMatchObject({ transfers: [{ ...early, status: 'partly-accepted' }] });
  expect(at(await stockOf(sender, variantId), THERE)).toMatchObject({ onHand: 17, inTransit: 0 });
  const { transfers } = await ask<TransferList>(sender, '/stock/transfers');
  expect(transfers).toMatchObject([{ ...row, status: 'accepted', lines: [{ accepted: 5, missing: 1 }] }]);
});

test('stock can be sent to every location, by name', async () => {
  const register = await enrolTestRegister(shop.server);
  expect(await ask(register, '/stock/locations')).toEqual({
    locations: [
      { locationId: HERE, storeId: 'LON', name: 'Shop LON' },
      { locationId: THERE, storeId: 'NYC', name: 'Shop NYC' },
    ],
  });
});
