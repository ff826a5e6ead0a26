import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startVirtualPrinter } from '#drivers/sim/virtual-printer.ts';
import { printDeviceAt } from '#electron/host/printing/testing/print-device-at.ts';
import { uuid } from '#tests/fixtures/fact-drafts.ts';
import { TEST_BADGE, testHostConfig } from '#tests/fixtures/host-config.ts';
import { shiftAt } from '#tests/fixtures/test-shift.ts';
import { TestTill } from '#tests/fixtures/test-till.ts';

let folder: string;
let till: TestTill;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'omnitill-session-'));
  till = new TestTill(folder);
  await till.open();
});
afterEach(async () => {
  await till.close();
  await rm(folder, { recursive: true });
});

const { sale, openShift, totals, closing, closeWith, policyWith, configured } = shiftAt(() => till);

describe('opening', () => {
  it('needs somebody, once, with the right, and a float that was counted right', async () => {
    expect(await till.ask('session.open', { float: 0 })).toBe('not-signed-in');
    await till.signIn('ann');
    const counts = [{ value: 2000, count: 5 }];
    expect(await till.ask('session.open', { float: 10_001, counts })).toBe('draft-invalid');
    expect(await till.ask('session.open', { float: 10_000, counts, drawerId: 'B' })).toBe('ok');
    expect(await till.ask('session.open', { float: 10_000 })).toBe('session-open-already');
    expect((await till.status()).session).toMatchObject({
      businessDate: '2026-11-21',
      float: 10_000,
      accountable: 'ann',
      mode: 'fixed',
      drawerId: 'B',
      overdue: false,
    });
  });

  it('is refused to a role that may not', async () => {
    const config = testHostConfig();
    config.config.roles = [{ roleId: 'cashier', name: 'Cashier', grants: { sell: true } }];
    await configured(config);
    await till.signIn('ann');
    expect(await till.ask('session.open', { float: 0 })).toBe('permission-refused');
    const factId = uuid(0x0f);
    const ask = { permission: 'session-open', size: 0, subjectId: factId, operatorId: 'mia', pin: '9012' };
    const asked = await till.call('override.ask', ask);
    expect(asked).toMatchObject({ fault: { code: 'permission-refused' } });
    config.config.roles.push({ roleId: 'manager', name: 'Manager', grants: { 'session-open': true } });
    await configured({ ...config, config: { ...config.config, revision: 'r3' } });
    const granted = await till.call('override.ask', ask);
    const overrideId = granted.ok ? granted.overrideId : '';
    expect(await till.ask('session.open', { float: 0, overrideId })).toBe('permission-refused');
    expect(await till.ask('session.open', { factId, float: 0, overrideId })).toBe('ok');
  });

  it('comes before any money', async () => {
    await till.signIn('ann');
    expect(await sale()).toBe('session-not-open');
    const move = { factId: uuid(1), direction: 'in' as const, amount: 100, reason: 'change' };
    expect(await till.ask('cash.move', move)).toBe('session-not-open');
    expect(await till.ask('session.report', {})).toBe('session-not-open');
    expect(await till.ask('session.close', closing(0))).toBe('session-not-open');
    expect(await till.ask('session.hand-over', { to: 'bob', counted: 0 })).toBe('session-not-open');
    const opened = {
      id: uuid(2),
      kind: 'cart.opened',
      version: 1,
      payload: { cartId: uuid(3), openedAt: '2026-11-21T10:00:00.000Z' },
    };
    expect(await till.ask('journal.append', { drafts: [opened] })).toBe('ok');
  });
});

describe('the drawer', () => {
  it('is answered for by one operator, unless it was handed over or the role may share it', async () => {
    await openShift('ann');
    expect(await sale()).toBe('ok');
    await till.signIn('bob');
    expect(await sale()).toBe('session-not-yours');
    expect(await till.ask('session.hand-over', { to: 'bob', counted: 0 })).toBe('session-not-yours');
    await till.signIn('mia');
    expect(await sale()).toBe('ok');
    await till.signIn('ann');
    expect(await till.ask('session.hand-over', { to: 'eve', counted: 0 })).toBe('operator-unknown');
    expect(await till.ask('session.hand-over', { to: 'bob', counted: 11_150 })).toBe('pin-wrong');
    expect(await till.ask('session.hand-over', { to: 'bob', counted: 11_150, pin: '1234' })).toBe('pin-wrong');
    expect(await till.ask('session.hand-over', { to: 'bob', counted: 11_150, badge: TEST_BADGE })).toBe(
      'badge-unknown',
    );
    expect((await till.facts()).some(({ kind }) => kind === 'session.handed-over')).toBe(false);
    const handing = { factId: uuid(0xa0), to: 'bob', counted: 11_150, pin: '5678' };
    expect(await till.ask('session.hand-over', handing)).toBe('ok');
    expect(await till.ask('session.hand-over', handing)).toBe('ok');
    expect(await sale()).toBe('session-not-yours');
    await till.restart();
    expect((await till.status()).session?.accountable).toBe('bob');
    await till.signIn('bob');
    expect(await sale()).toBe('ok');
    const handed = (await till.facts()).find(({ kind }) => kind === 'session.handed-over');
    expect(handed?.payload).toMatchObject({ from: 'ann', to: 'bob', counted: 11_150, expected: 11_200 });
  });

  it('is taken over when a manager lets who asks, by nobody else', async () => {
    await openShift('ann');
    await till.signIn('bob');
    const factId = uuid(0xa0);
    const ask = { permission: 'session-share', size: 0, subjectId: factId, operatorId: 'mia', pin: '9012' };
    const granted = await till.call('override.ask', ask);
    const overrideId = granted.ok ? granted.overrideId : '';
    const other = await till.call('override.ask', { ...ask, permission: 'no-sale' });
    const wrong = other.ok ? other.overrideId : '';
    const counted = { factId, to: 'bob', counted: 9900 };
    expect(await till.ask('session.hand-over', { ...counted, overrideId: wrong })).toBe('session-not-yours');
    expect(await till.ask('session.hand-over', { ...counted, to: 'mia', pin: '9012', overrideId })).toBe(
      'session-not-yours',
    );
    expect(await till.ask('session.hand-over', { ...counted, factId: uuid(0xa1), overrideId })).toBe(
      'session-not-yours',
    );
    expect(await sale()).toBe('session-not-yours');
    expect(await till.ask('session.hand-over', { ...counted, overrideId })).toBe('ok');
    expect(await sale()).toBe('ok');
    const handed = (await till.facts()).find(({ kind }) => kind === 'session.handed-over');
    expect(handed?.payload).toMatchObject({ from: 'ann', to: 'bob', counted: 9900, expected: 10_000, overrideId });
  });

  it('is everybody’s where the store shares it', async () => {
    await configured(policyWith({ drawer: 'shared' }));
    await openShift('ann');
    await till.signIn('bob');
    expect(await sale()).toBe('ok');
    expect((await closeWith(closing(10_600))).payload.zNumber).toBe(1);
  });

  it('takes and gives cash with a reason, journalled once and before it opens', async () => {
    const printer = await startVirtualPrinter({ port: 0 });
    await till.close();
    await till.open({ device: printDeviceAt(`tcp://127.0.0.1:${printer.port}`) ?? undefined });
    await openShift('mia');
    const move = {
      factId: uuid(1),
      direction: 'pickup' as const,
      amount: 4000,
      reason: 'safe',
      counts: [{ value: 2000, count: 2 }],
    };
    expect(await till.ask('cash.move', { ...move, counts: [{ value: 2000, count: 1 }] })).toBe('draft-invalid');
    expect(await till.ask('cash.move', move)).toBe('ok');
    expect(await till.ask('cash.move', move)).toBe('ok');
    expect(await till.ask('drawer.open', { cause: 'no-sale', reason: 'change' })).toBe('ok');
    expect(printer.pulses()).toBe(2);
    expect((await till.facts()).slice(-3).map(({ kind }) => kind)).toEqual([
      'cash.moved',
      'drawer.opened',
      'drawer.opened',
    ]);
    expect(await totals()).toMatchObject({ pickups: 4000, drawer: 6000, counts: { noSales: 1 } });
    await printer.close();
  });

  it('opens for a cashier only when a manager allows it', async () => {
    await openShift('ann');
    const move = { factId: uuid(1), direction: 'out' as const, amount: 500, reason: 'petty-cash' };
    expect(await till.ask('cash.move', move)).toBe('permission-refused');
    expect(await till.ask('drawer.open', { cause: 'no-sale' })).toBe('permission-refused');
    expect(await till.ask('drawer.open', { cause: 'count' })).toBe('ok');
    const ask = { permission: 'cash-move', size: 500, subjectId: move.factId, operatorId: 'mia', pin: '9012' };
    const asked = await till.call('override.ask', ask);
    const overrideId = asked.ok ? asked.overrideId : '';
    expect(await till.ask('cash.move', { ...move, amount: 501, overrideId })).toBe('permission-refused');
    expect(await till.ask('drawer.open', { cause: 'no-sale', overrideId })).toBe('permission-refused');
    expect(await till.ask('cash.move', { ...move, overrideId })).toBe('ok');
    expect(await till.ask('cash.move', { ...move, overrideId })).toBe('ok');
    expect(await till.ask('cash.move', { ...move, factId: uuid(3), overrideId })).toBe('permission-refused');
    expect(await totals()).toMatchObject({ cashOut: 500, counts: { overrides: 1, noSales: 0 } });
  });
});

describe('opening after a Z', () => {
  it('compares the float with what was left, and tells what that was only once it was counted', async () => {
    await openShift('ann');
    await closeWith(closing(10_000, { left: 8_000 }));
    expect(await till.call('session.open', { float: 7_500 })).toEqual({
      ok: false,
      fault: { code: 'float-differs' },
      expected: 8_000,
    });
    const difference = { reason: 'miscount' };
    expect(await till.ask('session.open', { float: 7_500, difference })).toBe('ok');
    const opened = (await till.facts()).findLast(({ kind }) => kind === 'session.opened');
    expect(opened?.payload).toMatchObject({ float: 7_500, expected: 8_000, difference });
  });

  it('needs no reason for what was left, and none for another insert of the drawer', async () => {
    await till.signIn('ann');
    await till.call('session.open', { float: 10_000, drawerId: 'A' });
    await closeWith(closing(10_000, { left: 8_000 }));
    await till.restart();
    await till.signIn('ann');
    expect(await till.ask('session.open', { float: 9_000, drawerId: 'A' })).toBe('float-differs');
    expect(await till.ask('session.open', { float: 9_000, drawerId: 'B' })).toBe('ok');
    await closeWith(closing(9_000, { factId: uuid(0xc2), left: 9_000 }));
    expect(await till.ask('session.open', { float: 9_000, drawerId: 'B' })).toBe('ok');
  });

  it('is not done on an earlier date by a clock that was set back, unless a manager allows that once', async () => {
    await openShift('ann');
    await closeWith(closing(10_000));
    till.clock.set('2026-11-20T12:00:00.000Z');
    expect(await till.ask('session.open', { float: 0 })).toBe('clock-behind');
    const factId = uuid(0x0f);
    const ask = { permission: 'day-close', size: 0, subjectId: factId, operatorId: 'mia', pin: '9012' };
    const granted = await till.call('override.ask', ask);
    const overrideId = granted.ok ? granted.overrideId : '';
    expect(await till.ask('session.open', { float: 0, overrideId })).toBe('clock-behind');
    expect(await till.ask('session.open', { factId, float: 0, overrideId })).toBe('ok');
    expect((await till.status()).session?.businessDate).toBe('2026-11-20');
  });
});

describe('training', () => {
  it('needs no session, has numbers of its own, and counts nothing', async () => {
    await openShift('ann');
    await sale();
    await till.signIn('bob', true);
    expect((await till.status()).session).toBeNull();
    expect(await sale()).toBe('ok');
    await till.restart();
    await till.signIn('bob', true);
    expect(await sale()).toBe('ok');
    await till.signIn('ann');
    expect(await sale()).toBe('ok');
    const receipts = (await till.facts()).flatMap(({ kind, payload, training }) =>
      kind === 'order.completed' ? [[(payload as { receipt: object }).receipt, training]] : [],
    );
    expect(receipts).toEqual([
      [{ series: 'L1', number: 1 }, undefined],
      [{ series: 'L1-T', number: 1 }, true],
      [{ series: 'L1-T', number: 2 }, true],
      [{ series: 'L1', number: 2 }, undefined],
    ]);
    expect(await totals()).toMatchObject({ total: 1200, receipts: { count: 2 } });
    expect((await till.status()).journal?.ordersWaiting).toBeLessThanOrEqual(2);
  });

  it('plays a whole day: float, X, cash and Z, apart from the real one', async () => {
    await till.signIn('mia', true);
    const before = { factId: uuid(2), direction: 'out' as const, amount: 100, reason: 'other' };
    expect(await till.ask('cash.move', before)).toBe('ok');
    expect(await till.ask('drawer.open', { cause: 'no-sale' })).toBe('ok');
    expect(await till.ask('session.open', { float: 5_000 })).toBe('ok');
    expect((await till.status()).session).toMatchObject({ float: 5_000, accountable: 'mia' });
    await sale();
    const move = { factId: uuid(1), direction: 'in' as const, amount: 100, reason: 'change' };
    expect(await till.ask('cash.move', move)).toBe('ok');
    expect(await totals()).toMatchObject({ total: 600, drawer: 5_700 });
    const played = await closeWith(closing(5_700));
    expect(played).toMatchObject({ training: true, payload: { series: 'L1-T', zNumber: 1 } });
    await openShift('mia', 0);
    const real = await closeWith(closing(0, { factId: uuid(0xc2) }));
    expect(real.payload).toMatchObject({ series: 'L1', zNumber: 1, perpetual: { sessions: 1, total: 0 } });
  });
});
