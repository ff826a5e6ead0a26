import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Order } from '#domain/order/order.ts';
import { returnLine } from '#domain/order/returnable.ts';
import { MANAGER, openManager } from '#tests/fixtures/test-day.ts';
import { exceptionsOf, onHandOf } from '#tests/fixtures/test-queries.ts';
import { enrolTestRegister, productOf, type Sold, type TestRegister } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { OTHER_STORE } from '#tests/fixtures/test-shop.ts';
import { byManager, ledgerOf, unbalanced, worthOf } from '#tests/fixtures/test-stock.ts';

const shop = openTestServer();
openManager(shop);

const HERE = 'LON-shelf';
const reason = 'delivery';
const enrol = () => enrolTestRegister(shop.server);
const product = (sku: string, quantity = 1) => productOf(shop.server, sku, quantity);

/** What a line of a ticket was charged. */
async function costsOf({ journalId }: TestRegister, seq: number, table: 'order_line' | 'return_line' = 'order_line') {
  const { db } = shop.server.context;
  const rows = await db
    .selectFrom(table)
    .select(['net', 'cost'])
    .where('journal_id', '=', journalId)
    .where('seq', '=', seq);
  return (await rows.orderBy('line_no').execute()).map(({ net, cost }) => [net, cost]);
}

/** A ticket that takes back pieces of another, as a till makes it. */
function takeBack(register: TestRegister, sold: { id: string; payload: Order }, quantity: number, more: Sold) {
  const [line] = sold.payload.lines;
  if (!line) throw new Error('a line');
  const from = { orderId: sold.id, receipt: '1', order: sold.payload, line, before: [] };
  const asked = { id: 'r', quantity, reason: 'unwanted', condition: 'restock' as const, pricesIncludeTax: true };
  return register.sale([more], { change: { returns: [returnLine(from, asked)] } });
}

test('what came damaged is not on hand, and a delivery that differs tells what to claim', async () => {
  const { context } = shop.server;
  const [register, { variantId }] = [await enrol(), await product('P1')];
  const line = { variantId, quantity: 6, damaged: 2, expected: 10, cost: 800, batch: 'B1', expiry: '2027-01-31' };
  const answer = await register.push([
    byManager(register, 'stock.received', { locationId: HERE, reason, deliveryNote: 'D-1', lines: [line] }),
  ]);
  expect(answer.verdicts).toEqual([{ seq: 1, verdict: 'exception', code: 'delivery-differs' }]);
  expect(await exceptionsOf(context, register.journalId)).toMatchObject([
    { code: 'delivery-differs', amount: 200, detail: { deliveryNote: 'D-1', lines: 1, goods: 'Product 1 6/10 (2)' } },
  ]);
  expect(await worthOf(context, variantId)).toEqual({ onHand: 16, value: 600, average: '600/16' });
  const as = { kind: 'received', reason, batch: 'B1', expiry: '2027-01-31', operator_id: MANAGER };
  const { db } = context;
  const rows = await db.selectFrom('movement').selectAll().where('journal_id', '=', register.journalId).execute();
  expect(rows).toMatchObject([{ ...as, register_id: register.registerId, document_kind: 'delivery-note' }]);
});

test('all of a delivery may be damaged', async () => {
  const { context } = shop.server;
  const [register, { variantId }] = [await enrol(), await product('P2')];
  const lines = [{ variantId, quantity: 0, damaged: 3, cost: 300 }];
  await register.push([byManager(register, 'stock.received', { locationId: HERE, reason, lines })]);
  expect(await exceptionsOf(context, register.journalId)).toMatchObject([{ code: 'delivery-differs', amount: 300 }]);
  expect(await worthOf(context, variantId)).toEqual({ onHand: 10, value: 0, average: null });
});

test('stock moved by somebody who may not, or at another location, books and is told', async () => {
  const { context } = shop.server;
  const [register, { variantId }] = [await enrol(), await product('P3')];
  const lines = [{ variantId, quantity: -2 }];
  await register.push([
    register.fact('stock.adjusted', { locationId: HERE, reason: 'broken', lines }),
    byManager(register, 'stock.adjusted', { locationId: 'NYC-shelf', reason: 'broken', lines }),
  ]);
  expect(await exceptionsOf(context, register.journalId)).toMatchObject([
    { seq: 1, code: 'permission-exceeded', detail: { permission: 'stock-adjust' } },
    { seq: 2, code: 'location-not-own', detail: { locationId: 'NYC-shelf', expected: HERE } },
  ]);
  expect([await onHandOf(context, variantId), await onHandOf(context, variantId, OTHER_STORE)]).toEqual([8, 8]);
});

test('a sale is charged the moving average, shrinkage and returns to the supplier too', async () => {
  const { context } = shop.server;
  const [register, sold] = [await enrol(), await product('P4', 3)];
  const { variantId } = sold;
  const clear = { locationId: HERE, reason: 'broken', lines: [{ variantId, quantity: -10 }] };
  const receive = (quantity: number, cost: number) =>
    byManager(register, 'stock.received', { locationId: HERE, reason, lines: [{ variantId, quantity, cost }] });
  const back = {
    locationId: HERE,
    supplierId: 'ACME',
    reason: 'faulty',
    lines: [{ variantId, quantity: 2, credit: 9 }],
  };
  const { verdicts } = await register.push([
    byManager(register, 'stock.adjusted', clear),
    receive(10, 1000),
    receive(5, 800),
    register.sale([sold]),
    byManager(register, 'stock.adjusted', { ...clear, lines: [{ variantId, quantity: -1 }] }),
    byManager(register, 'stock.returned', back),
    byManager(register, 'stock.adjusted', { ...clear, lines: [{ variantId, quantity: 1 }] }),
  ]);
  expect(verdicts).toEqual([]);
  expect(await ledgerOf(context, variantId)).toEqual([
    ['opening', 10, 0, 0],
    ['adjusted', -10, 0, 0],
    ['received', 10, 1000, 0],
    ['received', 5, 800, 0],
    ['sale', -3, -360, 0],
    ['adjusted', -1, -120, 0],
    ['supplier-return', -2, -240, 0],
    ['adjusted', 1, 120, 0],
  ]);
  expect(await worthOf(context, variantId)).toEqual({ onHand: 10, value: 1200, average: '1200/10' });
  expect(await costsOf(register, 4)).toEqual([[1000, 360]]);
  expect(await unbalanced(context)).toEqual([]);
});

test('what is sold ahead is charged the last average, and a receipt puts it right', async () => {
  const { context } = shop.server;
  const [register, sold] = [await enrol(), await product('P5', 4)];
  const { variantId } = sold;
  await register.push([
    byManager(register, 'stock.adjusted', {
      locationId: HERE,
      reason: 'broken',
      lines: [{ variantId, quantity: -10 }],
    }),
    byManager(register, 'stock.received', { locationId: HERE, reason, lines: [{ variantId, quantity: 2, cost: 200 }] }),
    register.sale([sold]),
  ]);
  expect(await worthOf(context, variantId)).toEqual({ onHand: -2, value: -200, average: '200/2' });
  expect(await costsOf(register, 3)).toEqual([[1667, 400]]);
  const lines = [{ variantId, quantity: 5, cost: 750 }];
  await register.push([byManager(register, 'stock.received', { locationId: HERE, reason, lines })]);
  expect((await ledgerOf(context, variantId)).at(-1)).toEqual(['received', 5, 750, 100]);
  expect(await worthOf(context, variantId)).toEqual({ onHand: 3, value: 450, average: '450/3' });
  expect(await unbalanced(context)).toEqual([]);
});

test('returns come back at what they were charged, to the minor unit, whatever the average is now; a void too', async () => {
  const { context } = shop.server;
  const [register, sold, other] = [await enrol(), await product('P6', 3), await product('P7')];
  const { variantId } = sold;
  const adjust = (quantity: number) =>
    byManager(register, 'stock.adjusted', { locationId: HERE, reason: 'broken', lines: [{ variantId, quantity }] });
  const receive = (cost: number) =>
    byManager(register, 'stock.received', { locationId: HERE, reason, lines: [{ variantId, quantity: 4, cost }] });
  const setUp = [adjust(-10), receive(401)];
  const sale = register.sale([sold]);
  const order = JSON.parse(sale.body) as { id: string; payload: Order };
  const [dearer, first] = [receive(4_000), takeBack(register, order, 1, other)];
  const second = takeBack(register, order, 2, other);
  const returnId = (JSON.parse(second.body) as { id: string }).id;
  const undone = byManager(register, 'sale.post-voided', { orderId: order.id, returnId, reason: 'mistake' });
  await register.push([...setUp, sale, dearer, first, second, undone]);
  const moved = (await ledgerOf(context, variantId)).slice(2);
  expect(moved).toEqual([
    ['received', 4, 401, 0],
    ['sale', -3, -301, 0],
    ['received', 4, 4000, 0],
    ['return', 1, 100, 0],
    ['post-void', 2, 201, 0],
  ]);
  expect(await costsOf(register, 5, 'return_line')).toEqual([[-500, -100]]);
  expect(await costsOf(register, 6, 'return_line')).toEqual([[-1000, -201]]);
  expect(await unbalanced(context)).toEqual([]);
});

test('goods that move within the store are worth what they were', async () => {
  const { context } = shop.server;
  const [register, { variantId }] = [await enrol(), await product('P8')];
  const lines = [
    { variantId, quantity: -3 },
    { variantId, quantity: 3, placeId: 'staging' },
  ];
  await register.push([
    byManager(register, 'stock.received', { locationId: HERE, reason, lines: [{ variantId, quantity: 1, cost: 100 }] }),
    byManager(register, 'stock.adjusted', { locationId: HERE, reason: 'set-aside', lines }),
  ]);
  expect(await worthOf(context, variantId)).toEqual({ onHand: 11, value: 100, average: '100/11' });
  expect((await ledgerOf(context, variantId)).slice(-2)).toEqual([
    ['adjusted', -3, 0, 0],
    ['adjusted', 3, 0, 0],
  ]);
});

/** Every order of some things. */
function ordersOf<T>(all: readonly T[]): T[][] {
  if (all.length < 2) return [[...all]];
  return all.flatMap((each, index) =>
    ordersOf(all.filter((_, other) => other !== index)).map((rest) => [each, ...rest]),
  );
}

test('a transfer comes to the same in whatever order it is heard of', { timeout: 120_000 }, async () => {
  const { context } = shop.server;
  const ends: unknown[] = [];
  const { variantId } = await product('P9');
  const transfers: string[] = [];
  for (const order of ordersOf(['sent', 'first', 'second'] as const)) {
    const transferId = randomUUID();
    transfers.push(transferId);
    const [sender, one, two] = [await enrol(), await enrolled(), await enrolled()];
    await sender.push([
      byManager(sender, 'stock.received', {
        locationId: HERE,
        reason,
        lines: [{ variantId, quantity: 8, cost: 1000 }],
      }),
    ]);
    const before = [await onHandOf(context, variantId), await onHandOf(context, variantId, OTHER_STORE)] as const;
    const accept = (register: TestRegister, quantity: number, damaged: number, complete: boolean) =>
      byManager(register, 'stock.accepted', {
        ...{ transferId, locationId: 'NYC-shelf', complete },
        lines: [{ variantId, quantity, ...(damaged ? { damaged } : {}) }],
      });
    const push = {
      sent: () =>
        sender.push([
          byManager(sender, 'stock.sent', {
            ...{ transferId, fromLocationId: HERE, toLocationId: 'NYC-shelf' },
            lines: [{ lineId: randomUUID(), variantId, quantity: 8 }],
          }),
        ]),
      first: () => one.push([accept(one, 3, 1, false)]),
      second: () => two.push([accept(two, 2, 0, true)]),
    };
    for (const step of order) await push[step]();
    const open = await exceptionsOf(context, sender.journalId, { onlyOpen: true });
    const { db } = context;
    const lines = await db.selectFrom('transfer_line').selectAll().where('transfer_id', '=', transferId).execute();
    ends.push([
      (await onHandOf(context, variantId)) - before[0],
      (await onHandOf(context, variantId, OTHER_STORE)) - before[1],
      open.map(({ code, detail }) => [code, { ...detail, transferId: '' }]),
      lines.map(({ sent, accepted, damaged }) => ({ sent, accepted, damaged })),
    ]);
  }
  const detail = { transferId: '', lines: 1, missing: 2, surplus: 0, damaged: 1, goods: 'Product 9 5/8' };
  const end = [-8, 5, [['transfer-difference', detail]], [{ sent: 8, accepted: 5, damaged: 1 }]];
  expect(ends).toEqual(transfers.map(() => end));
  expect(await unbalanced(context)).toEqual([]);
});

const enrolled = () => enrolTestRegister(shop.server, { storeId: OTHER_STORE });

test('more than was sent is told at once, and a difference that a late acceptance explains is closed', async () => {
  const { context } = shop.server;
  const { variantId } = await product('P10');
  const [sender, receiver] = [await enrol(), await enrolled()];
  const send = (transferId: string, quantity: number) =>
    byManager(sender, 'stock.sent', {
      ...{ transferId, fromLocationId: HERE, toLocationId: 'NYC-shelf' },
      lines: [{ lineId: randomUUID(), variantId, quantity }],
    });
  const accept = (transferId: string, quantity: number, complete: boolean) =>
    byManager(receiver, 'stock.accepted', {
      ...{ transferId, locationId: 'NYC-shelf', complete },
      lines: [{ variantId, quantity }],
    });
  const [surplus, late] = [randomUUID(), randomUUID()];
  await sender.push([send(surplus, 4), send(late, 5)]);
  await receiver.push([accept(surplus, 6, false), accept(late, 3, true)]);
  const told = async () => {
    const open = await exceptionsOf(context, sender.journalId, { onlyOpen: true });
    return open.map(({ seq, detail }) => [seq, detail.missing, detail.surplus]);
  };
  expect(await told()).toEqual([
    [1, 0, 2],
    [2, 2, 0],
  ]);
  await receiver.push([accept(late, 2, false)]);
  expect(await told()).toEqual([[1, 0, 2]]);
});

test('what is missing is named although the acceptance says nothing of it', async () => {
  const { context } = shop.server;
  const [mug, tea] = [await product('P11'), await product('P12')];
  const [sender, receiver, transferId] = [await enrol(), await enrolled(), randomUUID()];
  const lines = [mug, tea].map(({ variantId }) => ({ lineId: randomUUID(), variantId, quantity: 3 }));
  const send = { transferId, fromLocationId: HERE, toLocationId: 'NYC-shelf', lines };
  await sender.push([byManager(sender, 'stock.sent', send)]);
  const arrived = [{ variantId: mug.variantId, quantity: 3 }];
  const accept = { transferId, locationId: 'NYC-shelf', lines: arrived, complete: true };
  await receiver.push([byManager(receiver, 'stock.accepted', accept)]);
  expect(await exceptionsOf(context, sender.journalId)).toMatchObject([
    { detail: { missing: 3, goods: 'Product 12 0/3' } },
  ]);
});
