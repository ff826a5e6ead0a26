import { describe, expect, it } from 'vitest';
import type { FactDraft } from '#contracts/facts/envelope.ts';
import type { CountPlanned, CountRecorded } from '#contracts/facts/stock-facts.ts';
import type { HostApi } from '#contracts/ipc/host.ts';
import { type CountingPorts, openCounting } from './counting.ts';

const PLAN: CountPlanned = {
  countId: '0197a000-0000-7000-8000-000000000004',
  locationId: 'L',
  name: 'Teas',
  kind: 'full',
  placeIds: ['floor', 'back'],
  sellingPlaceId: 'floor',
  blind: true,
  round: 1,
  status: 'open',
};
const mug = { placeId: 'floor', variantId: 'mug' };
const tea = { placeId: 'floor', variantId: 'tea' };

/** A till whose clock and host are driven. */
function setUp() {
  const facts: { operatorId: string | null; payload: CountRecorded }[] = [];
  const items = new Map<string, string>();
  const timers: { at: number; run: () => void }[] = [];
  const state = { now: 0, seq: 4, known: { other: 7 } as Record<string, number>, refuses: false, unanswered: false };
  const asked: string[][] = [];
  const host = {
    call: async (_method: string, { drafts }: { drafts: FactDraft[] }) => {
      asked.push(drafts.map(({ id }) => id));
      if (state.unanswered) throw new Error('no answer');
      if (state.refuses) return { ok: false, fault: { code: 'journal-disk-full' } };
      state.seq += drafts.length;
      return { ok: true, facts: drafts.map(({ payload }) => ({ operatorId: 'ann', payload })) };
    },
  } as unknown as HostApi;
  const store = {
    counts: async () => ({ counts: [], known: { ...state.known } }),
    countFacts: async () => [...facts],
    project: async (told: readonly unknown[]) => void facts.push(...(told as typeof facts)),
  } as unknown as CountingPorts['store'];
  const kept = {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, text: string) => void items.set(key, text),
    removeItem: (key: string) => void items.delete(key),
  };
  const ports: CountingPorts = {
    host,
    store,
    kept,
    plan: PLAN,
    operatorId: 'ann',
    ownSeq: () => ({ journalId: 'own', seq: state.seq }),
    now: () => state.now,
    later: (run, delayMs) => {
      const timer = { at: state.now + delayMs, run };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
  };
  const settle = async () => {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  };
  const pass = async (ms: number) => {
    await settle();
    state.now += ms;
    for (const timer of timers.filter(({ at }) => at <= state.now)) {
      timers.splice(timers.indexOf(timer), 1);
      timer.run();
    }
    await settle();
  };
  return { ports, state, facts, items, asked, pass, settle };
}

const quantities = (facts: readonly { payload: CountRecorded }[]) =>
  facts.map(({ payload }) => payload.lines.map(({ variantId, quantity }) => `${variantId} ${quantity}`).join(', '));

describe('counting', () => {
  it('tells the same again where no answer came, before what was said since', async () => {
    const { ports, state, facts, asked, pass } = setUp();
    const counting = await openCounting(ports);
    counting.set(mug, 3);
    state.unanswered = true;
    await pass(3000);
    expect(counting.view.get()).toMatchObject({ pending: 1, fault: { code: 'host-unreachable' } });
    counting.set(mug, 4);
    state.unanswered = false;
    await pass(3000);
    expect(asked.map((ids) => ids.length)).toEqual([1, 1, 1]);
    expect(asked[1]).toEqual(asked[0]);
    expect(asked[2]).not.toEqual(asked[0]);
    expect(quantities(facts)).toEqual(['mug 3', 'mug 4']);
    expect(counting.view.get()).toMatchObject({ pending: 0, fault: null });
  });

  it('adds scans up, and tells each figure once it has been quiet', async () => {
    const { ports, facts, pass } = setUp();
    const counting = await openCounting(ports);
    counting.add(mug, 1);
    counting.add(mug, 12);
    await pass(2000);
    counting.add(tea, 1);
    await pass(1000);
    expect([quantities(facts), counting.view.get().pending]).toEqual([['mug 13'], 1]);
    await pass(3000);
    expect([quantities(facts), counting.view.get().pending]).toEqual([['mug 13', 'tea 1'], 0]);
  });

  it('says what was known when a figure was said, not when it is journalled', async () => {
    const { ports, state, facts, pass, settle } = setUp();
    const counting = await openCounting(ports);
    counting.set(mug, 5);
    await settle();
    state.known = { other: 9 };
    state.seq = 6;
    counting.set(tea, 2);
    await pass(5000);
    expect(facts.map(({ payload }) => payload.known)).toEqual([
      { other: 7, own: 4 },
      { other: 9, own: 6 },
    ]);
  });

  it('loses nothing to a crash, nor to a host that refuses', async () => {
    const { ports, state, facts, items, pass } = setUp();
    state.refuses = true;
    const first = await openCounting(ports);
    first.set(mug, 3);
    await pass(5000);
    expect([first.view.get().fault?.code, facts.length, items.size]).toEqual(['journal-disk-full', 0, 1]);
    first.close();
    state.refuses = false;
    const again = await openCounting(ports);
    expect([...again.view.get().figures.values()]).toEqual([{ ...mug, quantity: 3 }]);
    expect(await again.flush()).toBe(true);
    expect([quantities(facts), items.size]).toEqual([['mug 3'], 0]);
    const third = await openCounting(ports);
    expect([...third.view.get().figures.values()]).toEqual([{ ...mug, quantity: 3 }]);
  });

  it('corrects a figure by saying it again', async () => {
    const { ports, facts } = setUp();
    const counting = await openCounting(ports);
    counting.set(mug, 3);
    await counting.flush();
    counting.set(mug, 2);
    await counting.flush();
    expect(quantities(facts)).toEqual(['mug 3', 'mug 2']);
    expect((await openCounting(ports)).view.get().figures.get('floor\nmug')?.quantity).toBe(2);
  });

  it('tells that this is all after everything that was found there', async () => {
    const { ports, facts } = setUp();
    const counting = await openCounting(ports);
    counting.set(mug, 3);
    expect(await counting.completePlace('floor')).toBe(true);
    expect(facts.map(({ payload }) => payload.complete ?? false)).toEqual([false, true]);
    expect((await openCounting(ports)).view.get().complete).toEqual(new Set(['floor']));
  });
});
