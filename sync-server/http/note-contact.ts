import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { JOURNAL_HEAD_HEADER } from '#contracts/http/api.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { registerOf } from '#sync-server/http/authenticate.ts';

const HEAD = /^(\d{1,15}) (\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z)$/;

/**
 * Remembers until when a register has been heard: what it said it had written when it sent the request, and when that was, where the
 * server has all of it. Of both clocks the earlier counts, so that a wrong one makes wait and never lets anything pass for heard.
 * While nothing is counted, every ten seconds will do.
 */
export async function noteContact({ db, now }: ServerContext, request: FastifyRequest): Promise<void> {
  const header = request.headers[JOURNAL_HEAD_HEADER];
  const [, head, at] = typeof header === 'string' ? (HEAD.exec(header) ?? []) : [];
  if (head === undefined || at === undefined) return;
  const { journalId } = registerOf(request);
  const ours = now().toISOString();
  await sql`insert into journal_contact (journal_id, heard_until)
    select journal_id, ${at < ours ? at : ours}::timestamptz from journal
      where journal_id = ${journalId}::uuid and watermark >= ${Number(head)}::int8
    on conflict (journal_id) do update set heard_until = excluded.heard_until
      where excluded.heard_until > journal_contact.heard_until + interval '10 seconds'
        or excluded.heard_until > journal_contact.heard_until
          and exists (select from stock_count where status = 'open')`.execute(db);
}
