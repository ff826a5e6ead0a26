import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Envelope } from '#domain/journal/envelope.ts';
import { DrivenClock } from '#tests/fixtures/driven-clock.ts';
import { uuid } from '#tests/fixtures/fact-drafts.ts';
import { TEST_PEPPER, testHostConfig } from '#tests/fixtures/host-config.ts';
import { MemoryJournalStorage } from '#tests/fixtures/memory-journal-storage.ts';
import { type Journal, openJournal } from './journal/journal.ts';
import { createOperators } from './operators.ts';
import { openPinAttempts, waitAfter } from './pin-attempts.ts';
import { journalKeys, newRegistration } from './registration.ts';

const identity = { storeId: 'leeds', registerId: 'till-1', journalId: uuid(0xa), receiptSeries: 'L1' };
const keys = journalKeys(newRegistration(identity.journalId));
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'omnitill-operators-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function setUp(given: { journal?: Journal; clock?: DrivenClock } = {}) {
  const clock = given.clock ?? new DrivenClock();
  const journal = given.journal ?? (await openJournal({ storage: new MemoryJournalStorage(), identity, ...keys }));
  let ids = journal.seq() * 10;
  const config = testHostConfig();
  const operators = createOperators({
    journal,
    append: journal.append,
    config: () => config,
    pepper: TEST_PEPPER,
    attempts: await openPinAttempts(join(folder, 'pin-attempts.json')),
    clock,
    newId: () => uuid(++ids + 1000),
    onChange: () => {},
  });
  const told = async () => (await journal.read(0, 100)).map(tell);
  return { clock, journal, operators, told };
}

function tell({ kind, payload, businessDate, operatorId }: Envelope): string {
  const { verdict } = payload as { verdict?: string };
  return [kind, verdict, businessDate, operatorId].filter(Boolean).join(' ');
}

describe('signing in', () => {
  it('opens the session of a business date once, and journals who came and went', async () => {
    const { operators, told, clock } = await setUp();
    expect(await operators.signIn('ann', '1234')).toEqual({ ok: true });
    const first = operators.signedIn();
    expect(first).toMatchObject({ operatorId: 'ann', businessDate: '2026-11-21' });
    expect(await operators.signIn('bob', '5678')).toEqual({ ok: true });
    expect(operators.signedIn()).toMatchObject({ operatorId: 'bob', sessionId: first?.sessionId });
    expect(await operators.signOut()).toEqual({ ok: true });
    expect(operators.signedIn()).toBeNull();
    clock.set('2026-11-22T03:59:00.000Z');
    await operators.signIn('ann', '1234');
    expect(operators.signedIn()?.sessionId).toBe(first?.sessionId);
    await operators.signOut();
    clock.set('2026-11-22T04:00:00.000Z');
    await operators.signIn('ann', '1234');
    expect(operators.signedIn()).toMatchObject({ businessDate: '2026-11-22' });
    expect(operators.signedIn()?.sessionId).not.toBe(first?.sessionId);
    expect(await told()).toEqual([
      'operator.signed in 2026-11-21 ann',
      'session.opened 2026-11-21 ann',
      'operator.signed out 2026-11-21 ann',
      'operator.signed in 2026-11-21 bob',
      'operator.signed out 2026-11-21 bob',
      'operator.signed in 2026-11-21 ann',
      'operator.signed out 2026-11-21 ann',
      'operator.signed in 2026-11-22 ann',
      'session.opened 2026-11-22 ann',
    ]);
  });

  it('resumes the session after a restart, where everybody must sign in again', async () => {
    const { operators, journal, clock } = await setUp();
    await operators.signIn('ann', '1234');
    const before = operators.signedIn();
    const restarted = await setUp({ journal, clock });
    expect(restarted.operators.signedIn()).toBeNull();
    await restarted.operators.signIn('ann', '1234');
    expect(restarted.operators.signedIn()).toEqual(before);
  });

  it('journals wrong PINs, never the PIN, and leaves who is signed in alone', async () => {
    const { operators, told, journal } = await setUp();
    await operators.signIn('ann', '1234');
    expect(await operators.signIn('bob', '4711')).toEqual({ ok: false, fault: { code: 'pin-wrong' }, retryAfterMs: 0 });
    expect(await operators.signIn('eve', '1234')).toMatchObject({ fault: { code: 'operator-unknown' } });
    expect(operators.signedIn()).toMatchObject({ operatorId: 'ann' });
    expect(await told()).toContain('operator.signed failed 2026-11-21');
    expect(JSON.stringify(await journal.read(0, 100))).not.toContain('4711');
  });
});

describe('wrong PINs in a row', () => {
  it('wait 0, 0, 0, 1, 2, 4, … 60 seconds', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 100].map((n) => waitAfter(n) / 1000)).toEqual([
      0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60,
    ]);
  });

  it('lock the operator, and no other, until the wait is over, also for the right PIN', async () => {
    const { operators, clock } = await setUp();
    for (const retryAfterMs of [0, 0, 0, 1000]) {
      expect(await operators.signIn('ann', '0000')).toMatchObject({ fault: { code: 'pin-wrong' }, retryAfterMs });
    }
    await clock.advance(999);
    expect(await operators.signIn('ann', '1234')).toMatchObject({ fault: { code: 'pin-locked' }, retryAfterMs: 1 });
    expect(await operators.signIn('bob', '5678')).toEqual({ ok: true });
    await clock.advance(1);
    expect(await operators.signIn('ann', '1234')).toEqual({ ok: true });
    expect(await operators.signIn('ann', '0000')).toMatchObject({ fault: { code: 'pin-wrong' }, retryAfterMs: 0 });
  });

  it('are not forgotten by a restart', async () => {
    const { operators, clock, journal } = await setUp();
    for (let n = 0; n < 4; n++) await operators.signIn('ann', '0000');
    const restarted = await setUp({ clock, journal });
    expect(await restarted.operators.signIn('ann', '1234')).toMatchObject({ fault: { code: 'pin-locked' } });
  });

  it('cannot be tried side by side', async () => {
    const { operators } = await setUp();
    const results = await Promise.all(Array.from({ length: 30 }, () => operators.signIn('ann', '0000')));
    const codes = results.map((result) => (result.ok ? 'in' : result.fault.code));
    expect(codes.filter((code) => code === 'pin-wrong')).toHaveLength(4);
    expect(codes.filter((code) => code === 'pin-locked')).toHaveLength(26);
  });

  it('lock no longer than the wait when the clock was set back', async () => {
    const { operators, clock } = await setUp();
    for (let n = 0; n < 5; n++) {
      await operators.signIn('ann', '0000');
      await clock.advance(n < 4 ? 1000 : 0);
    }
    clock.set('2020-01-01T00:00:00.000Z');
    expect(await operators.signIn('ann', '1234')).toMatchObject({ fault: { code: 'pin-locked' }, retryAfterMs: 2000 });
    await clock.advance(2000);
    expect(await operators.signIn('ann', '1234')).toEqual({ ok: true });
  });
});
