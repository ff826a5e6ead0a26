import type { AdmitAnswer, AdmitRequest } from '#contracts/http/devices.ts';
import { findCode, receiptSeriesOf } from '#sync-server/commands/enrol-register.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { SqlIngestTransaction } from '#sync-server/db/sql-ingest-store.ts';
import { appendFacts } from '#sync-server/ingest/append-facts.ts';
import { hashOfText } from '#sync-server/ingest/crypto.ts';

export type AdmitResult =
  | { ok: true; answer: AdmitAnswer; token: string }
  | { ok: false; code: 'enrol-code-invalid' | 'code-for-till'; reason: string };

/**
 * Admits a browser as a device without a host by a tablet's one-time code of its store: a register whose journal the server keeps. The same code with the same `attemptId` is answered again with a new token.
 */
export function admitDevice(context: ServerContext, request: AdmitRequest): Promise<AdmitResult> {
  const token = Buffer.from(context.random(32)).toString('base64url');
  return appendFacts<AdmitResult>(context, async (tx) => {
    const code = await findCode(context, tx, request.code);
    if (!code) return refuse('the code is unknown or has expired');
    if (code.kind === 'till') return refuse('the code enrols a till, not a browser', 'code-for-till');
    if (code.used_by !== null) return admitAgain(tx, code.used_by, request, token);
    const { journalId, ...device } = await deviceOf(context, tx, code.store_id, request.name ?? code.name);
    const at = context.now().toISOString();
    await tx.db
      .insertInto('device')
      .values({
        journal_id: journalId,
        token_hash: hashOfText(token),
        attempt_id: request.attemptId,
        admitted_at: at,
        active_at: at,
      })
      .execute();
    await tx.db
      .updateTable('register_code')
      .set({ used_by: journalId })
      .where('code_hash', '=', code.code_hash)
      .execute();
    const { receiptSeries, publicKey, ...answer } = device;
    const payload = { ...answer, journalId, incarnation: 1, receiptSeries, publicKey, hostless: true as const };
    return { facts: [{ kind: 'register.enrolled', payload }], answer: { ok: true, answer, token } };
  });
}

function refuse(reason: string, code: Extract<AdmitResult, { ok: false }>['code'] = 'enrol-code-invalid') {
  return { facts: [], answer: { ok: false as const, code, reason } };
}

async function admitAgain({ db }: SqlIngestTransaction, usedBy: string, { attemptId }: AdmitRequest, token: string) {
  const row = await db
    .selectFrom('device')
    .innerJoin('journal', 'journal.journal_id', 'device.journal_id')
    .innerJoin('register', 'register.register_id', 'journal.register_id')
    .select(['register.register_id', 'register.store_id', 'name'])
    .where('device.journal_id', '=', usedBy)
    .where('attempt_id', '=', attemptId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (!row) return refuse('the code was used already');
  await db
    .updateTable('device')
    .set({ token_hash: hashOfText(token) })
    .where('journal_id', '=', usedBy)
    .execute();
  const answer = { storeId: row.store_id, registerId: row.register_id, name: row.name };
  return { facts: [], answer: { ok: true as const, answer, token } };
}

/** The store's next device, which signs with the server's own key. */
async function deviceOf(context: ServerContext, { db }: SqlIngestTransaction, storeId: string, name: string | null) {
  const { publicKey } = await db
    .selectFrom('journal')
    .select('public_key as publicKey')
    .where('journal_id', '=', context.keys.journalId)
    .executeTakeFirstOrThrow();
  const registers = await db.selectFrom('register').select('register_id').execute();
  const inUse = new Set(registers.map(({ register_id }) => register_id));
  let number = 1;
  while (inUse.has(`${storeId}-T${number}`)) number++;
  const taken = await db.selectFrom('journal').select('receipt_series').execute();
  const registerId = `${storeId}-T${number}`;
  const receiptSeries = receiptSeriesOf(registerId, 1, new Set(taken.map(({ receipt_series }) => receipt_series)));
  return {
    ...{ storeId, registerId, name: name ?? `Tablet ${number}`, journalId: context.newId() },
    ...{ receiptSeries, publicKey },
  };
}
