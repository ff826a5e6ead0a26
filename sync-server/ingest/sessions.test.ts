import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { MANAGER, openManager, TestSession } from '#tests/fixtures/test-day.ts';
import { exceptionsOf, onHandOf } from '#tests/fixtures/test-queries.ts';
import { enrolTestRegister, productOf, type TestRegister } from '#tests/fixtures/test-register.ts';
import { ON_POSTGRES, openTestServer } from '#tests/fixtures/test-server.ts';

const shop = openTestServer();

openManager(shop);

const told = async (register: TestRegister) =>
  (await exceptionsOf(shop.server.context, register.journalId)).map(({ code, seq, amount, detail }) => ({
    code,
    seq,
    amount,
    at: detail.at,
  }));

async function dayOf(register: TestRegister) {
  const response = await register.get('/reports/day-book?businessDate=2026-11-21', MANAGER);
  expect(response.status).toBe(200);
  return response.json();
}

test('a Z that its journal proves closes the session; the next follows it', async () => {
  const register = await enrolTestRegister(shop.server);
  const first = new TestSession(register).add(register.sale([await productOf(shop.server, 'P1', 2)]));
  const z = first.close({ short: 30 });
  const second = new TestSession(register).add(register.sale([await productOf(shop.server, 'P2')]));
  second.close({ before: z });
  await register.push([...first.lines, ...second.lines]);
  expect(await told(register)).toEqual([]);
  const { sessions } = await dayOf(register);
  const own = sessions.filter((session: { journalId: string }) => session.journalId === register.journalId);
  expect(own).toMatchObject([
    { total: 200, receipts: 1, openedBy: 'anna', closed: { zNumber: 1, differences: -30, fromServer: false } },
    { total: 200, receipts: 1, closed: { zNumber: 2, differences: 0 } },
  ]);
});

test('a Z that the journal does not prove, and a number out of order, are told', async () => {
  const register = await enrolTestRegister(shop.server);
  const session = new TestSession(register).add(register.sale([await productOf(shop.server, 'P1', 2)]));
  const [opened] = session.lines;
  if (!opened) throw new Error('an opening');
  const plain = new TestSession(register.clone());
  const { totals } = plain.close();
  session.close({ change: { totals: { ...totals, sessionId: session.sessionId, total: 0 }, zNumber: 3 } });
  await register.push(session.lines);
  const exceptions = await told(register);
  expect(exceptions.map(({ code }) => code)).toEqual(['z-differs', 'z-number-differs']);
});

test('one penny less in the total is told with its amount', async () => {
  const register = await enrolTestRegister(shop.server);
  const session = new TestSession(register).add(register.sale([await productOf(shop.server, 'P1', 2)]));
  const probe = new TestSession(register.clone());
  probe.lines.splice(0, 1, ...session.lines);
  const { totals } = probe.close();
  session.close({ change: { totals: { ...totals, total: totals.total - 1 } } });
  await register.push(session.lines);
  expect(await told(register)).toMatchObject([{ code: 'z-differs', amount: -1, at: '/totals/total' }]);
});

test('a lost register is closed from the server; what it tells later is a recovered session, never the closed Z', async () => {
  const register = await enrolTestRegister(shop.server);
  const session = new TestSession(register).add(register.sale([await productOf(shop.server, 'P1', 3)]));
  await register.push(session.lines);
  const refused = await register.send('POST', '/sessions/close', { sessionId: session.sessionId }, 'anna');
  expect([refused.status, (await refused.json()).code]).toEqual([403, 'permission-refused']);
  const closed = await register.send('POST', '/sessions/close', { sessionId: session.sessionId }, MANAGER);
  expect(await closed.json()).toMatchObject({ total: 300, closed: { zNumber: 1, fromServer: true } });
  const again = await register.send('POST', '/sessions/close', { sessionId: session.sessionId }, MANAGER);
  expect([again.status, (await again.json()).code]).toEqual([409, 'session-not-open']);

  const late = register.sale([await productOf(shop.server, 'P2', 1)]);
  session.add(late);
  const before = session.lines.length;
  session.close();
  await register.push(session.lines.slice(before - 1));
  expect((await told(register)).map(({ code, seq }) => [code, seq])).toEqual([['session-recovered', 3]]);
  const { sessions } = await dayOf(register);
  const own = sessions.filter((row: { journalId: string }) => row.journalId === register.journalId);
  expect(
    own.map((row: { total: number; closed: { fromServer: boolean } }) => [row.total, row.closed.fromServer]),
  ).toEqual(
    expect.arrayContaining([
      [300, true],
      [200, false],
    ]),
  );
  expect(own).toHaveLength(2);
});

test('a recovered session of a register that stays lost can be closed too', async () => {
  const register = await enrolTestRegister(shop.server);
  const session = new TestSession(register);
  await register.push(session.lines);
  await register.send('POST', '/sessions/close', { sessionId: session.sessionId }, MANAGER);
  const moved = { sessionId: session.sessionId, direction: 'in' as const, amount: 500, reason: 'change' };
  await register.push([register.write({ kind: 'cash.moved', payload: moved }, { operatorId: MANAGER })]);
  const { sessions } = await dayOf(register);
  const open = sessions.find(
    (row: { journalId: string; closed: unknown }) => row.journalId === register.journalId && row.closed === null,
  );
  const closed = await register.send('POST', '/sessions/close', { sessionId: open.sessionId }, MANAGER);
  expect(closed.status).toBe(200);
  const row = await shop.server.context.db
    .selectFrom('session')
    .select('z')
    .where('session_id', '=', open.sessionId)
    .executeTakeFirstOrThrow();
  expect(row.z?.totals).toMatchObject({ cashIn: 500, drawer: 500 });
  expect(row.z?.zNumber).toBe(2);
});

test('training is stored and books nothing', async () => {
  const { context } = shop.server;
  const register = await enrolTestRegister(shop.server);
  const product = await productOf(shop.server, 'P10');
  const { payload } = JSON.parse(register.clone().sale([product]).body);
  const receipt = { series: `${register.receiptSeries}-T`, number: 1 };
  const line = register.write({ kind: 'order.completed', payload: { ...payload, receipt } }, { training: true });
  const answer = await register.push([line]);
  expect(answer).toMatchObject({ watermark: 1, verdicts: [] });
  expect(await onHandOf(context, product.variantId)).toBe(10);
  const found = await (await register.get('/orders?product=P10')).json();
  expect(found).toEqual({ orders: [] });
});

test('a cart parked here is taken up elsewhere, once; twice is told', async () => {
  const { context } = shop.server;
  const [here, there, third] = [
    await enrolTestRegister(shop.server),
    await enrolTestRegister(shop.server),
    await enrolTestRegister(shop.server),
  ];
  const before = await there.pullAll('store');
  const [cartId, parkId, noteId] = [randomUUID(), randomUUID(), randomUUID()];
  const cart = {
    id: cartId,
    operatorId: 'anna',
    openedAt: '2026-11-21T10:00:00.000Z',
    lines: [],
    discounts: [],
    noteId,
  };
  await here.push([here.write({ id: parkId, kind: 'cart.parked', payload: { cart, total: 450 } })]);
  const viewOf = async (from: typeof before) => {
    const answer = await there.pullAll('store', from.checkpoint);
    const document = answer.documents.find(({ kind }) => kind === 'parked-cart');
    return { answer, document, data: document?.data ? JSON.parse(document.data) : null };
  };
  const parked = await viewOf(before);
  expect(parked.document?.id).toBe(`parked-cart/${parkId}`);
  const { registerId } = here;
  const { name: registerName } = await context.db
    .selectFrom('register')
    .select('name')
    .where('register_id', '=', registerId)
    .executeTakeFirstOrThrow();
  expect(parked.data).toMatchObject({ parkId, registerId, registerName, total: 450, cart, notes: {} });

  expect((await here.send('PUT', `/vault/${noteId}`, { text: 'She is back at five' })).status).toBe(200);
  expect((await here.send('PUT', `/vault/${noteId}`, { text: 'Another text' })).status).toBe(200);
  const noted = await viewOf(parked.answer);
  expect(noted.data.notes).toEqual({ [noteId]: 'She is back at five' });
  const stored = await context.db.selectFrom('vault').select('ciphertext').where('subject_id', '=', noteId).execute();
  expect(Buffer.from(stored[0]?.ciphertext ?? []).includes('five')).toBe(false);

  await there.push([there.fact('cart.claimed', { cartId, parkId })]);
  const gone = await viewOf(noted.answer);
  expect(gone.document?._deleted).toBe(true);
  const answer = await third.push([third.fact('cart.claimed', { cartId, parkId })]);
  expect(answer.verdicts).toEqual([{ seq: 1, verdict: 'exception', code: 'cart-claimed-twice' }]);
  expect((await there.pullAll('store')).documents.filter(({ kind }) => kind === 'parked-cart')).toEqual([]);
});

test('a parked cart that is paid or cleared is gone', async () => {
  const register = await enrolTestRegister(shop.server);
  const product = await productOf(shop.server, 'P9');
  const [paid, cleared] = [randomUUID(), randomUUID()];
  const park = (id: string) =>
    register.fact('cart.parked', {
      cart: { id, operatorId: 'anna', openedAt: '2026-11-21T10:00:00.000Z', lines: [], discounts: [] },
      total: 1,
    });
  await register.push([park(paid), park(cleared), park(paid)]);
  const open = async () =>
    (await register.pullAll('store')).documents.filter(({ kind, data }) => kind === 'parked-cart' && data !== '');
  expect(await open()).toHaveLength(2);
  const abandoned = { cartId: cleared, reason: 'customer-left', total: 1, lines: [] };
  await register.push([register.sale([product], { id: paid }), register.fact('cart.abandoned', abandoned)]);
  expect(await open()).toEqual([]);
});

test('a decision allows what the role does not, as far as it goes, and only by somebody who may', async () => {
  const register = await enrolTestRegister(shop.server);
  const product = await productOf(shop.server, 'P10');
  const decide = (id: string, deciderId: string, size: number) =>
    register.write({
      id,
      kind: 'override.decided',
      payload: { permission: 'discount', askerId: 'anna', deciderId, verdict: 'granted', size },
    });
  const sale = (value: number, overrideId?: string) => {
    const discount = {
      id: 'd',
      kind: 'percent' as const,
      value,
      reason: 'goodwill',
      ...(overrideId ? { overrideId } : {}),
    };
    const line = register.clone().sale([product]);
    const { payload } = JSON.parse(line.body);
    const [sold] = payload.lines;
    return register.sale([product], { change: { lines: [{ ...sold, discounts: [discount] }] } });
  };
  const exceeded = async () =>
    (await exceptionsOf(shop.server.context, register.journalId)).flatMap(({ code, seq }) =>
      code === 'permission-exceeded' ? [seq] : [],
    );
  const [granted, wrongly] = [randomUUID(), randomUUID()];
  await register.push([
    decide(granted, MANAGER, 400_000),
    sale(100_000),
    sale(400_000, granted),
    sale(400_000),
    sale(500_000, granted),
    decide(wrongly, 'anna', 400_000),
    sale(400_000, wrongly),
  ]);
  expect(await exceeded()).toEqual([4, 5, 6, 7]);
});

test('a decision of a newer host holds for its subject, its part, its asker and its session alone', async () => {
  const register = await enrolTestRegister(shop.server);
  const session = new TestSession(register);
  const product = await productOf(shop.server, 'P10');
  const SESSION = session.sessionId;
  const decide = (id: string, permission: string, size: number, subjectId: string, scope: object) =>
    register.write({
      id,
      kind: 'override.decided',
      payload: {
        permission,
        askerId: 'anna',
        deciderId: MANAGER,
        verdict: 'granted',
        size,
        subjectId,
        scope: { sessionId: SESSION, ...scope },
      },
    });
  const move = (id: string, amount: number, overrideId?: string) =>
    register.write({
      id,
      kind: 'cash.moved',
      payload: {
        sessionId: SESSION,
        direction: 'out',
        amount,
        reason: 'petty-cash',
        ...(overrideId ? { overrideId } : {}),
      },
    });
  const sale = (id: string, overrideId: string, discountId = 'd') => {
    const discount = { id: discountId, kind: 'percent', value: 400_000, reason: 'goodwill', overrideId };
    const { payload } = JSON.parse(register.clone().sale([product]).body);
    return register.sale([product], { id, change: { lines: [{ ...payload.lines[0], discounts: [discount] }] } });
  };
  const [cash, other, cart, discounted, safe, stale] = Array.from({ length: 6 }, () => randomUUID());
  const [cashOk, onCart, old] = Array.from({ length: 3 }, () => randomUUID());
  const kinds = [
    ...session.lines.map(() => 'session'),
    'cash.moved decided',
    'cash.moved',
    'cash.moved again',
    'discount decided',
    'sale',
    'sale again',
    'safe',
    'cash.moved of another session decided',
    'cash.moved of another session',
  ];
  await register.push([
    ...session.lines,
    decide(cashOk ?? '', 'cash-move', 500, cash ?? '', {}),
    move(cash ?? '', 500, cashOk),
    move(other ?? '', 500, cashOk),
    decide(onCart ?? '', 'discount', 400_000, cart ?? '', { itemId: 'd' }),
    sale(cart ?? '', onCart ?? ''),
    sale(discounted ?? '', onCart ?? ''),
    register.write({ id: safe, kind: 'safe.counted', payload: { amount: 1 } }),
    decide(old ?? '', 'cash-move', 500, stale ?? '', { sessionId: randomUUID() }),
    move(stale ?? '', 500, old),
  ]);
  const exceeded = (await exceptionsOf(shop.server.context, register.journalId)).flatMap(({ code, seq }) =>
    code === 'permission-exceeded' ? [kinds[(seq ?? 0) - 1]] : [],
  );
  expect(exceeded).toEqual(['cash.moved again', 'sale again', 'safe', 'cash.moved of another session']);
});

test('cash of another session than the open one, and a cart parked after it was paid elsewhere', async () => {
  const register = await enrolTestRegister(shop.server);
  const session = new TestSession(register);
  const stray = { sessionId: randomUUID(), direction: 'in' as const, amount: 500, reason: 'change' };
  await register.push([
    ...session.lines,
    register.write({ kind: 'cash.moved', payload: stray }, { operatorId: MANAGER }),
  ]);
  expect((await told(register)).map(({ code }) => code)).toEqual(['session-recovered']);
  const cartId = randomUUID();
  const elsewhere = await enrolTestRegister(shop.server);
  await elsewhere.push([elsewhere.sale([await productOf(shop.server, 'P11')], { id: cartId })]);
  const cart = { id: cartId, operatorId: 'anna', openedAt: '2026-11-21T10:00:00.000Z', lines: [], discounts: [] };
  await register.push([register.fact('cart.parked', { cart, total: 450 })]);
  const { documents } = await register.pullAll('store');
  expect(documents.filter(({ kind }) => kind === 'parked-cart')).toEqual([]);
});

test.runIf(ON_POSTGRES)('of two registers that take up a cart at once one is told', async () => {
  const [here, there, third] = [
    await enrolTestRegister(shop.server),
    await enrolTestRegister(shop.server),
    await enrolTestRegister(shop.server),
  ];
  const [cartId, parkId] = [randomUUID(), randomUUID()];
  const cart = { id: cartId, operatorId: 'anna', openedAt: '2026-11-21T10:00:00.000Z', lines: [], discounts: [] };
  await here.push([here.write({ id: parkId, kind: 'cart.parked', payload: { cart, total: 450 } })]);
  const answers = await Promise.all(
    [there, third].map((register) => register.push([register.fact('cart.claimed', { cartId, parkId })])),
  );
  expect(answers.flatMap(({ verdicts }) => verdicts.map(({ code }) => code))).toEqual(['cart-claimed-twice']);
});
