import type { FleetHistory } from '#contracts/http/fleet.ts';

/** A history as parts of a span; shares are from 0, its begin, to 1, now. */
export interface HistoryShape {
  /** ms since 1970. */
  from: number;
  connected: { from: number; to: number }[];
  waiting: { share: number; waiting: number }[];
  most: number;
}

/** Most that is drawn. */
const SPAN_MS = 7 * 24 * 3_600_000;

/** The last week of a history, as far as it goes; null where there is none. */
export function historyShape(points: FleetHistory['points'], now: number, online: boolean): HistoryShape | null {
  const timed = points.map((point) => ({ ...point, ms: Date.parse(point.at) })).filter(({ ms }) => ms <= now);
  const recent = timed.filter(({ ms }) => ms > now - SPAN_MS);
  const [first] = recent;
  if (!first) return null;
  const from = first.ms;
  const share = (ms: number): number => (now === from ? 1 : (ms - from) / (now - from));
  const connected: HistoryShape['connected'] = [];
  let since: number | null = first.kind === 'off' ? from : null;
  for (const { kind, ms } of recent) {
    if (kind === 'on') since ??= ms;
    if (kind === 'off' && since !== null) {
      connected.push({ from: share(since), to: share(ms) });
      since = null;
    }
  }
  if (since !== null && online) connected.push({ from: share(since), to: 1 });
  const reports = recent.filter(({ kind }) => kind === 'report');
  const waiting = reports.map((report) => ({ share: share(report.ms), waiting: report.waiting }));
  return {
    from,
    connected,
    waiting: waiting[0]?.share === 0 ? waiting : [{ share: 0, waiting: waiting[0]?.waiting ?? 0 }, ...waiting],
    most: Math.max(0, ...reports.map(({ waiting: count }) => count)),
  };
}
