import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { LeaseAnswer, StoredValueAnswer } from '#contracts/http/api.ts';
import type { JournalLine } from '#domain/journal/envelope.ts';
import { writeOffLeases } from '#sync-server/commands/write-off-leases.ts';
import { exceptionsOf } from '#tests/fixtures/test-queries.ts';
import { enrolTestRegister, type TestRegister } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { loadingTicket, paidTicket, takeAllTenders } from '#tests/fixtures/value-tickets.ts';

const shop = openTestServer();
beforeAll(() => takeAllTenders(shop.server.context));
const CARD = { class: 'gift-card', currency: 'GBP' } as const;

/** A ticket that loads a card for cash, and the card loaded. */
function issue(register: TestRegister, instrument: string, amount: number, more = {}): JournalLine[] {
  const orderId = randomUUID();
  return [
    loadingTicket(register, orderId, instrument, amount),
    register.fact('value.issued', { instrument, ...CARD, amount, orderId, ...more }),
  ];
}

/** A ticket paid with a card (or, negative, given back to it), and the card spent. */
function redeem(register: TestRegister, instrument: string, amount: number, leaseId?: string): JournalLine[] {
  const orderId = randomUUID();
  const lease = leaseId ? { leaseId } : {};
  return [
    paidTicket(register, orderId, { tender: 'gift-card', instrument, amount }),
    register.fact('value.redeemed', { instrument, ...CARD, amount, orderId, ...lease }),
  ];
}

async function lease(
  register: TestRegister,
  instrument: string,
  amount: number,
  leaseId: string = randomUUID(),
  epoch = 1,
) {
  const response = await fetch(`${shop.server.url}/leases`, {
    method: 'POST',
    headers: { authorization: `Bearer ${register.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ leaseId, epoch, instrument, amount }),
  });
  return { status: response.status, leaseId, answer: (await response.json()) as LeaseAnswer };
}

async function holdingOf(register: TestRegister, instrument: string): Promise<StoredValueAnswer> {
  return (await (await register.get(`/stored-value/${instrument}`)).json()) as StoredValueAnswer;
}

async function codesOf(register: TestRegister) {
  return (await exceptionsOf(shop.server.context, register.journalId)).map(({ code, amount }) => [code, amount]);
}

describe('stored value', () => {
  test('is the sum of its distinct movements, whichever register made them (I2)', async () => {
    const [one, two] = [await enrolTestRegister(shop.server), await enrolTestRegister(shop.server)];
    const instrument = randomUUID();
    await one.push([
      ...issue(one, instrument, 5000),
      ...redeem(one, instrument, 1200),
      ...redeem(one, instrument, -200),
    ]);
    await two.push([...issue(two, instrument, 1000)]);
    expect(await holdingOf(one, instrument)).toEqual({ instrument, ...CARD, balance: 5000, leased: 0 });
    const again = { id: randomUUID(), kind: 'value.issued' };
    const payload = { instrument, ...CARD, amount: 700, orderId: randomUUID() };
    const ticket = (register: TestRegister) => loadingTicket(register, payload.orderId, instrument, 700);
    await one.push([ticket(one), one.write({ ...again, payload })]);
    await two.push([ticket(two), two.write({ ...again, payload })]);
    expect(await holdingOf(one, instrument)).toMatchObject({ balance: 5700 });
    expect(await codesOf(one)).toEqual([]);
  });

  test('that was never issued is not known', async () => {
    const register = await enrolTestRegister(shop.server);
    expect((await register.get('/stored-value/nobody-sold-this')).status).toBe(404);
    expect(await lease(register, 'nobody-sold-this', 100)).toMatchObject({
      status: 404,
      answer: { code: 'value-unknown' },
    });
  });

  test('spent beyond what is there books, and opens an exception with what is missing (I8)', async () => {
    const [one, two] = [await enrolTestRegister(shop.server), await enrolTestRegister(shop.server)];
    const instrument = randomUUID();
    await one.push([...issue(one, instrument, 1000), ...redeem(one, instrument, 700)]);
    const answer = await two.push([...redeem(two, instrument, 700)]);
    expect(answer.verdicts).toEqual([{ seq: 2, verdict: 'exception', code: 'value-overspent' }]);
    expect(await codesOf(two)).toEqual([['value-overspent', 400]]);
    expect(await holdingOf(one, instrument)).toMatchObject({ balance: -400 });
    await one.push([...redeem(one, instrument, 100)]);
    expect(await codesOf(one)).toEqual([['value-overspent', 100]]);
  });

  test('spent by two registers at the same moment opens what both together overspent', async () => {
    const [one, two] = [await enrolTestRegister(shop.server), await enrolTestRegister(shop.server)];
    const instrument = randomUUID();
    await one.push([...issue(one, instrument, 1000)]);
    await Promise.all([one.push([...redeem(one, instrument, 700)]), two.push([...redeem(two, instrument, 700)])]);
    expect([...(await codesOf(one)), ...(await codesOf(two))]).toEqual([['value-overspent', 400]]);
  });

  test('that has expired can still be spent only as an exception over all of it', async () => {
    const register = await enrolTestRegister(shop.server);
    const instrument = randomUUID();
    await register.push([...issue(register, instrument, 1000, { expires: '2026-11-20' })]);
    expect((await lease(register, instrument, 500)).answer.lease).toBeNull();
    await register.push([...redeem(register, instrument, 300)]);
    expect(await codesOf(register)).toEqual([['value-overspent', 300]]);
  });

  test('in another currency than it was issued in does not book', async () => {
    const register = await enrolTestRegister(shop.server);
    const instrument = randomUUID();
    await register.push([
      ...issue(register, instrument, 1000),
      ...issue(register, instrument, 500, { currency: 'EUR' }),
    ]);
    expect(await codesOf(register)).toEqual([['unbookable', 500]]);
    expect(await holdingOf(register, instrument)).toMatchObject({ balance: 1000 });
  });
});

describe('leases', () => {
  test('never come to more than the balance, and the same request gets the same answer', async () => {
    const [one, two] = [await enrolTestRegister(shop.server), await enrolTestRegister(shop.server)];
    const instrument = randomUUID();
    await one.push([...issue(one, instrument, 1000)]);
    const first = await lease(one, instrument, 600);
    expect(first.answer).toMatchObject({ lease: { amount: 600, epoch: 1 }, balance: 1000 });
    expect(await lease(one, instrument, 600, first.leaseId)).toEqual(first);
    expect((await lease(two, instrument, 600)).answer.lease).toMatchObject({ amount: 400 });
    expect((await lease(one, instrument, 600, first.leaseId, 2)).answer.lease).toBeNull();
    expect(await holdingOf(one, instrument)).toMatchObject({ balance: 1000, leased: 1000 });
  });

  test('are used up by what is spent under them, and what is given back can be granted again', async () => {
    const [one, two] = [await enrolTestRegister(shop.server), await enrolTestRegister(shop.server)];
    const instrument = randomUUID();
    await one.push([...issue(one, instrument, 1000)]);
    const { leaseId } = await lease(one, instrument, 600);
    await one.push([...redeem(one, instrument, 250, leaseId)]);
    expect(await holdingOf(one, instrument)).toMatchObject({ balance: 750, leased: 350 });
    await one.push([one.fact('lease.returned', { leaseId, instrument, unspent: 350 })]);
    expect(await holdingOf(one, instrument)).toMatchObject({ balance: 750, leased: 0 });
    expect((await lease(one, instrument, 100, leaseId, 2)).answer.lease).toBeNull();
    expect((await lease(two, instrument, 1000)).answer.lease).toMatchObject({ amount: 750 });
  });

  test('that were given back before they were heard of are not granted any more', async () => {
    const register = await enrolTestRegister(shop.server);
    const instrument = randomUUID();
    const leaseId = randomUUID();
    await register.push([...issue(register, instrument, 1000)]);
    await register.push([register.fact('lease.returned', { leaseId, instrument, unspent: 0 })]);
    expect((await lease(register, instrument, 500, leaseId)).answer.lease).toBeNull();
  });

  test("of another register can't be given back", async () => {
    const [one, two] = [await enrolTestRegister(shop.server), await enrolTestRegister(shop.server)];
    const instrument = randomUUID();
    await one.push([...issue(one, instrument, 1000)]);
    const { leaseId } = await lease(one, instrument, 600);
    await two.push([two.fact('lease.returned', { leaseId, instrument, unspent: 600 })]);
    expect(await holdingOf(one, instrument)).toMatchObject({ leased: 600 });
  });

  test('of a lost register are written off; what it spent all the same shows', async () => {
    const [lost, other] = [await enrolTestRegister(shop.server), await enrolTestRegister(shop.server)];
    const instrument = randomUUID();
    await lost.push([...issue(lost, instrument, 1000)]);
    const { leaseId } = await lease(lost, instrument, 600);
    expect(await writeOffLeases(shop.server.context, lost.journalId)).toEqual({ leases: 1, amount: 600 });
    expect((await lease(other, instrument, 1000)).answer.lease).toMatchObject({ amount: 1000 });
    await other.push([...redeem(other, instrument, 1000)]);
    await lost.push([...redeem(lost, instrument, 600, leaseId)]);
    expect(await codesOf(lost)).toEqual([['value-overspent', 600]]);
  });
});

/** A register as its host behaves: spends only what it was granted, and tells when it is online. */
interface Till {
  register: TestRegister;
  online: boolean;
  waiting: JournalLine[];
  leaseId: string;
  epoch: number;
  left: number;
}

const step = fc.record({
  till: fc.nat(2),
  what: fc.constantFrom('ask', 'ask', 'spend', 'spend', 'network', 'give-back', 'top-up'),
  amount: fc.integer({ min: 1, max: 900 }),
});

test('registers that keep to their leases never spend more than there is, however they come and go', async () => {
  const registers = [
    await enrolTestRegister(shop.server),
    await enrolTestRegister(shop.server),
    await enrolTestRegister(shop.server),
  ];
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 30 }), async (steps) => {
      const instrument = randomUUID();
      let [issued, spent] = [1000, 0];
      const tills = registers.map(
        (register): Till => ({ register, online: true, waiting: [], leaseId: randomUUID(), epoch: 0, left: 0 }),
      );
      const [first] = tills as [Till, ...Till[]];
      await first.register.push([...issue(first.register, instrument, issued)]);
      for (const { till: index, what, amount } of steps) {
        const till = tills[index] as Till;
        if (what === 'network') till.online = !till.online;
        if (what === 'ask' && till.online) {
          till.epoch += 1;
          const { answer } = await lease(till.register, instrument, amount, till.leaseId, till.epoch);
          till.left += answer.lease?.amount ?? 0;
        }
        if (what === 'spend' && till.left > 0) {
          const part = Math.min(amount, till.left);
          till.waiting.push(...redeem(till.register, instrument, part, till.leaseId));
          till.left -= part;
          spent += part;
        }
        if (what === 'give-back') {
          const payload = { leaseId: till.leaseId, instrument, unspent: till.left };
          till.waiting.push(till.register.fact('lease.returned', payload));
          Object.assign(till, { leaseId: randomUUID(), epoch: 0, left: 0 });
        }
        if (what === 'top-up') {
          till.waiting.push(...issue(till.register, instrument, amount));
          issued += amount;
        }
        if (till.online && till.waiting.length > 0) await till.register.push(till.waiting.splice(0));
        expect(spent).toBeLessThanOrEqual(issued);
      }
      for (const { register, waiting } of tills) if (waiting.length > 0) await register.push(waiting);
      const held = tills.reduce((sum, { left }) => sum + left, 0);
      expect(await holdingOf(first.register, instrument)).toMatchObject({ balance: issued - spent, leased: held });
      expect(held).toBeLessThanOrEqual(issued - spent);
      for (const { register } of tills) expect(await codesOf(register)).toEqual([]);
    }),
    { numRuns: 25 },
  );
});
