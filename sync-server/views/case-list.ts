import { type Kysely, sql } from 'kysely';
import { CASE_WORDS_MAX } from '#contracts/facts/case-facts.ts';
import type { CaseDetail, CaseList, CaseQuery, CaseRow } from '#contracts/http/cases.ts';
import { shownName } from '#domain/member/profile.ts';
import { receiptText } from '#domain/receipt/receipt-text.ts';
import { membersWith } from '#sync-server/db/member-group.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { readProfiles, readTexts } from '#sync-server/db/vault.ts';

const MAX = 500;

interface Row extends Pick<CaseRow, 'kind' | 'state' | 'answers'> {
  case_id: string;
  store_id: string;
  store_name: string;
  opened_at: Date;
  opened_by: string | null;
  assigned_to: string | null;
  closed_at: Date | null;
  note_id: string | null;
  member_id: string | null;
  card_number: string | null;
  subject_id: string | null;
  order_id: string | null;
  series: string | null;
  receipt: number | null;
  online: string | null;
}

/** Cases that fit, those that are open first, each with the words it was opened with. */
export async function readCases(db: Kysely<Tables>, { state, member, order }: CaseQuery): Promise<CaseList> {
  const group = member === undefined ? null : await membersWith(db, [member]);
  const rows = await readRows(
    db,
    sql`(${state ?? null}::text is null or member_case.state = ${state ?? null})
      and (${order ?? null}::uuid is null or member_case.order_id = ${order ?? null}::uuid)
      and (${group}::text[] is null or member_case.member_id = any(${group}::text[]))`,
  );
  return { cases: await rowsOf(db, rows) };
}

/** One case with all that was said; undefined where there is none. */
export async function readCase(db: Kysely<Tables>, caseId: string): Promise<CaseDetail | undefined> {
  const [row] = await rowsOf(db, await readRows(db, sql`member_case.case_id = ${caseId}::uuid`));
  if (!row) return undefined;
  const notes = await db
    .selectFrom('case_note')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('at')
    .orderBy('note_id')
    .execute();
  const texts = await readTexts(
    db,
    notes.map(({ note_id }) => note_id),
  );
  return {
    ...row,
    notes: notes.map(({ note_id: noteId, at, by, step, assigned_to: assignedTo }) => {
      return { noteId, at: at.toISOString(), by, step, assignedTo, words: wordsIn(texts, noteId) };
    }),
  };
}

async function readRows(db: Kysely<Tables>, where: ReturnType<typeof sql>): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select member_case.case_id, member_case.kind, member_case.state, member_case.store_id,
      coalesce(store.settings ->> 'name', member_case.store_id) as store_name, opened_at, opened_by, assigned_to, closed_at,
      (select note_id from case_note where case_note.case_id = member_case.case_id and step = 'opened' limit 1) as note_id,
      (select count(*)::int8 from case_note where case_note.case_id = member_case.case_id and step = 'answered') as answers,
      member_case.member_id, member.card_number, member.subject_id, member_case.order_id,
      ticket.receipt_series as series, ticket.receipt_number as receipt, online_order.number as online
    from member_case left join store using (store_id) left join member on member.member_id = member_case.member_id
      left join customer_order as ticket on ticket.order_id = member_case.order_id
      left join online_order on online_order.order_id = member_case.order_id
    where ${where} order by member_case.state = 'closed', case when member_case.state = 'open' then opened_at end, closed_at desc, case_id
    limit ${MAX}`.execute(db);
  return rows;
}

async function rowsOf(db: Kysely<Tables>, rows: readonly Row[]): Promise<CaseRow[]> {
  const texts = await readTexts(
    db,
    rows.flatMap(({ note_id }) => note_id ?? []),
  );
  const profiles = await readProfiles(
    db,
    rows.flatMap(({ subject_id }) => subject_id ?? []),
  );
  return rows.map((row) => {
    const { member_id: memberId, card_number: card, subject_id: subject } = row;
    const known =
      memberId === null || card === null
        ? {}
        : { memberId, memberName: shownName(profiles.get(subject ?? '') ?? {}, card) };
    const order = orderOf(row);
    return {
      ...{ caseId: row.case_id, kind: row.kind, state: row.state, storeId: row.store_id, storeName: row.store_name },
      ...{ openedAt: row.opened_at.toISOString(), openedBy: row.opened_by, assignedTo: row.assigned_to },
      ...{ closedAt: row.closed_at?.toISOString() ?? null, words: wordsIn(texts, row.note_id) },
      answers: row.answers,
      ...known,
      ...(order ? { order } : {}),
    };
  });
}

/** A till may have put longer ones into the vault than its window takes. */
function wordsIn(texts: ReadonlyMap<string, string>, noteId: string | null): string | null {
  return texts.get(noteId ?? '')?.slice(0, CASE_WORDS_MAX) ?? null;
}

function orderOf({ order_id: orderId, series, receipt, online }: Row): CaseRow['order'] {
  if (orderId === null) return undefined;
  if (online !== null) return { orderId, kind: 'online-order', number: online };
  return series === null || receipt === null
    ? undefined
    : { orderId, kind: 'receipt', number: receiptText({ series, number: receipt }) };
}
