import { sql } from 'kysely';
import type { RegisterReport } from '#contracts/http/fleet.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { RegisterIdentity } from '#sync-server/http/authenticate.ts';
import { announceFleet } from './announce-fleet.ts';
import { noteHistory } from './note-history.ts';

/** While nothing worth a look changes, the history takes a report so often. */
const NOTED_MS = 5 * 60_000;

/** Keeps what a register tells as the latest of its journal; what is new to somebody who looks is announced, and stays in its history. */
export async function takeReport(
  context: ServerContext,
  { journalId }: RegisterIdentity,
  report: RegisterReport,
): Promise<void> {
  const now = context.now();
  const at = now.toISOString();
  const clockMs = Date.parse(report.at) - now.getTime();
  const before = await context.db
    .selectFrom('register_contact')
    .select(['report', 'noted_at'])
    .where('journal_id', '=', journalId)
    .executeTakeFirst();
  const isNews = signOf(report) !== (before?.report ? signOf(before.report) : null);
  const isDue = now.getTime() - (before?.noted_at?.getTime() ?? 0) >= NOTED_MS;
  const noted = isNews || isDue;
  const json = JSON.stringify(report);
  await sql`insert into register_contact
      (journal_id, first_seen_at, seen_at, changed_at, clock_ms, report, noted_at)
    values (${journalId}::uuid, ${at}, ${at}, ${at}, ${clockMs}::int8, ${json}::jsonb, ${at})
    on conflict (journal_id) do update set seen_at = excluded.seen_at, clock_ms = excluded.clock_ms,
      report = excluded.report,
      noted_at = case when ${noted}::boolean then excluded.noted_at else register_contact.noted_at end`.execute(
    context.db,
  );
  if (noted) await noteHistory(context, journalId, 'report', report, clockMs);
  if (isNews) announceFleet(context);
}

/** What of a report somebody who looks would want to see at once: all but figures that change with every sale. */
function signOf({ version, journal, views, devices, printsFailed, session, training, update }: RegisterReport): string {
  return JSON.stringify([
    version,
    journal.waiting > 0,
    journal.fault,
    views.fault,
    devices.map(({ deviceId, fault, paper }) => [deviceId, fault, paper ?? null]),
    printsFailed,
    session?.openedAt ?? null,
    training,
    update.state,
    update.version,
    update.waits,
  ]);
}
