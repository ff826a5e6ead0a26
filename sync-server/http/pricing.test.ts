import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { PriceList } from '#contracts/facts/pricing-facts.ts';
import type { ImportAnswer, PullAnswer } from '#contracts/http/api.ts';
import type { GroupMembersImportAnswer } from '#contracts/http/group-members.ts';
import type {
  CustomerGroupAnswer,
  CustomerGroupList,
  EntryList,
  GroupMembers,
  MemberGroupAnswer,
  PriceListAnswer,
  PriceListChange,
  PriceListHistory,
  PriceLists,
} from '#contracts/http/pricing.ts';
import type { ViewDocument } from '#contracts/views/documents.ts';
import { enrolMember } from '#sync-server/commands/enrol-member.ts';
import { importProducts } from '#sync-server/commands/import-products.ts';
import { publishSettings } from '#sync-server/commands/publish-settings.ts';
import { MANAGER, openManager } from '#tests/fixtures/test-day.ts';
import { enrolTestRegister, productOf, type TestRegister } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { OPERATOR, OTHER_STORE, productRows, STORE, storeSettings } from '#tests/fixtures/test-shop.ts';

const shop = openTestServer();
openManager(shop);

async function ask<T>(
  register: TestRegister,
  method: 'POST' | 'PUT',
  path: string,
  body?: unknown,
  by = MANAGER,
): Promise<T> {
  const response = await register.send(method, path, body, by);
  expect([response.status, response.status === 200 ? '' : await response.text()]).toEqual([200, '']);
  return (await response.json()) as T;
}

const read = async <T>(register: TestRegister, path: string): Promise<T> => {
  return (await (await register.get(path, MANAGER)).json()) as T;
};

let cards = 0;
async function newMember(): Promise<string> {
  cards += 1;
  const enrolled = await enrolMember(shop.server.context, { cardNumber: `P-${cards}`, name: `Member ${cards}` });
  if (!enrolled.ok) throw new Error(enrolled.reason);
  return enrolled.memberId;
}

let products = 300;
async function newProduct() {
  products += 1;
  const row = productRows(products).at(-1);
  if (!row) throw new Error('no product');
  await importProducts(shop.server.context, [row]);
  return { ...(await productOf(shop.server, row.sku, 1)), sku: row.sku };
}

async function newGroup(register: TestRegister, groupId: string = randomUUID()): Promise<string> {
  const answer = await ask<CustomerGroupAnswer>(register, 'PUT', `/customer-groups/${groupId}`, {
    revision: 0,
    group: { groupId, name: 'Trade' },
  });
  expect(answer).toEqual({ ok: true, revision: 1 });
  return groupId;
}

async function listOf(register: TestRegister, groupId: string, more: Partial<PriceList> = {}): Promise<PriceList> {
  const { stores } = await read<PriceLists>(register, '/price-lists');
  const currency = stores.find(({ storeId }) => storeId === STORE)?.currency ?? '';
  const list = { listId: randomUUID(), name: 'Trade', currency, groupIds: [groupId], storeIds: null };
  return { ...list, from: null, until: null, priority: 0, rules: [], ...more };
}

const change = (register: TestRegister, asked: Omit<PriceListChange, 'changeId'>, changeId: string = randomUUID()) =>
  ask<PriceListAnswer>(register, 'POST', '/price-lists/changes', { changeId, ...asked });

async function chain(register: TestRegister): Promise<ViewDocument[]> {
  const { documents } = await read<PullAnswer>(register, '/feeds/chain');
  return documents;
}

test('a group is made, renamed, and seen to be another by whoever changes what they saw before', async () => {
  const register = await enrolTestRegister(shop.server);
  const groupId = await newGroup(register);
  const path = `/customer-groups/${groupId}`;
  const renamed = { groupId, name: 'Wholesale', names: { 'zh-CN': '批发' } };
  expect(await ask(register, 'PUT', path, { revision: 1, group: renamed })).toEqual({ ok: true, revision: 2 });
  expect(await ask(register, 'PUT', path, { revision: 2, group: renamed })).toEqual({ ok: true, revision: 2 });
  const late = await ask<CustomerGroupAnswer>(register, 'PUT', path, { revision: 1, group: { groupId, name: 'Mine' } });
  expect(late).toMatchObject({ ok: false, conflict: { now: { group: renamed, revision: 2, changedBy: MANAGER } } });
  const document = (await chain(register)).find(({ id }) => id === `customer-group/${groupId}`);
  expect(JSON.parse(document?.data ?? '')).toEqual(renamed);
});

test('a member is in one group, which stands on their card; nobody puts them elsewhere unseen', async () => {
  const register = await enrolTestRegister(shop.server);
  const [trade, staff, memberId] = [await newGroup(register), await newGroup(register), await newMember()];
  const path = `/members/${memberId}/group`;
  const put = (base: string | null, groupId: string | null) =>
    ask<MemberGroupAnswer>(register, 'PUT', path, { base, groupId });
  expect(await put(null, trade)).toEqual({ ok: true });
  expect(await put(null, staff)).toEqual({ ok: false, now: trade });
  expect(await put(trade, 'nowhere')).toEqual({ ok: false, faults: ['group-unknown'] });
  const card = (await chain(register)).find(({ id }) => id === `member-card/${memberId}`);
  expect(JSON.parse(card?.data ?? '')).toMatchObject({ memberId, groupId: trade });
  const members = await read<GroupMembers>(register, `/customer-groups/${trade}/members`);
  expect(members).toMatchObject({ total: 1, members: [{ memberId, name: expect.stringMatching(/^Member/) }] });
  const archive = { revision: 1, group: { groupId: trade, name: 'Trade', archived: true } };
  const inUse = await ask<CustomerGroupAnswer>(register, 'PUT', `/customer-groups/${trade}`, archive);
  expect(inUse).toEqual({ ok: false, faults: ['group-in-use'] });
  expect(await put(trade, null)).toEqual({ ok: true });
  expect(await ask(register, 'PUT', `/customer-groups/${trade}`, archive)).toEqual({ ok: true, revision: 2 });
  const { groups } = await read<CustomerGroupList>(register, '/customer-groups');
  expect(groups.find(({ group }) => group.groupId === trade)).toMatchObject({ members: 0, group: { archived: true } });
});

test('who is in which group comes from a file, is tried out first and taken back; who is not known by it is refused', async () => {
  const register = await enrolTestRegister(shop.server);
  const [trade, staff] = [await newGroup(register), await newGroup(register)];
  const { context } = shop.server;
  const enrol = async (cardNumber: string, more: object) => {
    const enrolled = await enrolMember(context, { cardNumber, name: `Of ${cardNumber}`, ...more });
    if (!enrolled.ok) throw new Error(enrolled.reason);
    return enrolled.memberId;
  };
  const ann = await enrol('F-1', { email: 'Ann@Example.org' });
  const ben = await enrol('F-2', { phone: '+44 20 7946 0001' });
  await enrol('F-3', { phone: '030 1' });
  await enrol('F-4', { phone: '0301' });
  const post = (rows: readonly object[], dryRun = false) =>
    ask<GroupMembersImportAnswer>(register, 'POST', '/customer-groups/import', { rows, dryRun });
  const rows = [
    { line: 2, by: 'email', text: 'ann@example.ORG', groupId: trade },
    { line: 3, by: 'phone', text: '0044 (20) 79460001', groupId: trade },
    { line: 4, by: 'phone', text: '0301', groupId: trade },
    { line: 5, by: 'card', text: 'F-9', groupId: trade },
    { line: 6, by: 'card', text: 'F-3', groupId: 'nowhere' },
    { line: 7, by: 'card', text: 'F-1', groupId: staff },
  ];
  const tried = await post(rows, true);
  expect(tried).toMatchObject({ created: 0, changed: 2, unchanged: 0 });
  expect(tried.rows.map(({ line, memberId, before, after }) => [line, memberId, before, after])).toEqual([
    [2, ann, null, trade],
    [3, ben, null, trade],
  ]);
  expect(tried.refused.map(({ line, code }) => [line, code])).toEqual([
    [4, 'member-several'],
    [5, 'member-none'],
    [6, 'group-unknown'],
    [7, 'row-twice'],
  ]);
  const members = async (groupId: string) =>
    (await read<GroupMembers>(register, `/customer-groups/${groupId}/members`)).members.map(({ memberId }) => memberId);
  expect(await members(trade)).toEqual([]);
  expect(await post(rows)).toEqual(tried);
  expect(await members(trade)).toEqual([ann, ben]);
  expect(await post(rows.slice(0, 2))).toMatchObject({ changed: 0, unchanged: 2, rows: [] });
  await ask(register, 'PUT', `/members/${ben}/group`, { base: trade, groupId: staff });
  const back = tried.rows.map(({ line, memberId, before, after }) => ({
    line,
    memberId,
    base: after,
    groupId: before,
  }));
  const undone = await post(back);
  expect(undone).toMatchObject({ changed: 1, refused: [{ line: 3, code: 'change-conflict' }] });
  expect([await members(trade), await members(staff)]).toEqual([[], [ben]]);
});

test('who may not set prices neither reads nor changes lists and groups', async () => {
  const register = await enrolTestRegister(shop.server);
  for (const path of ['/customer-groups', '/price-lists'])
    expect((await register.get(path, OPERATOR)).status).toBe(403);
  const body = { revision: 0, group: { groupId: 'g', name: 'G' } };
  expect((await register.send('PUT', '/customer-groups/g', body, OPERATOR)).status).toBe(403);
  const asked = { changeId: randomUUID(), listId: randomUUID(), entries: [] };
  expect((await register.send('POST', '/price-lists/changes', asked, OPERATOR)).status).toBe(403);
});

test('a list reaches tills with its prices before its time, once, and changes are told apart by price', async () => {
  const register = await enrolTestRegister(shop.server);
  const [groupId, one, other] = [await newGroup(register), await newProduct(), await newProduct()];
  const list = await listOf(register, groupId, { from: '2099-01-01T08:00:00.000Z' });
  const { listId } = list;
  const made = { listId, list: { base: 0, after: list }, entries: [{ variantId: one.variantId, base: 0, amount: 90 }] };
  const changeId = randomUUID();
  expect(await change(register, made, changeId)).toEqual({ ok: true, version: 1 });
  expect(await change(register, made, changeId)).toEqual({ ok: true, version: 1 });
  const priced = { listId, entries: [{ variantId: other.variantId, base: 0, amount: 80 }] };
  expect(await change(register, priced)).toEqual({ ok: true, version: 2 });
  const documents = await chain(register);
  const header = documents.find(({ id }) => id === `price-list/${listId}`);
  expect(JSON.parse(header?.data ?? '')).toEqual({ ...list, version: 1 });
  const rows = documents
    .filter(({ kind }) => kind === 'price-list-page')
    .flatMap(({ data }) => (JSON.parse(data) as { lists: { listId: string; entries: unknown[] }[] }).lists)
    .filter((page) => page.listId === listId)
    .flatMap(({ entries }) => entries);
  expect(rows).toHaveLength(2);
  expect(rows).toEqual(
    expect.arrayContaining([
      [one.variantId, 90, 1],
      [other.variantId, 80, 2],
    ]),
  );
  const late = [{ variantId: one.variantId, base: 0, amount: 85 }];
  expect(await change(register, { listId, entries: late })).toEqual({
    ok: false,
    conflicts: {
      list: null,
      entries: [
        {
          variantId: one.variantId,
          now: { amount: 90, version: 1 },
          changedAt: expect.any(String),
          changedBy: MANAGER,
        },
      ],
    },
  });
  const renamed = { ...list, name: 'Renamed' };
  expect(await change(register, { listId, list: { base: 1, after: renamed }, entries: [] })).toEqual({
    ok: true,
    version: 3,
  });
  const lost = await change(register, { listId, list: { base: 1, after: { ...list, priority: 5 } }, entries: [] });
  expect(lost).toMatchObject({ ok: false, conflicts: { list: { list: renamed, revision: 3 }, entries: [] } });
  expect(await change(register, { listId, entries: [{ variantId: one.variantId, base: 1, amount: null }] })).toEqual({
    ok: true,
    version: 4,
  });
  const { changes } = await read<PriceListHistory>(register, `/price-lists/${listId}/history`);
  expect(changes.map(({ version, list: then, set, removed }) => [version, then?.name ?? null, set, removed])).toEqual([
    [4, null, 0, 1],
    [3, 'Renamed', 0, 0],
    [2, null, 1, 0],
    [1, 'Trade', 1, 0],
  ]);
  const archived = { ...renamed, archived: true as const };
  expect(await change(register, { listId, list: { base: 3, after: archived }, entries: [] })).toMatchObject({
    ok: true,
  });
  const gone = await change(register, { listId, list: { base: 5, after: renamed }, entries: [] });
  expect(gone).toEqual({ ok: false, faults: ['list-archived'] });
  expect((await chain(register)).some(({ id }) => id === `price-list/${listId}`)).toBe(false);
});

test.each<[string, Partial<PriceList>, string]>([
  ['a group that is not there', { groupIds: ['nowhere'] }, 'group-unknown'],
  ['a store that is not there', { storeIds: ['nowhere'] }, 'store-unknown'],
  ['a currency of no store', { currency: 'XTS' }, 'list-currency'],
  [
    'an end before the beginning',
    { from: '2030-01-02T00:00:00.000Z', until: '2030-01-01T00:00:00.000Z' },
    'list-dates',
  ],
  ['two rules of everything', { rules: [{ ppm: 1 }, { ppm: 2 }] }, 'list-rules'],
  ['an ending beyond its step', { rules: [{ ppm: 1, ending: { end: 100, step: 100 } }] }, 'list-rules'],
  ['a category that is not there', { rules: [{ ppm: 1, categoryId: 'nowhere' }] }, 'category-unknown'],
])('%s is refused', async (_, more, fault) => {
  const register = await enrolTestRegister(shop.server);
  const list = await listOf(register, await newGroup(register), more);
  const answer = await change(register, { listId: list.listId, list: { base: 0, after: list }, entries: [] });
  expect(answer).toEqual({ ok: false, faults: [fault] });
});

test('a file is tried out first, its bad rows are told, and it changes nothing the second time', async () => {
  const register = await enrolTestRegister(shop.server, { storeId: OTHER_STORE });
  const here = await enrolTestRegister(shop.server);
  const [one, other] = [await newProduct(), await newProduct()];
  const list = await listOf(here, await newGroup(here));
  const { listId } = list;
  await change(here, {
    listId,
    list: { base: 0, after: list },
    entries: [{ variantId: one.variantId, base: 0, amount: 70 }],
  });
  const rows = [
    { line: 2, sku: one.sku, amount: null },
    { line: 3, sku: other.sku, amount: 60 },
    { line: 4, sku: 'no such thing', amount: 1 },
  ];
  const path = `/price-lists/${listId}/import`;
  const refused = [{ line: 4, code: 'variant-unknown', reason: expect.stringContaining('no such thing') }];
  const first = { created: 1, changed: 1, unchanged: 0, refused };
  expect(await ask<ImportAnswer>(here, 'POST', path, { rows, dryRun: true })).toMatchObject(first);
  expect(await ask<ImportAnswer>(here, 'POST', path, { rows, dryRun: false })).toMatchObject({
    ...first,
    rows: [
      { line: 2, before: 70, after: null, version: 2 },
      { line: 3, before: null, after: 60, version: 2 },
    ],
  });
  expect(await ask<ImportAnswer>(here, 'POST', path, { rows, dryRun: false })).toEqual({
    created: 0,
    changed: 0,
    unchanged: 2,
    refused,
    rows: [],
  });
  const named = await read<EntryList>(here, `/price-lists/${listId}/entries`);
  expect(named).toMatchObject({ total: 1, rows: [{ sku: other.sku, amount: 60, version: 2 }] });
  const twice = [null, 60].map((amount, at) => ({ line: at + 2, sku: other.sku, amount }));
  const back = { created: 1, changed: 1, unchanged: 0, refused: [] };
  expect(await ask<ImportAnswer>(here, 'POST', path, { rows: twice, dryRun: true })).toMatchObject(back);
  expect(await ask<ImportAnswer>(here, 'POST', path, { rows: twice, dryRun: false })).toMatchObject(back);
  expect(await read<EntryList>(here, `/price-lists/${listId}/entries`)).toMatchObject({ rows: [{ amount: 60 }] });
  const all = await read<EntryList>(here, `/price-lists/${listId}/entries?shown=all&search=${one.sku}`);
  expect(all).toMatchObject({ total: 1, rows: [{ sku: one.sku, amount: null, version: 0 }] });
  expect(
    (await register.send('POST', `/price-lists/${randomUUID()}/import`, { rows, dryRun: true }, MANAGER)).status,
  ).not.toBe(200);
});

test('two who price different products of a list at once lose nothing', async () => {
  const register = await enrolTestRegister(shop.server);
  const list = await listOf(register, await newGroup(register));
  const { listId } = list;
  const [one, other] = [await newProduct(), await newProduct()];
  await change(register, { listId, list: { base: 0, after: list }, entries: [] });
  const answers = await Promise.all(
    [one, other].map(({ variantId }, at) =>
      change(register, { listId, entries: [{ variantId, base: 0, amount: 50 + at }] }),
    ),
  );
  expect(answers.map((answer) => answer.ok && answer.version).sort()).toEqual([2, 3]);
  const { rows } = await read<EntryList>(register, `/price-lists/${listId}/entries?sort=entry`);
  expect(rows.map(({ variantId, amount }) => [variantId, amount])).toEqual([
    [one.variantId, 50],
    [other.variantId, 51],
  ]);
});

test('a list that holds in stores of others is changed by who works in each of them, alone', async () => {
  const { context } = shop.server;
  for (const [operatorId, storeId] of [
    ['sam', STORE],
    ['olga', OTHER_STORE],
  ] as const) {
    const who = { operatorId, name: operatorId, initials: 'XX', role: 'manager', storeIds: [storeId], pinHash: 'none' };
    await publishSettings(context, { entity: 'operator', entityId: operatorId, after: who });
  }
  const register = await enrolTestRegister(shop.server);
  const sams = (asked: Omit<PriceListChange, 'changeId'>) =>
    ask<PriceListAnswer>(register, 'POST', '/price-lists/changes', { changeId: randomUUID(), ...asked }, 'sam');
  const refused = { ok: false, faults: ['store-not-own'] };
  const own = await listOf(register, await newGroup(register), { storeIds: [STORE] });
  const { listId } = own;
  expect(await sams({ listId, list: { base: 0, after: own }, entries: [] })).toMatchObject({ ok: true });
  const wider = { ...own, storeIds: null };
  expect(await sams({ listId, list: { base: 1, after: wider }, entries: [] })).toEqual(refused);
  expect(await change(register, { listId, list: { base: 1, after: wider }, entries: [] })).toMatchObject({ ok: true });
  const { variantId, sku } = await newProduct();
  const entries = [{ variantId, base: 0, amount: 100 }];
  expect(await sams({ listId, entries })).toEqual(refused);
  expect(await sams({ listId, list: { base: 2, after: own }, entries: [] })).toEqual(refused);
  const file = { rows: [{ line: 2, sku, amount: 100 }], dryRun: false };
  expect((await register.send('POST', `/price-lists/${listId}/import`, file, 'sam')).status).toBe(403);
  expect(await change(register, { listId, entries })).toMatchObject({ ok: true });
  const { stores } = (await (await register.get('/price-lists', 'sam')).json()) as PriceLists;
  const flags = new Map(stores.map(({ storeId, others }) => [storeId, others]));
  expect([flags.get(STORE), flags.get(OTHER_STORE)]).toEqual([false, true]);
});

test('beside a list stand prices of a store that it is for, in its currency, and none where there are none', async () => {
  const { db } = shop.server.context;
  const [here, there] = [
    await enrolTestRegister(shop.server),
    await enrolTestRegister(shop.server, { storeId: OTHER_STORE }),
  ];
  const product = await newProduct();
  const { variantId } = product;
  const dollars = { ...storeSettings(OTHER_STORE), currency: { code: 'USD', digits: 2 } };
  await publishSettings(shop.server.context, { entity: 'store', entityId: OTHER_STORE, after: dollars });
  const ofOther = db.updateTable('price').where('variant_id', '=', variantId).where('store_id', '=', OTHER_STORE);
  await ofOther.set({ amount: 777 }).execute();
  const made = async (more: Partial<PriceList>): Promise<string> => {
    const list = await listOf(here, await newGroup(here), more);
    const answer = await change(here, { listId: list.listId, list: { base: 0, after: list }, entries: [] });
    expect(answer).toMatchObject({ ok: true });
    return list.listId;
  };
  const everywhere = await made({ storeIds: null });
  const abroad = await made({ storeIds: [OTHER_STORE], currency: 'USD' });
  const priceOf = async (register: TestRegister, listId: string, sort = 'price') => {
    const path = `/price-lists/${listId}/entries?shown=all&sort=${sort}&search=${product.sku}`;
    return (await read<EntryList>(register, path)).rows[0]?.price;
  };
  for (const register of [here, there]) {
    expect(await priceOf(register, everywhere)).toBe(product.unitPrice);
    expect(await priceOf(register, abroad)).toBe(777);
  }
  await db.deleteFrom('price').where('variant_id', '=', variantId).where('store_id', '=', OTHER_STORE).execute();
  expect(await priceOf(here, abroad)).toBeNull();
});
