import { describe, expect, it } from 'vitest';
import type { SessionClosed } from '#contracts/facts/session-facts.ts';
import { HOST_METHODS, type HostInput } from '#contracts/ipc/host.ts';
import { parse } from '#contracts/schema.ts';
import type { SessionTotals } from '#domain/session/session.ts';
import { DEFAULT_TENDERS, type Tender } from '#domain/tender/tender.ts';
import { editCount, emptyCount } from '#renderer/features/shift/cash-count.ts';
import { FakeHost } from '#renderer/store/testing/fake-host.ts';
import { type CloseRules, differencesOf, leftOf, missingIn, newDraft } from './close-draft.ts';
import { createClosing, keptDraft } from './close-shift.ts';

const SESSION = '0192f000-0000-7000-8000-0000000000aa';
const CARD: Tender = {
  tenderId: 'card',
  kind: 'card-manual',
  name: 'Card',
  givesChange: false,
  opensDrawer: false,
  refunds: true,
  tips: false,
  needsReference: true,
};
const EURO: Tender = {
  ...CARD,
  tenderId: 'cash-eur',
  kind: 'cash',
  name: 'Euro',
  foreign: { currency: { code: 'EUR', digits: 2 }, ratePpm: 850_000, denominations: [100, 500] },
};
const GIFT: Tender = { ...CARD, tenderId: 'gift', kind: 'gift-card', name: 'Gift card' };
const RULES: CloseRules = {
  tenders: [...DEFAULT_TENDERS, CARD, EURO, GIFT],
  denominations: [100, 500, 2000],
  digits: 2,
  tolerance: 100,
  float: 10_000,
  reasons: ['miscount'],
};
const TOTALS: SessionTotals = {
  sessionId: SESSION,
  businessDate: '2026-11-21',
  firstSeq: 2,
  lastSeq: 9,
  receipts: { first: 1, last: 3, count: 3 },
  sales: { count: 3, amount: 6000 },
  returns: { count: 0, amount: 0 },
  discounts: { count: 0, amount: 0 },
  rounding: 0,
  tips: 0,
  total: 6000,
  taxes: [],
  tenders: [
    { tender: 'cash', taken: { count: 2, amount: 4000 }, given: { count: 0, amount: 0 }, tips: 0, expected: 14_000 },
    { tender: 'card', taken: { count: 1, amount: 2000 }, given: { count: 0, amount: 0 }, tips: 0, expected: 2000 },
  ],
  float: 10_000,
  cashIn: 0,
  cashOut: 0,
  pickups: 0,
  drawer: 14_000,
  storedValue: { issued: 0, redeemed: 0 },
  accounts: { charged: 0, paid: 0 },
  counts: { lineVoids: 0, abandonedCarts: 0, noSales: 0, copies: 0, postVoids: 0, overrides: 0, refused: 0 },
  lineVoidAmount: 0,
};

/** A till's memory that survives its window, and a host that closes once for each fact id. */
function shift() {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  const host = new FakeHost('0192f000-0000-7000-8000-000000000001');
  const closed = new Map<string, ReturnType<FakeHost['add']>>();
  const world = { totals: TOTALS, answersLost: 0 };
  host.answer('session.report', () => ({ ok: true, totals: world.totals }));
  host.answer('vault.put', () => ({ ok: true }));
  host.answer('session.close', (input) => {
    expect(parse(HOST_METHODS['session.close'].input, input)).toMatchObject({ ok: true });
    const fact = closed.get(input.factId) ?? host.add('session.closed', zOf(input));
    closed.set(input.factId, fact);
    if (world.answersLost-- > 0) throw new Error('no answer');
    return { ok: true, closed: fact };
  });
  const waiting: (() => void)[] = [];
  const open = () =>
    createClosing(SESSION, { host, storage, rules: () => RULES, later: (callback) => void waiting.push(callback) });
  return { storage, host, open, closed, world, waiting };
}

function zOf(input: HostInput<'session.close'>): SessionClosed {
  const perpetual = { sessions: 1, receipts: 3, sales: 6000, returns: 0, total: 6000 };
  const { declared, left } = input;
  const differences = input.differences.map((one) => ({ ...one, amount: 0 }));
  return { sessionId: SESSION, zNumber: 1, series: 'A', totals: TOTALS, declared, differences, perpetual, left };
}

const whole = (amount: number) => editCount(emptyCount([]), { type: 'amount', amount }, [], 2);

describe('closing a session', () => {
  it('begins to count foreign cash as it does the store’s own: by note, the largest first', () => {
    const { cash, tenders } = newDraft('s', 'f', RULES);
    const own = { by: cash.by, at: cash.at };
    expect(own).toEqual({ by: 'notes', at: RULES.denominations.at(-1) });
    expect(tenders['cash-eur']).toMatchObject({ by: 'notes', at: 500 });
    expect(tenders.card).toMatchObject({ by: 'amount' });
  });

  it('goes through every step, and tells the host what was declared, explained and left', async () => {
    const { host, open } = shift();
    const closing = open();
    await closing.next();
    expect(missingIn(closing.view.get().draft, RULES)).toBe('count');
    await closing.next();
    expect(closing.view.get().draft.step).toBe('cash');
    closing.count(whole(13_500));
    await closing.next();
    closing.declare('card', whole(2000));
    await closing.next();
    expect(differencesOf(closing.view.get().draft, RULES)).toEqual([
      { tender: 'cash', declared: 13_500, expected: 14_000, amount: -500, needsReason: true },
      { tender: 'card', declared: 2000, expected: 2000, amount: 0, needsReason: false },
      { tender: 'cash-eur', declared: 0, expected: 0, amount: 0, needsReason: false },
    ]);
    await closing.next();
    expect(closing.view.get().draft.step).toBe('differences');
    closing.explain('cash', 'miscount', 'five pounds in the wrong bag');
    await closing.next();
    expect(leftOf(closing.view.get().draft, RULES)).toBe(10_000);
    await closing.next();
    const { draft } = closing.view.get();
    expect(draft).toMatchObject({ step: 'z', closed: { zNumber: 1, left: 10_000 } });
    const noteId = draft.reasons.cash?.noteId;
    expect(host.calls.filter(({ method }) => method !== 'session.report')).toMatchObject([
      { method: 'vault.put', input: { subjectId: noteId, text: 'five pounds in the wrong bag' } },
      {
        method: 'session.close',
        input: {
          factId: draft.factId,
          declared: [
            { tender: 'cash', amount: 13_500 },
            { tender: 'card', amount: 2000 },
            { tender: 'cash-eur', amount: 0, counts: [] },
          ],
          differences: [{ tender: 'cash', reason: 'miscount', noteId }],
          left: 10_000,
        },
      },
    ]);
  });

  it('is where it was after a reload', async () => {
    const { open } = shift();
    const first = open();
    await first.next();
    first.count(whole(12_345));
    await first.next();
    expect(open().view.get().draft).toEqual(first.view.get().draft);
  });

  it('closes once, though the answer was lost and the till died: the same fact is asked for again', async () => {
    const { open, host, closed, world, storage } = shift();
    const first = await atLeft(open());
    world.answersLost = 1;
    await first.next();
    expect(first.view.get()).toMatchObject({ busy: true, fault: { code: 'host-unreachable' } });
    expect(keptDraft(storage, null)).toMatchObject({ asked: true, closed: null });
    const again = open();
    again.count(whole(1));
    await again.recover();
    expect(again.view.get().draft).toMatchObject({ step: 'z', closed: { zNumber: 1 } });
    expect(closed.size).toBe(1);
    const asked = host.calls.filter(({ method }) => method === 'session.close').map(({ input }) => input);
    expect(asked).toHaveLength(2);
    expect(asked[0]).toEqual(asked[1]);
  });

  it('asks again by itself while the host does not answer', async () => {
    const { open, world, waiting, closed } = shift();
    const closing = await atLeft(open());
    world.answersLost = 1;
    await closing.next();
    expect(waiting).toHaveLength(1);
    waiting[0]?.();
    await expect.poll(() => closing.view.get().draft.step).toBe('z');
    expect(closed.size).toBe(1);
  });

  it('shows the differences again when something was sold after they were seen', async () => {
    const { open, world, host } = shift();
    const closing = await atLeft(open());
    world.totals = { ...TOTALS, drawer: 14_500 };
    await closing.next();
    expect(closing.view.get().draft.step).toBe('differences');
    expect(host.calls.some(({ method }) => method === 'session.close')).toBe(false);
  });

  it('leaves no more than was counted', async () => {
    const { open } = shift();
    const closing = await atLeft(open());
    closing.leave(whole(14_001));
    expect(missingIn(closing.view.get().draft, RULES)).toBe('left');
    await closing.next();
    expect(closing.view.get().draft.step).toBe('left');
  });

  it('stays open when the host refuses, with the reason', async () => {
    const { open, host } = shift();
    const closing = await atLeft(open());
    host.answer('session.close', () => ({ ok: false, fault: { code: 'payments-open' } }));
    await closing.next();
    expect(closing.view.get()).toMatchObject({
      busy: false,
      fault: { code: 'payments-open' },
      draft: { asked: false },
    });
  });

  it('has its Z printed once, also when the window is opened again before anybody went on', async () => {
    const { open } = shift();
    const closing = await atLeft(open());
    await closing.next();
    expect(closing.printOnce()).toBe(true);
    expect(closing.printOnce()).toBe(false);
    const again = open();
    expect(again.view.get().draft.closed).toMatchObject({ zNumber: 1 });
    expect(again.printOnce()).toBe(false);
  });

  it('forgets a draft of another session', async () => {
    const { open, storage } = shift();
    const closing = open();
    await closing.next();
    expect(keptDraft(storage, '0192f000-0000-7000-8000-0000000000bb')).toBeNull();
    closing.end();
    expect(keptDraft(storage, null)).toBeNull();
  });
});

async function atLeft(closing: ReturnType<typeof createClosing>): Promise<ReturnType<typeof createClosing>> {
  await closing.next();
  closing.count(whole(14_000));
  await closing.next();
  closing.declare('card', whole(2000));
  await closing.next();
  await closing.next();
  expect(closing.view.get().draft.step).toBe('left');
  return closing;
}
