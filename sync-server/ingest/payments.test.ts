import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { PayloadOf } from '#contracts/facts/kinds.ts';
import { enrolTestRegister, productOf, type TestRegister } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';

const shop = openTestServer();

function request(register: TestRegister, paymentId: string, cartId: string, amount = 500) {
  const payload = { cartId, tender: 'card', direction: 'sale', amount, currency: 'GBP' };
  return register.write({ id: paymentId, kind: 'payment.requested', payload });
}

function settle(register: TestRegister, paymentId: string, verdict: PayloadOf<'payment.settled'>['verdict']) {
  const amount = verdict === 'approved' ? 500 : 0;
  return register.fact('payment.settled', { paymentId, verdict, amount });
}

function close(register: TestRegister) {
  const none = { count: 0, amount: 0 };
  const sessionId = randomUUID();
  const nothing = { lineVoids: 0, abandonedCarts: 0, noSales: 0, copies: 0, postVoids: 0, overrides: 0, refused: 0 };
  const totals = { sessionId, businessDate: '2026-11-21', firstSeq: 1, lastSeq: 1, receipts: null, sales: none };
  const flows = { returns: none, discounts: none, rounding: 0, tips: 0, total: 0, taxes: [], tenders: [], float: 0 };
  const cash = { cashIn: 0, cashOut: 0, pickups: 0, drawer: 0, storedValue: { issued: 0, redeemed: 0 } };
  const rest = { accounts: { charged: 0, paid: 0 }, counts: nothing, lineVoidAmount: 0 };
  const perpetual = { sessions: 1, receipts: 0, sales: 0, returns: 0, total: 0 };
  const payload = { sessionId, zNumber: 1, series: register.receiptSeries, declared: [], differences: [], left: 0 };
  return register.write({
    kind: 'session.closed',
    payload: { ...payload, perpetual, totals: { ...totals, ...flows, ...cash, ...rest } },
  });
}

async function looseOf(register: TestRegister) {
  const exceptions = await shop.server.context.db
    .selectFrom('exception')
    .select(['code', 'amount', 'status'])
    .where('journal_id', '=', register.journalId)
    .where('code', 'like', 'payment-%')
    .orderBy('code')
    .orderBy('amount')
    .execute();
  return exceptions.map(({ code, amount, status }) => [code, amount, status]);
}

test('a payment that is approved and in its order opens nothing', async () => {
  const register = await enrolTestRegister(shop.server);
  const [paymentId, cartId] = [randomUUID(), randomUUID()];
  const payment = { id: paymentId, tender: 'card', tendered: 100, change: 0, amount: 100 };
  const sale = { id: cartId, change: { payments: [payment] } };
  await register.push([
    request(register, paymentId, cartId, 100),
    settle(register, paymentId, 'approved'),
    register.sale([await productOf(shop.server, 'P1')], sale),
    close(register),
  ]);
  expect(await looseOf(register)).toEqual([]);
});

test('what nobody knows when the session closes, and what no order holds, open once each with their amounts', async () => {
  const register = await enrolTestRegister(shop.server);
  const [asked, unknown, approved, declined] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  await register.push([
    request(register, asked, randomUUID(), 300),
    request(register, unknown, randomUUID(), 400),
    settle(register, unknown, 'unknown'),
    request(register, approved, randomUUID()),
    settle(register, approved, 'approved'),
    request(register, declined, randomUUID()),
    settle(register, declined, 'declined'),
    close(register),
  ]);
  const loose = [
    ['payment-outcome-unknown', 300, 'open'],
    ['payment-outcome-unknown', 400, 'open'],
    ['payment-without-order', 500, 'open'],
  ];
  expect(await looseOf(register)).toEqual(loose);
  await register.push([close(register)]);
  expect(await looseOf(register)).toEqual(loose);
  await register.push([settle(register, unknown, 'declined'), settle(register, approved, 'unknown')]);
  await register.push([settle(register, approved, 'voided')]);
  expect(await looseOf(register)).toEqual([
    ['payment-outcome-unknown', 300, 'open'],
    ['payment-outcome-unknown', 400, 'resolved'],
    ['payment-without-order', 500, 'resolved'],
  ]);
});

test('a cart that was paid otherwise while its card payment is unknown is told at once', async () => {
  const register = await enrolTestRegister(shop.server);
  const [paymentId, cartId] = [randomUUID(), randomUUID()];
  await register.push([request(register, paymentId, cartId, 400), settle(register, paymentId, 'unknown')]);
  expect(await looseOf(register)).toEqual([]);
  await register.push([register.sale([await productOf(shop.server, 'P1')], { id: cartId })]);
  expect(await looseOf(register)).toEqual([['payment-outcome-unknown', 400, 'open']]);
});
