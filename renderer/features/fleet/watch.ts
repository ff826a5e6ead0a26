import type { FleetAnswer, FleetRegister } from '#contracts/http/fleet.ts';
import { compareVersions } from '#domain/fleet/compare-versions.ts';
import {
  registerWarnings,
  type Warning,
  type WatchedRegister,
  type Wellbeing,
  wellbeing,
} from '#domain/fleet/warnings.ts';

/** A register on the board, with how well it is. */
export interface BoardRegister {
  register: FleetRegister;
  warnings: readonly Warning[];
  being: Wellbeing;
}

/** What is known of the registers at the instant of the answer, whose clock is the server's. */
export function watchFleet({ at, registers, serverVersion, release }: FleetAnswer): BoardRegister[] {
  const now = Date.parse(at);
  const newest = release && compareVersions(release.version, serverVersion) > 0 ? release.version : serverVersion;
  return registers.map((register) => {
    const watched = watchedOf(register);
    const warnings = registerWarnings(watched, now, newest);
    return { register, warnings, being: wellbeing(watched, warnings) };
  });
}

const ms = (instant: string | null): number | null => (instant === null ? null : Date.parse(instant));

function watchedOf({ seenAt, incarnations, report, ...register }: FleetRegister): WatchedRegister {
  return {
    ...register,
    seenAt: ms(seenAt),
    incarnations: incarnations.map((life) => ({
      revoked: life.revokedAt !== null,
      firstSeenAt: ms(life.firstSeenAt),
      seenAt: ms(life.seenAt),
    })),
    report: report && {
      ...report,
      journal: { ...report.journal, waitingSince: ms(report.journal.waitingSince) },
      views: { ...report.views, at: ms(report.views.at) },
      session: report.session && { openedAt: Date.parse(report.session.openedAt) },
    },
  };
}

/** Whether a register fits what was typed: all words somewhere in its name, store, receipt series or version. */
export function fits({ register }: BoardRegister, storeName: string, typed: string): boolean {
  const { name, registerId, incarnations, report } = register;
  const series = incarnations.map(({ receiptSeries }) => receiptSeries);
  const text = [name, registerId, storeName, ...series, report?.version ?? ''].join(' ').toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
