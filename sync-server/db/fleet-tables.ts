import type { ColumnType, Generated } from 'kysely';
import type { CodeKind } from '#contracts/http/api.ts';
import type { RegisterReport } from '#contracts/http/fleet.ts';
import type { Json, Moment } from '#sync-server/db/column-types.ts';

interface RegisterCodeTable {
  code_id: Generated<string>;
  code_hash: string;
  store_id: string;
  register_id: string | null;
  name: string | null;
  expires_at: Moment;
  /** The journal that was enrolled with it; a code works once. */
  used_by: string | null;
  issued_by: string | null;
  /** Of which of the two doors it is the key. */
  kind: Generated<CodeKind>;
}

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
  register_code: RegisterCodeTable;
  register_contact: RegisterContactTable;
  register_history: RegisterHistoryTable;
  update_rollout: UpdateRolloutTable;
  update_request: UpdateRequestTable;
}
