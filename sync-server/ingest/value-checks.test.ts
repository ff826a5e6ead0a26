import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { FactKind, PayloadOf } from '#contracts/facts/kinds.ts';
import { startTotals } from '#domain/session/session-totals.ts';
import { exceptionsOf, ordersOf } from '#tests/fixtures/test-queries.ts';
import { enrolTestRegister, type TestRegister } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { OPERATOR } from '#tests/fixtures/test-shop.ts';
import { loadingTicket, paidTicket, takeAllTenders } from '#tests/fixtures/value-tickets.ts';

const shop = openTestServer();
beforeAll(() => takeAllTenders(shop.server.context));

const CARD = { class: 'gift-card', currency: 'GBP' } as const;

async function codesOf(register: TestRegister) {
  return (await exceptionsOf(shop.server.context, register.journalId)).map(({ code, amount }) => [code, amount]);
}

function moving<K extends FactKind>(register: TestRegister, kind: K, payload: PayloadOf<K>) {
  return register.fact(kind, payload);
}

test('a card that no ticket loads is told with all of it', async () => {
  const register = await enrolTestRegister(shop.server);
  const payload = { ...CARD, instrument: randomUUID(), amount: 100_000, orderId: randomUUID() };
  await register.push([moving(register, 'value.issued', payload)]);
  expect(await codesOf(register)).toEqual([['value-differs', 100_000]]);
});

test('a card that is loaded twice is told with the second, also when it comes later', async () => {
  const register = await enrolTestRegister(shop.server);
  const [orderId, instrument] = [randomUUID(), randomUUID()];
  const loaded = () => moving(register, 'value.issued', { ...CARD, instrument, amount: 500, orderId });
  await register.push([loadingTicket(register, orderId, instrument, 500), loaded()]);
  expect(await codesOf(register)).toEqual([]);
  await register.push([loaded()]);
  expect(await codesOf(register)).toEqual([['value-differs', 500]]);
  const other = await enrolTestRegister(shop.server);
  const second = randomUUID();
  const more = { ...CARD, instrument, amount: 700, orderId: second };
  await other.push([loadingTicket(other, second, instrument, 500), moving(other, 'value.issued', more)]);
  expect(await codesOf(other)).toEqual([['value-differs', 200]]);
});

test('an account that is paid off with nothing, or charged to another, is told', async () => {
  const register = await enrolTestRegister(shop.server);
  const orderId = randomUUID();
  const moved = { currency: 'GBP', amount: 300, orderId };
  await register.push([
    paidTicket(register, orderId, { tender: 'account', amount: 300, accountId: 'm1' }),
    moving(register, 'account.charged', { ...moved, accountId: 'm2' }),
    moving(register, 'account.paid', { ...moved, accountId: 'm1' }),
  ]);
  const codes = await codesOf(register);
  expect(codes).toContainEqual(['value-differs', 300]);
  expect(codes.filter(([code]) => code === 'value-differs')).toHaveLength(2);
});

test('a payment by what the store does not take, and one on nobody’s account, are told with what they paid', async () => {
  const register = await enrolTestRegister(shop.server);
  await register.push([
    paidTicket(register, randomUUID(), { tender: 'air', amount: 300 }),
    paidTicket(register, randomUUID(), { tender: 'account', amount: 200 }),
  ]);
  expect(await codesOf(register)).toEqual([
    ['tender-unknown', 300],
    ['value-differs', 200],
  ]);
  expect(await ordersOf(shop.server.context, register.journalId)).toEqual([1, 2]);
});

test('a card that pays and is not spent is told when the session closes, once', async () => {
  const register = await enrolTestRegister(shop.server);
  const instrument = randomUUID();
  const [unspent, spent] = [randomUUID(), randomUUID()];
  const sessionId = randomUUID();
  const opened = register.fact('session.opened', { sessionId, float: 0, currency: 'GBP' });
  await register.push([
    opened,
    paidTicket(register, unspent, { tender: 'gift-card', amount: 300, instrument }),
    paidTicket(register, spent, { tender: 'gift-card', amount: 200, instrument }),
    register.fact('value.redeemed', { ...CARD, instrument, amount: 200, orderId: spent }),
  ]);
  const before = await codesOf(register);
  expect(before).toEqual([['value-overspent', 200]]);
  const totals = startTotals(JSON.parse(opened.body));
  const perpetual = { sessions: 1, receipts: 0, sales: 0, returns: 0, total: 0 };
  const closed = { sessionId, zNumber: 1, series: register.receiptSeries, totals, declared: [], differences: [] };
  await register.push([register.fact('session.closed', { ...closed, perpetual, left: 0 })]);
  const exceptions = await exceptionsOf(shop.server.context, register.journalId);
  const differing = exceptions.filter(({ code }) => code === 'value-differs');
  expect(differing).toMatchObject([{ seq: 2, amount: -300, detail: { orderId: unspent, holder: instrument } }]);
});

test('loading a card and charging an account need the role, or a decision on that cart', async () => {
  const register = await enrolTestRegister(shop.server);
  const [alone, allowed] = [randomUUID(), randomUUID()];
  const charge = (orderId: string) => [
    paidTicket(register, orderId, { tender: 'account', amount: 300, accountId: 'm1' }),
    register.fact('account.charged', { accountId: 'm1', currency: 'GBP', amount: 300, orderId }),
  ];
  const decision = { permission: 'account-charge', askerId: OPERATOR, deciderId: 'mia', verdict: 'granted' } as const;
  await register.push([
    ...charge(alone),
    register.fact('override.decided', { ...decision, size: 300, subjectId: allowed }),
    ...charge(allowed),
  ]);
  const exceptions = await exceptionsOf(shop.server.context, register.journalId);
  expect(exceptions).toMatchObject([{ code: 'permission-exceeded', seq: 2, detail: { permission: 'account-charge' } }]);
});
