import { expect, test } from 'vitest';
import { byUrgency, registerWarnings, type WatchedRegister, type WatchedReport, wellbeing } from './warnings.ts';

const NOW = Date.parse('2026-11-21T12:00:00.000Z');
const ago = (minutes: number): number => NOW - minutes * 60_000;

const REPORT: WatchedReport = {
  version: '1.2.0',
  journal: { waiting: 0, waitingSince: null, fault: null },
  views: { at: ago(0), fault: null },
  disk: { free: 50e9, total: 100e9 },
  devices: [],
  printsFailed: 0,
  session: null,
  update: { state: 'none', fault: null },
};
const WELL: WatchedRegister = {
  inService: true,
  online: true,
  seenAt: ago(0),
  clockMs: -300,
  parked: 0,
  quarantined: 0,
  incarnations: [{ revoked: false, firstSeenAt: ago(9999), seenAt: ago(0) }],
  report: REPORT,
};

function codes(change: Partial<WatchedRegister>, report: Partial<WatchedReport> = {}, newest: string | null = '1.2.0') {
  const register = { ...WELL, report: { ...REPORT, ...report }, ...change };
  return registerWarnings(register, NOW, newest).map(({ code, urgency }) => `${urgency} ${code}`);
}
const waiting = (minutes: number) => ({ journal: { waiting: 7, waitingSince: ago(minutes), fault: null } });

test('a register that is online and up to date has no warnings', () => {
  expect(codes({})).toEqual([]);
  expect(wellbeing(WELL, [])).toBe('well');
});

test('one that is offline is left alone overnight, and not where its facts or a session wait', () => {
  expect(codes({ online: false, seenAt: ago(12 * 60) })).toEqual([]);
  expect(wellbeing({ ...WELL, online: false }, [])).toBe('away');
  expect(codes({ online: false, seenAt: ago(30) }, waiting(45))).toEqual([]);
  expect(codes({ online: false, seenAt: ago(31) }, waiting(45))).toEqual(['urgent offline-waiting']);
  const session = { session: { openedAt: ago(300) } };
  expect(codes({ online: false, seenAt: ago(60) }, session)).toEqual([]);
  expect(codes({ online: false, seenAt: ago(61) }, session)).toEqual(['soon offline-session']);
  expect(codes({ online: false, seenAt: ago(72 * 60) })).toEqual([]);
  expect(codes({ online: false, seenAt: ago(72 * 60 + 1) })).toEqual(['note offline-long']);
  expect(codes({ online: false, seenAt: null, report: null })).toEqual(['note never-seen']);
});

test('facts that wait at a register that is online are stuck after ten minutes', () => {
  expect(codes({}, waiting(10))).toEqual([]);
  expect(codes({}, waiting(11))).toEqual(['urgent facts-stuck']);
});

test('a clock is wrong beyond a minute, either way', () => {
  expect(codes({ clockMs: 60_000 })).toEqual([]);
  expect(codes({ clockMs: 60_001 })).toEqual(['urgent clock-wrong']);
  expect(codes({ clockMs: -60_001 })).toEqual(['urgent clock-wrong']);
});

test('journals: faults, gaps, what is not authentic, two machines as one register', () => {
  expect(codes({}, { journal: { waiting: 0, waitingSince: null, fault: 'journal-forked' } })).toEqual([
    'urgent journal-fault',
  ]);
  expect(codes({ parked: 2, quarantined: 1 })).toEqual(['urgent journal-gap', 'urgent not-authentic']);
  const newest = { revoked: false, firstSeenAt: ago(60), seenAt: ago(0) };
  const older = { revoked: false, firstSeenAt: ago(9999), seenAt: ago(61) };
  expect(codes({ incarnations: [newest, older] })).toEqual([]);
  expect(codes({ incarnations: [newest, { ...older, seenAt: ago(59) }] })).toEqual(['urgent two-incarnations']);
  expect(codes({ incarnations: [newest, { ...older, seenAt: ago(59), revoked: true }] })).toEqual([]);
  const unseen = { revoked: false, firstSeenAt: null, seenAt: null };
  expect(codes({ incarnations: [unseen, older] })).toEqual([]);
});

test('devices, disk, views, sessions, updates', () => {
  const devices = [
    { device: 'printer', fault: 'printer-paper-out', paper: 'out' as const },
    { device: 'scale', fault: 'scale-unreachable' },
    { device: 'label-printer', fault: null, paper: 'low' as const },
  ];
  expect(codes({}, { devices })).toEqual(['soon paper-out', 'soon device-fault', 'note paper-low']);
  expect(codes({}, { disk: { free: 499_999_999, total: 1e9 } })).toEqual(['urgent disk-full']);
  expect(codes({}, { disk: { free: 1.9e9, total: 4e9 } })).toEqual(['soon disk-low']);
  expect(codes({}, { disk: { free: 4e9, total: 100e9 } })).toEqual(['soon disk-low']);
  expect(codes({}, { disk: null })).toEqual([]);
  expect(codes({}, { views: { at: ago(14), fault: 'internal' } })).toEqual([]);
  expect(codes({}, { views: { at: ago(16), fault: 'internal' } })).toEqual(['soon views-old']);
  expect(codes({}, { session: { openedAt: ago(26 * 60 + 1) } })).toEqual(['soon session-long']);
  expect(codes({}, { printsFailed: 2 })).toEqual(['note prints-failed']);
  expect(codes({}, { update: { state: 'failed', fault: 'update-download' } })).toEqual(['soon update-failed']);
  expect(codes({}, {}, '1.10.0')).toEqual(['note version-behind']);
  expect(codes({}, {}, null)).toEqual([]);
});

test('one that is out of service is quiet, unless it still has something to send', () => {
  const out = { inService: false, online: false, clockMs: 9e9, parked: 3 };
  expect(codes(out)).toEqual([]);
  expect(codes(out, waiting(5))).toEqual(['soon revoked-waiting']);
  expect(wellbeing({ ...WELL, inService: false }, [])).toBe('out');
});

test('a board begins with whoever needs somebody first', () => {
  const of = (change: Partial<WatchedRegister>, report: Partial<WatchedReport> = {}) => {
    const register = { ...WELL, report: { ...REPORT, ...report }, ...change };
    const warnings = registerWarnings(register, NOW, '1.2.0');
    return { being: wellbeing(register, warnings), warnings };
  };
  const all = [of({}), of({ inService: false }), of({}, { printsFailed: 1 }), of({ online: false }), of({ parked: 1 })];
  expect([...all, of({ parked: 1, clockMs: 1e9 })].sort(byUrgency).map(({ being }) => being)).toEqual([
    'urgent',
    'urgent',
    'note',
    'away',
    'well',
    'out',
  ]);
  expect([of({ parked: 1 }), of({ parked: 1, clockMs: 1e9 })].sort(byUrgency)[0]?.warnings).toHaveLength(2);
});
