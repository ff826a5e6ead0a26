import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NO_PROGRAM } from '#contracts/member/program.ts';
import type { ViewData } from '#contracts/views/documents.ts';
import { pointsInstrument } from '#domain/member/points.ts';
import type { Profile } from '#domain/member/profile.ts';
import { changeProgram } from '#sync-server/commands/change-program.ts';
import { enrolMember } from '#sync-server/commands/enrol-member.ts';
import { readProgram } from '#sync-server/db/read-program.ts';
import { MANAGER, openManager } from '#tests/fixtures/test-day.ts';
import { enrolTestRegister, productOf, type TestRegister } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { OPERATOR } from '#tests/fixtures/test-shop.ts';

const shop = openTestServer();
openManager(shop);

async function newMember(profile: Profile): Promise<string> {
  const enrolled = await enrolMember(shop.server.context, { ...profile, cardNumber: randomUUID() });
  if (!enrolled.ok) throw new Error(enrolled.reason);
  return enrolled.memberId;
}

async function givePoints() {
  const { context } = shop.server;
  const { version } = await readProgram(context.db);
  const points = { base: 'gross', ratePpm: 10_000, expiryMonths: 0 } as const;
  await changeProgram(context, { version, program: { ...NO_PROGRAM, points } }, MANAGER);
}

const post = async (register: TestRegister, path: string, body: unknown) => {
  return (await register.send('POST', `/members/${path}`, body, MANAGER)).json();
};
const merge = (register: TestRegister, keptId: string, mergedId: string) =>
  post(register, 'merge', { keptId, mergedId });
const known = async (register: TestRegister, memberId: string) =>
  (await register.get(`/members/${memberId}`, MANAGER)).json();

async function cardOf(register: TestRegister, memberId: string): Promise<ViewData<'member-card'>> {
  const { documents } = await register.pullAll('chain');
  return JSON.parse(documents.find(({ id }) => id === `member-card/${memberId}`)?.data ?? '{}');
}

const pointsOf = async (register: TestRegister, memberId: string) =>
  (await cardOf(register, memberId)).points?.[0]?.[1] ?? 0;

async function buy(register: TestRegister, memberId: string, sku: string) {
  await register.push([register.sale([await productOf(shop.server, sku)], { change: { memberId } })]);
}

test('who has the same phone number, or nearly the same name, seems to be one person; who was looked at is not asked about again', async () => {
  const register = await enrolTestRegister(shop.server);
  const [one, other] = [
    await newMember({ phone: '+447700900111' }),
    await newMember({ name: 'Ann', phone: '07700 900111' }),
  ];
  const [amelia, amalia] = [
    await newMember({ name: 'Amelia Whitcombe' }),
    await newMember({ name: 'Whitcomb, Amelia' }),
  ];
  type Pairs = { pairs: { members: { memberId: string }[]; reason: string; score: number }[] };
  const read = async () => ((await (await register.get('/members/duplicates', MANAGER)).json()) as Pairs).pairs;
  const found = (await read()).map(({ members, reason, score }) => [
    members.map(({ memberId }) => memberId).sort(),
    reason,
    score,
  ]);
  expect(found).toEqual([
    [[one, other].sort(), 'phone', 100],
    [[amelia, amalia].sort(), 'name', expect.any(Number)],
  ]);
  expect(await post(register, 'part', { keptId: amelia, mergedId: amalia })).toEqual({ ok: true });
  expect(await merge(register, other, one)).toEqual({ ok: true });
  expect(await read()).toEqual([]);
  expect((await register.get('/members/duplicates', OPERATOR)).status).toBe(403);
});

test('merged, two are read and spend as one; unmerged, each has exactly their own', async () => {
  await givePoints();
  const register = await enrolTestRegister(shop.server);
  const [kept, merged] = [await newMember({ name: 'Kay' }), await newMember({ name: 'Em' })];
  await buy(register, kept, 'P2');
  await buy(register, merged, 'P5');
  expect(await merge(register, kept, merged)).toEqual({ ok: true });
  expect(await merge(register, kept, merged)).toEqual({ ok: false, faults: ['member-merged-already'] });
  const together = await known(register, merged);
  expect(together).toMatchObject({ memberId: kept, receipts: 2, merges: [{ memberId: merged, shownName: 'Em' }] });
  expect(await cardOf(register, merged)).toMatchObject({ mergedInto: kept });
  expect(await pointsOf(register, kept)).toBe(7);
  const instrument = pointsInstrument(kept, 'GBP');
  const lease = await register.send('POST', '/leases', { leaseId: randomUUID(), epoch: 1, instrument, amount: 99 });
  expect(await lease.json()).toMatchObject({ balance: 7, lease: { amount: 7 } });

  expect(await post(register, 'unmerge', { mergeId: together.merges[0].mergeId })).toEqual({ ok: true });
  expect(await known(register, merged)).toMatchObject({ memberId: merged, receipts: 1, merges: [] });
  expect(await known(register, kept)).toMatchObject({ memberId: kept, receipts: 1 });
  expect(await Promise.all([pointsOf(register, kept), pointsOf(register, merged)])).toEqual([2, 5]);
  expect((await cardOf(register, merged)).mergedInto).toBeUndefined();
});

test('what two cards of one person owe is one sum, paid under either, and each is as it was once they are two', async () => {
  const { db } = shop.server.context;
  const register = await enrolTestRegister(shop.server);
  const [kept, merged] = [await newMember({ name: 'Owen' }), await newMember({ name: 'Owen Two' })];
  const owes = (account_id: string, balance: number) =>
    db.insertInto('account').values({ account_id, currency: 'GBP', balance }).execute();
  await owes(merged, 500);
  expect((await register.get(`/accounts/${kept}`)).status).toBe(404);
  await merge(register, kept, merged);
  const sum = async (id: string) => (await register.get(`/accounts/${id}`)).json();
  expect(await sum(kept)).toEqual({ accountId: kept, currency: 'GBP', balance: 500 });
  expect(await post(register, `${kept}/erase`, {})).toEqual({ ok: false, faults: ['member-account-open'] });
  await owes(kept, -500);
  expect(await sum(merged)).toMatchObject({ balance: 0 });
  const { merges } = await known(register, kept);
  await post(register, 'unmerge', { mergeId: merges[0].mergeId });
  expect([(await sum(kept)).balance, (await sum(merged)).balance]).toEqual([-500, 500]);
  expect(await post(register, `${kept}/erase`, {})).toEqual({ ok: false, faults: ['member-account-open'] });
  await merge(register, kept, merged);
  expect(await post(register, `${kept}/erase`, {})).toEqual({ ok: true });
});

test('whoever is one person is erased as one', async () => {
  const register = await enrolTestRegister(shop.server);
  const [kept, merged] = [await newMember({ name: 'Uno' }), await newMember({ name: 'Due' })];
  await merge(register, kept, merged);
  expect(await post(register, `${kept}/erase`, {})).toEqual({ ok: true });
  for (const memberId of [kept, merged]) expect((await register.get(`/members/${memberId}`, MANAGER)).status).toBe(404);
});

test('whoever is merged, unmerged and buys, in whatever order: points are always those of the tickets of who is one person', async () => {
  await givePoints();
  const index = fc.nat(3);
  const step = fc.oneof(
    fc.record({ do: fc.constant('buy' as const), who: index, sku: fc.integer({ min: 1, max: 9 }) }),
    fc.record({ do: fc.constant('merge' as const), who: index, into: index }),
    fc.record({ do: fc.constant('unmerge' as const), who: index }),
  );
  const register = await enrolTestRegister(shop.server);
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 9 }), async (steps) => {
      const members = await Promise.all([0, 1, 2, 3].map((number) => newMember({ name: `M ${number}` })));
      const idOf = (at: number) => members[at] ?? '';
      const [own, parent] = [new Map<string, number>(), new Map<string, string>()];
      const rootOf = (id: string): string => rootOfParent(parent, id);
      for (const one of steps) {
        const who = idOf(one.who);
        if (one.do === 'buy') {
          await buy(register, who, `P${one.sku}`);
          own.set(who, (own.get(who) ?? 0) + one.sku);
        } else if (one.do === 'merge') {
          const into = idOf(one.into);
          const { ok } = await merge(register, into, who);
          expect(ok).toBe(into !== who && !parent.has(into) && !parent.has(who));
          if (ok) parent.set(who, into);
        } else {
          const into = parent.get(who);
          if (into === undefined) continue;
          const { merges } = await mergesOf(into);
          const found = merges.find(({ merged }) => merged === who);
          expect(await post(register, 'unmerge', { mergeId: found?.merge_id })).toEqual({ ok: true });
          parent.delete(who);
        }
      }
      for (const id of members) {
        const group = members.filter((other) => rootOf(other) === rootOf(id));
        const expected = group.reduce((sum, other) => sum + (own.get(other) ?? 0), 0);
        expect(await pointsOf(register, id)).toBe(expected);
      }
    }),
    { numRuns: 6 },
  );
}, 180_000);

function rootOfParent(parent: ReadonlyMap<string, string>, id: string): string {
  const above = parent.get(id);
  return above === undefined ? id : rootOfParent(parent, above);
}

async function mergesOf(kept: string) {
  const query = shop.server.context.db.selectFrom('member_merge').selectAll().where('kept', '=', kept);
  return { merges: await query.where('undone_at', 'is', null).execute() };
}
