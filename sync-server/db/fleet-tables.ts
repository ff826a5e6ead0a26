import type { ColumnType } from 'kysely';
import type { RegisterReport } from '#contracts/http/fleet.ts';
import type { Json, Moment } from '#sync-server/db/column-types.ts';

type LaterMoment = ColumnType<Date | null, string | null | undefined, string | null>;

/** How a journal's register was last seen. `connection` is its stream of announcements, while one is open. */
interface RegisterContactTable {
  journal_id: string;
  first_seen_at: Moment;
  seen_at: Moment;
  connection: string | null;
  /** When `connection` came or went. */
  changed_at: Moment;
  clock_ms: number | null;
  report: Json<RegisterReport> | null;
  /** When the history last took a report. */
  noted_at: LaterMoment;
}

interface RegisterHistoryTable {
  journal_id: string;
  at: Moment;
  kind: 'report' | 'on' | 'off';
  waiting: number;
  clock_ms: number | null;
  free: number | null;
  version: string | null;
}

interface UpdateRolloutTable {
  version: string;
  revision: number;
  /** Null: every store. */
  store_ids: string[] | null;
  status: 'running' | 'stopped';
  started_at: Moment;
  started_by: string | null;
}

interface UpdateRequestTable {
  register_id: string;
  version: string;
  asked_at: Moment;
  asked_by: string | null;
}

/** Tables of registers as they tell of themselves, and of updates. */
export interface FleetTables {
  register_contact: RegisterContactTable;
  register_history: RegisterHistoryTable;
  update_rollout: UpdateRolloutTable;
  update_request: UpdateRequestTable;
}
