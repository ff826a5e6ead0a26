import type { ColumnType } from 'kysely';

/** A moment: a Date when read, an ISO 8601 text or Date when written. */
export type Moment = ColumnType<Date, string | Date, string | Date>;
/** JSON: a value when read, its text when written. */
export type Json<T> = ColumnType<T, string, string>;
