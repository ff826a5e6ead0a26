import { expect, test } from 'vitest';
import type { FleetAnswer, FleetRegister, RegisterReport } from '#contracts/http/fleet.ts';
import { fits, watchFleet } from './watch.ts';

const AT = '2026-11-21T09:00:00.000Z';
const REPORT: RegisterReport = {
  at: AT,
  version: '0.1.0',
  runtime: { kind: 'browser', os: 'linux' },
  journal: { seq: 0, waiting: 0, ordersWaiting: 0, waitingSince: null, fault: null },
  views: { at: AT, fault: null },
  disk: null,
  devices: [],
  printsFailed: 0,
  session: null,
  training: false,
  update: { state: 'unsupported', version: null, percent: null, waits: null, fault: null },
};
const REGISTER: FleetRegister = {
  registerId: 'LON-R1',
  storeId: 'LON',
  name: 'Garden',
  revision: 1,
  hostless: false,
  inService: true,
  hasFacts: true,
  online: true,
  onlineSince: AT,
  seenAt: AT,
  clockMs: 0,
  report: REPORT,
  parked: 0,
  quarantined: 0,
  incarnations: [
    {
      journalId: '01890a5d-ac96-774b-bcce-b302099a8057',
      incarnation: 1,
      receiptSeries: 'LR1',
      revokedAt: null,
      firstSeenAt: AT,
      seenAt: AT,
      online: true,
    },
  ],
  asked: null,
};
const ANSWER: FleetAnswer = {
  at: AT,
  serverVersion: '0.1.0',
  stores: [],
  registers: [REGISTER],
  codes: [],
  release: null,
  releaseFault: null,
};

test('the newest version is that of the server, or of the release that lies there', () => {
  const codes = (answer: FleetAnswer) => watchFleet(answer).flatMap(({ warnings }) => warnings.map(({ code }) => code));
  expect(codes(ANSWER)).toEqual([]);
  expect(codes({ ...ANSWER, serverVersion: '0.2.0' })).toEqual(['version-behind']);
  const release = { version: '0.3.0', platforms: [], bytes: 1, rollout: null };
  expect(watchFleet({ ...ANSWER, release })[0]?.warnings).toEqual([
    { code: 'version-behind', urgency: 'note', version: '0.3.0' },
  ]);
  expect(codes({ ...ANSWER, release: { ...release, version: '0.0.9' } })).toEqual([]);
});

test('instants of a report are those of its warnings', () => {
  const waitingSince = '2026-11-21T08:00:00.000Z';
  const journal = { seq: 9, waiting: 3, ordersWaiting: 1, waitingSince, fault: null };
  const [row] = watchFleet({ ...ANSWER, registers: [{ ...REGISTER, report: { ...REPORT, journal } }] });
  expect(row).toMatchObject({
    being: 'urgent',
    warnings: [{ code: 'facts-stuck', count: 3, since: Date.parse(waitingSince) }],
  });
});

test('a register is found by the words of its name, store, series and version', () => {
  const [row] = watchFleet(ANSWER);
  if (!row) throw new Error('a register');
  expect(['garden', 'HIGH', 'lr1 street', '0.1.0', ''].map((typed) => fits(row, 'High Street', typed))).toEqual([
    true,
    true,
    true,
    true,
    true,
  ]);
  expect(fits(row, 'High Street', 'garden lr2')).toBe(false);
});
