import type { ColumnType, Generated } from 'kysely';
import type { Json, Moment } from '#sync-server/db/column-types.ts';

interface ExceptionTable {
  exception_id: string;
  code: string;
  store_id: string;
  journal_id: string | null;
  seq: number | null;
  amount: number | null;
  detail: Json<Record<string, unknown>>;
  opened_at: Moment;
  status: Generated<'open' | 'resolved'>;
  choice: string | null;
  /** A person's words about it, in the vault. */
  note_id: string | null;
  resolved_by: string | null;
  /** How often it came: more than once of one that was opened again. */
  times: Generated<number>;
  resolved_at: ColumnType<Date | null, string | null, string | null>;
}

export interface ExceptionTables {
  exception: ExceptionTable;
}
