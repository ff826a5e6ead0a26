import type { WaitingKind } from '#contracts/http/home.ts';
import type { Destination } from '#renderer/features/reports/destination.ts';
import type { ReportId } from '#renderer/features/reports/report-list.ts';

/** Where waiting work is done: in a report, or in another section. */
export type WaitingPlace = { in: 'reports'; report: ReportId } | { in: 'till'; destination: Destination };

const PLACES: Readonly<Record<WaitingKind, WaitingPlace>> = {
  deliveries: { in: 'till', destination: { to: 'stock', task: { section: 'receive' } } },
  transfers: { in: 'till', destination: { to: 'stock', task: { section: 'accept' } } },
  counts: { in: 'till', destination: { to: 'stock', task: { section: 'count' } } },
  labels: { in: 'till', destination: { to: 'labels' } },
  fixes: { in: 'reports', report: 'fix' },
  exceptions: { in: 'reports', report: 'exceptions' },
  recalls: { in: 'till', destination: { to: 'office', id: 'recalls' } },
  drafts: { in: 'till', destination: { to: 'stock', task: { section: 'orders' } } },
  late: { in: 'till', destination: { to: 'shift', task: { action: 'day' } } },
  sessions: { in: 'till', destination: { to: 'shift', task: { action: 'day' } } },
  'online-orders': { in: 'till', destination: { to: 'office', id: 'online-orders' } },
  channels: { in: 'till', destination: { to: 'office', id: 'channels' } },
  unmapped: { in: 'till', destination: { to: 'office', id: 'channels' } },
};

export function waitingPlace(kind: WaitingKind): WaitingPlace {
  return PLACES[kind];
}
