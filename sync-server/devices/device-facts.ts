import { sql } from 'kysely';
import { checkDraft, HOSTLESS_KINDS } from '#contracts/facts/check-draft.ts';
import { stockFault } from '#contracts/facts/check-stock.ts';
import { Envelope, type Fact, type FactDraft } from '#contracts/facts/envelope.ts';
import type { Fault, HostInput, HostOutput } from '#contracts/ipc/host.ts';
import { parseJson } from '#contracts/schema.ts';
import { FULFILMENT_PERMISSIONS, isFulfilmentKind } from '#domain/fulfilment/fulfilment-permissions.ts';
import { repeatFault } from '#domain/journal/repeated-draft.ts';
import { isMemberKind, MEMBER_PERMISSIONS } from '#domain/member/member-permissions.ts';
import type { Permission } from '#domain/operator/permission.ts';
import { GOODS_PERMISSIONS, isGoodsKind } from '#domain/stock/stock-permissions.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { operatorMay } from '#sync-server/db/operator-may.ts';
import { appendTo, NotBooked } from '#sync-server/ingest/append-facts.ts';
import type { Device } from './find-device.ts';
import { unprovenPickup } from './prove-pickup.ts';

type Database = ServerContext['db'];

/**
 * Makes facts of what somebody witnessed on a device without a host, in the device's journal and in the name of whoever is signed
 * in there: checked as a host checks a window's drafts. A draft whose id is journalled already gets its first answer.
 */
export async function appendDrafts(
  context: ServerContext,
  device: Device,
  drafts: readonly FactDraft[],
): Promise<HostOutput<'journal.append'>> {
  const unfit = unfitness(drafts);
  if (unfit) return { ok: false, fault: unfit };
  try {
    const { answer, facts } = await appendTo<Map<string, Fact> | Fault>(context, device, async ({ db }, journal) => {
      const known = await factsOf(db, device, drafts);
      const fresh = drafts.filter(({ id }) => !known.has(id));
      const fault = repeatedFault(drafts, known) ?? (await freshFault(db, device, fresh));
      if (fault) return { facts: [], answer: fault };
      await remember(db, device, fresh, journal.seq);
      return { facts: fresh.map((draft) => ({ ...draft, operatorId: device.operatorId })), answer: known };
    });
    if (!(answer instanceof Map)) return { ok: false, fault: answer };
    const all = new Map([...answer, ...facts.map((fact) => [fact.id, fact] as const)]);
    return { ok: true, facts: drafts.flatMap(({ id }) => all.get(id) ?? []) };
  } catch (error) {
    if (error instanceof NotBooked) return { ok: false, fault: { code: 'draft-invalid', detail: error.message } };
    throw error;
  }
}

/** Facts of a device's journal after a seq, oldest first; none for nobody: its window reads on once somebody signs in. */
export async function readJournal(
  { db }: ServerContext,
  { journalId, operatorId }: Device,
  { afterSeq, limit }: HostInput<'journal.read'>,
): Promise<HostOutput<'journal.read'>> {
  if (operatorId === null) return { facts: [], more: false };
  const rows = await db
    .selectFrom('fact')
    .select('body')
    .where('journal_id', '=', journalId)
    .where('seq', '>', afterSeq)
    .orderBy('seq')
    .limit(limit + 1)
    .execute();
  return { facts: rows.slice(0, limit).map(({ body }) => factIn(body)), more: rows.length > limit };
}

function unfitness(drafts: readonly FactDraft[]): Fault | null {
  for (const draft of drafts) {
    const fault = checkDraft(draft, HOSTLESS_KINDS);
    if (fault) return fault;
  }
  const isTwice = new Set(drafts.map(({ id }) => id)).size < drafts.length;
  return isTwice ? { code: 'draft-invalid', detail: 'two drafts have one id' } : null;
}

async function freshFault(db: Database, device: Device, fresh: readonly FactDraft[]): Promise<Fault | null> {
  const { operatorId, storeId, locationId } = device;
  if (fresh.length === 0) return null;
  if (operatorId === null) return { code: 'not-signed-in' };
  for (const draft of fresh) {
    const elsewhere = stockFault(draft, locationId);
    if (elsewhere) return elsewhere;
    const permission = permissionFor(draft.kind);
    if (permission && !(await operatorMay(db, operatorId, storeId, permission))) {
      return { code: 'permission-refused', detail: permission };
    }
    const unproven = await unprovenPickup(db, device, draft);
    if (unproven) return unproven;
  }
  return null;
}

/** What an operator must be allowed to witness such a fact; null: nothing. */
function permissionFor(kind: string): Permission | null {
  if (isGoodsKind(kind)) return GOODS_PERMISSIONS[kind];
  if (isFulfilmentKind(kind)) return FULFILMENT_PERMISSIONS[kind];
  return isMemberKind(kind) ? MEMBER_PERMISSIONS[kind] : null;
}

function repeatedFault(drafts: readonly FactDraft[], known: ReadonlyMap<string, Fact>): Fault | null {
  for (const draft of drafts) {
    const fact = known.get(draft.id);
    const fault = fact ? repeatFault(draft, fact, false) : null;
    if (fault) return fault;
  }
  return null;
}

/** What of the drafts is journalled already, by id. */
async function factsOf(db: Database, { journalId }: Device, drafts: readonly FactDraft[]): Promise<Map<string, Fact>> {
  const rows = await db
    .selectFrom('device_fact')
    .innerJoin('fact', (join) =>
      join.onRef('fact.journal_id', '=', 'device_fact.journal_id').onRef('fact.seq', '=', 'device_fact.seq'),
    )
    .select('body')
    .where('device_fact.journal_id', '=', journalId)
    .where('device_fact.fact_id', '=', sql<string>`any(${drafts.map(({ id }) => id)}::uuid[])`)
    .execute();
  return new Map(rows.map(({ body }) => factIn(body)).map((fact) => [fact.id, fact]));
}

async function remember(db: Database, { journalId }: Device, fresh: readonly FactDraft[], head: number): Promise<void> {
  if (fresh.length === 0) return;
  const rows = fresh.map(({ id }, index) => ({ journal_id: journalId, fact_id: id, seq: head + index + 1 }));
  await db.insertInto('device_fact').values(rows).execute();
}

function factIn(body: Uint8Array): Fact {
  const fact = parseJson(Envelope, Buffer.from(body).toString('utf8'));
  if (!fact.ok) throw new Error(`a fact that was journalled is none: ${fact.at} ${fact.message}`);
  return fact.value;
}
