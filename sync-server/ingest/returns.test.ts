import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { JournalLine } from '#domain/journal/envelope.ts';
import type { ReturnLine } from '#domain/order/cart.ts';
import type { Order } from '#domain/order/order.ts';
import { returnLine } from '#domain/order/returnable.ts';
import { receiptText } from '#domain/receipt/receipt-text.ts';
import { taxTotals } from '#domain/tax/tax-totals.ts';
import { exceptionsOf, onHandOf } from '#tests/fixtures/test-queries.ts';
import { enrolTestRegister, productOf, type TestRegister } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { OTHER_STORE } from '#tests/fixtures/test-shop.ts';

const shop = openTestServer();

interface Ticket {
  id: string;
  line: JournalLine;
  order: Order;
}

async function sell(register: TestRegister, sku: string, quantity: number): Promise<Ticket> {
  const id = randomUUID();
  const line = register.sale([await productOf(shop.server, sku, quantity)], { id });
  return { id, line, order: JSON.parse(line.body).payload };
}

/** Takes back some of a ticket's only line, given back in cash. */
function giveBack(register: TestRegister, { id, order }: Ticket, quantity: number, change: Partial<ReturnLine> = {}) {
  const [line] = order.lines;
  if (!line) throw new Error('a line');
  const sold = { orderId: id, receipt: receiptText(order.receipt), order, line, before: [] };
  const asked = { id: '1', quantity, reason: 'unwanted', condition: 'restock' as const, pricesIncludeTax: true };
  const returned = { ...returnLine(sold, asked), ...change };
  return register.sale([], { change: ticketOf([returned]) });
}

function ticketOf(returns: ReturnLine[]): Partial<Order> {
  const total = returns.reduce((sum, { amount }) => sum + amount, 0);
  const taxes = taxTotals(returns.flatMap((line) => line.taxes));
  const taxTotal = taxes.reduce((sum, { amount }) => sum + amount, 0);
  const payments = [{ id: randomUUID(), tender: 'cash', tendered: total, change: 0, amount: total }];
  return { returns, taxes, taxTotal, total, payments };
}

async function told(register: TestRegister) {
  const exceptions = await exceptionsOf(shop.server.context, register.journalId, { onlyOpen: true });
  return exceptions.map(({ code, seq, amount }) => ({ code, seq, amount }));
}

test('what comes back whole books, goes on the shelf, and can be asked for', async () => {
  const register = await enrolTestRegister(shop.server);
  const ticket = await sell(register, 'P1', 3);
  const { variantId } = await productOf(shop.server, 'P1');
  await register.push([ticket.line, giveBack(register, ticket, 2)]);
  expect(await told(register)).toEqual([]);
  expect(await onHandOf(shop.server.context, variantId)).toBe(9);
  const answer = await (await register.get(`/orders/${ticket.id}`)).json();
  expect(answer).toMatchObject({
    order: ticket.order,
    postVoided: false,
    returned: [{ lineId: '1', returned: 2, refunded: 200, refundedTaxes: [{ code: 'S', amount: 33 }] }],
    refunds: [{ tender: 'cash', amount: 200 }],
  });
});

test('damaged goods stay off the shelf', async () => {
  const register = await enrolTestRegister(shop.server);
  const ticket = await sell(register, 'P2', 1);
  const { variantId } = await productOf(shop.server, 'P2');
  await register.push([ticket.line, giveBack(register, ticket, 1, { condition: 'damaged' })]);
  expect(await onHandOf(shop.server.context, variantId)).toBe(9);
});

test('more than was sold, or more than was paid, is told with the amount', async () => {
  const register = await enrolTestRegister(shop.server);
  const ticket = await sell(register, 'P3', 2);
  const lines = [ticket.line, giveBack(register, ticket, 2), giveBack(register, ticket, 1)];
  await register.push(lines);
  expect(await told(register)).toEqual([{ code: 'return-exceeds-sale', seq: 3, amount: 300 }]);
  const dear = await sell(register, 'P4', 1);
  await register.push([dear.line, giveBack(register, dear, 1, { amount: -450, taxes: [] })]);
  expect((await told(register)).at(-1)).toEqual({ code: 'return-exceeds-sale', seq: 5, amount: 50 });
});

test('a line that the order does not have was never sold', async () => {
  const register = await enrolTestRegister(shop.server);
  const ticket = await sell(register, 'P1', 1);
  const source = { orderId: ticket.id, receipt: 'x', lineId: 'none' };
  await register.push([ticket.line, giveBack(register, ticket, 1, { source })]);
  expect(await told(register)).toEqual([{ code: 'return-exceeds-sale', seq: 2, amount: 100 }]);
});

test('the same receipt on two registers, in two stores, is told with the amount given back too much', async () => {
  const seller = await enrolTestRegister(shop.server);
  const [first, second] = [
    await enrolTestRegister(shop.server),
    await enrolTestRegister(shop.server, { storeId: OTHER_STORE }),
  ];
  const ticket = await sell(seller, 'P5', 3);
  await seller.push([ticket.line]);
  await first.push([giveBack(first, ticket, 2)]);
  expect(await told(first)).toEqual([]);
  await second.push([giveBack(second, ticket, 3)]);
  expect(await told(second)).toEqual([{ code: 'returned-twice', seq: 1, amount: 1000 }]);
});

test('it is told too when the sale itself arrives last', async () => {
  const [seller, first, second] = [
    await enrolTestRegister(shop.server),
    await enrolTestRegister(shop.server),
    await enrolTestRegister(shop.server),
  ];
  const ticket = await sell(seller, 'P6', 1);
  await first.push([giveBack(first, ticket, 1)]);
  await second.push([giveBack(second, ticket, 1)]);
  const unknown = { code: 'return-sale-unknown', seq: 1, amount: 600 };
  expect([...(await told(first)), ...(await told(second))]).toEqual([unknown, unknown]);
  await seller.push([ticket.line]);
  expect(await told(seller)).toEqual([{ code: 'returned-twice', seq: 1, amount: 600 }]);
  expect([...(await told(first)), ...(await told(second))]).toEqual([]);
});

test('a return of a sale that is not known is told with its amount, until the sale arrives and covers it', async () => {
  const [seller, taker] = [await enrolTestRegister(shop.server), await enrolTestRegister(shop.server)];
  const ticket = await sell(seller, 'P3', 3);
  const back = giveBack(taker, ticket, 2);
  await taker.push([back]);
  expect(await told(taker)).toEqual([{ code: 'return-sale-unknown', seq: 1, amount: 600 }]);
  await taker.push([back]);
  expect(await told(taker)).toHaveLength(1);
  await seller.push([ticket.line]);
  expect([...(await told(taker)), ...(await told(seller))]).toEqual([]);
});

test('it stays open when the sale is never heard of, or was a training', async () => {
  const [seller, taker] = [await enrolTestRegister(shop.server), await enrolTestRegister(shop.server)];
  const [never, practice] = [await sell(seller.clone(), 'P1', 1), await sell(seller.clone(), 'P2', 1)];
  await taker.push([giveBack(taker, never, 1), giveBack(taker, practice, 1)]);
  const draft = { kind: 'order.completed', id: practice.id, payload: practice.order };
  await seller.push([seller.write(draft, { training: true })]);
  expect(await told(taker)).toEqual([
    { code: 'return-sale-unknown', seq: 1, amount: 100 },
    { code: 'return-sale-unknown', seq: 2, amount: 200 },
  ]);
});

test('a sale and an early return of it in one push are judged together', async () => {
  const register = await enrolTestRegister(shop.server);
  const ticket = await sell(register.clone(), 'P4', 1);
  const early = giveBack(register, ticket, 1);
  const late = register.write({ kind: 'order.completed', id: ticket.id, payload: ticket.order });
  await register.push([early, late]);
  const codes = (await told(register)).map(({ code }) => code);
  expect(codes).not.toContain('return-sale-unknown');
});

test('of returns pushed at once none slips through', async () => {
  const seller = await enrolTestRegister(shop.server);
  const ticket = await sell(seller, 'P7', 4);
  await seller.push([ticket.line]);
  const registers = await Promise.all(Array.from({ length: 6 }, () => enrolTestRegister(shop.server)));
  await Promise.all(registers.map((register) => register.push([giveBack(register, ticket, 1)])));
  const all = (await Promise.all(registers.map(told))).flat();
  expect(all).toEqual([1, 2].map(() => ({ code: 'returned-twice', seq: 1, amount: 700 })));
});

test('a sale and its return that arrive at once are judged by one of them', async () => {
  for (let round = 0; round < 5; round++) {
    const [seller, taker] = [await enrolTestRegister(shop.server), await enrolTestRegister(shop.server)];
    const ticket = await sell(seller, 'P1', 1);
    const back = giveBack(taker, ticket, 1, { quantity: 2 });
    await Promise.all([seller.push([ticket.line]), taker.push([back])]);
    const all = [...(await told(seller)), ...(await told(taker))];
    expect(all.map(({ code }) => code)).toEqual(['return-exceeds-sale']);
  }
});

test('without a receipt it needs the permission, up to its limit, or a decision', async () => {
  const register = await enrolTestRegister(shop.server);
  const ticket = await sell(register, 'P8', 1);
  await register.push([ticket.line, giveBack(register, ticket, 1, { source: null })]);
  const exceptions = await exceptionsOf(shop.server.context, register.journalId);
  expect(exceptions).toMatchObject([
    {
      code: 'permission-exceeded',
      seq: 2,
      detail: { permission: 'return-without-receipt', size: 800, role: 'cashier' },
    },
  ]);
});
