import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { ExceptionRow, ResolveAnswer, ResolveChange } from '#contracts/http/exceptions.ts';
import { publishSettings } from '#sync-server/commands/publish-settings.ts';
import { exceptionOf } from '#sync-server/ingest/book/exception-of.ts';
import { noEffects } from '#sync-server/ingest/effects.ts';
import { MANAGER, openManager } from '#tests/fixtures/test-day.ts';
import { enrolTestRegister, productOf, type TestRegister } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { OPERATOR, OTHER_STORE, STORE } from '#tests/fixtures/test-shop.ts';

const shop = openTestServer();
openManager(shop);

const HOME_ONLY = 'home-only';

beforeAll(async () => {
  const { context } = shop.server;
  const person = { name: 'Hana Only', initials: 'HO', role: 'manager', storeIds: [STORE], pinHash: 'x' };
  const after = { ...person, operatorId: HOME_ONLY };
  await publishSettings(context, { entity: 'operator', entityId: HOME_ONLY, after });
});

async function list(register: TestRegister, query: string, operatorId = MANAGER): Promise<ExceptionRow[]> {
  const response = await register.get(`/reports/exceptions?${query}`, operatorId);
  expect(response.status).toBe(200);
  return (await response.json()) as ExceptionRow[];
}

/** A ticket that differs, and the exception that it opened. */
async function differing(storeId = STORE) {
  const register = await enrolTestRegister(shop.server, { storeId });
  await register.push([register.sale([await productOf(shop.server, 'P1', 1, storeId)], { change: { total: 99 } })]);
  const found = (await list(register, 'status=open')).find(({ journalId }) => journalId === register.journalId);
  if (!found) throw new Error('no exception was opened');
  return { register, found };
}

function settle(register: TestRegister, { exceptionId }: ExceptionRow, change: ResolveChange, operatorId = MANAGER) {
  return register.send('POST', `/reports/exceptions/${exceptionId}/resolve`, change, operatorId);
}

test('an exception says what it is about, and stays settled as it was first, with who, why and their words', async () => {
  const { register, found } = await differing();
  expect(found).toMatchObject({ code: 'arithmetic-differs', storeId: STORE, times: 1, settled: null, currency: 'GBP' });
  expect(found.about.receipt).toMatch(/-\d+$/);
  const openBefore = (await (await register.get('/reports/exceptions/open', MANAGER)).json()) as { open: number };
  const note = 'Rang it up by hand, checked against the drawer';
  expect(await (await settle(register, found, { choice: 'corrected', note })).json()).toEqual({ ok: true });
  const again = (await (await settle(register, found, { choice: 'written-off' })).json()) as ResolveAnswer;
  expect(again).toMatchObject({
    ok: false,
    conflict: { now: { settled: { choice: 'corrected', by: MANAGER, note } } },
  });
  expect(await (await register.get('/reports/exceptions/open', MANAGER)).json()).toEqual({ open: openBefore.open - 1 });
  const resolved = (await list(register, 'status=resolved')).find((row) => row.exceptionId === found.exceptionId);
  expect(resolved?.settled).toMatchObject({ choice: 'corrected', by: MANAGER, note });
  // The words stand in no fact.
  const facts = await shop.server.context.db.selectFrom('fact').select('body').execute();
  expect(facts.map(({ body }) => Buffer.from(body).toString('utf8')).join()).not.toContain(note);
});

test('who may not settle cannot, nor in a store where they do not work; a choice is one of those there are', async () => {
  const { register, found } = await differing();
  expect((await settle(register, found, { choice: 'corrected' }, OPERATOR)).status).toBe(403);
  const away = await differing(OTHER_STORE);
  expect((await settle(register, away.found, { choice: 'corrected' }, HOME_ONLY)).status).toBe(404);
  expect((await register.get(`/reports/exceptions?store=${OTHER_STORE}`, HOME_ONLY)).status).toBe(403);
  const all = await list(register, 'store=all&status=open');
  expect(all.map(({ exceptionId }) => exceptionId)).toEqual(
    expect.arrayContaining([found.exceptionId, away.found.exceptionId]),
  );
  const odd = await register.send('POST', `/reports/exceptions/${found.exceptionId}/resolve`, { choice: 'x' }, MANAGER);
  expect(odd.status).toBe(400);
  expect((await settle(register, { ...found, exceptionId: randomUUID() }, { choice: 'corrected' })).status).toBe(404);
});

test('one that was settled and comes again is open again, says how often, and can be settled anew', async () => {
  const { register, found } = await differing();
  await settle(register, found, { choice: 'as-it-is', note: 'Once' });
  const again = exceptionOf('arithmetic-differs', { ...register, storeId: STORE, seq: found.seq }, { where: 'total' });
  expect(again.exceptionId).toBe(found.exceptionId);
  const { store } = shop.server.context.ingest;
  const come = () => store.transaction((tx) => tx.write([], { ...noEffects(), exceptions: [again, again] }));
  await come();
  // While it is open, it is the same one.
  await come();
  const open = (await list(register, 'status=open')).find((row) => row.exceptionId === found.exceptionId);
  expect(open).toMatchObject({ status: 'open', times: 2, settled: null, detail: { where: 'total' } });
  expect(await (await settle(register, found, { choice: 'followed-up' })).json()).toEqual({ ok: true });
});
