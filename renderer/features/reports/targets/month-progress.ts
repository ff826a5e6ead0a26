import type { TargetRow } from '#contracts/http/targets.ts';
import type { Minor } from '#domain/money/money.ts';

export interface MonthProgress {
  /** The whole month's target: its amount, or what its days come to. */
  target: Minor;
  actual: Minor;
  /** What of it falls on days until today. */
  due: Minor | null;
}

/** Targets of several stores together; null where one of them has none, for then they can't be added. */
export function monthProgress(rows: readonly TargetRow[]): MonthProgress | null {
  if (rows.length === 0) return null;
  const sum: MonthProgress = { target: 0, actual: 0, due: 0 };
  for (const row of rows) {
    const target = targetOf(row);
    if (target === null) return null;
    sum.target += target;
    sum.actual += row.actual;
    sum.due = sum.due === null || row.due === null ? null : sum.due + row.due;
  }
  return sum;
}

/** A month's target: as it was set, or where only days have one what they come to; null without any. */
export function targetOf({ targets }: Pick<TargetRow, 'targets'>): Minor | null {
  if (targets.amount !== null) return targets.amount;
  if (targets.days.length === 0) return null;
  return targets.days.reduce((sum, { amount }) => sum + amount, 0);
}
