import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { ReturnLine } from '#domain/order/cart.ts';
import { deductDeposit } from '#domain/order/deposit.ts';
import type { Order, OrderLine } from '#domain/order/order.ts';
import { taxTotals } from '#domain/tax/tax-totals.ts';
import { exceptionsOf } from '#tests/fixtures/test-queries.ts';
import { enrolTestRegister, productOf, type TestRegister } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';

const shop = openTestServer();
const DEPOSIT = { variantId: 'deposit', sku: 'deposit', priceSource: 'entered' } as const;

/** A deposit of 100, by itself or beside goods. */
async function deposit(register: TestRegister, beside: readonly string[] = []) {
  const products = await Promise.all(['P1', ...beside].map((sku) => productOf(shop.server, sku)));
  const { payload, id } = JSON.parse(register.clone().sale(products).body) as { payload: Order; id: string };
  const lines = payload.lines.map((line, at): OrderLine => (at === 0 ? { ...line, ...DEPOSIT } : line));
  return { line: register.sale(products, { id, change: { lines } }), id, order: { ...payload, lines } };
}

/** The deposit given back in cash; `change` makes its line differ from what was paid. */
function back(register: TestRegister, { id, order }: { id: string; order: Order }, change: Partial<ReturnLine> = {}) {
  const returns = deductDeposit(id, order, '1', 'deposit').map((line) => ({ ...line, ...change }));
  const total = returns.reduce((sum, { amount }) => sum + amount, 0);
  const taxes = taxTotals(returns.flatMap((line) => line.taxes));
  const taxTotal = taxes.reduce((sum, { amount }) => sum + amount, 0);
  const payments = [{ id: randomUUID(), tender: 'cash', tendered: total, change: 0, amount: total }];
  return register.sale([], { change: { returns, taxes, taxTotal, total, payments } });
}

async function told(register: TestRegister) {
  const exceptions = await exceptionsOf(shop.server.context, register.journalId);
  return exceptions
    .filter(({ code }) => code === 'deposit-differs' || code === 'tax-category-differs')
    .map(({ code, amount }) => [code, amount]);
}

test.each(['one push', 'two pushes'])('a deposit that comes off as it was paid is not told, in %s', async (pushes) => {
  const register = await enrolTestRegister(shop.server);
  const paid = await deposit(register);
  const given = back(register, paid);
  for (const lines of pushes === 'one push' ? [[paid.line, given]] : [[paid.line], [given]]) await register.push(lines);
  expect(await told(register)).toEqual([]);
});

const ZERO = [{ code: 'Z', ratePpm: 0, base: -100, amount: 0 }];

test.each<[string, Partial<ReturnLine>, [string, number]]>([
  ['by more than was paid', { amount: -150 }, ['deposit-differs', 50]],
  ['by less than was paid', { amount: -40 }, ['deposit-differs', -60]],
  ['without the deposit that it was', { source: null }, ['deposit-differs', 100]],
  ['as goods', { variantId: 'tea' }, ['deposit-differs', 100]],
  ['under another tax category', { taxCategory: 'zero', taxes: ZERO }, ['tax-category-differs', -17]],
])('a deposit that comes off %s is told with what is at stake', async (_, change, expected) => {
  const register = await enrolTestRegister(shop.server);
  const paid = await deposit(register);
  await register.push([paid.line]);
  await register.push([back(register, paid, change)]);
  expect(await told(register)).toEqual([expected]);
});

test('a deposit beside goods is none: it stands for nothing that waits', async () => {
  const register = await enrolTestRegister(shop.server);
  const paid = await deposit(register, ['P2']);
  await register.push([paid.line]);
  expect(await told(register)).toEqual([['deposit-differs', 100]]);
});
