import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { checkPayload } from '#sync-server/ingest/book/parse-payload.ts';
import { MANAGER, openManager, TestSession } from '#tests/fixtures/test-day.ts';
import { enrolTestRegister, productOf, type TestRegister } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { OTHER_STORE } from '#tests/fixtures/test-shop.ts';

const shop = openTestServer();
openManager(shop);

const DATE = '2026-11-21';
const reportOf = async (register: TestRegister, path: string, operatorId = MANAGER) => {
  const response = await register.get(`/reports/${path}`, operatorId);
  expect(response.status).toBe(200);
  return response.json();
};
const bookOf = (register: TestRegister) => reportOf(register, `day-book?businessDate=${DATE}`);

test('a day: sold, given back, cash moved, declared; closed; what comes late makes a supplement', async () => {
  const register = await enrolTestRegister(shop.server, { storeId: OTHER_STORE });
  const stranger = await enrolTestRegister(shop.server, { storeId: OTHER_STORE });
  const product = await productOf(shop.server, 'P5', 2, OTHER_STORE);
  const session = new TestSession(register, 5000).add(register.sale([product]), register.sale([product]));
  const cash = (direction: 'in' | 'out' | 'pickup', amount: number) => {
    const payload = { sessionId: session.sessionId, direction, amount, reason: 'other' };
    return register.write({ kind: 'cash.moved', payload }, { operatorId: MANAGER });
  };
  session.add(cash('in', 700), cash('out', 200), cash('pickup', 2500));
  session.add(
    register.write({ kind: 'bank.deposited', payload: { amount: 2500, bag: 'B1' } }, { operatorId: MANAGER }),
  );
  session.close({ short: 15 });
  await register.push(session.lines);

  const book = await bookOf(register);
  expect(book).toMatchObject({
    storeId: OTHER_STORE,
    currency: 'GBP',
    sales: { count: 2, amount: 2000 },
    returns: { count: 0, amount: 0 },
    total: 2000,
    taxes: [{ code: 'S', ratePpm: 200_000, base: 1666, amount: 334 }],
    tenders: [{ tender: 'cash', expected: 5000, declared: 4985, difference: -15 }],
    cash: { in: 700, out: 200, pickups: 2500, banked: 2500 },
    storedValue: { issued: 0, redeemed: 0, outstanding: 0 },
    deposits: { taken: 0, deducted: 0, outstanding: 0 },
    supplement: null,
    late: 0,
    quarantined: 0,
  });
  expect(book.sessions).toHaveLength(1);

  const close = async () => {
    const answer = await register.send('POST', '/days/close', { businessDate: DATE }, MANAGER);
    return (await answer.json()) as { supplement: number; late: number };
  };
  expect(await close()).toMatchObject({ supplement: 0, late: 0 });
  expect(await close()).toMatchObject({ supplement: 0 });
  await stranger.push([stranger.sale([product])]);
  expect(await bookOf(register)).toMatchObject({ supplement: 0, late: 1, total: 3000 });
  expect(await close()).toMatchObject({ supplement: 1, late: 0 });

  // What is not authentic stands apart and shows.
  const forged = stranger.sale([product]);
  await stranger.push([{ ...forged, signature: stranger.sign('00'.repeat(32)) }]);
  expect(await bookOf(register)).toMatchObject({ total: 3000, quarantined: 1000 });
});

test('every fact that the server makes of it fits its schema and stands in the server’s journal', async () => {
  const rows = await shop.server.context.db
    .selectFrom('fact')
    .select(['kind', 'body'])
    .where('kind', 'in', ['day.closed'])
    .execute();
  expect(rows.length).toBeGreaterThan(0);
  for (const { kind, body } of rows) {
    const { payload, operatorId } = JSON.parse(Buffer.from(body).toString('utf8'));
    expect(checkPayload(kind, 1, payload)).toBe('ok');
    expect(operatorId).toBe(MANAGER);
  }
});

test.each([
  ['GET', '/reports/day-book?businessDate=2026-11-21'],
  ['GET', '/reports/day-book.csv?businessDate=2026-11-21'],
  ['GET', '/reports/loss-prevention?from=2026-11-01&to=2026-11-30'],
  ['GET', '/reports/audit?from=2026-11-01&to=2026-11-30'],
  ['GET', '/reports/fix-list'],
  ['GET', '/reports/exceptions'],
  ['GET', '/reports/sessions?businessDate=2026-11-21'],
] as const)('%s %s needs an operator who may', async (_method, path) => {
  const register = await enrolTestRegister(shop.server);
  for (const operatorId of [undefined, 'anna', 'nobody', '%']) {
    const response = await register.get(path, operatorId);
    expect([response.status, (await response.json()).code]).toEqual([403, 'permission-refused']);
  }
  expect((await register.get(path, MANAGER)).status).toBe(200);
  expect((await fetch(`${shop.server.url}${path}`)).status).toBe(401);
});

test('the day book as CSV: plain numbers, and nothing that a spreadsheet runs', async () => {
  const register = await enrolTestRegister(shop.server, { storeId: OTHER_STORE });
  await shop.server.context.db
    .updateTable('register')
    .set({ name: '=HYPERLINK("http://evil")' })
    .where('store_id', '=', OTHER_STORE)
    .execute();
  const response = await register.get(`/reports/day-book.csv?businessDate=${DATE}`, MANAGER);
  expect(response.headers.get('content-type')).toContain('text/csv');
  const csv = await response.text();
  expect(csv).toContain('sales,sales,3,30.00\r\n');
  expect(csv).toContain('tender difference,cash,,-0.15\r\n');
  expect(csv).toContain(`session,"'=HYPERLINK(""http://evil"")",2,20.00\r\n`);
});

test('what a manager looks through, by operator', async () => {
  const register = await enrolTestRegister(shop.server);
  const product = await productOf(shop.server, 'P2', 1);
  const [orderId, cartId] = [randomUUID(), randomUUID()];
  const voided = { cartId, variantId: product.variantId, name: 'Product', quantity: 1, amount: 200 };
  const refused = { permission: 'no-sale', askerId: 'anna', deciderId: null, verdict: 'refused' as const, size: 0 };
  await register.push([
    register.fact('cart.opened', { cartId, openedAt: '2026-11-21T10:00:00.000Z' }),
    register.sale([product], { id: orderId }),
    register.fact('line.voided', voided),
    register.fact('cart.abandoned', { cartId, reason: 'test', total: 450, lines: [] }),
    register.fact('drawer.opened', { cause: 'no-sale', reason: 'change' }),
    register.fact('drawer.opened', { cause: 'sale', orderId }),
    register.fact('receipt.issued', { orderId, how: 'printed', copy: 0 }),
    register.fact('receipt.issued', { orderId, how: 'printed', copy: 1 }),
    register.fact('override.decided', refused),
    register.fact('operator.signed', { verdict: 'failed', operatorId: 'anna' }),
    register.fact('operator.signed', { verdict: 'in', operatorId: 'anna' }),
    register.fact('sale.post-voided', { orderId, returnId: randomUUID(), reason: 'mistake' }),
    register.fact('restriction.checked', { cartId, rule: 'age', minimumAge: 18, verdict: 'refused', method: 'looks' }),
  ]);
  const { operators } = await reportOf(register, `loss-prevention?from=${DATE}&to=${DATE}`);
  expect(operators.find((row: { operatorId: string }) => row.operatorId === 'anna')).toMatchObject({
    name: 'Anna',
    lineVoids: { count: 1, amount: 200 },
    abandonedCarts: { count: 1, amount: 450 },
    noSales: 1,
    postVoids: { count: 1, amount: 200 },
    copies: 1,
    overridesRefused: 1,
  });
  const { entries } = await reportOf(register, `audit?from=${DATE}&to=${DATE}`);
  const kinds = entries.map((entry: { kind: string }) => entry.kind).sort();
  const at = (id: string) => entries.filter((entry: { registerId: string }) => entry.registerId === id);
  const names = new Set(at(register.registerId).map((entry: { registerName: string }) => entry.registerName));
  expect([...names]).toEqual([expect.not.stringMatching(register.registerId)]);
  expect(kinds).toEqual([
    'cart.abandoned',
    'drawer.no-sale',
    'line.voided',
    'operator.failed',
    'override.refused',
    'receipt.copy',
    'restriction.refused',
    'sale.post-voided',
  ]);
  const exceptions = await reportOf(register, 'exceptions?status=open');
  expect(exceptions.map(({ code }: { code: string }) => code)).toContain('permission-exceeded');
  expect(await (await register.get(`/orders/${orderId}`)).json()).toMatchObject({ postVoided: true });
});

test('barcodes that no product has, until one has them', async () => {
  const register = await enrolTestRegister(shop.server);
  const told = { problem: 'unlisted-item' as const, code: '4006381333931', name: 'Odd pen', price: 250 };
  const photoId = randomUUID();
  await register.send('PUT', `/vault/${photoId}`, { text: 'data:image/jpeg;base64,AAAA' });
  await register.push([
    register.fact('problem.reported', told),
    register.fact('problem.reported', { problem: 'unlisted-item', code: told.code, photoId }),
    register.fact('problem.reported', { problem: 'price-missing', name: 'No price' }),
  ]);
  const { problems } = await reportOf(register, 'fix-list');
  expect(problems).toMatchObject([
    { code: told.code, name: 'Odd pen', price: 250, times: 2, photo: 'data:image/jpeg;base64,AAAA' },
    { code: null, problem: 'price-missing', name: 'No price', times: 1, photo: null },
  ]);
  const { context } = shop.server;
  await context.db
    .updateTable('variant')
    .set({ gtins: [`0${told.code}`] })
    .where('sku', '=', 'P20')
    .execute();
  expect((await reportOf(register, 'fix-list')).problems).toHaveLength(1);
});

test('deposits on carts are a liability until they come off', async () => {
  const register = await enrolTestRegister(shop.server);
  const [orderId, product] = [randomUUID(), await productOf(shop.server, 'P5')];
  const deposit = register.clone().sale([product], { id: orderId });
  const { payload } = JSON.parse(deposit.body);
  const [line] = payload.lines;
  const entered = { ...line, variantId: 'deposit', sku: 'deposit', priceSource: 'entered', priceVersion: 0, parts: [] };
  await register.push([
    register.write({ id: orderId, kind: 'order.completed', payload: { ...payload, lines: [entered] } }),
  ]);
  expect((await bookOf(register)).deposits).toEqual({ taken: 500, deducted: 0, outstanding: 500 });
  const codes = await reportOf(register, 'exceptions?status=open');
  expect(codes.filter((row: { journalId: string }) => row.journalId === register.journalId)).toEqual([]);
});

test('past orders are found by each of what people know of them', async () => {
  const register = await enrolTestRegister(shop.server);
  const elsewhere = await enrolTestRegister(shop.server, { storeId: OTHER_STORE });
  const id = randomUUID();
  await register.push([register.sale([await productOf(shop.server, 'P17', 3)], { id, change: { memberId: 'm-17' } })]);
  const find = async (query: string) => {
    const { orders } = await (await elsewhere.get(`/orders?${query}`)).json();
    return orders.map((order: { orderId: string }) => order.orderId);
  };
  expect(await find(`receipt=${register.receiptSeries.toLowerCase()}-1`)).toEqual([id]);
  expect(await find('member=m-17')).toEqual([id]);
  expect(await find('amount=5100')).toEqual([id]);
  expect(await find('product=duct%2017')).toEqual([]);
  expect(await find('product=duct%20P17')).toEqual([id]);
  expect(await find('product=%25')).toEqual([]);
  expect(await find('date=2026-11-21&product=p17&amount=5100')).toEqual([id]);
  expect(await find('date=2026-11-20&product=P17')).toEqual([]);
  const [row] = (await (await elsewhere.get('/orders?member=m-17')).json()).orders;
  expect(row).toMatchObject({ total: 5100, items: 1, first: 'Product P17', memberId: 'm-17', currency: 'GBP' });
  expect((await elsewhere.get(`/orders/${randomUUID()}`)).status).toBe(404);
});
