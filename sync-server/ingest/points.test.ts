import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type MemberProgram, NO_PROGRAM } from '#contracts/member/program.ts';
import type { JournalLine } from '#domain/journal/envelope.ts';
import { pointsInstrument } from '#domain/member/points.ts';
import type { Order } from '#domain/order/order.ts';
import { returnLine } from '#domain/order/returnable.ts';
import { receiptText } from '#domain/receipt/receipt-text.ts';
import { taxTotals } from '#domain/tax/tax-totals.ts';
import { changeProgram } from '#sync-server/commands/change-program.ts';
import { readProgram } from '#sync-server/db/read-program.ts';
import { MANAGER, openManager } from '#tests/fixtures/test-day.ts';
import { exceptionsOf } from '#tests/fixtures/test-queries.ts';
import { enrolTestRegister, productOf, type TestRegister } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';

const shop = openTestServer();
openManager(shop);

const RULE = { base: 'gross', ratePpm: 10_000, expiryMonths: 24 } as const;

async function setProgram(change: Partial<MemberProgram>) {
  const { context } = shop.server;
  const { version } = await readProgram(context.db);
  const answer = await changeProgram(context, { version, program: { ...NO_PROGRAM, ...change } }, MANAGER);
  if (!answer.ok) throw new Error(JSON.stringify(answer));
}

interface Ticket {
  id: string;
  line: JournalLine;
  order: Order;
}

async function sell(
  register: TestRegister,
  memberId: string,
  sku: string,
  quantity: number,
  businessDate?: string,
): Promise<Ticket> {
  const id = randomUUID();
  const at = businessDate === undefined ? {} : { businessDate };
  const sold = register.clone().sale([await productOf(shop.server, sku, quantity)]);
  const payload = { ...(JSON.parse(sold.body).payload as Order), memberId };
  register.receiptNumber += 1;
  const receipt = { series: register.receiptSeries, number: register.receiptNumber };
  const order = { ...payload, receipt };
  return { id, line: register.write({ kind: 'order.completed', payload: order, id }, at), order };
}

/** Takes back some of a ticket's only line; `before` came back already. */
function giveBack(register: TestRegister, { id, order }: Ticket, quantity: number) {
  const [line] = order.lines;
  if (!line) throw new Error('a line');
  const sold = { orderId: id, receipt: receiptText(order.receipt), order, line, before: [] };
  const asked = { id: '1', quantity, reason: 'unwanted', condition: 'restock' as const, pricesIncludeTax: true };
  const returns = [returnLine(sold, asked)];
  const total = returns.reduce((sum, { amount }) => sum + amount, 0);
  const taxes = taxTotals(returns.flatMap((one) => one.taxes));
  const taxTotal = taxes.reduce((sum, { amount }) => sum + amount, 0);
  const payments = [{ id: randomUUID(), tender: 'cash', tendered: total, change: 0, amount: total }];
  return register.sale([], { change: { returns, taxes, taxTotal, total, payments } });
}

async function balanceOf(memberId: string): Promise<number> {
  const row = await shop.server.context.db
    .selectFrom('stored_value')
    .select('balance')
    .where('instrument', '=', pointsInstrument(memberId, 'GBP'))
    .executeTakeFirst();
  return row?.balance ?? 0;
}

test('a member earns whole points with a ticket, and returns take theirs back, to the last', async () => {
  await setProgram({ points: RULE });
  const register = await enrolTestRegister(shop.server);
  const memberId = randomUUID();
  // 2 × 7.00
  const ticket = await sell(register, memberId, 'P7', 2);
  await register.push([ticket.line]);
  expect(await balanceOf(memberId)).toBe(14);
  // The same again, out of a copied journal too, earns nothing more.
  await register.push([ticket.line]);
  expect(await balanceOf(memberId)).toBe(14);
  await register.push([giveBack(register, ticket, 1)]);
  expect(await balanceOf(memberId)).toBe(7);
  await register.push([giveBack(register, ticket, 1)]);
  expect(await balanceOf(memberId)).toBe(0);
});

test('a return that is heard of before its sale takes its points back all the same', async () => {
  await setProgram({ points: RULE });
  const [here, there] = [await enrolTestRegister(shop.server), await enrolTestRegister(shop.server)];
  const memberId = randomUUID();
  const ticket = await sell(here, memberId, 'P9', 3);
  await there.push([giveBack(there, ticket, 2)]);
  expect(await balanceOf(memberId)).toBe(0);
  await here.push([ticket.line]);
  expect(await balanceOf(memberId)).toBe(9);
});

test('net points are of what is left without tax; a chain without a rule gives none', async () => {
  await setProgram({ points: { ...RULE, base: 'net' } });
  const register = await enrolTestRegister(shop.server);
  const [memberId, other] = [randomUUID(), randomUUID()];
  // 12.00 with 20 % in it is 10.00 without.
  await register.push([(await sell(register, memberId, 'P12', 1)).line]);
  expect(await balanceOf(memberId)).toBe(10);
  await setProgram({ points: null });
  await register.push([(await sell(register, other, 'P12', 1)).line]);
  expect(await balanceOf(other)).toBe(0);
});

test('points that nobody touched in time are gone with the next that are earned', async () => {
  await setProgram({ points: { ...RULE, expiryMonths: 1 } });
  const register = await enrolTestRegister(shop.server);
  const memberId = randomUUID();
  await register.push([(await sell(register, memberId, 'P10', 1, '2026-09-01')).line]);
  expect(await balanceOf(memberId)).toBe(10);
  await register.push([(await sell(register, memberId, 'P5', 1, '2026-10-01')).line]);
  expect(await balanceOf(memberId)).toBe(15);
  await register.push([(await sell(register, memberId, 'P3', 1, '2026-11-15')).line]);
  expect(await balanceOf(memberId)).toBe(3);
});

test('points are spent under a lease, never more than there are; what is spent beyond is told', async () => {
  await setProgram({ points: RULE });
  const [here, there] = [await enrolTestRegister(shop.server), await enrolTestRegister(shop.server)];
  const memberId = randomUUID();
  await here.push([(await sell(here, memberId, 'P20', 5)).line]);
  const instrument = pointsInstrument(memberId, 'GBP');
  const lease = async (register: TestRegister, amount: number) => {
    const body = { leaseId: randomUUID(), epoch: 1, instrument, amount };
    return (await register.send('POST', '/leases', body)).json();
  };
  expect(await lease(here, 60)).toMatchObject({ balance: 100, class: 'points', lease: { amount: 60 } });
  expect(await lease(there, 60)).toMatchObject({ balance: 100, lease: { amount: 40 } });
  expect(await lease(there, 1)).toMatchObject({ lease: null });
  const payload = { instrument, class: 'points', amount: 130, currency: 'GBP', orderId: randomUUID() } as const;
  await there.push([there.fact('value.redeemed', payload)]);
  expect(await balanceOf(memberId)).toBe(-30);
  const told = await exceptionsOf(shop.server.context, there.journalId, { onlyOpen: true });
  expect(told.find(({ code }) => code === 'value-overspent')).toMatchObject({ amount: 30 });
});

test('whatever is sold, taken back and spent, in whatever order it is heard: the balance is a plain recount', async () => {
  await setProgram({ points: RULE });
  const step = fc.record({
    sku: fc.integer({ min: 1, max: 20 }),
    quantity: fc.integer({ min: 1, max: 4 }),
    back: fc.nat(4),
    spent: fc.nat(30),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 5 }), fc.boolean(), async (steps, returnsFirst) => {
      const [here, there] = [await enrolTestRegister(shop.server), await enrolTestRegister(shop.server)];
      const memberId = randomUUID();
      const instrument = pointsInstrument(memberId, 'GBP');
      let expected = 0;
      const [sales, others]: [JournalLine[], JournalLine[]] = [[], []];
      for (const { sku, quantity, back, spent } of steps) {
        const ticket = await sell(here, memberId, `P${sku}`, quantity);
        sales.push(ticket.line);
        const returned = Math.min(back, quantity);
        if (returned > 0) others.push(giveBack(there, ticket, returned));
        const payload = { instrument, class: 'points', amount: spent, currency: 'GBP', orderId: randomUUID() } as const;
        if (spent > 0) others.push(there.fact('value.redeemed', payload));
        expected += Math.floor(((quantity - returned) * sku * 100) / 100) - spent;
      }
      const pushes = [() => here.push(sales), () => there.push(others)];
      for (const push of returnsFirst ? pushes.reverse() : pushes) await push();
      expect(await balanceOf(memberId)).toBe(expected);
    }),
    { numRuns: 8 },
  );
}, 120_000);

test('what a member said to a purpose last holds, with the words they were shown; words that were agreed to are not rewritten', async () => {
  const news = { purposeId: 'news', version: 1, name: 'News', text: 'You may write to me.' };
  await setProgram({ purposes: [news] });
  const register = await enrolTestRegister(shop.server);
  const [memberId, subjectId] = [randomUUID(), randomUUID()];
  await register.send('PUT', `/vault/${subjectId}`, { text: JSON.stringify({ name: 'Nora' }) });
  const said = { memberId, purposeId: 'news', textVersion: 1, language: 'en', channel: 'till' } as const;
  const { verdicts } = await register.push([
    register.fact('member.enrolled', { memberId, subjectId, cardNumber: 'M-nora' }),
    register.fact('consent.changed', { ...said, given: true }),
  ]);
  expect(verdicts).toEqual([]);
  const known = async () => (await register.get(`/members/${memberId}`, MANAGER)).json();
  expect((await known()).consents).toMatchObject([{ purposeId: 'news', given: true, textVersion: 1, channel: 'till' }]);
  await register.push([register.fact('consent.changed', { ...said, given: false })]);
  expect((await known()).consents).toMatchObject([{ purposeId: 'news', given: false }]);
  const { context } = shop.server;
  const { version } = await readProgram(context.db);
  const change = (purposes: MemberProgram['purposes'], from = version) => {
    return changeProgram(context, { version: from, program: { ...NO_PROGRAM, purposes } }, MANAGER);
  };
  expect(await change([{ ...news, text: 'You may call me.' }])).toEqual({
    ok: false,
    faults: ['consent-text-changed'],
  });
  expect(await change([])).toEqual({ ok: false, faults: ['consent-text-changed'] });
  expect(await change([{ ...news, version: 2, text: 'You may call me.' }])).toEqual({ ok: true, version: version + 1 });
  expect(await change([], version)).toMatchObject({ ok: false, now: { version: version + 1 } });
  const config = await (await register.get('/register-config')).json();
  expect(config.config.memberProgram.purposes).toMatchObject([{ purposeId: 'news', version: 2 }]);
});
