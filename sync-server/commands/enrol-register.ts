import { sql } from 'kysely';
import type { EnrolAnswer, EnrolRequest } from '#contracts/http/api.ts';
import { hashOfCode } from '#sync-server/commands/issue-code.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { SqlIngestTransaction } from '#sync-server/db/sql-ingest-store.ts';
import { appendFacts, type ServerDraft } from '#sync-server/ingest/append-facts.ts';
import { hashOfText, readPublicKey } from '#sync-server/ingest/crypto.ts';

export type EnrolResult =
  | { ok: true; answer: EnrolAnswer }
  | { ok: false; code: 'enrol-code-invalid' | 'code-for-tablet' | 'body-invalid'; reason: string };

/** A register's new journal, as it is journalled. */
export type Enrolment = Extract<ServerDraft, { kind: 'register.enrolled' }>['payload'];

/**
 * Enrols a register's new journal by a one-time code: it becomes the register's next incarnation, with a receipt series of its
 * own and a token. The same code with the same journal and key is answered again (`enrolAgain`), for an answer may get lost.
 */
export function enrolRegister(context: ServerContext, request: EnrolRequest): Promise<EnrolResult> {
  return appendFacts<EnrolResult>(context, async (tx) => {
    if (!readPublicKey(request.publicKey)) return refuse('body-invalid', 'the public key is not Ed25519 SPKI DER');
    const code = await findCode(context, tx, request.code);
    if (!code) return refuse('enrol-code-invalid', 'the code is unknown or has expired');
    if (code.kind === 'tablet') return refuse('code-for-tablet', 'the code admits a tablet, in its browser');
    if (code.used_by !== null) return { facts: [], answer: await enrolAgain(context, tx, code.used_by, request) };
    if (await journalOf(tx, request.journalId)) return refuse('body-invalid', 'this journal is enrolled already');
    const enrolment = await enrolmentOf(tx, code, request);
    await tx.db
      .updateTable('register_code')
      .set({ used_by: request.journalId })
      .where('code_hash', '=', code.code_hash)
      .execute();
    const answer = await admit(context, tx, enrolment);
    return { facts: [{ kind: 'register.enrolled', payload: enrolment }], answer: { ok: true, answer } };
  });
}

function refuse(code: Extract<EnrolResult, { ok: false }>['code'], reason: string) {
  return { facts: [], answer: { ok: false as const, code, reason } };
}

/** A one-time code that was issued and has not expired, used or not. */
export async function findCode(context: ServerContext, { db }: SqlIngestTransaction, code: string) {
  return db
    .selectFrom('register_code')
    .selectAll()
    .where('code_hash', '=', hashOfCode(code))
    .where('expires_at', '>', context.now())
    .executeTakeFirst();
}

/**
 * Answers again to the journal and key that used a code, as long as its register was not heard; the token of the first answer is
 * void from then on.
 */
export async function enrolAgain(
  context: ServerContext,
  tx: SqlIngestTransaction,
  usedBy: string,
  { journalId, publicKey }: Pick<EnrolRequest, 'journalId' | 'publicKey'>,
): Promise<EnrolResult> {
  // The journal of a device without a host has a key that is the server's: nobody enrols with it.
  const device = await tx.db
    .selectFrom('device')
    .select('journal_id')
    .where('journal_id', '=', usedBy)
    .executeTakeFirst();
  const journal = usedBy === journalId && !device ? await journalOf(tx, journalId) : undefined;
  if (journal?.publicKey !== publicKey || (await wasHeard(tx, journalId)))
    return { ok: false, code: 'enrol-code-invalid', reason: 'the code was used already' };
  await tx.db.deleteFrom('register_token').where('journal_id', '=', journalId).execute();
  return { ok: true, answer: await admit(context, tx, journal) };
}

/** Whether a register came with its token: then the answer that gave it was not lost. */
async function wasHeard({ db }: SqlIngestTransaction, journalId: string): Promise<boolean> {
  const rows = await sql`select from register_contact where journal_id = ${journalId}::uuid
    union all select from journal where journal_id = ${journalId}::uuid and watermark > 0`.execute(db);
  return rows.rows.length > 0;
}

async function journalOf(
  { db }: SqlIngestTransaction,
  journalId: string,
): Promise<Omit<Enrolment, 'name'> | undefined> {
  const row = await db.selectFrom('journal').selectAll().where('journal_id', '=', journalId).executeTakeFirst();
  return (
    row && {
      registerId: row.register_id,
      storeId: row.store_id,
      journalId,
      incarnation: row.incarnation,
      receiptSeries: row.receipt_series,
      publicKey: row.public_key,
    }
  );
}

/** The next incarnation of the code's register, or the first of the store's next register. */
async function enrolmentOf(
  { db }: SqlIngestTransaction,
  code: { store_id: string; register_id: string | null; name: string | null },
  { journalId, publicKey }: EnrolRequest,
): Promise<Enrolment> {
  const registers = await db.selectFrom('register').select(['register_id', 'name']).execute();
  const number = nextNumber(
    code.store_id,
    registers.map(({ register_id }) => register_id),
  );
  const registerId = code.register_id ?? `${code.store_id}-R${number}`;
  const known = registers.find(({ register_id }) => register_id === registerId);
  const { last } = await db
    .selectFrom('journal')
    .select((select) => select.fn.max('incarnation').as('last'))
    .where('register_id', '=', registerId)
    .executeTakeFirstOrThrow();
  const incarnation = (last ?? 0) + 1;
  const taken = await db.selectFrom('journal').select('receipt_series').execute();
  const inUse = new Set(taken.map(({ receipt_series }) => receipt_series));
  return {
    registerId,
    storeId: code.store_id,
    name: code.name ?? known?.name ?? `Till ${number}`,
    journalId,
    incarnation,
    receiptSeries: receiptSeriesOf(registerId, incarnation, inUse),
    publicKey,
  };
}

/** One above all numbers that ids of the store's registers ever had, wherever those registers are now. */
function nextNumber(storeId: string, registerIds: readonly string[]): number {
  const prefix = `${storeId}-R`;
  const own = registerIds.filter((id) => id.startsWith(prefix)).map((id) => Number(id.slice(prefix.length)));
  return Math.max(0, ...own.filter(Number.isSafeInteger)) + 1;
}

/**
 * A series short enough to be read out, from the initials of a register's id: `high-street-R2` gives `HSR2`, its third
 * incarnation `HSR2.3`. Where another register has it, the whole id stands instead.
 */
export function receiptSeriesOf(registerId: string, incarnation: number, inUse: ReadonlySet<string>): string {
  const words = registerId.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const initials = words.map((word, index) => (index < words.length - 1 ? [...word][0] : word)).join('');
  const life = incarnation === 1 ? '' : `.${incarnation}`;
  const short = `${initials.toUpperCase()}${life}`;
  return inUse.has(short) ? `${registerId}.${incarnation}` : short;
}

/** Makes a token for a journal, and says all that its register needs. */
export async function admit(
  { keys, random }: ServerContext,
  { db }: SqlIngestTransaction,
  { storeId, registerId, journalId, receiptSeries }: Omit<Enrolment, 'name'>,
): Promise<EnrolAnswer> {
  const token = Buffer.from(random(32)).toString('base64url');
  await db
    .insertInto('register_token')
    .values({ token_hash: hashOfText(token), journal_id: journalId })
    .execute();
  const pepper = Buffer.from(keys.pepper).toString('base64url');
  return { storeId, registerId, journalId, receiptSeries, token, pepper };
}
