import { type Kysely, sql } from 'kysely';
import type { MemberExport } from '#contracts/http/member-export.ts';
import { receiptText } from '#domain/receipt/receipt-text.ts';
import { membersWith } from '#sync-server/db/member-group.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { readProfiles, readTexts } from '#sync-server/db/vault.ts';
import { readCase } from '#sync-server/views/case-list.ts';

type Part<K extends keyof MemberExport> = Promise<MemberExport[K]>;

/** All that is kept under a member, and under whom was merged with them; undefined where they are not there, or were erased. */
export async function readMemberExport(
  db: Kysely<Tables>,
  memberId: string,
  now: Date,
): Promise<MemberExport | undefined> {
  const group = await membersWith(db, [memberId]);
  const cards = await readCards(db, group);
  if (cards.length === 0) return undefined;
  return {
    exportedAt: now.toISOString(),
    cards,
    consents: await readConsents(db, group),
    points: await readPoints(db, group),
    accounts: await readAccounts(db, group),
    cases: await readAllCases(db, group),
    mailedTo: await readAddresses(db, group),
    tickets: await readTickets(db, group),
  };
}

async function readCards(db: Kysely<Tables>, group: readonly string[]): Part<'cards'> {
  const rows = await db
    .selectFrom('member')
    .selectAll()
    .where('member_id', 'in', ['', ...group])
    .where('erased_at', 'is', null)
    .orderBy('member_id')
    .execute();
  const profiles = await readProfiles(
    db,
    rows.map(({ subject_id }) => subject_id),
  );
  return rows.map((row) => ({
    memberId: row.member_id,
    cardNumber: row.card_number,
    enrolledAt: row.enrolled_at?.toISOString() ?? null,
    enrolledIn: row.enrolled_store,
    groupId: row.group_id,
    tags: row.tags,
    profile: profiles.get(row.subject_id) ?? null,
  }));
}

async function readConsents(db: Kysely<Tables>, group: readonly string[]): Part<'consents'> {
  const rows = await db
    .selectFrom('consent')
    .selectAll()
    .where('member_id', 'in', ['', ...group])
    .orderBy('at')
    .orderBy('seq')
    .execute();
  return rows.map(
    ({ purpose_id: purposeId, given, text_version: textVersion, language, channel, at, store_id: storeId }) => {
      return { purposeId, given, textVersion, language, channel, at: at.toISOString(), storeId };
    },
  );
}

async function readPoints(db: Kysely<Tables>, group: readonly string[]): Part<'points'> {
  const { rows } = await sql<MemberExport['points'][number]>`
    select business_date::text as date, kind as what, amount as points, substr(instrument, 5, 3) as currency,
      order_id::text as "receiptId"
    from point_movement where member_id = any(${[...group]}::text[])
    union all
    select business_date::text, case when amount < 0 then 'spent' else 'given' end, amount, currency, order_id::text
    from value_movement join stored_value using (instrument)
    where stored_value.class = 'points' and stored_value.member_id = any(${[...group]}::text[])
    order by date, "receiptId"`.execute(db);
  return rows;
}

async function readAccounts(db: Kysely<Tables>, group: readonly string[]): Part<'accounts'> {
  const rows = await db
    .selectFrom('account')
    .select(['currency', 'balance'])
    .where('account_id', 'in', ['', ...group])
    .execute();
  return rows.map(({ currency, balance }) => ({ currency, owed: balance }));
}

async function readAllCases(db: Kysely<Tables>, group: readonly string[]): Part<'cases'> {
  const { rows } = await sql<{ case_id: string }>`
    select case_id from member_case where member_id = any(${[...group]}::text[]) order by opened_at, case_id`.execute(
    db,
  );
  const cases: MemberExport['cases'] = [];
  for (const { case_id } of rows) {
    const one = await readCase(db, case_id);
    if (!one) continue;
    const said = one.notes.flatMap(({ at, words }) => (words === null ? [] : [{ at, words }]));
    cases.push({ kind: one.kind, openedAt: one.openedAt, closedAt: one.closedAt, said });
  }
  return cases;
}

async function readAddresses(db: Kysely<Tables>, group: readonly string[]): Part<'mailedTo'> {
  const { rows } = await sql<{ address_id: string }>`
    select distinct address_id from mail join customer_order using (order_id)
    where member_id = any(${[...group]}::text[]) and address_id is not null`.execute(db);
  const texts = await readTexts(
    db,
    rows.map(({ address_id }) => address_id),
  );
  return [...new Set(texts.values())].sort();
}

async function readTickets(db: Kysely<Tables>, group: readonly string[]): Part<'tickets'> {
  const lines = sql`(select coalesce(jsonb_agg(jsonb_build_object('name', name, 'sku', sku, 'quantity', quantity, 'amount', amount)
    order by line_no), '[]') from`;
  const { rows } = await sql<
    Omit<MemberExport['tickets'][number], 'receipt' | 'at'> & { series: string; number: number; at: Date }
  >`
    select order_id::text as "orderId", receipt_series as series, receipt_number as number, at, store_id as "storeId", currency, total,
      ${lines} order_line where order_line.journal_id = customer_order.journal_id and order_line.seq = customer_order.seq) as lines,
      ${lines} return_line where return_line.journal_id = customer_order.journal_id and return_line.seq = customer_order.seq) as returned
    from customer_order where member_id = any(${[...group]}::text[]) order by at, order_id`.execute(db);
  return rows.map(({ series, number, at, ...ticket }) => {
    return { ...ticket, receipt: receiptText({ series, number }), at: at.toISOString() };
  });
}
