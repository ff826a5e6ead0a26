import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { settled } from '#tests/fixtures/driven-clock.ts';
import { orderDraft, uuid } from '#tests/fixtures/fact-drafts.ts';
import { MemoryJournalStorage } from '#tests/fixtures/memory-journal-storage.ts';
import { openPayingTill, type PayingTillOptions } from '#tests/fixtures/paying-till.ts';
import { orderPaymentFault } from './order-payments.ts';

const cartId = uuid(0xc1);
const start = { paymentId: uuid(1), cartId, tender: 'card', direction: 'sale', amount: 600 } as const;
const TENDERS = [{ tenderId: 'card', kind: 'card' }] as never;

let folder: string;
const open: { close(): Promise<void> }[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'omnitill-payments-'));
});
afterEach(async () => {
  for (const till of open.splice(0)) await till.close();
  await rm(folder, { recursive: true });
});

async function openTill(given: PayingTillOptions = {}) {
  const till = await openPayingTill(folder, given);
  open.push(till);
  return till;
}

describe('a payment by a terminal', () => {
  it('is journalled before the terminal is asked, and again before anybody is told', async () => {
    const till = await openTill();
    expect(await till.payments.start(start)).toEqual({ ok: true });
    expect(till.payments.list()).toMatchObject([{ paymentId: start.paymentId, state: 'asked', message: null }]);
    till.terminal.watch({ message: 'Insert the card' });
    expect(till.payments.list()).toMatchObject([{ message: 'Insert the card' }]);
    expect(await till.told()).toEqual(['payment.requested']);
    till.storage.faultAt = (step) => (step === 'append' ? { kind: 'fail', code: 'ENOSPC', after: 0 } : undefined);
    till.terminal.approve(start.paymentId);
    await settled();
    expect(till.payments.list()).toMatchObject([{ state: 'asked' }]);
    till.storage.faultAt = () => undefined;
    await till.clock.advance(2_000);
    expect(till.payments.list()).toMatchObject([{ state: 'approved', amount: 600, reference: 'receipt-1' }]);
    expect(await till.told()).toEqual(['payment.requested', 'payment.settled approved']);
  });

  it('asked for twice in one breath is asked of the terminal once (I11)', async () => {
    const { payments, terminal } = await openTill();
    const asked: string[] = [];
    const take = terminal.take.bind(terminal);
    terminal.take = (order, watch) => {
      asked.push(order.paymentId);
      return take(order, watch);
    };
    const answers = await Promise.all([payments.start(start), payments.start({ ...start, paymentId: uuid(2) })]);
    expect(answers).toEqual([{ ok: true }, { ok: false, fault: { code: 'terminal-busy' } }]);
    expect(asked).toEqual([start.paymentId]);
  });

  it('that is refused says why, and the next may be asked for', async () => {
    const till = await openTill();
    await till.payments.start(start);
    expect(await till.payments.start({ ...start, paymentId: uuid(2) })).toMatchObject({
      fault: { code: 'terminal-busy' },
    });
    await till.payments.cancel({ paymentId: start.paymentId });
    await settled();
    expect(till.payments.list()).toMatchObject([{ state: 'declined', message: 'cancelled' }]);
    expect(await till.payments.start({ ...start, paymentId: uuid(2) })).toEqual({ ok: true });
    expect(till.payments.list()).toMatchObject([{ paymentId: uuid(2), state: 'asked' }]);
  });

  it('with a lost answer is not asked for again, by any cart on that terminal, and is found out by itself', async () => {
    const till = await openTill();
    await till.payments.start(start);
    till.terminal.reachable = false;
    till.terminal.approve(start.paymentId, false);
    till.terminal.lose();
    await settled();
    for (const cart of [cartId, uuid(0xc2)]) {
      expect(await till.payments.start({ ...start, paymentId: uuid(2), cartId: cart })).toMatchObject({
        fault: { code: 'payment-unknown' },
      });
    }
    expect(await till.payments.ask({ paymentId: start.paymentId })).toMatchObject({
      fault: { code: 'terminal-unreachable' },
    });
    till.terminal.reachable = true;
    await till.clock.advance(60_000);
    expect(till.payments.list()).toMatchObject([{ state: 'approved', reference: 'receipt-1' }]);
    expect(await till.told()).toEqual([
      'payment.requested',
      'payment.settled unknown',
      'payment.settled approved asked',
    ]);
  });

  it('under way when the till dies is unknown after the restart, then found out', async () => {
    const before = await openTill();
    await before.payments.start(start);
    before.terminal.approve(start.paymentId, false);
    before.terminal.reachable = false;
    await before.close();
    const after = await openTill({ storage: before.storage.kill(), terminal: before.terminal });
    expect(after.payments.list()).toMatchObject([{ state: 'unknown' }]);
    expect(await after.payments.start({ ...start, paymentId: uuid(2) })).toMatchObject({
      fault: { code: 'payment-unknown' },
    });
    after.terminal.reachable = true;
    await after.clock.advance(60_000);
    expect(after.payments.list()).toMatchObject([{ state: 'approved' }]);
  });

  it('that cannot be known is decided by a person', async () => {
    const till = await openTill();
    await till.payments.start(start);
    till.terminal.reachable = false;
    till.terminal.lose();
    await settled();
    const decision = { paymentId: start.paymentId, verdict: 'approved', reference: 'slip 42' } as const;
    expect(await till.payments.decide(decision)).toEqual({ ok: true });
    expect(till.payments.list()).toMatchObject([{ state: 'approved', amount: 600, reference: 'slip 42' }]);
    expect(await till.told()).toContain('payment.settled approved person');
    expect(await till.payments.decide(decision)).toMatchObject({ fault: { code: 'draft-invalid' } });
  });

  it('is decided only by who may, or with a manager’s decision', async () => {
    const overrideId = uuid(0xf);
    const till = await openTill({
      isAllowed: async (permission, _size, given) => permission === 'payment-decide' && given === overrideId,
    });
    await till.payments.start(start);
    till.terminal.reachable = false;
    till.terminal.lose();
    await settled();
    const decision = { paymentId: start.paymentId, verdict: 'declined' } as const;
    expect(await till.payments.decide(decision)).toEqual({ ok: false, fault: { code: 'permission-refused' } });
    expect(till.payments.list()).toMatchObject([{ state: 'unknown' }]);
    expect(await till.payments.decide({ ...decision, overrideId })).toEqual({ ok: true });
    expect(till.payments.list()).toMatchObject([{ state: 'declined' }]);
    expect((await till.journal.read(0, 500)).at(-1)?.payload).toMatchObject({ detail: `override ${overrideId}` });
  });

  it('is taken back once; with the answer lost it is unknown, and stands in no ticket', async () => {
    const till = await openTill();
    await till.payments.start(start);
    till.terminal.approve(start.paymentId);
    await settled();
    till.terminal.reachable = false;
    expect(await till.payments.void({ paymentId: start.paymentId })).toMatchObject({
      fault: { code: 'payment-unknown' },
    });
    const ticket = orderDraft(cartId);
    const payment = { id: start.paymentId, tender: 'card', tendered: 600, change: 0, amount: 600 };
    const paid = { ...ticket, payload: { ...(ticket.payload as object), payments: [payment] } };
    expect(orderPaymentFault(paid, till.ledger.state(), TENDERS)).toMatchObject({ code: 'payment-unknown' });
    till.terminal.reachable = true;
    await till.clock.advance(60_000);
    expect(till.payments.list()).toMatchObject([{ state: 'voided' }]);
    expect(orderPaymentFault(paid, till.ledger.state(), TENDERS)).toMatchObject({ code: 'payment-declined' });
    expect(await till.payments.void({ paymentId: start.paymentId })).toEqual({ ok: true });
  });

  it('leaves the list when a ticket holds it', async () => {
    const till = await openTill();
    await till.payments.start(start);
    till.terminal.approve(start.paymentId);
    await settled();
    const ticket = orderDraft(cartId);
    const payment = { id: start.paymentId, tender: 'card', tendered: 600, change: 0, amount: 600 };
    const paid = { ...ticket, payload: { ...(ticket.payload as object), payments: [payment] } };
    expect(orderPaymentFault(paid, till.ledger.state(), TENDERS)).toBeNull();
    const other = { ...paid, payload: { ...paid.payload, payments: [{ ...payment, amount: 500, tendered: 500 }] } };
    expect(orderPaymentFault(other, till.ledger.state(), TENDERS)).toMatchObject({ code: 'draft-invalid' });
    await till.journal.append([paid], till.stamp);
    await till.ledger.catchUp();
    expect(till.payments.list()).toEqual([]);
  });
});

const step = fc.constantFrom('start', 'start', 'approve', 'approve-unheard', 'refuse', 'lose', 'kill', 'wait', 'ask');

describe('whatever happens to till, line and terminal', () => {
  it('the money of a cart is taken at most once, and what is known is what the terminal did (I11)', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 25 }), async (steps) => {
        await rm(join(folder, 'payments.json'), { force: true });
        let till = await openTill();
        let next = 1;
        let asked: string | null = null;
        for (const each of steps) {
          if (each === 'start') {
            const paymentId = uuid(next++);
            const approvedAlready = till.payments.list().some(({ state }) => state === 'approved');
            if (!approvedAlready && (await till.payments.start({ ...start, paymentId })).ok) asked = paymentId;
          } else if (each === 'kill') {
            await till.close();
            till = await openTill({ storage: till.storage.kill(), terminal: till.terminal });
            asked = null;
          } else if (each === 'wait') await till.clock.advance(40_000);
          else if (each === 'ask')
            for (const { paymentId } of till.payments.list()) await till.payments.ask({ paymentId });
          else if (asked) {
            if (each === 'approve') till.terminal.approve(asked);
            if (each === 'approve-unheard') {
              till.terminal.approve(asked, false);
              till.terminal.lose();
            }
            if (each === 'refuse') till.terminal.refuse('no');
            if (each === 'lose') till.terminal.lose();
            asked = null;
          }
          await settled();
        }
        const { taken } = till.terminal;
        expect([...taken.values()].reduce((sum, times) => sum + times, 0)).toBeLessThanOrEqual(1);
        if (asked) till.terminal.refuse('no');
        await till.clock.advance(120_000);
        const approved = till.payments.list().filter(({ state }) => state === 'approved');
        expect(approved.map(({ paymentId }) => paymentId)).toEqual([...taken.keys()]);
        await till.close();
      }),
      { numRuns: 60 },
    );
  });
});

describe('money that goes back', () => {
  const refund = { ...start, paymentId: uuid(2), cartId: uuid(0xc2), direction: 'refund' } as const;
  /** As a cashier: with a receipt, 1.00 without, 2.00 by one that is not known. */
  const cashier: PayingTillOptions['isAllowed'] = async (permission, size, _override, subjectId) => {
    expect(subjectId).toBe(refund.cartId);
    return (
      permission === 'return-with-receipt' ||
      (permission === 'return-without-receipt' && size <= 100) ||
      (permission === 'return-unverified' && size <= 200)
    );
  };
  const asked = async (till: Awaited<ReturnType<typeof openTill>>, change: object) => {
    const answer = await till.payments.start({ ...refund, ...change });
    return answer.ok ? 'ok' : answer.fault.code;
  };

  it('goes to a payment of this till no further than it was taken, elsewhere as far as the role reaches', async () => {
    const till = await openTill({ isAllowed: cashier });
    await till.payments.start(start);
    till.terminal.approve(start.paymentId);
    await settled();
    const own = { original: 'receipt-1' };
    expect(await asked(till, { ...own, amount: 601 })).toBe('permission-refused');
    expect(await asked(till, { amount: 201 })).toBe('permission-refused');
    expect(await asked(till, { original: 'made-up', amount: 201 })).toBe('permission-refused');
    expect(await asked(till, { ...own, amount: 400 })).toBe('ok');
    till.terminal.approve(refund.paymentId);
    await settled();
    const again = { paymentId: uuid(3), cartId: refund.cartId };
    expect(await asked(till, { ...own, ...again, amount: 201 })).toBe('permission-refused');
    expect(await asked(till, { ...own, ...again, amount: 200 })).toBe('ok');
    till.terminal.refuse('no');
    await settled();
    expect(await asked(till, { original: 'looked-up', paymentId: uuid(4), amount: 9999 })).toBe('ok');
  });

  it('is not begun without any right to take goods back', async () => {
    const till = await openTill({ isAllowed: async () => false });
    expect(await asked(till, { original: 'looked-up' })).toBe('permission-refused');
    expect(await till.told()).toEqual([]);
  });
});

describe('a payment whose cart is completed while it is taken back', () => {
  it('is in the ticket or is taken back, never both, whatever comes first', async () => {
    for (const turns of [0, 1, 2, 3, 5, 8, 13, 21, 34]) {
      let last: Promise<unknown> = Promise.resolve();
      const exclusive = <T>(task: () => Promise<T>): Promise<T> => {
        const run = last.then(task);
        last = run.catch(() => {});
        return run;
      };
      const till = await openTill({ exclusive, storage: new MemoryJournalStorage() });
      const [paymentId, order] = [uuid(0x100 + turns), uuid(0x200 + turns)];
      await till.payments.start({ ...start, paymentId, cartId: order });
      till.terminal.approve(paymentId);
      await settled();
      const draft = orderDraft(order);
      const payment = { id: paymentId, tender: 'card', tendered: 600, change: 0, amount: 600 };
      const ticket = { ...draft, payload: { ...(draft.payload as object), payments: [payment] } };
      const complete = () =>
        exclusive(async () => {
          await till.ledger.catchUp();
          const fault = orderPaymentFault(ticket, till.ledger.state(), TENDERS);
          if (fault) return { ok: false, fault };
          return till.journal.append([ticket], till.stamp);
        });
      const first = turns % 2 === 0 ? complete() : till.payments.void({ paymentId });
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      await Promise.all([first, turns % 2 === 0 ? till.payments.void({ paymentId }) : complete()]);
      const told = await till.told();
      const takenBack = till.terminal.last?.undone === true;
      expect([turns, told.includes('order.completed')]).toEqual([turns, !takenBack]);
    }
  });
});

describe("a manager's word on a payment", () => {
  it('is used once', async () => {
    const overrideId = uuid(0x61);
    const till = await openTill({
      isAllowed: async (_, __, given, subject) => given === overrideId && subject === start.paymentId,
    });
    till.terminal.reachable = false;
    await till.payments.start(start);
    till.terminal.lose();
    await settled();
    const decide = () => till.payments.decide({ paymentId: start.paymentId, verdict: 'approved', overrideId });
    expect(await decide()).toEqual({ ok: true });
    await till.payments.void({ paymentId: start.paymentId });
    expect(till.payments.list()).toMatchObject([{ state: 'unknown' }]);
    expect(await decide()).toMatchObject({ fault: { code: 'permission-refused' } });
  });
});
