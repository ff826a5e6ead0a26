import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { CASE_WORDS_MAX, type CaseKind, type CaseStep } from '#contracts/facts/case-facts.ts';
import { CaseDetail, CaseList } from '#contracts/http/cases.ts';
import { MemberExport } from '#contracts/http/member-export.ts';
import { parse } from '#contracts/schema.ts';
import { enrolMember } from '#sync-server/commands/enrol-member.ts';
import { readTexts } from '#sync-server/db/vault.ts';
import { MANAGER, openManager } from '#tests/fixtures/test-day.ts';
import { enrolTestRegister, productOf, type TestRegister } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { OPERATOR } from '#tests/fixtures/test-shop.ts';

const shop = openTestServer();
openManager(shop);

let till: TestRegister;
beforeAll(async () => {
  if (!shop.missing) till = await enrolTestRegister(shop.server);
});

async function newMember(name: string): Promise<string> {
  const enrolled = await enrolMember(shop.server.context, { name, cardNumber: randomUUID() });
  if (!enrolled.ok) throw new Error(enrolled.reason);
  return enrolled.memberId;
}

const say = (noteId: string, text: string) => till.send('PUT', `/vault/${noteId}`, { text });

/** As a till opens one: the words first, then the fact. */
async function open(about: { memberId: string } | { orderId: string }, words: string, kind: CaseKind = 'complaint') {
  const [caseId, noteId] = [randomUUID(), randomUUID()];
  await say(noteId, words);
  await till.push([till.fact('case.opened', { caseId, noteId, kind, ...about })]);
  return { caseId, noteId };
}

async function change(caseId: string, step: CaseStep, more: { words?: string; assignedTo?: string | null } = {}) {
  const { words, ...payload } = more;
  const noteId = randomUUID();
  if (words !== undefined) await say(noteId, words);
  const fact = till.fact('case.changed', { caseId, noteId, step, ...payload });
  await till.push([fact]);
  shop.clock.advance(1000);
  return noteId;
}

async function list(query = ''): Promise<CaseList['cases']> {
  const body = parse(CaseList, await (await till.get(`/cases${query}`, MANAGER)).json());
  if (!body.ok) throw new Error(body.message);
  return body.value.cases;
}

async function read(caseId: string): Promise<CaseDetail> {
  const body = parse(CaseDetail, await (await till.get(`/cases/${caseId}`, MANAGER)).json());
  if (!body.ok) throw new Error(body.message);
  return body.value;
}

test('a complaint is opened, given to somebody, answered, closed and opened again; no fact says its words', async () => {
  const memberId = await newMember('Cass Complains');
  const { caseId } = await open({ memberId }, 'The teapot leaks');
  expect(await list(`?member=${memberId}`)).toMatchObject([
    { caseId, kind: 'complaint', state: 'open', words: 'The teapot leaks', memberName: 'Cass Complains', answers: 0 },
  ]);
  await change(caseId, 'assigned', { assignedTo: MANAGER });
  await change(caseId, 'answered', { words: 'A new one is on its way' });
  await change(caseId, 'closed');
  expect(await read(caseId)).toMatchObject({ state: 'closed', assignedTo: MANAGER, answers: 1 });
  expect((await list('?state=open')).map((one) => one.caseId)).not.toContain(caseId);
  await change(caseId, 'reopened', { words: 'It leaks too' });
  const { state, closedAt, notes } = await read(caseId);
  expect([state, closedAt]).toEqual(['open', null]);
  expect(notes.map(({ step, words }) => [step, words])).toEqual(
    expect.arrayContaining([
      ['opened', 'The teapot leaks'],
      ['answered', 'A new one is on its way'],
      ['closed', null],
      ['reopened', 'It leaks too'],
    ]),
  );
  const facts = await shop.server.context.db.selectFrom('fact').select('body').execute();
  expect(facts.map(({ body }) => Buffer.from(body).toString('utf8')).join()).not.toContain('leak');
});

test('one about a receipt is of whoever bought, is found by the receipt, and is erased with them, also where words come late', async () => {
  const memberId = await newMember('Rae Receipt');
  const id = randomUUID();
  await till.push([till.sale([await productOf(shop.server, 'P1')], { id, change: { memberId } })]);
  const { caseId, noteId } = await open({ orderId: id }, 'Wrong change', 'question');
  const [found] = await list(`?order=${id}`);
  expect(found).toMatchObject({ caseId, memberId, order: { orderId: id, kind: 'receipt' } });
  const all = await (await till.get(`/members/${memberId}/export`, MANAGER)).json();
  expect(all.cases).toMatchObject([{ kind: 'question', said: [{ words: 'Wrong change' }] }]);
  const late = randomUUID();
  await till.push([till.fact('case.changed', { caseId, noteId: late, step: 'answered' })]);

  expect(await (await till.send('POST', `/members/${memberId}/erase`, {}, MANAGER)).json()).toEqual({ ok: true });
  await say(late, 'About Rae');
  const again = await open({ memberId }, 'After all');
  expect((await readTexts(shop.server.context.db, [noteId, late, again.noteId])).size).toBe(0);
  expect(await list(`?order=${id}`)).toEqual([]);
  expect((await till.get(`/cases/${again.caseId}`, MANAGER)).status).toBe(404);
});

test('what is said of a case of somebody erased is kept by no till that did not hear of it yet', async () => {
  const { db } = shop.server.context;
  const memberId = await newMember('Ola Offline');
  const { caseId } = await open({ memberId }, 'Too loud');
  await till.send('POST', `/members/${memberId}/erase`, {}, MANAGER);
  const answered = await change(caseId, 'answered', { words: 'Ola, we are sorry' });
  const late = await change(caseId, 'closed');
  await say(late, 'Ola is content');
  expect((await readTexts(db, [answered, late])).size).toBe(0);
  expect(await db.selectFrom('case_note').select('note_id').where('case_id', '=', caseId).execute()).toEqual([]);
  const [never, said] = [randomUUID(), randomUUID()];
  await say(said, 'Ola again');
  await till.push([till.fact('case.changed', { caseId: never, noteId: said, step: 'answered' })]);
  await till.push([till.fact('case.opened', { caseId: never, noteId: randomUUID(), kind: 'wish', memberId })]);
  expect((await readTexts(db, [said])).size).toBe(0);
});

test('the longest words that somebody may type are read back, and longer ones spoil no list', async () => {
  const memberId = await newMember('Lee Long');
  const long = await open({ memberId }, 'w'.repeat(CASE_WORDS_MAX));
  const longer = await open({ memberId }, 'w'.repeat(CASE_WORDS_MAX + 1));
  for (const one of await list(`?member=${memberId}`)) expect(one.words).toHaveLength(CASE_WORDS_MAX);
  for (const { caseId } of [long, longer]) expect((await read(caseId)).notes[0]?.words).toHaveLength(CASE_WORDS_MAX);
  const all = await (await till.get(`/members/${memberId}/export`, MANAGER)).json();
  expect(parse(MemberExport, all)).toMatchObject({ ok: true });
});

test('of who was merged it stands with the member who is kept', async () => {
  const [kept, merged] = [await newMember('Kim'), await newMember('Kim Two')];
  const { caseId } = await open({ memberId: merged }, 'More tea', 'wish');
  await till.send('POST', '/members/merge', { keptId: kept, mergedId: merged }, MANAGER);
  expect((await list(`?member=${kept}`)).map((one) => one.caseId)).toEqual([caseId]);
});

test('whoever sees members sees cases', async () => {
  expect((await till.get('/cases', OPERATOR)).status).toBe(200);
  expect((await till.get('/cases')).status).toBe(403);
  expect((await till.get(`/cases/${randomUUID()}`, MANAGER)).status).toBe(404);
});
