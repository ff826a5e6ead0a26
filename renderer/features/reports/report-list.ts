import type { Permission } from '#domain/operator/permission.ts';

/** Every report by its id, also in test ids; `permission` beyond that of reports. */
export const REPORTS = {
  home: {},
  targets: {},
  sales: {},
  profit: { permission: 'costs' },
  hours: {},
  returns: {},
  discounts: {},
  'stock-value': { permission: 'costs' },
  turnover: { permission: 'costs' },
  abc: {},
  exceptions: {},
  loss: {},
  audit: {},
  fix: {},
  sessions: {},
} as const satisfies Record<string, { permission?: Permission }>;
export type ReportId = keyof typeof REPORTS;

/** The reports as they are listed. */
const REPORT_GROUPS = [
  { group: 'store', reports: ['home', 'targets'] },
  { group: 'sales', reports: ['sales', 'profit', 'hours', 'returns', 'discounts'] },
  { group: 'goods', reports: ['stock-value', 'turnover', 'abc'] },
  { group: 'control', reports: ['sessions', 'exceptions', 'loss', 'audit', 'fix'] },
] as const satisfies readonly { group: string; reports: readonly ReportId[] }[];
export type ReportGroup = (typeof REPORT_GROUPS)[number]['group'];

/** The groups with the reports that somebody may see; none without any. */
export function groupsFor(may: (permission: Permission) => boolean): { group: ReportGroup; reports: ReportId[] }[] {
  return REPORT_GROUPS.map(({ group, reports }) => ({
    group,
    reports: reports.filter((id: ReportId) => {
      const report: { permission?: Permission } = REPORTS[id];
      return report.permission === undefined || may(report.permission);
    }),
  })).filter(({ reports }) => reports.length > 0);
}
