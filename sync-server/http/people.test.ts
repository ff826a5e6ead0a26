import { verify } from '@node-rs/argon2';
import { expect, test } from 'vitest';
import type { PeopleList, Person, PersonAnswer, RoleAnswer } from '#contracts/http/people.ts';
import type { HostConfig, Role } from '#contracts/views/register-config.ts';
import { DEFAULT_ROLES } from '#domain/operator/permission.ts';
import { MANAGER, openManager } from '#tests/fixtures/test-day.ts';
import { enrolTestRegister, type TestRegister } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { OPERATOR, OTHER_STORE, STORE } from '#tests/fixtures/test-shop.ts';

const shop = openTestServer();
openManager(shop);

const ZOE: Person = {
  operatorId: 'zoe',
  name: 'Zoë',
  initials: 'Z',
  role: 'cashier',
  storeIds: [STORE],
  archived: false,
};

async function put<T>(register: TestRegister, path: string, body: unknown, operatorId = MANAGER): Promise<T> {
  const response = await register.send('PUT', path, body, operatorId);
  expect([response.status, response.status === 200 ? '' : await response.text()]).toEqual([200, '']);
  return (await response.json()) as T;
}

const putPerson = (register: TestRegister, change: { operator: Person; [more: string]: unknown }, by = MANAGER) =>
  put<PersonAnswer>(register, `/operators/${change.operator.operatorId}`, change, by);
const putRole = (register: TestRegister, roleId: string, revision: number, role: Role | null, by = MANAGER) =>
  put<RoleAnswer>(register, `/roles/${roleId}`, { revision, role }, by);
const people = async (register: TestRegister) => (await (await register.get('/people', MANAGER)).json()) as PeopleList;
const configOf = async (register: TestRegister) =>
  (await (await register.get('/register-config')).json()) as HostConfig;

async function journalled(): Promise<string> {
  const facts = await shop.server.context.db.selectFrom('fact').select('body').execute();
  return facts.map(({ body }) => Buffer.from(body).toString('utf8')).join('\n');
}

test('a new cashier signs in where they work, by a PIN that is written nowhere; a reset takes the old one away', async () => {
  const [here, there] = [
    await enrolTestRegister(shop.server),
    await enrolTestRegister(shop.server, { storeId: OTHER_STORE }),
  ];
  expect(await putPerson(here, { revision: 0, operator: ZOE })).toEqual({ ok: false, faults: ['pin-missing'] });
  expect(await putPerson(here, { revision: 0, operator: ZOE, pin: '84219357' })).toEqual({ ok: true, revision: 1 });
  const secret = shop.server.context.keys.pepper;
  const first = (await configOf(here)).pinHashes.zoe ?? '';
  expect(await verify(first, '84219357', { secret })).toBe(true);
  expect(Object.keys((await configOf(there)).pinHashes)).not.toContain('zoe');
  expect((await configOf(there)).config.others).toContainEqual({ operatorId: 'zoe', name: 'Zoë' });
  expect(await putPerson(here, { revision: 1, operator: ZOE, pin: '61283947' })).toEqual({ ok: true, revision: 2 });
  const second = (await configOf(here)).pinHashes.zoe ?? '';
  expect(await verify(second, '84219357', { secret })).toBe(false);
  expect(await verify(second, '61283947', { secret })).toBe(true);
  const moved = { ...ZOE, storeIds: [STORE, OTHER_STORE] };
  expect(await putPerson(here, { revision: 2, operator: moved })).toEqual({ ok: true, revision: 3 });
  expect((await configOf(there)).pinHashes.zoe).toBe(second);
  expect(await journalled()).not.toMatch(/84219357|61283947/);
});

test('a badge belongs to one person, until they are archived; its text is written nowhere', async () => {
  const register = await enrolTestRegister(shop.server);
  const [kim, lou] = ['kim', 'lou'].map((operatorId) => ({ ...ZOE, operatorId, name: operatorId }));
  if (!kim || !lou) throw new Error('two people');
  const badge = 'BADGE-31415926';
  await putPerson(register, { revision: 0, operator: kim, pin: '1111', badge });
  expect(await putPerson(register, { revision: 0, operator: lou, pin: '2222', badge })).toEqual({
    ok: false,
    faults: ['badge-taken'],
  });
  await putPerson(register, { revision: 1, operator: { ...kim, archived: true } });
  expect(await putPerson(register, { revision: 0, operator: lou, pin: '2222', badge })).toMatchObject({ ok: true });
  const back = { revision: 2, operator: kim };
  expect(await putPerson(register, back)).toEqual({ ok: false, faults: ['badge-taken'] });
  expect(await putPerson(register, { ...back, badge: null })).toEqual({ ok: true, revision: 3 });
  const listed = (await people(register)).people.map(({ operator, hasBadge }) => [operator.operatorId, hasBadge]);
  expect(listed).toEqual(
    expect.arrayContaining([
      ['kim', false],
      ['lou', true],
    ]),
  );
  expect(await journalled()).not.toContain(badge);
});

test('who is archived signs in nowhere and may ask for nothing; their name stays', async () => {
  const register = await enrolTestRegister(shop.server);
  const second = { ...ZOE, operatorId: 'ivo', name: 'Ivo', role: 'manager' };
  await putPerson(register, { revision: 0, operator: second, pin: '4444' });
  expect((await register.get('/people', 'ivo')).status).toBe(200);
  await putPerson(register, { revision: 1, operator: { ...second, archived: true } });
  expect((await register.get('/people', 'ivo')).status).toBe(403);
  const { config, pinHashes } = await configOf(register);
  expect(config.operators.map(({ operatorId }) => operatorId)).not.toContain('ivo');
  expect(Object.keys(pinHashes)).not.toContain('ivo');
  expect(config.others).toContainEqual({ operatorId: 'ivo', name: 'Ivo' });
});

test('whoever was faster is told; the same again changes nothing', async () => {
  const register = await enrolTestRegister(shop.server);
  const ned = { ...ZOE, operatorId: 'ned', name: 'Ned' };
  await putPerson(register, { revision: 0, operator: ned, pin: '3333' });
  const renamed = { ...ned, name: 'Edward' };
  expect(await putPerson(register, { revision: 1, operator: renamed })).toEqual({ ok: true, revision: 2 });
  expect(await putPerson(register, { revision: 1, operator: { ...ned, initials: 'NE' } })).toMatchObject({
    ok: false,
    conflict: { now: { operator: renamed, revision: 2, changedBy: MANAGER } },
  });
  expect(await putPerson(register, { revision: 2, operator: renamed })).toEqual({ ok: true, revision: 2 });
});

test('people are for whoever may, and not for more than they may themselves', async () => {
  const register = await enrolTestRegister(shop.server);
  expect((await register.get('/people', OPERATOR)).status).toBe(403);
  expect((await register.send('PUT', '/operators/zoe', { revision: 0, operator: ZOE }, OPERATOR)).status).toBe(403);
  const mia = { operatorId: MANAGER, name: 'Mia', initials: 'MI', storeIds: [STORE], archived: false };
  expect(await putPerson(register, { revision: 1, operator: { ...mia, role: 'cashier' } })).toEqual({
    ok: false,
    faults: ['people-last'],
  });
  const nowhere = { ...ZOE, operatorId: 'ona', storeIds: ['MARS'] };
  expect(await putPerson(register, { revision: 0, operator: nowhere, pin: '1234' })).toEqual({
    ok: false,
    faults: ['store-unknown'],
  });
});

test('the first role that is set keeps the default ones; limits reach the tills; one in use is not removed', async () => {
  const register = await enrolTestRegister(shop.server);
  expect((await configOf(register)).config.roles).toEqual([]);
  const leader: Role = { roleId: 'leader', name: 'Leader', grants: { sell: true, discount: 50_000, people: true } };
  expect(await putRole(register, 'leader', 0, leader)).toEqual({ ok: true, revision: 1 });
  const roles = async () => (await configOf(register)).config.roles;
  expect((await roles()).map(({ roleId }) => roleId).sort()).toEqual(
    [...DEFAULT_ROLES.map(({ roleId }) => roleId), 'leader'].sort(),
  );
  const lea = { ...ZOE, operatorId: 'lea', name: 'Lea', role: 'leader' };
  await putPerson(register, { revision: 0, operator: lea, pin: '5555' });
  expect(await putRole(register, 'leader', 1, null)).toEqual({ ok: false, faults: ['role-in-use'] });
  const exceeded = { ok: false, faults: ['grants-exceeded'] };
  const more = { ...leader, grants: { ...leader.grants, discount: 50_001 } };
  expect(await putRole(register, 'leader', 1, more, 'lea')).toEqual(exceeded);
  expect(await putPerson(register, { revision: 1, operator: { ...lea, role: 'manager' } }, 'lea')).toEqual(exceeded);
  const mia = { operatorId: MANAGER, name: 'Mia', initials: 'MI', role: 'leader', storeIds: [STORE], archived: false };
  expect(await putPerson(register, { revision: 1, operator: mia, pin: '0000' }, 'lea')).toEqual(exceeded);
  expect(await putRole(register, 'leader', 1, more)).toEqual({ ok: true, revision: 2 });
  expect(await putRole(register, 'leader', 1, leader)).toMatchObject({
    ok: false,
    conflict: { now: { role: more, revision: 2 } },
  });
  expect((await roles()).find(({ roleId }) => roleId === 'leader')).toEqual(more);
  expect(await putRole(register, 'clerk', 1, null)).toEqual({ ok: true, revision: 0 });
  expect((await roles()).map(({ roleId }) => roleId)).not.toContain('clerk');
});

test('nobody brings themselves, or others, into a store where others work', async () => {
  const register = await enrolTestRegister(shop.server);
  const uma = { ...ZOE, operatorId: 'uma', name: 'Uma', role: 'manager' };
  expect(await putPerson(register, { revision: 0, operator: uma, pin: '6666' })).toEqual({ ok: true, revision: 1 });
  const further = { ...uma, storeIds: [STORE, OTHER_STORE] };
  const refused = { ok: false, faults: ['store-not-own'] };
  expect(await putPerson(register, { revision: 1, operator: further }, 'uma')).toEqual(refused);
  expect(await putPerson(register, { revision: 1, operator: further })).toEqual({ ok: true, revision: 2 });
});

test('a manager of one store does not take the sign-in, the role or a store from who works in another', async () => {
  const [here, there] = [
    await enrolTestRegister(shop.server),
    await enrolTestRegister(shop.server, { storeId: OTHER_STORE }),
  ];
  const [far, both] = [
    { ...ZOE, operatorId: 'fay', name: 'Fay', role: 'manager', storeIds: [OTHER_STORE] },
    { ...ZOE, operatorId: 'bob', name: 'Bob', role: 'manager', storeIds: [STORE, OTHER_STORE] },
  ];
  const rik = { ...ZOE, operatorId: 'rik', name: 'Rik', role: 'manager' };
  for (const [operator, pin] of [
    [far, '7111'],
    [both, '7222'],
    [rik, '7333'],
  ] as const)
    expect(await putPerson(here, { revision: 0, operator, pin })).toEqual({ ok: true, revision: 1 });
  const hashes = async () => (await configOf(there)).pinHashes;
  const before = await hashes();
  const refused = { ok: false, faults: ['store-not-own'] };
  for (const operator of [far, both]) {
    for (const change of [
      { operator, pin: '9999' },
      { operator, badge: 'BADGE-27182818' },
      { operator: { ...operator, role: 'cashier' } },
      { operator: { ...operator, archived: true } },
      { operator: { ...operator, storeIds: [STORE] } },
    ])
      expect(await putPerson(here, { revision: 1, ...change }, 'rik')).toEqual(refused);
  }
  expect(await hashes()).toEqual(before);
  const spelt = { ...both, name: 'Robert' };
  expect(await putPerson(here, { revision: 1, operator: spelt }, 'rik')).toEqual({ ok: true, revision: 2 });
  expect(await putPerson(here, { revision: 2, operator: spelt, pin: '8888' }, 'bob')).toEqual({
    ok: true,
    revision: 3,
  });
  expect(await putPerson(here, { revision: 3, operator: spelt, pin: '7777' })).toEqual({ ok: true, revision: 4 });
});
