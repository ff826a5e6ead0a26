import { randomUUID } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { expect, test } from 'vitest';
import type { ProfilePatch } from '#contracts/member/profile.ts';
import type { TagChange } from '#contracts/member/tags.ts';
import type { ViewData } from '#contracts/views/documents.ts';
import type { Profile } from '#domain/member/profile.ts';
import { readAllContacts } from '#sync-server/commands/read-contacts.ts';
import { personalPorts } from '#sync-server/db/personal-ports.ts';
import { readTexts } from '#sync-server/db/vault.ts';
import { MANAGER, openManager } from '#tests/fixtures/test-day.ts';
import { enrolTestRegister, type TestRegister } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { OTHER_STORE } from '#tests/fixtures/test-shop.ts';

const shop = openTestServer();
openManager(shop);

const put = (register: TestRegister, subjectId: string, text: unknown) => {
  return register.send('PUT', `/vault/${subjectId}`, { text: JSON.stringify(text) });
};

/** Enrols as a till does: the profile first, then the fact. */
async function enrol(register: TestRegister, profile: Profile) {
  const [memberId, subjectId] = [randomUUID(), randomUUID()];
  await put(register, subjectId, profile);
  const fact = register.fact('member.enrolled', { memberId, subjectId, cardNumber: `M${memberId.slice(0, 8)}` });
  return { memberId, subjectId, answer: await register.push([fact]) };
}

async function revise(register: TestRegister, memberId: string, base: number, patch: ProfilePatch, late = false) {
  const subjectId = randomUUID();
  const fields = Object.keys(patch) as ('name' | 'phone' | 'email')[];
  if (!late) await put(register, subjectId, patch);
  const answer = await register.push([register.fact('member.revised', { memberId, subjectId, base, fields })]);
  return { subjectId, answer };
}

/** Tags as a till does; with `late` the text is yet to come. */
async function tag(
  register: TestRegister,
  memberId: string,
  change: Partial<TagChange>,
  late = false,
): Promise<string> {
  const subjectId = uuid();
  if (!late) await put(register, subjectId, { added: [], removed: [], ...change });
  await register.push([register.fact('member.tagged', { memberId, subjectId })]);
  return subjectId;
}

async function cardOf(register: TestRegister, memberId: string): Promise<ViewData<'member-card'> | undefined> {
  const { documents } = await register.pullAll('chain');
  const found = documents.find(({ id }) => id === `member-card/${memberId}`);
  return found && !found._deleted ? JSON.parse(found.data) : undefined;
}

const known = async (register: TestRegister, memberId: string) => {
  return (await register.get(`/members/${memberId}`, MANAGER)).json();
};
const keyOf = (contact: string) => personalPorts(shop.server.context).contactKey(contact);

test('a phone number alone is a member, at every till of the chain, and no fact says it', async () => {
  const [here, there] = [
    await enrolTestRegister(shop.server),
    await enrolTestRegister(shop.server, { storeId: OTHER_STORE }),
  ];
  const { memberId, answer } = await enrol(here, { phone: '+447700900123' });
  expect(answer.verdicts).toEqual([]);
  const card = await cardOf(there, memberId);
  expect(card).toMatchObject({ name: '••• 0123', phoneEnd: '0123', keys: [keyOf('+447700900123')], revision: 1 });
  expect(JSON.stringify(card)).not.toContain('7700900');
  const bodies = await shop.server.context.db.selectFrom('fact').select('body').execute();
  expect(bodies.map(({ body }) => Buffer.from(body).toString('utf8')).join()).not.toContain('7700900');
  expect(await known(there, memberId)).toMatchObject({ phone: '+447700900123', shownName: '••• 0123', before: [] });
});

test('the same phone number enrolled at two tills that did not hear of each other is two members, found by the same key', async () => {
  const [here, there] = [
    await enrolTestRegister(shop.server),
    await enrolTestRegister(shop.server, { storeId: OTHER_STORE }),
  ];
  const [one, two] = [
    await enrol(here, { phone: '+447700900200' }),
    await enrol(there, { phone: '+447700900200', name: 'Di' }),
  ];
  const cards = [await cardOf(here, one.memberId), await cardOf(here, two.memberId)];
  expect(cards.map((card) => card?.keys)).toEqual([[keyOf('+447700900200')], [keyOf('+447700900200')]]);
});

test('what two people change of different fields holds both; of the same field the later, and the earlier is told', async () => {
  const [here, there] = [
    await enrolTestRegister(shop.server),
    await enrolTestRegister(shop.server, { storeId: OTHER_STORE }),
  ];
  const { memberId } = await enrol(here, { phone: '+447700900300' });
  expect((await revise(here, memberId, 1, { name: 'Ann' })).answer.verdicts).toEqual([]);
  expect((await revise(there, memberId, 1, { email: 'ann@example.com' })).answer.verdicts).toEqual([]);
  expect(await known(here, memberId)).toMatchObject({ name: 'Ann', email: 'ann@example.com', revision: 3, before: [] });
  const { answer } = await revise(there, memberId, 1, { name: 'Anne', phone: null });
  expect(answer.verdicts).toMatchObject([{ code: 'member-differs' }]);
  expect(await known(here, memberId)).toMatchObject({ name: 'Anne', before: [{ was: { name: 'Ann' } }] });
  expect(await cardOf(here, memberId)).toMatchObject({ name: 'Anne', keys: [keyOf('ann@example.com')], revision: 4 });
  const told = await shop.server.context.db
    .selectFrom('exception')
    .select('detail')
    .where('code', '=', 'member-differs')
    .execute();
  expect(told).toEqual([{ detail: { memberId, fields: 'name' } }]);
});

test('a text that comes after its fact is taken when it comes; one about somebody erased meanwhile is not kept', async () => {
  const { context } = shop.server;
  const register = await enrolTestRegister(shop.server);
  const { memberId } = await enrol(register, { phone: '+447700900400' });
  const { subjectId } = await revise(register, memberId, 1, { name: 'Late' }, true);
  expect(await known(register, memberId)).toMatchObject({ shownName: '••• 0400', revision: 2 });
  await put(register, subjectId, { name: 'Late' });
  expect(await cardOf(register, memberId)).toMatchObject({ name: 'Late' });
  expect((await readTexts(context.db, [subjectId])).size).toBe(0);

  const after = await revise(register, memberId, 2, { name: 'Later' }, true);
  await register.send('POST', `/members/${memberId}/erase`, {}, MANAGER);
  await put(register, after.subjectId, { name: 'Later' });
  expect((await readTexts(context.db, [after.subjectId])).size).toBe(0);
  const offline = await revise(register, memberId, 2, { phone: '+447700900401' });
  expect((await readTexts(context.db, [offline.subjectId])).size).toBe(0);
  const contacts = context.db.selectFrom('member_contact').selectAll().where('member_id', '=', memberId);
  expect(await contacts.execute()).toEqual([]);
  expect(await cardOf(register, memberId)).toBeUndefined();
});

test('a change by an operator whom the server does not know books', async () => {
  const register = await enrolTestRegister(shop.server);
  const { memberId } = await enrol(register, { name: 'Somebody' });
  const subjectId = randomUUID();
  await put(register, subjectId, { name: 'Else' });
  const payload = { memberId, subjectId, base: 1, fields: ['name' as const] };
  const answer = await register.push([
    register.write({ kind: 'member.revised', payload }, { operatorId: 'nobody-here' }),
  ]);
  expect(answer.verdicts).toEqual([]);
  expect(await cardOf(register, memberId)).toMatchObject({ name: 'Else' });
});

test('who was enrolled before cards had keys gets them when the server starts', async () => {
  const { context } = shop.server;
  const register = await enrolTestRegister(shop.server);
  const { memberId } = await enrol(register, { phone: '07700 900555' });
  expect(await cardOf(register, memberId)).toMatchObject({ keys: [keyOf('+447700900555')] });
  await context.db.deleteFrom('member_contact').execute();
  await context.db.updateTable('member').set({ read_revision: 0 }).execute();
  const before = (await register.pullAll('chain')).checkpoint;
  await readAllContacts(context);
  expect(await cardOf(register, memberId)).toMatchObject({ keys: [keyOf('+447700900555')], phoneEnd: '0555' });
  expect((await register.pullAll('chain')).checkpoint).not.toEqual(before);
});

test('tags are those that were put on and not taken off, at every till; no fact says them, and they are erased with the member', async () => {
  const register = await enrolTestRegister(shop.server);
  const { memberId } = await enrol(register, { name: 'Tessa Tagged' });
  await tag(register, memberId, { added: ['Florist', 'Loud'] });
  await tag(register, memberId, { added: ['florist'], removed: ['LOUD'] });
  expect((await cardOf(register, memberId))?.tags).toEqual(['Florist']);
  const known = await (await register.get(`/members/${memberId}`, MANAGER)).json();
  expect(known.tags).toEqual(['Florist']);
  const all = await (await register.get(`/members/${memberId}/export`, MANAGER)).json();
  expect(all.cards[0].tags).toEqual(['Florist']);
  const facts = await shop.server.context.db.selectFrom('fact').select('body').execute();
  expect(facts.map(({ body }) => Buffer.from(body).toString('utf8')).join()).not.toMatch(/florist/i);

  const late = await tag(register, memberId, { added: ['Late'] }, true);
  await register.send('POST', `/members/${memberId}/erase`, {}, MANAGER);
  await put(register, late, { added: ['Late'], removed: [] });
  const after = await tag(register, memberId, { added: ['After'] });
  expect((await readTexts(shop.server.context.db, [late, after])).size).toBe(0);
  const row = shop.server.context.db.selectFrom('member').select('tags').where('member_id', '=', memberId);
  expect(await row.executeTakeFirst()).toEqual({ tags: [] });
});

test('whoever is one person has the tags of both, a text that is late counts where it belongs, and two again have their own', async () => {
  const register = await enrolTestRegister(shop.server);
  const [kept, merged] = [await enrol(register, { name: 'Tia' }), await enrol(register, { name: 'Tio' })];
  await tag(register, kept.memberId, { added: ['Vegan'] });
  const late = await tag(register, merged.memberId, { added: ['Baker'] }, true);
  await tag(register, merged.memberId, { added: ['Early'], removed: ['Baker'] });
  const merge = { keptId: kept.memberId, mergedId: merged.memberId };
  await register.send('POST', '/members/merge', merge, MANAGER);
  for (const { memberId } of [kept, merged]) {
    expect((await cardOf(register, memberId))?.tags).toEqual(['Vegan', 'Early']);
  }
  await put(register, late, { added: ['Baker'], removed: [] });
  expect((await cardOf(register, kept.memberId))?.tags).toEqual(['Vegan', 'Early']);
  const { merges } = await (await register.get(`/members/${kept.memberId}`, MANAGER)).json();
  await register.send('POST', '/members/unmerge', { mergeId: merges[0].mergeId }, MANAGER);
  expect((await cardOf(register, kept.memberId))?.tags).toEqual(['Vegan']);
  expect((await cardOf(register, merged.memberId))?.tags).toEqual(['Early']);
});

test('a tag that no database can keep as it is hinders no text that comes after it', async () => {
  const till = await enrolTestRegister(shop.server);
  const { memberId } = await enrol(till, { name: 'Nul' });
  const subjectId = await tag(till, memberId, {}, true);
  const answer = await put(till, subjectId, { added: ['a\u0000b', 'c\ud83d'], removed: [] });
  expect(answer.status).toBe(200);
  expect((await known(till, memberId)).tags).toEqual(['a\ufffdb', 'c\ufffd']);
});
