import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { SaleStopList, SoldAnswer } from '#contracts/http/sale-stops.ts';
import type { JournalLine } from '#domain/journal/envelope.ts';
import { importProducts } from '#sync-server/commands/import-products.ts';
import { publishSettings } from '#sync-server/commands/publish-settings.ts';
import { exceptionsOf } from '#tests/fixtures/test-queries.ts';
import { enrolTestRegister, productOf, type TestRegister } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { productRows, STORE } from '#tests/fixtures/test-shop.ts';

const shop = openTestServer();
const MANAGER = 'mona';

beforeAll(async () => {
  if (shop.missing) return;
  const after = {
    operatorId: MANAGER,
    name: 'Mona',
    initials: 'M',
    role: 'manager',
    storeIds: [STORE],
    pinHash: 'argon2id',
  };
  const done = await publishSettings(shop.server.context, { entity: 'operator', entityId: MANAGER, after });
  if (!done.ok) throw new Error(done.reason);
});

let products = 100;
async function newProduct() {
  products += 1;
  const row = productRows(products).at(-1);
  if (!row) throw new Error('no product');
  await importProducts(shop.server.context, [row]);
  return productOf(shop.server, row.sku, 2);
}

interface SaleMore {
  at?: string;
  operatorId?: string;
  line?: object;
  order?: object;
}

/** A sale of two, some of it at another time or with more on its line. */
async function sell(
  register: TestRegister,
  sku: string,
  { at, operatorId, line = {}, order = {} }: SaleMore = {},
): Promise<JournalLine> {
  const item = await productOf(shop.server, sku, 2);
  register.receiptNumber += 1;
  const { payload } = JSON.parse(register.clone().sale([item]).body) as { payload: { lines: object[] } };
  const lines = payload.lines.map((one) => ({ ...one, ...line }));
  const receipt = { series: register.receiptSeries, number: register.receiptNumber };
  const stamp = { at: at ?? shop.clock.now().toISOString(), ...(operatorId ? { operatorId } : {}) };
  return register.write({ kind: 'order.completed', payload: { ...payload, ...order, lines, receipt } }, stamp);
}

async function command(register: TestRegister, path: string, body: unknown = undefined, operatorId = MANAGER) {
  const response = await register.send('POST', path, body ?? {}, operatorId);
  return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
}

async function stop(register: TestRegister, variantId: string, more: object = {}): Promise<string> {
  const stopId = randomUUID();
  const body = { stopId, variantId, kind: 'recall', reason: 'Glass splinters', ...more };
  expect(await command(register, '/sale-stops', body)).toMatchObject({ status: 200 });
  return stopId;
}

async function soldOf(register: TestRegister, stopId: string): Promise<SoldAnswer> {
  const response = await register.get(`/sale-stops/${stopId}/sold`, MANAGER);
  expect(response.status).toBe(200);
  return (await response.json()) as SoldAnswer;
}

async function told(register: TestRegister, stopId: string) {
  const { documents } = await register.pullAll('chain');
  return documents.filter(({ id }) => id === `sale-stop/${stopId}`).map(({ data }) => data);
}

const codesOf = async (register: TestRegister) =>
  (await exceptionsOf(shop.server.context, register.journalId)).map(({ code }) => code);

describe('a recall', () => {
  test('reaches every till of the chain while it holds, and once lifted is gone', async () => {
    const hand = await enrolTestRegister(shop.server);
    const mug = await newProduct();
    const stopId = await stop(hand, mug.variantId, { batch: 'L1' });
    const [data] = await told(hand, stopId);
    expect(JSON.parse(data ?? '')).toEqual({
      stopId,
      variantId: mug.variantId,
      batch: 'L1',
      kind: 'recall',
      reason: 'Glass splinters',
      stoppedAt: shop.clock.now().toISOString(),
    });
    expect((await command(hand, `/sale-stops/${stopId}/lift`)).status).toBe(200);
    const again = await command(hand, `/sale-stops/${stopId}/lift`);
    expect(again).toMatchObject({ status: 200, answer: { stop: { status: 'lifted', lifted: { by: MANAGER } } } });
    expect((await told(hand, stopId)).filter((each) => each !== '')).toEqual([]);
  });

  test('asked for again is answered again, another of its id and of nothing known refused', async () => {
    const hand = await enrolTestRegister(shop.server);
    const { variantId } = await newProduct();
    const body = { stopId: randomUUID(), variantId, kind: 'stop', reason: 'Label' };
    const first = await command(hand, '/sale-stops', body);
    expect(await command(hand, '/sale-stops', body)).toEqual(first);
    const changed = await command(hand, '/sale-stops', { ...body, kind: 'recall' });
    expect(changed).toMatchObject({ status: 409, answer: { code: 'sale-stop-changed' } });
    const unknown = await command(hand, '/sale-stops', { ...body, stopId: randomUUID(), variantId: 'nothing' });
    expect(unknown).toMatchObject({ status: 409, answer: { code: 'variant-unknown' } });
    expect((await command(hand, `/sale-stops/${randomUUID()}/lift`)).status).toBe(404);
  });

  test('is for who may change the catalogue', async () => {
    const hand = await enrolTestRegister(shop.server);
    const { variantId } = await newProduct();
    const body = { stopId: randomUUID(), variantId, kind: 'stop', reason: 'Label' };
    expect((await command(hand, '/sale-stops', body, 'anna')).status).toBe(403);
    expect((await hand.get('/sale-stops', 'anna')).status).toBe(403);
  });

  test('of which an offline till sold books, with an exception; what was sold before opens none', async () => {
    const hand = await enrolTestRegister(shop.server);
    const mug = await newProduct();
    const before = await sell(hand, mug.sku);
    shop.clock.advance(60_000);
    const stopId = await stop(hand, mug.variantId);
    shop.clock.advance(60_000);
    const after = await sell(hand, mug.sku);
    await hand.push([before, after]);
    const exceptions = await exceptionsOf(shop.server.context, hand.journalId);
    expect(exceptions).toMatchObject([
      {
        code: 'stopped-item-sold',
        seq: 2,
        detail: { stopId, verdict: 'refused', sku: mug.sku, reason: 'Glass splinters' },
      },
    ]);
    const { sold, quantity, row } = await soldOf(hand, stopId);
    expect(sold.map(({ afterStop }) => afterStop)).toEqual([true, false]);
    expect({ quantity, receipts: row.receipts }).toEqual({ quantity: 4, receipts: 2 });
  });

  test('that is lifted opens no exception for what was sold from then on', async () => {
    const hand = await enrolTestRegister(shop.server);
    const mug = await newProduct();
    const stopId = await stop(hand, mug.variantId);
    shop.clock.advance(60_000);
    await command(hand, `/sale-stops/${stopId}/lift`);
    await hand.push([await sell(hand, mug.sku)]);
    expect(await codesOf(hand)).toEqual([]);
  });

  test('of a batch asks about that batch and about one that nobody looked at', async () => {
    const hand = await enrolTestRegister(shop.server);
    const mug = await newProduct();
    const stopId = await stop(hand, mug.variantId, { batch: 'L1' });
    await hand.push([
      await sell(hand, mug.sku, { line: { batch: 'l 1' } }),
      await sell(hand, mug.sku, { line: { batch: 'L2' } }),
      await sell(hand, mug.sku),
      await sell(hand, mug.sku, { line: { checkedStops: [stopId] } }),
    ]);
    const exceptions = await exceptionsOf(shop.server.context, hand.journalId);
    expect(exceptions.map(({ seq, detail }) => [seq, detail.verdict])).toEqual([
      [1, 'refused'],
      [3, 'batch'],
    ]);
    const { sold } = await soldOf(hand, stopId);
    expect(sold.map(({ receipt, batch }) => [receipt.slice(-1), batch])).toEqual([
      ['4', null],
      ['3', null],
      ['1', 'l 1'],
    ]);
  });
});

describe('a plain stop', () => {
  test('may be passed by who may, and is told of where passed by who may not', async () => {
    const hand = await enrolTestRegister(shop.server);
    const mug = await newProduct();
    const stopId = await stop(hand, mug.variantId, { kind: 'stop' });
    const line = { checkedStops: [stopId] };
    await hand.push([await sell(hand, mug.sku, { line, operatorId: MANAGER })]);
    expect(await codesOf(hand)).toEqual([]);
    await hand.push([await sell(hand, mug.sku, { line })]);
    expect(await codesOf(hand)).toEqual(['permission-exceeded']);
    await hand.push([await sell(hand, mug.sku, { operatorId: MANAGER })]);
    expect(await codesOf(hand)).toEqual(['permission-exceeded', 'stopped-item-sold']);
  });
});

describe('what was sold', () => {
  test('names receipt, till, member, what came back and what is left, and is a file', async () => {
    const hand = await enrolTestRegister(shop.server);
    const mug = await newProduct();
    await hand.push([await sell(hand, mug.sku, { order: { memberId: 'M7' } })]);
    shop.clock.advance(60_000);
    const stopId = await stop(hand, mug.variantId);
    const answer = await soldOf(hand, stopId);
    expect(answer.sold).toMatchObject([
      {
        receipt: `${hand.receiptSeries}-1`,
        storeId: STORE,
        quantity: 2,
        returned: 0,
        member: true,
        batch: null,
        afterStop: false,
      },
    ]);
    expect(answer.left).toContainEqual({ locationId: `${STORE}-shelf`, storeName: 'Shop LON', onHand: 8, batch: null });
    const file = await hand.get(`/sale-stops/${stopId}/sold.csv`, MANAGER);
    expect(file.headers.get('content-type')).toContain('text/csv');
    expect(await file.text()).toContain(`${hand.receiptSeries}-1,`);
    const list = (await (await hand.get('/sale-stops', MANAGER)).json()) as SaleStopList;
    expect(list.stops.find((row) => row.stop.stopId === stopId)).toMatchObject({
      sold: 2,
      stoppedByName: 'Mona',
      sku: mug.sku,
    });
    expect((await hand.get(`/sale-stops/${randomUUID()}/sold`, MANAGER)).status).toBe(404);
  });
});
