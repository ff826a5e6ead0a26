import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareVersions } from './compare-versions.ts';
import { UPDATE_TRIES_MAX, type UpdateGround, updateStep } from './update-step.ts';
import { isInWindow, updateWindowOf } from './update-window.ts';

const AT = '2026-11-21T12:00:00.000Z';
const READY: UpdateGround = {
  version: '1.0.0',
  offer: { version: '1.1.0', askedAt: null },
  ready: '1.1.0',
  failures: null,
  time: '04:30',
  window: { from: '04:00', to: '07:00' },
  sessionOpen: false,
  signedIn: false,
  paymentsOpen: false,
  waiting: 0,
  printing: false,
};

test('an update is downloaded at any time and installed in the hours, once nothing is under way', () => {
  expect(updateStep({ ...READY, ready: null, time: '12:00', sessionOpen: true })).toEqual({ step: 'download' });
  expect(updateStep({ ...READY, ready: '1.0.5' })).toEqual({ step: 'download' });
  expect(updateStep(READY)).toEqual({ step: 'install' });
  expect(updateStep({ ...READY, time: '12:00' })).toEqual({ step: 'wait', why: 'window' });
  expect(updateStep({ ...READY, window: null })).toEqual({ step: 'wait', why: 'window' });
});

test('a person who asks for it overrides the hours and nothing else', () => {
  const asked: UpdateGround = { ...READY, offer: { version: '1.1.0', askedAt: AT }, time: '12:00' };
  expect(updateStep(asked)).toEqual({ step: 'install' });
  expect(updateStep({ ...asked, sessionOpen: true })).toEqual({ step: 'wait', why: 'session' });
  expect(updateStep({ ...asked, signedIn: true })).toEqual({ step: 'wait', why: 'signed-in' });
  expect(updateStep({ ...asked, paymentsOpen: true })).toEqual({ step: 'wait', why: 'payment' });
  expect(updateStep({ ...asked, printing: true })).toEqual({ step: 'wait', why: 'printing' });
  expect(updateStep({ ...asked, waiting: 1 })).toEqual({ step: 'wait', why: 'facts' });
});

test('a version that failed too often waits for a person; a newer one does not', () => {
  const failures = { version: '1.1.0', times: UPDATE_TRIES_MAX, askedAt: null };
  expect(updateStep({ ...READY, failures })).toEqual({ step: 'wait', why: 'tried' });
  expect(updateStep({ ...READY, failures: { ...failures, times: UPDATE_TRIES_MAX - 1 } })).toEqual({ step: 'install' });
  const asked = { ...READY, offer: { version: '1.1.0', askedAt: AT } };
  expect(updateStep({ ...asked, failures })).toEqual({ step: 'install' });
  const failed = { ...failures, times: 4, askedAt: AT };
  expect(updateStep({ ...asked, failures: failed })).toEqual({ step: 'wait', why: 'tried' });
  const again = { version: '1.1.0', askedAt: '2026-11-21T13:00:00.000Z' };
  expect(updateStep({ ...asked, offer: again, failures: failed })).toEqual({ step: 'install' });
  const newer = { ...READY, failures, offer: { version: '1.2.0', askedAt: null }, ready: null };
  expect(updateStep(newer)).toEqual({ step: 'download' });
});

test('nothing ever installs while something is under way, or anything that is not newer', () => {
  const version = fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3)).map((parts) => parts.join('.'));
  const ground: fc.Arbitrary<UpdateGround> = fc.record({
    version,
    offer: fc.option(fc.record({ version, askedAt: fc.constantFrom(null, AT) })),
    ready: fc.option(version),
    failures: fc.option(fc.record({ version, times: fc.nat(5), askedAt: fc.constantFrom(null, AT) })),
    time: fc.constantFrom(null, '00:00', '04:00', '12:34', '23:59'),
    window: fc.constantFrom(null, { from: '04:00', to: '07:00' }, { from: '22:00', to: '02:00' }),
    sessionOpen: fc.boolean(),
    signedIn: fc.boolean(),
    paymentsOpen: fc.boolean(),
    waiting: fc.nat(2),
    printing: fc.boolean(),
  });
  fc.assert(
    fc.property(ground, (it) => {
      if (updateStep(it).step !== 'install') return;
      expect(it.sessionOpen || it.signedIn || it.paymentsOpen || it.printing || it.waiting > 0).toBe(false);
      expect(it.ready).toBe(it.offer?.version);
      expect(compareVersions(it.offer?.version ?? '', it.version)).toBeGreaterThan(0);
      if (!it.offer?.askedAt) expect(it.window && it.time && isInWindow(it.window, it.time)).toBe(true);
    }),
  );
});

test('the hours are those after the close of the day, or as set, over midnight too', () => {
  expect(updateWindowOf({ dayStartsAt: '04:00' })).toEqual({ from: '04:00', to: '07:00' });
  expect(updateWindowOf({ dayStartsAt: '22:30' })).toEqual({ from: '22:30', to: '01:30' });
  const set = { from: '23:00', to: '01:00' };
  expect(updateWindowOf({ dayStartsAt: '04:00', updateWindow: set })).toBe(set);
  expect(['22:59', '23:00', '00:59', '01:00'].map((time) => isInWindow(set, time))).toEqual([false, true, true, false]);
  expect(['03:59', '04:00', '06:59', '07:00'].map((time) => isInWindow({ from: '04:00', to: '07:00' }, time))).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(isInWindow({ from: '05:00', to: '05:00' }, '17:00')).toBe(true);
});
