/**
 * While a migration reads facts: a stored body as jsonb, null where jsonb cannot hold it (U+0000, half a surrogate pair), so that
 * what depends on it stays as it is; and an instant, null where no calendar has it. A fact may have either, and is applied.
 */
export const READ_FACTS: readonly string[] = [
  `create function json_of(body bytea) returns jsonb language plpgsql as $$ begin
    return convert_from(body, 'UTF8')::jsonb;
    exception when data_exception or program_limit_exceeded then return null; end $$`,
  `create function instant_of(value text) returns timestamptz language plpgsql as $$ begin
    return value::timestamptz; exception when data_exception then return null; end $$`,
];

/** Drops what `READ_FACTS` makes: at the end of what reads facts, so that no table depends on it. */
export const FACTS_READ: readonly string[] = ['drop function json_of(bytea)', 'drop function instant_of(text)'];
