import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { deductDeposit } from '#domain/order/deposit.ts';
import type { Order, OrderLine } from '#domain/order/order.ts';
import { turnoverOf } from '#domain/session/liabilities.ts';
import { MIGRATIONS } from '#sync-server/db/migrations.ts';
import { MANAGER, openManager, TestSession } from '#tests/fixtures/test-day.ts';
import { exceptionsOf } from '#tests/fixtures/test-queries.ts';
import { enrolTestRegister, productOf, type TestRegister } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { OTHER_STORE } from '#tests/fixtures/test-shop.ts';

const shop = openTestServer();
openManager(shop);

const DATE = '2026-11-21';

async function dayBook(register: TestRegister) {
  const response = await register.get(`/reports/day-book?businessDate=${DATE}`, MANAGER);
  return response.json();
}

/** The sale of one piece, of which `change` makes a deposit or a gift card. */
async function sell(register: TestRegister, sku: string, change: Partial<OrderLine>) {
  const product = await productOf(shop.server, sku, 1, register.storeId);
  const { payload, id } = JSON.parse(register.clone().sale([product]).body) as { payload: Order; id: string };
  const lines = payload.lines.map((line) => ({ ...line, ...change }));
  return { line: register.sale([product], { id, change: { lines } }), id, order: { ...payload, lines } };
}

const DEPOSIT = { variantId: 'deposit', sku: 'deposit', priceSource: 'entered' } as const;
const CARD = { storedValue: 'gift-card', instrument: 'GC1', priceSource: 'entered' } as const;

/** A day with goods for 600, a gift card for 300, a deposit of 200, and one of 100 that came off goods for 500. */
async function day(register: TestRegister, session: TestSession) {
  const [card, taken, first] = [
    await sell(register, 'P3', CARD),
    await sell(register, 'P2', DEPOSIT),
    await sell(register, 'P1', DEPOSIT),
  ];
  const goods = register.sale([await productOf(shop.server, 'P6', 1, register.storeId)]);
  const product = await productOf(shop.server, 'P5', 1, register.storeId);
  const whole = JSON.parse(register.clone().sale([product]).body).payload as Order;
  const total = whole.total - 100;
  const [payment] = whole.payments;
  if (!payment) throw new Error('paid');
  const completed = register.sale([product], {
    change: {
      returns: deductDeposit(first.id, first.order, '1', 'deposit'),
      payments: [{ ...payment, tendered: total, amount: total, change: 0 }],
      total,
      taxTotal: 66,
      taxes: [{ code: 'S', ratePpm: 200_000, base: 334, amount: 66 }],
    },
  });
  session.add(card.line, taken.line, first.line, goods, completed);
}

const APART = {
  depositsTaken: { count: 2, amount: 300 },
  depositsDeducted: { count: 1, amount: 100 },
  cardsSold: { count: 1, amount: 300 },
};

test('deposits and gift cards are told apart from turnover, in the day book as in the Z', async () => {
  const register = await enrolTestRegister(shop.server);
  const session = new TestSession(register);
  await day(register, session);
  const z = session.close();
  await register.push(session.lines);
  expect(z.totals.liabilities).toEqual(APART);
  const book = await dayBook(register);
  expect(book).toMatchObject({ liabilities: APART, total: z.totals.total, deposits: { outstanding: 200 } });
  expect(turnoverOf(book)).toEqual(turnoverOf(z.totals));
  expect(turnoverOf(book).total).toBe(600 + 500);
  const codes = (await exceptionsOf(shop.server.context, register.journalId)).map(({ code }) => code);
  expect(codes).not.toContain('z-differs');

  const csv = await (await register.get(`/reports/day-book.csv?businessDate=${DATE}`, MANAGER)).text();
  expect(csv).toContain('sales,turnover,,11.00\r\n');
  expect(csv).toContain('not turnover,deposits taken,2,3.00\r\n');
  expect(csv).toContain('not turnover,deposits taken off,1,-1.00\r\n');
  expect(csv).toContain('not turnover,gift cards sold,1,3.00\r\n');
});

test('a session that was opened before they were told apart closes and proves as it did; one after it may not hide them', async () => {
  const before = await enrolTestRegister(shop.server, { storeId: OTHER_STORE });
  const session = new TestSession(before, 0, {});
  await day(before, session);
  expect(session.close().totals).not.toHaveProperty('liabilities');
  await before.push(session.lines);
  const told = (await exceptionsOf(shop.server.context, before.journalId)).map(({ code }) => code);
  expect(told).not.toContain('z-differs');

  const hiding = await enrolTestRegister(shop.server, { storeId: OTHER_STORE });
  const other = new TestSession(hiding, 0);
  await day(hiding, other);
  const { liabilities: _, ...totals } = other.close().totals;
  const [closed] = other.lines.splice(-1);
  if (!closed) throw new Error('closed');
  hiding.head = { ...hiding.head, seq: hiding.head.seq - 1, hash: other.lines.at(-1)?.hash ?? '' };
  other.close({ change: { totals } });
  await hiding.push(other.lines);
  const exceptions = await exceptionsOf(shop.server.context, hiding.journalId);
  expect(exceptions.find(({ code }) => code === 'z-differs')?.detail).toMatchObject({ at: '/totals/liabilities' });
});

test('what was booked before the server told them apart is told apart from its facts', async () => {
  const { db } = shop.server.context;
  const register = await enrolTestRegister(shop.server);
  const book = await dayBook(register);
  await db.updateTable('order_line').set({ liability: null }).execute();
  await db.updateTable('return_line').set({ liability: null }).execute();
  const amounts = () => db.selectFrom('customer_order').select(['order_id', 'liabilities']).orderBy('seq').execute();
  const before = await amounts();
  expect(before.some(({ liabilities }) => liabilities !== 0)).toBe(true);
  await db.updateTable('customer_order').set({ liabilities: 0 }).execute();
  expect((await dayBook(register)).liabilities.cardsSold.count).toBe(0);
  for (const statement of MIGRATIONS['0007-liabilities'] ?? []) {
    if (/^(update|(create|drop) function) /.test(statement)) await sql.raw(statement).execute(db);
  }
  expect((await dayBook(register)).liabilities).toEqual(book.liabilities);
  expect((await amounts()).map(({ liabilities }) => liabilities).sort()).toEqual(
    before.map(({ liabilities }) => liabilities).sort(),
  );
});
