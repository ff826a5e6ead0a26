import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { HostInput, HostMethod, HostOutput, HostStatus } from '#contracts/ipc/host.ts';
import { type Host, openHost } from '#electron/host/host.ts';
import { hashOf } from '#electron/host/journal/journal-lines.ts';
import { hashBadge } from '#sync-server/commands/hash-badge.ts';
import { hashPin } from '#sync-server/commands/hash-pin.ts';
import { issueCode } from '#sync-server/commands/issue-code.ts';
import { publishSettings } from '#sync-server/commands/publish-settings.ts';
import { openServer, type Server } from '#sync-server/server.ts';
import { orderDraft, uuid } from '#tests/fixtures/fact-drafts.ts';
import { fillTestShop, OPERATOR, STORE } from '#tests/fixtures/test-shop.ts';

const PIN = '2468';
const BADGE = 'B-19c4e07a55d3';
let folder: string;
let server: Server;
let port = 0;
let host: Host;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'omnitill-both-'));
  port = 0;
  await startServer();
  await fillTestShop(server.context);
  const anna = { operatorId: OPERATOR, name: 'Anna', initials: 'AN', role: 'cashier' as const, storeIds: [STORE] };
  const badgeHash = hashBadge(server.context, BADGE);
  const after = { ...anna, pinHash: await hashPin(server.context, PIN), badgeHash };
  await publishSettings(server.context, { entity: 'operator', entityId: OPERATOR, after });
  const code = await issueCode(server.context, { storeId: STORE });
  if (!code.ok) throw new Error(code.reason);
  host = await startHost(code.answer.code);
}, 60_000);
afterEach(async () => {
  await host.close();
  await server.close();
  await rm(folder, { recursive: true });
}, 60_000);

/** On the port it had before, so that the till finds it again. */
async function startServer(): Promise<void> {
  server = await openServer({ dataDir: join(folder, 'server'), port });
  port = Number(new URL(server.url).port);
}

async function startHost(enrolCode?: string): Promise<Host> {
  const opened = await openHost({ dataDir: folder, version: '1', serverUrl: server.url, enrolCode });
  if (!opened.ok) throw new Error(opened.message);
  return opened.host;
}

async function call<M extends HostMethod>(method: M, input: HostInput<M>): Promise<HostOutput<M>> {
  const result = await host.call(method, input);
  if (!result.ok) throw new Error(result.message);
  return result.output as HostOutput<M>;
}

function when(holds: (status: HostStatus) => boolean): Promise<HostStatus> {
  return new Promise((resolve) => {
    const stop = host.subscribe((event) => {
      if (event.type !== 'status' || !holds(event.status)) return;
      queueMicrotask(() => stop());
      resolve(event.status);
    });
  });
}

const synced = ({ online, journal }: HostStatus) => online && journal?.watermark === journal?.seq;

async function sell(...numbers: number[]): Promise<void> {
  const drafts = numbers.map((n) => orderDraft(uuid(n)));
  expect(await call('journal.append', { drafts })).toMatchObject({ ok: true });
}

/** What the server holds of the journal, as its own bytes. */
async function serverHolds(journalId: string): Promise<{ seq: number; id: string; hash: string }[]> {
  const rows = await server.context.db
    .selectFrom('fact')
    .select(['seq', 'fact_id', 'hash', 'body'])
    .where('journal_id', '=', journalId)
    .orderBy('seq')
    .execute();
  for (const { body, hash } of rows) expect(hashOf(Buffer.from(body).toString('utf8'))).toBe(hash);
  return rows.map(({ seq, fact_id, hash }) => ({ seq: Number(seq), id: fact_id, hash }));
}

it('a till and its server agree, through an outage, a restart, and a server restored from yesterday', async () => {
  await when(({ config, online }) => config !== null && online);
  expect(await call('operator.sign-in', { operatorId: OPERATOR, pin: PIN })).toEqual({ ok: true });
  expect(await call('session.open', { float: 10_000 })).toEqual({ ok: true });
  await sell(1, 2, 3);
  const { journal } = await when(synced);
  const { journalId } = journal ?? { journalId: '' };

  const offline = when(({ online }) => !online);
  await server.close();
  await cp(join(folder, 'server'), join(folder, 'backup'), { recursive: true });
  await offline;
  await sell(4, 5);
  expect((await call('host.status', {})).journal).toMatchObject({ ordersWaiting: 2, watermark: journal?.seq });
  await host.close();
  await startServer();
  host = await startHost();
  await when(synced);
  expect(await call('operator.sign-in', { badge: BADGE })).toEqual({ ok: true });
  await sell(6);
  await when(synced);
  expect(await serverHolds(journalId)).toHaveLength(9);

  await server.close();
  await rm(join(folder, 'server'), { recursive: true });
  await cp(join(folder, 'backup'), join(folder, 'server'), { recursive: true });
  const behind = when((status) => status.journal?.watermark === journal?.seq);
  await startServer();
  expect((await behind).journal).toMatchObject({ seq: 9, ordersWaiting: 3 });
  await when(synced);
  await sell(7);
  await when(synced);
  const { facts } = await call('journal.read', { afterSeq: 0, limit: 500 });
  const held = await serverHolds(journalId);
  expect(held.map(({ seq, id }) => [seq, id])).toEqual(facts.map(({ seq, id }) => [seq, id]));
  expect(held.slice(0, -1).map(({ hash }) => hash)).toEqual(facts.slice(1).map(({ prev }) => prev));
}, 60_000);

it('a day from float to Z is proven by the server, which keeps the texts beside it', async () => {
  await when(({ config, online }) => config !== null && online);
  const note = { subjectId: uuid(0x500), text: 'Short by a fiver, see the till roll' };
  await call('operator.sign-in', { operatorId: OPERATOR, pin: PIN });
  await call('session.open', { float: 10_000 });
  await sell(1, 2);
  const code = await call('receipt.code', { orderId: uuid(1) });
  const verified = await call('receipt.verify', { code: code.ok ? code.code : '' });
  expect(verified).toMatchObject({ ok: true, receipt: { orderId: uuid(1), total: 600 } });
  expect(await call('vault.put', note)).toEqual({ ok: true });
  const closed = await call('session.close', {
    factId: uuid(0x600),
    declared: [{ tender: 'cash', amount: 10_700 }],
    differences: [{ tender: 'cash', reason: 'miscount', noteId: note.subjectId }],
    left: 10_000,
  });
  expect(closed).toMatchObject({ ok: true, closed: { payload: { zNumber: 1, totals: { total: 1200 } } } });
  const { journal } = await when(synced);
  const { db } = server.context;
  const codes = await db.selectFrom('exception').select('code').execute();
  expect(codes.map(({ code: each }) => each).filter((each) => each.startsWith('z-'))).toEqual([]);
  const session = await db.selectFrom('session').select('closed_seq').executeTakeFirstOrThrow();
  expect(session.closed_seq).not.toBeNull();
  const texts = await db.selectFrom('vault').select('subject_id').execute();
  expect(texts.map(({ subject_id }) => subject_id)).toContain(note.subjectId);
  const day = { method: 'POST', body: JSON.stringify({ businessDate: '2000-01-01' }) };
  const headers = { 'content-type': 'application/json' };
  const refused = await host.api(new Request('app://till/api/days/close', { ...day, headers }));
  expect([refused.status, journal?.seq]).toEqual([403, journal?.watermark]);
}, 60_000);
