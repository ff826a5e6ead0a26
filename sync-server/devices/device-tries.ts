import { type Kysely, sql } from 'kysely';
import { FREE_TRIES_TOGETHER, type Tries, waitLeft } from '#domain/operator/pin-back-off.ts';
import { type ProofPorts, UNKNOWN_BADGE } from '#domain/operator/prove.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import type { Device } from './find-device.ts';

/** Wrong tries under a name at a device, and, where the name is a person's, at their PIN on all devices together. */
interface Counts {
  here: Tries;
  together: Tries;
}

const NONE: Tries = { failures: 0, lastAt: 0 };
const LONG_AGO = new Date(0).toISOString();

/**
 * How wrong tries at a device are counted: a tablet more is no more guesses, for those at one PIN are counted on all of them. They
 * wait only when a handful of tablets was tried, so that nobody is held up everywhere by what happens at one.
 */
export function deviceTries(
  { db, now }: Pick<ServerContext, 'db' | 'now'>,
  { journalId }: Pick<Device, 'journalId'>,
): Pick<ProofPorts, 'waitMs' | 'begin' | 'clear'> {
  return {
    waitMs: async (name, maxMs) => waitOf(await readTries(db, journalId, name), now().getTime(), maxMs),
    begin: (name, maxMs) =>
      db.transaction().execute(async (tx) => {
        await lock(tx, journalId, name);
        const tries = await readTries(tx, journalId, name);
        const at = now();
        const waitMs = waitOf(tries, at.getTime(), maxMs);
        if (waitMs > 0) return { ok: false, waitMs };
        await count(tx, journalId, name, tries, at);
        return { ok: true, takeBack: () => takeBack(db, journalId, name, tries.here, at) };
      }),
    async clear(name) {
      await db.deleteFrom('device_try').where('journal_id', '=', journalId).where('name', '=', name).execute();
      await db.deleteFrom('operator_try').where('operator_id', '=', name).execute();
    },
  };
}

/** One more try need not wait; if that is wrong too, the wait goes on as long as it had become. */
export async function allowTry(db: Kysely<Tables>, { journalId }: Device, operatorId: string): Promise<void> {
  await db
    .updateTable('device_try')
    .set({ last_at: LONG_AGO })
    .where('journal_id', '=', journalId)
    .where('name', '=', operatorId)
    .execute();
  await db.updateTable('operator_try').set({ last_at: LONG_AGO }).where('operator_id', '=', operatorId).execute();
}

function waitOf({ here, together }: Counts, now: number, maxMs?: number): number {
  return Math.max(waitLeft(here, now, maxMs), waitLeft(together, now, maxMs, FREE_TRIES_TOGETHER));
}

/** Guesses side by side are counted one by one. */
async function lock(tx: Kysely<Tables>, journalId: string, name: string): Promise<void> {
  await tx.selectFrom('device').select('journal_id').where('journal_id', '=', journalId).forUpdate().execute();
  if (name === UNKNOWN_BADGE) return;
  await tx
    .insertInto('operator_try')
    .values({ operator_id: name, failures: 0, last_at: LONG_AGO })
    .onConflict((conflict) => conflict.column('operator_id').doNothing())
    .execute();
  await tx.selectFrom('operator_try').select('operator_id').where('operator_id', '=', name).forUpdate().execute();
}

async function readTries(db: Kysely<Tables>, journalId: string, name: string): Promise<Counts> {
  const columns = ['failures', 'last_at'] as const;
  const here = await db
    .selectFrom('device_try')
    .select(columns)
    .where('journal_id', '=', journalId)
    .where('name', '=', name)
    .executeTakeFirst();
  const together = await db
    .selectFrom('operator_try')
    .select(columns)
    .where('operator_id', '=', name)
    .executeTakeFirst();
  return { here: triesIn(here), together: triesIn(together) };
}

function triesIn(row: { failures: number; last_at: Date } | undefined): Tries {
  return row ? { failures: row.failures, lastAt: row.last_at.getTime() } : NONE;
}

async function count(db: Kysely<Tables>, journalId: string, name: string, tries: Counts, at: Date): Promise<void> {
  const counted = { failures: tries.here.failures + 1, last_at: at.toISOString() };
  await db
    .insertInto('device_try')
    .values({ journal_id: journalId, name, ...counted })
    .onConflict((conflict) => conflict.columns(['journal_id', 'name']).doUpdateSet(counted))
    .execute();
  if (name === UNKNOWN_BADGE) return;
  await db
    .updateTable('operator_try')
    .set({ failures: tries.together.failures + 1, last_at: at.toISOString() })
    .where('operator_id', '=', name)
    .execute();
}

/** A badge that was known after all; a guess that was counted meanwhile stays the last. */
async function takeBack(db: Kysely<Tables>, journalId: string, name: string, before: Tries, at: Date): Promise<void> {
  const earlier = new Date(before.lastAt).toISOString();
  await sql`update device_try set failures = failures - 1,
      last_at = case when last_at = ${at.toISOString()}::timestamptz then ${earlier}::timestamptz else last_at end
    where journal_id = ${journalId}::uuid and name = ${name}`.execute(db);
}
