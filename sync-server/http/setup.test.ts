import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { SetupRequest } from '#contracts/http/setup.ts';
import { DEFAULT_ROLES } from '#domain/operator/permission.ts';
import { FIRST_SHOP, setupRequest } from '#tests/fixtures/first-shop.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';

const bare = openTestServer({ filled: false });

const codeOf = () => bare.server.context.setupCode;

async function ask(method: 'GET' | 'POST', body?: unknown): Promise<[number, Record<string, unknown>]> {
  const answer = await fetch(`${bare.server.url}/setup`, {
    method,
    ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
  });
  return [answer.status, (await answer.json()) as Record<string, unknown>];
}

async function counts(): Promise<Record<string, number>> {
  const { db } = bare.server.context;
  const counted: Record<string, number> = {};
  for (const table of ['store', 'tax_rules', 'role', 'operator', 'register', 'register_token', 'register_code']) {
    const { rows } = await sql<{ n: string }>`select count(*) as n from ${sql.table(table)}`.execute(db);
    counted[table] = Number(rows[0]?.n);
  }
  return counted;
}

const NOTHING = { store: 0, tax_rules: 0, role: 0, operator: 0, register: 0, register_token: 0, register_code: 0 };

test('an empty server says that a shop may be opened, and opens none without its code', async () => {
  expect(await ask('GET')).toEqual([200, { open: true }]);
  const [status, problem] = await ask('POST', setupRequest('WRONGONE'));
  expect([status, problem.code]).toEqual([403, 'setup-code-invalid']);
  expect((await ask('POST', { ...setupRequest(codeOf()), publicKey: 'none' }))[0]).toBe(400);
  expect((await ask('POST', { code: codeOf() }))[0]).toBe(400);
  expect(await counts()).toEqual(NOTHING);
});

test.each([
  ['a time zone that is none', 'store.timeZone', { store: { ...FIRST_SHOP.store, timeZone: 'Mars/Olympus' } }],
  ['a shop without a name', 'store.name', { store: { ...FIRST_SHOP.store, name: ' ' } }],
  [
    'a coin that cash rounding never gives',
    'store.denominations.0',
    { store: { ...FIRST_SHOP.store, cashRounding: 500 } },
  ],
  ['no tax category', 'rules.rates', { rules: { ...FIRST_SHOP.rules, rates: {} } }],
  ['an owner without a name', 'owner.name', { owner: { ...FIRST_SHOP.owner, name: ' ' } }],
  ['a PIN that is guessed first', 'owner.pin', { owner: { ...FIRST_SHOP.owner, pin: '1234' } }],
])('%s is refused by its path, and nothing is opened', async (_, at, part) => {
  const [status, answer] = await ask('POST', setupRequest(codeOf(), { ...FIRST_SHOP, ...part }));
  expect(status).toBe(200);
  expect(answer).toMatchObject({ ok: false, faults: expect.arrayContaining([expect.objectContaining({ at })]) });
  expect(await counts()).toEqual(NOTHING);
});

test('what fails in the middle leaves nothing behind, and is begun anew', async () => {
  const { db } = bare.server.context;
  await sql`alter table register rename to register_away`.execute(db);
  expect((await ask('POST', setupRequest(codeOf())))[0]).toBe(500);
  await sql`alter table register_away rename to register`.execute(db);
  expect(await counts()).toEqual(NOTHING);
  expect(await ask('GET')).toEqual([200, { open: true }]);
});

let opened: SetupRequest;

test('a shop is opened whole: store, taxes, roles, an owner whose PIN is known to nobody, a register with a token', async () => {
  opened = setupRequest(codeOf().toLowerCase());
  const [status, answer] = await ask('POST', opened);
  expect(status).toBe(200);
  expect(answer).toMatchObject({
    ok: true,
    enrolment: { storeId: 'corner', registerId: 'corner-R1', receiptSeries: 'CR1', journalId: opened.journalId },
  });
  expect(await counts()).toMatchObject({
    store: 1,
    tax_rules: 1,
    role: DEFAULT_ROLES.length,
    operator: 1,
    register: 1,
  });
  const { token } = (answer as { enrolment: { token: string } }).enrolment;
  const config = await fetch(`${bare.server.url}/register-config`, { headers: { authorization: `Bearer ${token}` } });
  const told = (await config.json()) as { config: Record<string, unknown>; pinHashes: Record<string, string> };
  expect(told.config).toMatchObject({
    store: FIRST_SHOP.store,
    taxRules: { ...FIRST_SHOP.rules, version: 1 },
    register: { registerId: 'corner-R1', name: 'Front' },
    operators: [{ operatorId: 'owner', name: 'Maud Ellison', initials: 'ME', role: 'manager' }],
  });
  expect(told.pinHashes.owner).toMatch(/^\$argon2id\$/);
  const { rows } = await sql<{ body: string }>`select encode(body, 'escape') as body from fact`.execute(
    bare.server.context.db,
  );
  expect(rows.length).toBeGreaterThan(6);
  expect(rows.some(({ body }) => body.includes(FIRST_SHOP.owner.pin))).toBe(false);
  expect(await ask('GET')).toEqual([200, { open: false }]);
});

test('a second shop is refused; a lost answer is given again to the same journal and key alone', async () => {
  const [status, problem] = await ask('POST', setupRequest(codeOf()));
  expect([status, problem.code]).toEqual([409, 'setup-done']);
  const again = await ask('POST', opened);
  expect(again).toMatchObject([200, { ok: true, enrolment: { registerId: 'corner-R1', journalId: opened.journalId } }]);
  const thief = { ...setupRequest(codeOf()), journalId: opened.journalId };
  expect((await ask('POST', thief))[1].code).toBe('setup-done');
  expect(await counts()).toMatchObject({ store: 1, operator: 1, register: 1 });
});

test('guessing codes is slowed down', async () => {
  const statuses: number[] = [];
  for (let tries = 0; tries < 21; tries++) statuses.push((await ask('POST', setupRequest('GUESSED1')))[0]);
  expect(statuses.at(-1)).toBe(429);
});
