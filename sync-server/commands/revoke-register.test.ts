import { expect, test } from 'vitest';
import { issueCode } from '#sync-server/commands/issue-code.ts';
import { revokeRegister } from '#sync-server/commands/revoke-register.ts';
import { checkPayload } from '#sync-server/ingest/book/parse-payload.ts';
import { MANAGER, openManager } from '#tests/fixtures/test-day.ts';
import { openOnlineChannel } from '#tests/fixtures/test-online.ts';
import { enrolTestRegister, productOf, type TestRegister } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { OTHER_STORE, STORE } from '#tests/fixtures/test-shop.ts';

const shop = openTestServer();
openManager(shop, [STORE]);

async function standing(register: TestRegister): Promise<number> {
  return (await register.get('/register-config')).status;
}

const asAdministrator = (registerId: string) =>
  fetch(`${shop.server.url}/registers/${encodeURIComponent(registerId)}/revoke`, {
    method: 'POST',
    headers: { authorization: `Bearer ${shop.server.context.adminToken}` },
  });

test('a register that was revoked may push and nothing else; every other register hears that its key proves nothing', async () => {
  const [lost, other] = [await enrolTestRegister(shop.server), await enrolTestRegister(shop.server)];
  expect((await asAdministrator(lost.registerId)).status).toBe(200);
  const product = await productOf(shop.server, 'P1');
  expect(await lost.push([lost.sale([product])])).toMatchObject({ watermark: 1, verdicts: [] });
  expect([await standing(lost), await standing(other)]).toEqual([403, 200]);
  const { journalKeys } = await (await other.get('/register-config')).json();
  const keyOf = (journalId: string) => journalKeys.find((key: { journalId: string }) => key.journalId === journalId);
  expect([keyOf(lost.journalId).revoked, keyOf(other.journalId).revoked]).toEqual([true, false]);
});

test('it is one fact, however often it is asked for, and who asked stands in it', async () => {
  const register = await enrolTestRegister(shop.server);
  const asked = { registerId: register.registerId, operatorId: MANAGER };
  for (const _ of [1, 2]) expect(await revokeRegister(shop.server.context, asked)).toMatchObject({ ok: true });
  const rows = await shop.server.context.db
    .selectFrom('fact')
    .select('body')
    .where('kind', '=', 'register.revoked')
    .orderBy('seq')
    .execute();
  const facts = rows.map(({ body }) => JSON.parse(Buffer.from(body).toString('utf8')));
  const mine = facts.filter(({ payload }) => payload.registerId === register.registerId);
  expect(mine).toMatchObject([{ operatorId: MANAGER, payload: { journalIds: [register.journalId] } }]);
  expect(checkPayload('register.revoked', 1, mine[0].payload)).toBe('ok');
});

test('its next incarnation is in service', async () => {
  const first = await enrolTestRegister(shop.server);
  await revokeRegister(shop.server.context, first);
  const issued = await issueCode(shop.server.context, { storeId: STORE, registerId: first.registerId });
  expect(issued.ok).toBe(true);
  const next = await enrolTestRegister(shop.server, { registerId: first.registerId });
  expect([next.registerId, await standing(first), await standing(next)]).toEqual([first.registerId, 403, 200]);
});

test('a manager revokes another register of the store; no cashier does, nor itself, nor one where they do not work', async () => {
  const [asker, lost] = [await enrolTestRegister(shop.server), await enrolTestRegister(shop.server)];
  const elsewhere = await enrolTestRegister(shop.server, { storeId: OTHER_STORE });
  const revoke = async ({ registerId }: TestRegister, operatorId?: string) => {
    const answer = await asker.send('POST', '/registers/revoke', { registerId }, operatorId);
    const { code = 'ok' } = (await answer.json()) as { code?: string };
    return [answer.status, code];
  };
  expect(await revoke(lost, 'anna')).toEqual([403, 'permission-refused']);
  expect(await revoke(asker, MANAGER)).toEqual([403, 'permission-refused']);
  expect(await revoke(elsewhere, MANAGER)).toEqual([404, 'not-found']);
  expect([await standing(lost), await standing(asker), await standing(elsewhere)]).toEqual([200, 200, 200]);
  expect(await revoke(lost, MANAGER)).toEqual([200, 'ok']);
  expect(await standing(lost)).toBe(403);
});

test('one that is not known is told with those that are; only the server says it', async () => {
  const register = await enrolTestRegister(shop.server);
  const answer = await asAdministrator('no-such-till');
  expect([answer.status, (await answer.json()).message]).toEqual([404, expect.stringContaining(register.registerId)]);
  const { storeId, registerId, journalId } = register;
  const payload = { registerId, storeId, journalIds: [journalId] };
  expect(await register.push([register.write({ kind: 'register.revoked', payload })])).toMatchObject({
    verdicts: [{ code: 'kind-forbidden' }],
  });
  expect(await standing(register)).toBe(200);
});

test('a channel is no register that anybody takes out of service or replaces', async () => {
  const { context } = shop.server;
  const channel = await openOnlineChannel(context);
  const { register_id: registerId } = await context.db
    .selectFrom('journal')
    .select('register_id')
    .where('journal_id', '=', channel.journalId)
    .executeTakeFirstOrThrow();
  expect((await asAdministrator(registerId)).status).toBe(404);
  expect(await issueCode(context, { storeId: STORE, registerId })).toMatchObject({ ok: false });
  const { revoked_at } = await context.db
    .selectFrom('journal')
    .select('revoked_at')
    .where('journal_id', '=', channel.journalId)
    .executeTakeFirstOrThrow();
  expect(revoked_at).toBeNull();
});
