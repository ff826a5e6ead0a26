import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fact } from '#contracts/facts/envelope.ts';
import type { SessionClosed } from '#contracts/facts/session-facts.ts';
import { checkZ } from '#domain/session/check-z.ts';
import { uuid } from '#tests/fixtures/fact-drafts.ts';
import { testHostConfig } from '#tests/fixtures/host-config.ts';
import { shiftAt } from '#tests/fixtures/test-shift.ts';
import { TestTill } from '#tests/fixtures/test-till.ts';

let folder: string;
let till: TestTill;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'omnitill-closing-'));
  till = new TestTill(folder);
  await till.open();
});
afterEach(async () => {
  await till.close();
  await rm(folder, { recursive: true });
});

const { sale, openShift, closing, closeWith, configured } = shiftAt(() => till);

describe('closing', () => {
  it('makes a Z that equals the fold of its facts, numbered without gaps, over restarts', async () => {
    await openShift();
    await sale();
    await sale();
    const first = await closeWith(
      closing(11_000, { differences: [{ tender: 'cash', reason: 'miscount' }], left: 8_000 }),
    );
    expect(first.payload).toMatchObject({
      zNumber: 1,
      series: 'L1',
      totals: { total: 1200, drawer: 11_200, receipts: { first: 1, last: 2, count: 2 } },
      differences: [{ tender: 'cash', amount: -200, reason: 'miscount' }],
      perpetual: { sessions: 1, receipts: 2, sales: 1200, returns: 0, total: 1200 },
      left: 8_000,
    });
    expect((await till.status()).session).toBeNull();
    expect(await sale()).toBe('session-not-open');
    await till.restart();
    await openShift('bob', 8_000);
    await sale();
    await till.restart();
    expect((await till.status()).session).toMatchObject({ accountable: 'bob', float: 8_000 });
    await till.signIn('bob');
    await sale();
    const second = await closeWith(closing(9_200, { factId: uuid(0xc2) }));
    expect(second.payload).toMatchObject({ zNumber: 2, perpetual: { sessions: 2, receipts: 4, total: 2400 } });
    const facts = await till.facts();
    expect(checkZ(first, facts, null)).toEqual([]);
    expect(checkZ(second, facts, first.payload)).toEqual([]);
  });

  it('asked for twice, also after a crash, answers with the first Z', async () => {
    await openShift();
    const input = closing(10_000);
    const first = await closeWith(input);
    expect(await closeWith(input)).toEqual(first);
    await till.restart();
    expect(await closeWith(input)).toEqual(first);
    expect((await till.facts()).filter(({ kind }) => kind === 'session.closed')).toHaveLength(1);
  });

  it.each([
    ['cash that was not counted', { declared: [] }],
    ['a difference without a reason', { declared: [{ tender: 'cash', amount: 1 }] }],
    [
      'counts that come to something else',
      { declared: [{ tender: 'cash', amount: 10_000, counts: [{ value: 1, count: 1 }] }] },
    ],
    ['more left than there is', { left: 10_001 }],
  ])('is not done with %s', async (_, change) => {
    await openShift();
    expect(await till.ask('session.close', closing(10_000, change))).toBe('draft-invalid');
    expect((await till.status()).session).not.toBeNull();
  });

  it('lets no sale slip in between its totals and its Z, whenever it is asked for', async () => {
    await till.signIn('ann');
    let before: SessionClosed | null = null;
    let booked = 0;
    for (const turns of [0, 1, 2, 3, 4, 5, 6, 8, 12, 20, 40]) {
      await till.call('session.open', { float: 10_000 });
      const first = [sale(), sale(), sale()];
      for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
      if (turns === 40) await first[0];
      const differences = [{ tender: 'cash', reason: 'miscount' }];
      const closes = till.ask(
        'session.close',
        closing(10_000, { factId: uuid(0xc0 + turns), differences, left: 10_000 }),
      );
      const answers = await Promise.all([...first, sale(), sale()]);
      expect(await closes).toBe('ok');
      expect(new Set([...answers, 'ok', 'session-not-open'])).toEqual(new Set(['ok', 'session-not-open']));
      const facts = await till.facts();
      const closed = facts.findLast(({ kind }) => kind === 'session.closed') as Fact<SessionClosed>;
      expect(checkZ(closed, facts, before)).toEqual([]);
      expect(closed.payload.totals.receipts?.count ?? 0).toBe(answers.filter((answer) => answer === 'ok').length);
      expect(facts.filter(({ kind, seq }) => kind === 'order.completed' && seq > closed.seq)).toEqual([]);
      booked += closed.payload.totals.receipts?.count ?? 0;
      before = closed.payload;
    }
    expect(booked).toBeGreaterThan(0);
  });

  it('is for the one who answers for it, or who may share it, or was allowed to', async () => {
    await openShift('ann');
    await till.signIn('bob');
    expect(await till.ask('session.close', closing(10_000))).toBe('permission-refused');
    const subjectId = (await till.status()).session?.sessionId ?? '';
    const ask = { permission: 'session-share', size: 0, operatorId: 'mia', pin: '9012' };
    const asked = await till.call('override.ask', { ...ask, subjectId });
    const overrideId = asked.ok ? asked.overrideId : '';
    expect(await till.ask('session.close', closing(10_000, { overrideId }))).toBe('ok');
  });
});

describe('a session that nobody closed', () => {
  it('goes on under its own date, is told as overdue after the grace, and then anybody may close it', async () => {
    await openShift('ann');
    await till.clock.advance(0);
    till.clock.set('2026-11-22T05:59:00.000Z');
    await till.signIn('ann');
    expect(await sale()).toBe('ok');
    expect((await till.facts()).at(-1)).toMatchObject({ kind: 'order.completed', businessDate: '2026-11-21' });
    expect((await till.status()).session?.overdue).toBe(false);
    const overdue = till.when(({ session }) => session?.overdue === true);
    await till.clock.advance(120_000);
    await overdue;
    expect(await sale()).toBe('ok');
    await till.restart();
    await till.signIn('bob');
    expect(await sale()).toBe('session-not-yours');
    const closed = await closeWith(closing(11_200));
    expect(closed).toMatchObject({ businessDate: '2026-11-21', operatorId: 'bob' });
    expect(await till.ask('session.open', { float: 0 })).toBe('ok');
    expect((await till.status()).session?.businessDate).toBe('2026-11-22');
  });

  it('is closed by another when its operator is none any more', async () => {
    await openShift('ann');
    await configured(testHostConfig({ pins: { bob: '5678' } }));
    await till.signIn('bob');
    expect(await till.ask('session.close', closing(10_000))).toBe('ok');
  });
});
