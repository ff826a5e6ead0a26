import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { GENESIS } from '#domain/journal/envelope.ts';
import { enrolMember } from '#sync-server/commands/enrol-member.ts';
import { keepText } from '#sync-server/commands/keep-text.ts';
import { readProfiles, readTexts } from '#sync-server/db/vault.ts';
import { hashOfText } from '#sync-server/ingest/crypto.ts';
import { MANAGER, openManager } from '#tests/fixtures/test-day.ts';
import { enrolTestRegister, productOf, type TestRegister } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { OPERATOR, STORE } from '#tests/fixtures/test-shop.ts';

const shop = openTestServer();
openManager(shop);

async function newMember(name: string) {
  const enrolled = await enrolMember(shop.server.context, { name, email: 'z@example.com', cardNumber: randomUUID() });
  if (!enrolled.ok) throw new Error(enrolled.reason);
  return enrolled.memberId;
}

const erase = async (register: TestRegister, memberId: string, operatorId = MANAGER) => {
  const response = await register.send('POST', `/members/${memberId}/erase`, {}, operatorId);
  return { status: response.status, answer: await response.json() };
};

test('a member is erased: profile and addresses say nothing any more, tills drop the card, receipts stay', async () => {
  const { context } = shop.server;
  const { db } = context;
  const register = await enrolTestRegister(shop.server);
  const memberId = await newMember('Zebedee Quartz');
  const sale = register.sale([await productOf(shop.server, 'P1')], { change: { memberId } });
  const addressId = randomUUID();
  await register.push([sale]);
  await keepText(context, addressId, 'z@example.com');
  const { subject_id: subjectId } = await db
    .selectFrom('member')
    .select('subject_id')
    .where('member_id', '=', memberId)
    .executeTakeFirstOrThrow();
  const order = await db
    .selectFrom('customer_order')
    .select(['journal_id', 'seq', 'order_id'])
    .where('member_id', '=', memberId)
    .executeTakeFirstOrThrow();
  const now = context.now().toISOString();
  const mailed = { journal_id: order.journal_id, seq: order.seq, order_id: order.order_id, address_id: addressId };
  await db
    .insertInto('mail')
    .values({ ...mailed, queued_at: now, due_at: now })
    .execute();
  const known = await (await register.get(`/members/${memberId}`, MANAGER)).json();
  expect(known).toMatchObject({ name: 'Zebedee Quartz', email: 'z@example.com', receipts: 1, mailed: 1, owed: 0 });

  const before = await register.pullAll('chain');
  expect(before.documents.map(({ id }) => id)).toContain(`member-card/${memberId}`);
  expect(await erase(register, memberId)).toEqual({ status: 200, answer: { ok: true } });
  // Once more: nothing more happens.
  expect(await erase(register, memberId)).toEqual({ status: 200, answer: { ok: true } });
  expect((await readProfiles(db, [subjectId])).size).toBe(0);
  expect((await readTexts(db, [addressId])).size).toBe(0);
  expect((await register.get(`/members/${memberId}`, MANAGER)).status).toBe(404);
  const keys = db.selectFrom('vault').select('key').where('subject_id', 'in', [subjectId, addressId]);
  expect(await keys.execute()).toEqual([{ key: null }, { key: null }]);
  const mail = await db.selectFrom('mail').select('status').where('address_id', '=', addressId).execute();
  expect(mail).toEqual([{ status: 'failed' }]);

  // A till that was there before is told to drop the card; one that comes new never hears of it.
  const after = await register.pullAll('chain');
  expect(after.documents.map(({ id }) => id)).not.toContain(`member-card/${memberId}`);
  const kept = await db.selectFrom('customer_order').select('total').where('member_id', '=', memberId).execute();
  expect(kept).toHaveLength(1);
  const facts = await db.selectFrom('fact').select(['kind', 'body']).execute();
  expect(facts.filter(({ kind }) => kind === 'member.erased')).toHaveLength(1);
  expect(facts.map(({ body }) => Buffer.from(body).toString('utf8')).join()).not.toContain('Zebedee');
  const audit = await db.selectFrom('audit').selectAll().where('kind', '=', 'member.erased').execute();
  expect(audit).toMatchObject([{ store_id: STORE, operator_id: MANAGER, detail: { memberId } }]);
});

test('who was erased is put into no group, so that no till gets a card of theirs again', async () => {
  const register = await enrolTestRegister(shop.server);
  const memberId = await newMember('Ada Gone');
  await erase(register, memberId);
  const body = { base: null, groupId: 'any' };
  const put = await register.send('PUT', `/members/${memberId}/group`, body, MANAGER);
  expect(await put.json()).toEqual({ ok: false, faults: ['member-unknown'] });
});

test('who may not erase does not, nor is one erased who owes something or is not there', async () => {
  const { db } = shop.server.context;
  const register = await enrolTestRegister(shop.server);
  const memberId = await newMember('Olive Owes');
  expect((await erase(register, memberId, OPERATOR)).status).toBe(403);
  // Whoever serves members sees what is known of one; nobody does of whom nothing is said who they are.
  expect((await register.get(`/members/${memberId}`, OPERATOR)).status).toBe(200);
  expect((await register.get(`/members/${memberId}`)).status).toBe(403);
  await db.insertInto('account').values({ account_id: memberId, currency: 'GBP', balance: 500 }).execute();
  expect((await erase(register, memberId)).answer).toEqual({ ok: false, faults: ['member-account-open'] });
  expect((await erase(register, 'nobody')).answer).toEqual({ ok: false, faults: ['member-unknown'] });
  expect((await register.get(`/members/${memberId}`, MANAGER)).status).toBe(200);
});

test('all that is kept under a member is given out: profile, tickets, addresses; the journals say none of it, and after erasure nothing does', async () => {
  const { context } = shop.server;
  const register = await enrolTestRegister(shop.server);
  const memberId = await newMember('Xenia Export');
  await register.push([register.sale([await productOf(shop.server, 'P3')], { change: { memberId } })]);
  const path = `/members/${memberId}/export`;
  expect((await register.get(path, OPERATOR)).status).toBe(403);
  const all = await (await register.get(path, MANAGER)).json();
  expect(all.cards).toMatchObject([{ memberId, profile: { name: 'Xenia Export', email: 'z@example.com' } }]);
  expect(all.tickets).toMatchObject([{ total: 300, lines: [{ sku: 'P3', quantity: 1, amount: 300 }], returned: [] }]);
  expect(all).toMatchObject({ consents: [], accounts: [], mailedTo: [] });
  await erase(register, memberId);
  expect((await register.get(path, MANAGER)).status).toBe(404);
  // The journals stand as they were: each fact follows from the one before it, and the newest is signed.
  const facts = await context.db.selectFrom('fact').selectAll().orderBy('journal_id').orderBy('seq').execute();
  const heads = await context.db.selectFrom('journal').select(['journal_id', 'watermark', 'head_hash']).execute();
  for (const { journal_id, watermark, head_hash } of heads) {
    const own = facts.filter((fact) => fact.journal_id === journal_id);
    let before = GENESIS;
    for (const { body, hash } of own) {
      const text = Buffer.from(body).toString('utf8');
      expect(hashOfText(text)).toBe(hash);
      expect(JSON.parse(text).prev).toBe(before);
      before = hash;
    }
    expect([own.length, before]).toEqual([watermark, head_hash]);
  }
});
