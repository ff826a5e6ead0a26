import { compareVersions } from './compare-versions.ts';

/** What is known of a register, as far as warnings follow from it. Instants are ms since 1970. */
export interface WatchedRegister {
  inService: boolean;
  online: boolean;
  /** When it was last heard of; null for never. */
  seenAt: number | null;
  /** How far its clock is ahead of the server's, ms. */
  clockMs: number | null;
  parked: number;
  quarantined: number;
  /** Newest first. */
  incarnations: readonly { revoked: boolean; firstSeenAt: number | null; seenAt: number | null }[];
  report: WatchedReport | null;
}

export interface WatchedReport {
  version: string;
  journal: { waiting: number; waitingSince: number | null; fault: string | null };
  views: { at: number | null; fault: string | null };
  disk: { free: number; total: number } | null;
  devices: readonly { device: string; fault: string | null; paper?: 'low' | 'out' | undefined }[];
  printsFailed: number;
  session: { openedAt: number } | null;
  update: { state: string; fault: string | null };
}

export type WarningCode =
  | 'journal-fault'
  | 'journal-gap'
  | 'not-authentic'
  | 'two-incarnations'
  | 'offline-waiting'
  | 'facts-stuck'
  | 'clock-wrong'
  | 'disk-full'
  | 'disk-low'
  | 'offline-session'
  | 'offline-long'
  | 'paper-out'
  | 'device-fault'
  | 'views-old'
  | 'update-failed'
  | 'session-long'
  | 'prints-failed'
  | 'paper-low'
  | 'version-behind'
  | 'revoked-waiting'
  | 'never-seen';

/** `urgent`: money, stock or time go wrong now. `soon`: today. `note`: when there is time. */
export type Urgency = 'urgent' | 'soon' | 'note';

export interface Warning {
  code: WarningCode;
  urgency: Urgency;
  /** Figures and names for its words; `since` is ms since 1970. */
  count?: number;
  since?: number;
  device?: string;
  fault?: string;
  version?: string;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** More than that and receipts carry a wrong time (and prices by their instant begin at the wrong one). */
export const CLOCK_OFF_MS = MINUTE;
const OFFLINE_WAITING_MS = 30 * MINUTE;
const STUCK_MS = 10 * MINUTE;
const OFFLINE_SESSION_MS = HOUR;
const OFFLINE_LONG_MS = 72 * HOUR;
const VIEWS_OLD_MS = 15 * MINUTE;
const SESSION_LONG_MS = 26 * HOUR;
const DISK_FULL_BYTES = 500_000_000;
const DISK_LOW_BYTES = 2_000_000_000;

const RANKS: Record<Urgency, number> = { urgent: 0, soon: 1, note: 2 };

/** What is not well with a register, most urgent first. `newest` is the version that all should have, where one is known. */
export function registerWarnings(register: WatchedRegister, now: number, newest: string | null): Warning[] {
  const { report } = register;
  if (!register.inService) return report && report.journal.waiting > 0 ? [revokedWaiting(report)] : [];
  const found = [
    ...ofServer(register),
    ...(report ? ofJournal(register, report, now) : []),
    ...(report ? ofMachine(register, report, now) : []),
    ...(report ? ofVersion(report, newest) : []),
    ...ofAbsence(register, now),
  ];
  return found.sort((a, b) => RANKS[a.urgency] - RANKS[b.urgency]);
}

function revokedWaiting({ journal }: WatchedReport): Warning {
  return { code: 'revoked-waiting', urgency: 'soon', count: journal.waiting };
}

/** What the server knows without being told. */
function ofServer({ parked, quarantined, incarnations }: WatchedRegister): Warning[] {
  const found: Warning[] = [];
  if (parked > 0) found.push({ code: 'journal-gap', urgency: 'urgent', count: parked });
  if (quarantined > 0) found.push({ code: 'not-authentic', urgency: 'urgent', count: quarantined });
  const [newest, ...older] = incarnations;
  const begun = newest?.firstSeenAt ?? null;
  const both = older.some(({ revoked, seenAt }) => !revoked && begun !== null && seenAt !== null && seenAt > begun);
  if (both) found.push({ code: 'two-incarnations', urgency: 'urgent' });
  return found;
}

function ofJournal({ online, seenAt }: WatchedRegister, { journal }: WatchedReport, now: number): Warning[] {
  const found: Warning[] = [];
  if (journal.fault) found.push({ code: 'journal-fault', urgency: 'urgent', fault: journal.fault });
  if (journal.waiting === 0) return found;
  const since = journal.waitingSince ?? seenAt ?? now;
  const waiting = { count: journal.waiting, since };
  if (!online && seenAt !== null && now - seenAt > OFFLINE_WAITING_MS)
    found.push({ code: 'offline-waiting', urgency: 'urgent', ...waiting });
  if (online && now - since > STUCK_MS) found.push({ code: 'facts-stuck', urgency: 'urgent', ...waiting });
  return found;
}

function ofMachine(register: WatchedRegister, report: WatchedReport, now: number): Warning[] {
  const { online, clockMs } = register;
  const { disk, views, session, printsFailed } = report;
  const found: Warning[] = [];
  if (clockMs !== null && Math.abs(clockMs) > CLOCK_OFF_MS)
    found.push({ code: 'clock-wrong', urgency: 'urgent', count: clockMs });
  if (disk && disk.free < DISK_FULL_BYTES) found.push({ code: 'disk-full', urgency: 'urgent', count: disk.free });
  else if (disk && (disk.free < DISK_LOW_BYTES || disk.free < disk.total / 20))
    found.push({ code: 'disk-low', urgency: 'soon', count: disk.free });
  found.push(...report.devices.flatMap(ofDevice));
  if (online && views.fault && (views.at === null || now - views.at > VIEWS_OLD_MS))
    found.push({ code: 'views-old', urgency: 'soon', fault: views.fault });
  if (session && now - session.openedAt > SESSION_LONG_MS)
    found.push({ code: 'session-long', urgency: 'soon', since: session.openedAt });
  if (printsFailed > 0) found.push({ code: 'prints-failed', urgency: 'note', count: printsFailed });
  return found;
}

function ofDevice({ device, fault, paper }: WatchedReport['devices'][number]): Warning[] {
  if (paper === 'out') return [{ code: 'paper-out', urgency: 'soon', device }];
  if (fault) return [{ code: 'device-fault', urgency: 'soon', device, fault }];
  return paper === 'low' ? [{ code: 'paper-low', urgency: 'note', device }] : [];
}

function ofVersion({ version, update }: WatchedReport, newest: string | null): Warning[] {
  const found: Warning[] = [];
  if (update.state === 'failed')
    found.push({ code: 'update-failed', urgency: 'soon', ...(update.fault ? { fault: update.fault } : {}) });
  if (newest !== null && compareVersions(version, newest) < 0)
    found.push({ code: 'version-behind', urgency: 'note', version: newest });
  return found;
}

function ofAbsence({ online, seenAt, report }: WatchedRegister, now: number): Warning[] {
  if (seenAt === null) return [{ code: 'never-seen', urgency: 'note' }];
  if (online) return [];
  const away = now - seenAt;
  if (report?.session && away > OFFLINE_SESSION_MS)
    return [{ code: 'offline-session', urgency: 'soon', since: seenAt }];
  return away > OFFLINE_LONG_MS ? [{ code: 'offline-long', urgency: 'note', since: seenAt }] : [];
}

/** How well a register is at a glance. */
export type Wellbeing = 'well' | 'away' | 'note' | 'soon' | 'urgent' | 'out';

/** `away`: offline, and nothing is wrong with that. `out`: out of service. */
export function wellbeing({ inService, online }: WatchedRegister, warnings: readonly Warning[]): Wellbeing {
  if (!inService) return warnings.length > 0 ? 'soon' : 'out';
  const [worst] = warnings;
  if (worst && worst.urgency !== 'note') return worst.urgency;
  if (!online) return 'away';
  return worst ? 'note' : 'well';
}

const ORDER: Record<Wellbeing, number> = { urgent: 0, soon: 1, note: 2, away: 3, well: 4, out: 5 };

/** The order of a board: whoever needs somebody first; of two alike the one with more warnings. */
export function byUrgency(
  a: { being: Wellbeing; warnings: readonly Warning[] },
  b: { being: Wellbeing; warnings: readonly Warning[] },
): number {
  return ORDER[a.being] - ORDER[b.being] || b.warnings.length - a.warnings.length;
}
