import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { exceptionsOf } from '#tests/fixtures/test-queries.ts';
import { enrolTestRegister, type TestRegister } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { loadingTicket, paidTicket, takeAllTenders, unloadingTicket } from '#tests/fixtures/value-tickets.ts';

const shop = openTestServer();
beforeAll(() => takeAllTenders(shop.server.context));

const CARD = { class: 'gift-card', currency: 'GBP' } as const;

async function told(register: TestRegister) {
  return (await exceptionsOf(shop.server.context, register.journalId)).map(({ code, amount }) => [code, amount]);
}

/** A register that loaded a card with 500. */
async function loaded() {
  const register = await enrolTestRegister(shop.server);
  const [orderId, instrument] = [randomUUID(), randomUUID()];
  const issued = { ...CARD, instrument, amount: 500, orderId };
  await register.push([loadingTicket(register, orderId, instrument, 500), register.fact('value.issued', issued)]);
  return { register, orderId, instrument };
}

function voiding(register: TestRegister, orderId: string, returnId: string) {
  return register.write(
    { kind: 'sale.post-voided', payload: { orderId, returnId, reason: 'mistake' } },
    { operatorId: 'mia' },
  );
}

test('a sold card is voided with its value: nothing is left on it, and nothing is told', async () => {
  const { register, orderId, instrument } = await loaded();
  const returnId = randomUUID();
  const taken = { ...CARD, instrument, amount: 500, orderId: returnId };
  await register.push([
    unloadingTicket(register, returnId, { orderId, amount: 500 }, { storedValue: 'gift-card', instrument }),
    register.fact('value.redeemed', taken),
    voiding(register, orderId, returnId),
  ]);
  expect(await told(register)).toEqual([]);
  expect(await (await register.get(`/stored-value/${instrument}`)).json()).toMatchObject({ balance: 0 });
});

test('a sold card that comes back as goods, and keeps its value, is told with it', async () => {
  const { register, orderId } = await loaded();
  await register.push([unloadingTicket(register, randomUUID(), { orderId, amount: 500 }, {})]);
  expect(await told(register)).toEqual([['value-differs', 500]]);
});

test('a void by a ticket that gives something else back is told with what the sale came to', async () => {
  const { register, orderId } = await loaded();
  const [sale, other] = [randomUUID(), randomUUID()];
  await register.push([
    paidTicket(register, sale, { tender: 'cash', amount: 300 }),
    paidTicket(register, other, { tender: 'cash', amount: -300 }),
    voiding(register, sale, other),
    voiding(register, orderId, randomUUID()),
  ]);
  expect((await told(register)).filter(([code]) => code === 'post-void-differs')).toEqual([
    ['post-void-differs', 300],
    ['post-void-differs', 500],
  ]);
});
