import { type Kysely, sql } from 'kysely';
import type { OrderCompleted } from '#contracts/facts/order-completed.ts';
import type { StoreSettings } from '#contracts/views/register-config.ts';
import { cashPolicy, storePolicy } from '#contracts/views/store-policy.ts';
import type { Envelope } from '#domain/journal/envelope.ts';
import { COUNTED_KINDS } from '#domain/session/session-totals.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import {
  type DayLookups,
  type DayNeeds,
  type KnownSession,
  noDayLookups,
  type SoldLine,
  type ZProof,
} from '#sync-server/ingest/day-effects.ts';
import { depositOf } from '#sync-server/ingest/learn.ts';
import { parseEnvelope } from '#sync-server/ingest/parse-envelope.ts';

/** Answers what facts of a cashier's day need: at most one query per table. */
export async function lookUpDay(
  db: Kysely<Tables>,
  needs: DayNeeds,
  storeIds: ReadonlySet<string>,
): Promise<DayLookups> {
  const lookups = noDayLookups();
  if (needs.policy) {
    const rows = await db.selectFrom('role').select('role').execute();
    lookups.roles = rows.map(({ role }) => role);
  }
  const proofs = await proofsOf(db, needs);
  const ofSessions = [...proofs.values()].flatMap(({ session }) => (session ? [session.storeId] : []));
  if (needs.policy) Object.assign(lookups, await moneyOf(db, new Set([...storeIds, ...ofSessions])));
  return {
    ...lookups,
    overrides: await overridesOf(db, needs),
    sources: await sourcesOf(db, needs),
    returned: await returnedOf(db, needs),
    sessions: await sessionsOf(db, needs),
    proofs,
    parked: await parkedOf(db, needs),
  };
}

/** By what a store takes money, and took it before: a ticket that comes late was right by what its till knew. */
async function moneyOf(
  db: Kysely<Tables>,
  storeIds: ReadonlySet<string>,
): Promise<Pick<DayLookups, 'cash' | 'tenders'>> {
  if (storeIds.size === 0) return { cash: new Map(), tenders: new Map() };
  const rows = await db
    .selectFrom('store')
    .select(['store_id', 'settings', 'money_before'])
    .where('store_id', '=', sql<string>`any(${[...storeIds]}::text[])`)
    .execute();
  const cash: DayLookups['cash'] = new Map();
  const tenders: DayLookups['tenders'] = new Map();
  for (const { store_id, settings, money_before } of rows) {
    const { tenders: _, cashRoundingHalves: __, ...rest } = settings;
    const ways: StoreSettings[] = [settings, ...money_before.map((before) => ({ ...rest, ...before }))];
    const known = ways.flatMap((way) => storePolicy(way).tenders);
    cash.set(store_id, ways.map(cashPolicy));
    tenders.set(store_id, [...new Map(known.toReversed().map((tender) => [tender.tenderId, tender])).values()]);
  }
  return { cash, tenders };
}

async function overridesOf(
  db: Kysely<Tables>,
  { overrideIds, overrideSubjects }: DayNeeds,
): Promise<DayLookups['overrides']> {
  if (overrideIds.size + overrideSubjects.size === 0) return new Map();
  const rows = await db
    .selectFrom('override')
    .select(['override_id', 'permission', 'asker_id', 'verdict', 'size', 'subject_id', 'scope'])
    .where((where) =>
      where.or([
        where('override_id', '=', sql<string>`any(${[...overrideIds]}::uuid[])`),
        where('subject_id', '=', sql<string>`any(${[...overrideSubjects]}::uuid[])`),
      ]),
    )
    .execute();
  return new Map(
    rows.map(({ override_id, asker_id, subject_id, ...decision }) => {
      return [override_id, { ...decision, askerId: asker_id, subjectId: subject_id }];
    }),
  );
}

async function sourcesOf(db: Kysely<Tables>, { sourceIds }: DayNeeds): Promise<DayLookups['sources']> {
  const sources: DayLookups['sources'] = new Map();
  if (sourceIds.size === 0) return sources;
  const { rows } = await sql<SourceRow>`
    select order_id, line_id, coalesce(sum(quantity), 0)::int8 as quantity, coalesce(sum(gross), 0)::int8 as amount,
      coalesce(bool_or(liability = 'gift-card'), false) as loads,
      coalesce(bool_or(liability = 'deposit'), false) as is_deposit
    from customer_order left join order_line using (journal_id, seq)
    where order_id = any(${[...sourceIds]}::uuid[]) group by order_id, line_id`.execute(db);
  const deposits = await depositsOf(db, new Set(rows.flatMap((row) => (row.is_deposit ? [row.order_id] : []))));
  for (const { order_id, line_id, quantity, amount, loads } of rows) {
    const lines = sources.get(order_id) ?? new Map();
    if (line_id !== null) lines.set(line_id, { quantity, amount, loads, ...deposits.get(`${order_id}/${line_id}`) });
    sources.set(order_id, lines);
  }
  return sources;
}

interface SourceRow {
  order_id: string;
  line_id: string | null;
  quantity: number;
  amount: number;
  loads: boolean;
  is_deposit: boolean;
}

/** What deposits were, by order and line, from their facts. */
async function depositsOf(
  db: Kysely<Tables>,
  orderIds: ReadonlySet<string>,
): Promise<Map<string, Pick<SoldLine, 'deposit'>>> {
  if (orderIds.size === 0) return new Map();
  const rows = await db
    .selectFrom('customer_order')
    .innerJoin('fact', (join) =>
      join.onRef('fact.journal_id', '=', 'customer_order.journal_id').onRef('fact.seq', '=', 'customer_order.seq'),
    )
    .select(['order_id', 'body'])
    .where('order_id', '=', sql<string>`any(${[...orderIds]}::uuid[])`)
    .execute();
  return new Map(
    rows.flatMap(({ order_id, body }) => {
      const lines = envelopesOf([{ body }]).flatMap(({ payload }) => (payload as OrderCompleted).lines);
      return lines.map((line) => [`${order_id}/${line.id}`, depositOf(line)] as const);
    }),
  );
}

async function returnedOf(db: Kysely<Tables>, { returnedIds }: DayNeeds): Promise<DayLookups['returned']> {
  const returned: DayLookups['returned'] = new Map();
  if (returnedIds.size === 0) return returned;
  const rows = await db
    .selectFrom('return_line')
    .select(['source_order_id', 'source_line_id', 'journal_id', 'seq', 'quantity', 'gross'])
    .where('source_order_id', '=', sql<string>`any(${[...returnedIds]}::uuid[])`)
    .execute();
  for (const { source_order_id, source_line_id, journal_id, seq, quantity, gross } of rows) {
    const lines = returned.get(source_order_id ?? '') ?? [];
    lines.push({ lineId: source_line_id ?? '', journalId: journal_id, seq, quantity, amount: gross });
    returned.set(source_order_id ?? '', lines);
  }
  return returned;
}

interface SessionRow {
  session_id: string;
  journal_id: string;
  store_id: string;
  business_date: string;
  closed_seq: number | null;
  recovers: string | null;
}

/** Of each journal the session that was opened last. */
async function sessionsOf(db: Kysely<Tables>, { sessionJournals }: DayNeeds): Promise<DayLookups['sessions']> {
  if (sessionJournals.size === 0) return new Map();
  const { rows } = await sql<SessionRow>`
    select distinct on (journal_id) session_id, journal_id, store_id, business_date, closed_seq, recovers from session
    where journal_id = any(${[...sessionJournals]}::uuid[]) order by journal_id, opened_seq desc`.execute(db);
  return new Map(rows.map((row) => [row.journal_id, knownSession(row)]));
}

function knownSession(row: SessionRow): KnownSession {
  return {
    sessionId: row.session_id,
    journalId: row.journal_id,
    storeId: row.store_id,
    businessDate: row.business_date,
    closedSeq: row.closed_seq,
    recovers: row.recovers,
  };
}

async function proofsOf(db: Kysely<Tables>, { closing }: DayNeeds): Promise<DayLookups['proofs']> {
  const proofs: DayLookups['proofs'] = new Map();
  for (const [sessionId, { seq, series }] of closing)
    proofs.set(sessionId, await readProof(db, sessionId, seq, series));
  return proofs;
}

/** What the Z of a session is proven by: its facts below `seq` that may count, and the last Z of the series before it. */
export async function readProof(db: Kysely<Tables>, sessionId: string, seq: number, series: string): Promise<ZProof> {
  const session = await db.selectFrom('session').selectAll().where('session_id', '=', sessionId).executeTakeFirst();
  const before = await db
    .selectFrom('session')
    .select('z')
    .where('series', '=', series)
    .where('session_id', '<>', sessionId)
    .orderBy('z_number', 'desc')
    .orderBy('from_server')
    .limit(1)
    .executeTakeFirst();
  if (!session) return { session: undefined, facts: [], before: before?.z ?? null };
  const facts = await sessionFacts(db, session.journal_id, session.opened_seq, seq);
  return { session: knownSession(session), facts, before: before?.z ?? null };
}

async function sessionFacts(db: Kysely<Tables>, journalId: string, from: number, below: number): Promise<Envelope[]> {
  const rows = await db
    .selectFrom('fact')
    .select('body')
    .where('journal_id', '=', journalId)
    .where('seq', '>=', from)
    .where('seq', '<', below)
    .where('kind', 'in', ['session.opened', ...COUNTED_KINDS])
    .orderBy('seq')
    .execute();
  return envelopesOf(rows);
}

function envelopesOf(rows: readonly { body: Uint8Array }[]): Envelope[] {
  return rows.flatMap(({ body }) => {
    const parsed = parseEnvelope(new TextDecoder('utf-8', { ignoreBOM: true }).decode(body));
    return parsed.ok ? [parsed.value] : [];
  });
}

/** Locked, so that of two registers that take up a cart at once one sees the other. */
async function parkedOf(db: Kysely<Tables>, { parkIds, parkedCartIds }: DayNeeds): Promise<DayLookups['parked']> {
  if (parkIds.size + parkedCartIds.size === 0) return [];
  const rows = await db
    .selectFrom('parked_cart')
    .select(['park_id', 'cart_id', 'operator_id', 'store_id', 'total', 'claimed_by'])
    .where((where) =>
      where.or([
        where('park_id', '=', sql<string>`any(${[...parkIds]}::uuid[])`),
        where('cart_id', '=', sql<string>`any(${[...parkedCartIds]}::uuid[])`),
      ]),
    )
    .orderBy('park_id')
    .forUpdate()
    .execute();
  return rows.map(({ park_id, cart_id, operator_id, store_id, total, claimed_by }) => {
    const parked = { parkId: park_id, cartId: cart_id, operatorId: operator_id, storeId: store_id };
    return { ...parked, total, takenBy: claimed_by };
  });
}
