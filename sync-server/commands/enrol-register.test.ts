import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { admitDevice } from '#sync-server/commands/admit-device.ts';
import { enrolRegister, receiptSeriesOf } from '#sync-server/commands/enrol-register.ts';
import { issueCode } from '#sync-server/commands/issue-code.ts';
import { registerReport } from '#tests/fixtures/register-report.ts';
import { enrolTestRegister, productOf } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { STORE } from '#tests/fixtures/test-shop.ts';

const shop = openTestServer();

async function codeFor(options: { storeId?: string; registerId?: string; name?: string } = {}): Promise<string> {
  const issued = await issueCode(shop.server.context, { storeId: STORE, ...options });
  if (!issued.ok) throw new Error(issued.reason);
  return issued.answer.code;
}

function newJournal() {
  const { publicKey } = generateKeyPairSync('ed25519');
  return {
    journalId: randomUUID(),
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64url'),
  };
}

async function isLetIn(token: string): Promise<number> {
  return (await fetch(`${shop.server.url}/register-config`, { headers: { authorization: `Bearer ${token}` } })).status;
}

test('a code enrols one register, once, however it is typed', async () => {
  const code = await codeFor({ name: 'Front' });
  expect(code).toMatch(/^[0-9A-Z]{8}$/);
  const typed = `${code.slice(0, 4)}-${code.slice(4)} `.toLowerCase().replace(/0/g, 'o').replace(/1/g, 'l');
  const journal = newJournal();
  const first = await enrolRegister(shop.server.context, { code: typed, ...journal });
  expect(first).toMatchObject({ ok: true, answer: { storeId: STORE, journalId: journal.journalId } });
  const second = await enrolRegister(shop.server.context, { code, ...newJournal() });
  expect(second).toMatchObject({ ok: false, code: 'enrol-code-invalid' });
});

test('a lost answer is given again to the same journal and key, and to no other', async () => {
  const code = await codeFor();
  const journal = newJournal();
  const first = await enrolRegister(shop.server.context, { code, ...journal });
  const again = await enrolRegister(shop.server.context, { code, ...journal });
  if (!first.ok || !again.ok) throw new Error('enrolled');
  expect(again.answer).toEqual({ ...first.answer, token: again.answer.token });
  expect(again.answer.token).not.toBe(first.answer.token);
  expect(await isLetIn(first.answer.token)).toBe(401);
  expect(await isLetIn(again.answer.token)).toBe(200);
  const thief = { ...journal, publicKey: newJournal().publicKey };
  expect(await enrolRegister(shop.server.context, { code, ...thief })).toMatchObject({ ok: false });
});

test('once its register was heard, a used code hands out no other token, not even to its journal and key', async () => {
  const { context } = shop.server;
  const code = await codeFor();
  const journal = newJournal();
  const first = await enrolRegister(context, { code, ...journal });
  if (!first.ok) throw new Error('enrolled');
  const report = { method: 'POST', body: JSON.stringify(registerReport({})) };
  const headers = { authorization: `Bearer ${first.answer.token}`, 'content-type': 'application/json' };
  expect((await fetch(`${shop.server.url}/registers/report`, { ...report, headers })).status).toBe(200);
  expect(await enrolRegister(context, { code, ...journal })).toMatchObject({ ok: false, code: 'enrol-code-invalid' });
  expect(await isLetIn(first.answer.token)).toBe(200);
});

test('codes expire after 24 hours', async () => {
  const code = await codeFor();
  const late = await codeFor();
  shop.clock.advance(24 * 3_600_000 - 1);
  expect(await enrolRegister(shop.server.context, { code, ...newJournal() })).toMatchObject({ ok: true });
  shop.clock.advance(1);
  expect(await enrolRegister(shop.server.context, { code: late, ...newJournal() })).toMatchObject({ ok: false });
});

test('a replaced register is a new incarnation with a receipt series of its own; the old journal still books', async () => {
  const old = await enrolTestRegister(shop.server);
  const replaced = await enrolTestRegister(shop.server, { registerId: old.registerId });
  expect(replaced.registerId).toBe(old.registerId);
  expect(replaced.receiptSeries).not.toBe(old.receiptSeries);
  const product = await productOf(shop.server, 'P1');
  expect(await old.push([old.sale([product])])).toMatchObject({ watermark: 1, verdicts: [] });
  expect(await replaced.push([replaced.sale([product])])).toMatchObject({ watermark: 1, verdicts: [] });
});

test('a receipt series is short, and the whole id where another register has the short one', () => {
  const none = new Set<string>();
  expect(receiptSeriesOf('high-street-R2', 1, none)).toBe('HSR2');
  expect(receiptSeriesOf('high-street-R2', 3, none)).toBe('HSR2.3');
  expect(receiptSeriesOf('main-R1', 1, none)).toBe('MR1');
  expect(receiptSeriesOf('harbour-side-R2', 1, new Set(['HSR2']))).toBe('harbour-side-R2.1');
});

test('registers enrolled at once get ids and series of their own', async () => {
  const registers = await Promise.all(Array.from({ length: 6 }, () => enrolTestRegister(shop.server)));
  expect(new Set(registers.map(({ registerId }) => registerId)).size).toBe(6);
  expect(new Set(registers.map(({ receiptSeries }) => receiptSeries)).size).toBe(6);
});

test('one code used by two at once enrols one', async () => {
  const code = await codeFor();
  const tries = await Promise.all([1, 2, 3].map(() => enrolRegister(shop.server.context, { code, ...newJournal() })));
  expect(tries.filter(({ ok }) => ok)).toHaveLength(1);
});

test('a key that is none, a journal that is taken, an unknown store or register are refused', async () => {
  const { context } = shop.server;
  const taken = await enrolTestRegister(shop.server);
  const refused = { ok: false, code: 'body-invalid' };
  const code = await codeFor();
  expect(await enrolRegister(context, { code, ...newJournal(), publicKey: 'AAAA' })).toMatchObject(refused);
  expect(await enrolRegister(context, { code, ...newJournal(), journalId: taken.journalId })).toMatchObject(refused);
  expect(await issueCode(context, { storeId: 'PARIS' })).toMatchObject({ ok: false });
  expect(await issueCode(context, { storeId: 'NYC', registerId: taken.registerId })).toMatchObject({ ok: false });
  expect(await enrolRegister(context, { code, ...newJournal() })).toMatchObject({ ok: true });
});

test('the code of a tablet enrols no till, and still admits its tablet', async () => {
  const { context } = shop.server;
  const issued = await issueCode(context, { storeId: STORE, kind: 'tablet' });
  if (!issued.ok) throw new Error(issued.reason);
  const { code } = issued.answer;
  expect(await enrolRegister(context, { code, ...newJournal() })).toMatchObject({ ok: false, code: 'code-for-tablet' });
  expect(await admitDevice(context, { code, attemptId: randomUUID() })).toMatchObject({ ok: true });
  const till = await enrolTestRegister(shop.server);
  const replacing = { storeId: STORE, kind: 'tablet' as const, registerId: till.registerId };
  expect(await issueCode(context, replacing)).toMatchObject({ ok: false });
});

test('neither codes nor tokens stand in the database', async () => {
  const code = await codeFor();
  const register = await enrolTestRegister(shop.server);
  const { db } = shop.server.context;
  const stored = JSON.stringify([
    await db.selectFrom('register_code').selectAll().execute(),
    await db.selectFrom('register_token').selectAll().execute(),
  ]);
  expect(stored).not.toContain(code);
  expect(stored).not.toContain(register.token);
});
