import { createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Envelope } from '#domain/journal/envelope.ts';
import { DEFAULT_ROLES } from '#domain/operator/permission.ts';
import { waitAfter } from '#domain/operator/pin-back-off.ts';
import { instant } from '#electron/host/clock.ts';
import { type Journal, openJournal } from '#electron/host/journal/journal.ts';
import { journalKeys, newRegistration } from '#electron/host/registration.ts';
import { DrivenClock } from '#tests/fixtures/driven-clock.ts';
import { uuid } from '#tests/fixtures/fact-drafts.ts';
import { TEST_BADGE, TEST_PEPPER, testHostConfig } from '#tests/fixtures/host-config.ts';
import { MemoryJournalStorage } from '#tests/fixtures/memory-journal-storage.ts';
import { hashBadge } from './badge-hash.ts';
import { createOperators } from './operators.ts';
import { openPinAttempts } from './pin-attempts.ts';

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
  const session: { id: string | null } = { id: uuid(0x51) };
  const operators = createOperators({
    journal,
    append: journal.append,
    stampOf: (operatorId, training) => ({
      at: instant(clock),
      businessDate: '2026-11-21',
      operatorId,
      ...(training ? { training } : {}),
    }),
    config: () => config,
    sessionId: () => session.id,
    pepper: TEST_PEPPER,
    attempts: await openPinAttempts(join(folder, 'pin-attempts.json')),
    clock,
    newId: () => uuid(++ids + 1000),
    onChange: () => {},
  });
  const told = async () => (await journal.read(0, 100)).map(tell);
  return { clock, config, journal, operators, session, told };
}

function tell({ kind, payload, businessDate, operatorId }: Envelope): string {
  const { verdict, cause } = payload as { verdict?: string; cause?: string };
  return [kind, verdict, cause, businessDate, operatorId].filter(Boolean).join(' ');
}

describe('signing in', () => {
  it('journals who came, went and took over', async () => {
    const { operators, told } = await setUp();
    expect(await operators.signIn({ operatorId: 'ann', pin: '1234' })).toEqual({ ok: true });
    expect(operators.signedIn()).toEqual({ operatorId: 'ann', training: false });
    expect(await operators.signIn({ operatorId: 'bob', pin: '5678' })).toEqual({ ok: true });
    expect(await operators.signOut('idle')).toEqual({ ok: true });
    expect(operators.signedIn()).toBeNull();
    expect(await operators.signOut()).toEqual({ ok: true });
    expect(await told()).toEqual([
      'operator.signed in 2026-11-21 ann',
      'operator.signed out switch 2026-11-21 ann',
      'operator.signed in 2026-11-21 bob',
      'operator.signed out idle 2026-11-21 bob',
    ]);
  });

  it('ends when they work here no more, or their PIN or badge became another', async () => {
    const { operators, config, told } = await setUp();
    const asIs = structuredClone(config);
    await operators.signIn({ operatorId: 'ann', pin: '1234' });
    config.badgeHashes = { ...config.badgeHashes, ann: 'her first badge' };
    expect(await operators.review()).toEqual({ ok: true });
    expect(operators.signedIn()).toMatchObject({ operatorId: 'ann' });
    const changes = [
      () => Object.assign(config, { config: { ...config.config, operators: [] } }),
      () => Object.assign(config, { pinHashes: { ...config.pinHashes, ann: 'another' } }),
      () => Object.assign(config, { badgeHashes: { ...config.badgeHashes, ann: 'another' } }),
      () => Object.assign(config, { badgeHashes: {} }),
    ];
    for (const change of changes) {
      change();
      await operators.review();
      expect(operators.signedIn()).toBeNull();
      Object.assign(config, structuredClone(asIs), { badgeHashes: { ann: 'hers' } });
      await operators.signIn({ operatorId: 'ann', pin: '1234' });
    }
    await operators.review();
    expect(operators.signedIn()).toMatchObject({ operatorId: 'ann' });
    expect((await told()).slice(0, 3)).toEqual([
      'operator.signed in 2026-11-21 ann',
      'operator.signed out 2026-11-21 ann',
      'operator.signed in 2026-11-21 ann',
    ]);
  });

  it('leaves rights with the role, which may lose them meanwhile', async () => {
    const { operators, config } = await setUp();
    await operators.signIn({ operatorId: 'bob', pin: '5678' });
    expect(await operators.isAllowed('open-price')).toBe(true);
    const roles = DEFAULT_ROLES.map((role) => ({ ...role, grants: { sell: true as const } }));
    Object.assign(config, { config: { ...config.config, roles } });
    expect(await operators.isAllowed('open-price')).toBe(false);
    expect(operators.signedIn()).toMatchObject({ operatorId: 'bob' });
  });

  it('is not kept over a restart', async () => {
    const { operators, journal, clock } = await setUp();
    await operators.signIn({ operatorId: 'ann', pin: '1234' });
    expect((await setUp({ journal, clock })).operators.signedIn()).toBeNull();
  });

  it('is by badge too, which is found without a name', async () => {
    const { operators, told } = await setUp();
    expect(await operators.signIn({ badge: TEST_BADGE })).toEqual({ ok: true });
    expect(operators.signedIn()).toMatchObject({ operatorId: 'mia' });
    expect(await operators.signIn({ badge: `${TEST_BADGE}0` })).toMatchObject({ fault: { code: 'badge-unknown' } });
    expect(operators.signedIn()).toMatchObject({ operatorId: 'mia' });
    expect(await told()).toEqual(['operator.signed in 2026-11-21 mia', 'operator.signed failed 2026-11-21']);
  });

  it('hashes badges as the settings do', () => {
    expect(hashBadge('12345678', Buffer.from('key').toString('base64url'))).toBe(
      `hmac-sha256:${createHmac('sha256', 'key').update('12345678').digest('base64url')}`,
    );
  });

  it('slows guesses at badges down, and no PIN', async () => {
    const { operators } = await setUp();
    for (let n = 0; n < 4; n++) await operators.signIn({ badge: 'wrong-badge' });
    expect(await operators.signIn({ badge: TEST_BADGE })).toMatchObject({ fault: { code: 'pin-locked' } });
    expect(await operators.signIn({ operatorId: 'ann', pin: '1234' })).toEqual({ ok: true });
  });

  it('is not locked by a flood of unknown badges, of which one a second is looked at', async () => {
    const { operators, clock, told } = await setUp();
    for (let n = 0; n < 40; n++) {
      await operators.signIn({ badge: `wrong-badge-${n}` });
      await clock.advance(100);
    }
    expect((await told()).length).toBeLessThanOrEqual(3 + 4);
    await clock.advance(1000);
    expect(await operators.signIn({ badge: TEST_BADGE })).toEqual({ ok: true });
  });

  it('to train needs the permission, and marks all that is journalled', async () => {
    const { operators, journal, config } = await setUp();
    config.config.roles = [{ roleId: 'cashier', name: 'Cashier', grants: { sell: true } }];
    const training = { operatorId: 'ann', pin: '1234', training: true };
    expect(await operators.signIn(training)).toMatchObject({ fault: { code: 'permission-refused' } });
    config.config.roles = [];
    expect(await operators.signIn(training)).toEqual({ ok: true });
    expect(operators.signedIn()).toEqual({ operatorId: 'ann', training: true });
    expect((await journal.read(0, 10)).map((fact) => fact.training)).toEqual([true]);
  });

  it('journals wrong PINs, never the PIN, and leaves who is signed in alone', async () => {
    const { operators, told, journal } = await setUp();
    await operators.signIn({ operatorId: 'ann', pin: '1234' });
    expect(await operators.signIn({ operatorId: 'bob', pin: '4711' })).toEqual({
      ok: false,
      fault: { code: 'pin-wrong' },
      retryAfterMs: 0,
    });
    expect(await operators.signIn({ operatorId: 'eve', pin: '1234' })).toMatchObject({
      fault: { code: 'operator-unknown' },
    });
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
      expect(await operators.signIn({ operatorId: 'ann', pin: '0000' })).toMatchObject({
        fault: { code: 'pin-wrong' },
        retryAfterMs,
      });
    }
    await clock.advance(999);
    expect(await operators.signIn({ operatorId: 'ann', pin: '1234' })).toMatchObject({
      fault: { code: 'pin-locked' },
      retryAfterMs: 1,
    });
    expect(await operators.signIn({ operatorId: 'bob', pin: '5678' })).toEqual({ ok: true });
    await clock.advance(1);
    expect(await operators.signIn({ operatorId: 'ann', pin: '1234' })).toEqual({ ok: true });
    expect(await operators.signIn({ operatorId: 'ann', pin: '0000' })).toMatchObject({
      fault: { code: 'pin-wrong' },
      retryAfterMs: 0,
    });
  });

  it('are not forgotten by a restart', async () => {
    const { operators, clock, journal } = await setUp();
    for (let n = 0; n < 4; n++) await operators.signIn({ operatorId: 'ann', pin: '0000' });
    const restarted = await setUp({ clock, journal });
    expect(await restarted.operators.signIn({ operatorId: 'ann', pin: '1234' })).toMatchObject({
      fault: { code: 'pin-locked' },
    });
  });

  it('cannot be tried side by side', async () => {
    const { operators } = await setUp();
    const results = await Promise.all(
      Array.from({ length: 30 }, () => operators.signIn({ operatorId: 'ann', pin: '0000' })),
    );
    const codes = results.map((result) => (result.ok ? 'in' : result.fault.code));
    expect(codes.filter((code) => code === 'pin-wrong')).toHaveLength(4);
    expect(codes.filter((code) => code === 'pin-locked')).toHaveLength(26);
  });

  it('lock no longer than the wait when the clock was set back', async () => {
    const { operators, clock } = await setUp();
    for (let n = 0; n < 5; n++) {
      await operators.signIn({ operatorId: 'ann', pin: '0000' });
      await clock.advance(n < 4 ? 1000 : 0);
    }
    clock.set('2020-01-01T00:00:00.000Z');
    expect(await operators.signIn({ operatorId: 'ann', pin: '1234' })).toMatchObject({
      fault: { code: 'pin-locked' },
      retryAfterMs: 2000,
    });
    await clock.advance(2000);
    expect(await operators.signIn({ operatorId: 'ann', pin: '1234' })).toEqual({ ok: true });
  });
});

describe('a manager', () => {
  const ask = { permission: 'no-sale', size: 0, subjectId: uuid(7) };

  it('allows on the spot what the role does not, and both answers are journalled', async () => {
    const { operators, journal } = await setUp();
    expect(await operators.override(ask)).toMatchObject({ fault: { code: 'not-signed-in' } });
    await operators.signIn({ operatorId: 'ann', pin: '1234' });
    expect(await operators.isAllowed('no-sale')).toBe(false);
    expect(await operators.override(ask)).toMatchObject({ fault: { code: 'permission-refused' } });
    const bob = await operators.override({ ...ask, operatorId: 'bob', pin: '5678' });
    expect(bob).toMatchObject({ fault: { code: 'permission-refused' } });
    const granted = await operators.override({ ...ask, badge: TEST_BADGE });
    expect(granted).toMatchObject({ ok: true, deciderId: 'mia' });
    const facts = (await journal.read(1, 10)).map(({ kind, operatorId, payload }) => [kind, operatorId, payload]);
    const asked = { ...ask, askerId: 'ann', scope: { sessionId: uuid(0x51) } };
    expect(facts).toEqual([
      ['override.decided', 'ann', { ...asked, deciderId: null, verdict: 'refused' }],
      ['override.decided', 'ann', { ...asked, deciderId: 'bob', verdict: 'refused' }],
      ['override.decided', 'ann', { ...asked, deciderId: 'mia', verdict: 'granted' }],
    ]);
  });

  it('decides for one who asked, up to a size, for one subject in one session', async () => {
    const { operators, session } = await setUp();
    await operators.signIn({ operatorId: 'ann', pin: '1234' });
    const asked = { permission: 'discount', size: 250_000, operatorId: 'mia', pin: '9012' };
    expect(await operators.override(asked)).toMatchObject({ fault: { code: 'draft-invalid' } });
    const subjectId = uuid(7);
    const granted = await operators.override({ ...asked, subjectId });
    const overrideId = granted.ok ? granted.overrideId : '';
    expect(await operators.isAllowed('discount', 250_000, overrideId, subjectId)).toBe(true);
    expect(await operators.isAllowed('discount', 250_001, overrideId, subjectId)).toBe(false);
    expect(await operators.isAllowed('discount', 250_000, overrideId, uuid(8))).toBe(false);
    expect(await operators.isAllowed('discount', 250_000, overrideId)).toBe(false);
    expect(await operators.isAllowed('discount', 250_000)).toBe(false);
    expect(await operators.isAllowed('price-override', 250_000, overrideId, subjectId)).toBe(false);
    session.id = uuid(0x52);
    expect(await operators.isAllowed('discount', 250_000, overrideId, subjectId)).toBe(false);
    session.id = uuid(0x51);
    await operators.signIn({ operatorId: 'bob', pin: '5678' });
    expect(await operators.isAllowed('discount', 250_000, overrideId, subjectId)).toBe(false);
  });

  it('decides for one part of a cart, which may outlive the session', async () => {
    const { operators, session } = await setUp();
    await operators.signIn({ operatorId: 'ann', pin: '1234' });
    const [subjectId, itemId] = [uuid(7), uuid(0x71)];
    const asked = { permission: 'discount', size: 250_000, subjectId, itemId, amount: 204 };
    const granted = await operators.override({ ...asked, operatorId: 'mia', pin: '9012' });
    const overrideId = granted.ok ? granted.overrideId : '';
    const use = { permission: 'discount' as const, size: 250_000, subjectId };
    session.id = null;
    expect(await operators.covers(overrideId, { ...use, itemIds: [itemId] })).toBe(true);
    expect(await operators.covers(overrideId, { ...use, itemIds: [uuid(0x72)] })).toBe(false);
    expect(await operators.covers(uuid(9), { ...use, itemIds: [itemId] })).toBe(false);
  });

  it('is asked for a PIN with the same back-off', async () => {
    const { operators, told } = await setUp();
    await operators.signIn({ operatorId: 'ann', pin: '1234' });
    const guess = () => operators.override({ ...ask, operatorId: 'mia', pin: '0000' });
    for (const retryAfterMs of [0, 0, 0, 1000]) {
      expect(await guess()).toMatchObject({ fault: { code: 'pin-wrong' }, retryAfterMs });
    }
    expect(await operators.override({ ...ask, operatorId: 'mia', pin: '9012' })).toMatchObject({
      fault: { code: 'pin-locked' },
    });
    expect((await told()).filter((fact) => fact.includes('failed'))).toHaveLength(4);
    expect(await operators.override({ ...ask, permission: 'anything' })).toMatchObject({
      fault: { code: 'draft-invalid' },
    });
  });

  it('lets a locked operator try again at once, when the role allows it', async () => {
    const { operators, told } = await setUp();
    for (let n = 0; n < 5; n++) await operators.signIn({ operatorId: 'ann', pin: '0000' });
    const bob = { blockedId: 'ann', operatorId: 'bob', pin: '5678' };
    expect(await operators.unlock(bob)).toMatchObject({ fault: { code: 'permission-refused' } });
    expect(await operators.signIn({ operatorId: 'ann', pin: '1234' })).toMatchObject({ fault: { code: 'pin-locked' } });
    expect(await operators.unlock({ blockedId: 'ann', badge: TEST_BADGE })).toEqual({ ok: true });
    expect(await operators.signIn({ operatorId: 'ann', pin: '1234' })).toEqual({ ok: true });
    expect(await told()).toContain('operator.signed unlocked 2026-11-21 mia');
  });

  it('lets them try once more, not three times, before the wait goes on', async () => {
    const { operators } = await setUp();
    const guess = () => operators.signIn({ operatorId: 'ann', pin: '0000' });
    for (let n = 0; n < 4; n++) await guess();
    expect(await operators.unlock({ blockedId: 'ann', badge: TEST_BADGE })).toEqual({ ok: true });
    expect(await guess()).toMatchObject({ fault: { code: 'pin-wrong' }, retryAfterMs: 2000 });
    expect(await operators.signIn({ operatorId: 'ann', pin: '1234' })).toMatchObject({ fault: { code: 'pin-locked' } });
  });

  it('lets nobody who may less have a locked operator’s PIN tried again', async () => {
    const { operators, config } = await setUp();
    config.config.operators = config.config.operators.map((one) =>
      one.operatorId === 'bob' ? { ...one, role: 'shift-manager' } : one,
    );
    for (let n = 0; n < 5; n++) await operators.signIn({ operatorId: 'mia', pin: '0000' });
    const byBob = { blockedId: 'mia', operatorId: 'bob', pin: '5678' };
    expect(await operators.unlock(byBob)).toMatchObject({ fault: { code: 'grants-exceeded' } });
    expect(await operators.signIn({ operatorId: 'mia', pin: '9012' })).toMatchObject({ fault: { code: 'pin-locked' } });
  });
});
