import { expect, test } from 'vitest';
import type {
  FleetAnswer,
  FleetCodeAnswer,
  FleetHistory,
  FleetRegister,
  RegisterChangeAnswer,
  RegisterReport,
  StoreClosing,
  StoreMakingAnswer,
  StoreStatusAnswer,
} from '#contracts/http/fleet.ts';
import type { HostConfig } from '#contracts/views/register-config.ts';
import { DEFAULT_ROLES } from '#domain/operator/permission.ts';
import { issueCode } from '#sync-server/commands/issue-code.ts';
import { publishSettings } from '#sync-server/commands/publish-settings.ts';
import { registerReport } from '#tests/fixtures/register-report.ts';
import { MANAGER, openManager, TestSession } from '#tests/fixtures/test-day.ts';
import { enrolTestRegister, productOf, type TestRegister } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { OPERATOR, OTHER_STORE, STORE, storeSettings, TAX_RULES } from '#tests/fixtures/test-shop.ts';

const shop = openTestServer();
openManager(shop);

/** Works in one store alone. */
const LOCAL = 'lea';

async function ok<T>(response: Response): Promise<T> {
  expect([response.status, response.ok ? '' : await response.text()]).toEqual([200, '']);
  return (await response.json()) as T;
}
const fleet = async (from: TestRegister, by = MANAGER) => ok<FleetAnswer>(await from.get('/fleet', by));
async function seen(from: TestRegister, who = from): Promise<FleetRegister> {
  const row = (await fleet(from)).registers.find(({ registerId }) => registerId === who.registerId);
  if (!row) throw new Error(`${who.registerId} is not on the board`);
  return row;
}
const report = (from: TestRegister, change: Partial<RegisterReport> = {}) =>
  from.send('POST', '/registers/report', registerReport({ at: shop.clock.now().toISOString(), ...change }));

/** Opens the register's stream of announcements; ends it when called. Resolves once the stream has begun. */
async function connect(register: TestRegister): Promise<{ topics: string[]; end(): void }> {
  const abort = new AbortController();
  const headers = { authorization: `Bearer ${register.token}` };
  const response = await fetch(`${shop.server.url}/events`, { headers, signal: abort.signal });
  const topics: string[] = [];
  void (async () => {
    for await (const piece of response.body ?? [])
      for (const [, topic] of Buffer.from(piece)
        .toString('utf8')
        .matchAll(/"topic":"(\w+)"/g))
        topics.push(topic ?? '');
  })().catch(() => {});
  return { topics, end: () => abort.abort() };
}

async function localManager(): Promise<void> {
  const settings = { name: 'Lea', initials: 'LE', role: 'manager', storeIds: [OTHER_STORE], pinHash: 'argon2id' };
  const after = { operatorId: LOCAL, ...settings };
  await publishSettings(shop.server.context, { entity: 'operator', entityId: LOCAL, after });
}

test('the board tells what a register told last, how far its clock is off, and when it left', async () => {
  const [desk, till] = [await enrolTestRegister(shop.server), await enrolTestRegister(shop.server)];
  expect(await seen(desk, till)).toMatchObject({ online: false, seenAt: null, report: null, inService: true });
  const watching = await connect(desk);
  const stream = await connect(till);
  await expect.poll(async () => (await seen(desk, till)).online).toBe(true);
  const at = new Date(shop.clock.now().getTime() + 90_000).toISOString();
  const journal = { seq: 5, waiting: 5, ordersWaiting: 2, waitingSince: at, fault: null };
  const printer = {
    device: 'printer' as const,
    deviceId: 'printer',
    fault: 'printer-paper-out',
    paper: 'out' as const,
  };
  expect(await ok(await report(till, { at, journal, devices: [printer] }))).toEqual({ offer: null });
  const row = await seen(desk, till);
  expect(row).toMatchObject({ clockMs: 90_000, seenAt: shop.clock.now().toISOString(), hasFacts: false });
  expect(row.report).toMatchObject({ journal, devices: [printer] });
  shop.clock.advance(1000);
  watching.topics.length = 0;
  stream.end();
  await expect.poll(async () => (await seen(desk, till)).online).toBe(false);
  expect(await seen(desk, till)).toMatchObject({ onlineSince: shop.clock.now().toISOString() });
  await expect.poll(() => watching.topics).toContain('fleet');
  watching.end();
  const { points } = await ok<FleetHistory>(await desk.get(`/fleet/registers/${till.registerId}/history`, MANAGER));
  expect(points.map(({ kind, waiting }) => [kind, waiting])).toEqual(
    expect.arrayContaining([
      ['on', 0],
      ['report', 5],
      ['off', 0],
    ]),
  );
});

test('what arrived after it was told as waiting does not wait any more', async () => {
  const register = await enrolTestRegister(shop.server);
  const lines = [1, 2, 3].map(() => register.fact('drawer.opened', { cause: 'no-sale' }));
  const since = shop.clock.now().toISOString();
  const waits = { seq: 3, waiting: 3, ordersWaiting: 0, waitingSince: since, fault: null };
  await ok(await report(register, { journal: waits }));
  await register.push(lines.slice(0, 1));
  expect((await seen(register)).report?.journal).toEqual({ ...waits, waiting: 2 });
  await register.push(lines.slice(1));
  expect((await seen(register)).report?.journal).toEqual({ ...waits, waiting: 0, waitingSince: null });
});

test('a register whose connection only looks open is offline after three minutes of silence', async () => {
  const register = await enrolTestRegister(shop.server);
  const stream = await connect(register);
  await expect.poll(async () => (await seen(register)).online).toBe(true);
  const heard = shop.clock.now().toISOString();
  shop.clock.advance(3 * 60_000 + 1);
  expect(await seen(register)).toMatchObject({ online: false, onlineSince: heard, seenAt: heard });
  await ok(await report(register));
  expect(await seen(register)).toMatchObject({ online: true });
  stream.end();
});

test('reports are strict, small and few; each that is news is announced and kept, others every five minutes', async () => {
  const register = await enrolTestRegister(shop.server);
  expect((await register.send('POST', '/registers/report', { ...registerReport(), more: 1 })).status).toBe(400);
  const large = { ...registerReport(), version: 'x'.repeat(20_000) };
  expect((await register.send('POST', '/registers/report', large)).status).toBe(413);
  const kept = async () =>
    (
      await ok<FleetHistory>(await register.get(`/fleet/registers/${register.registerId}/history`, MANAGER))
    ).points.filter(({ kind }) => kind === 'report').length;
  await ok(await report(register));
  shop.clock.advance(60_000);
  await ok(
    await report(register, { journal: { seq: 9, waiting: 0, ordersWaiting: 0, waitingSince: null, fault: null } }),
  );
  expect(await kept()).toBe(1);
  await ok(await report(register, { training: true }));
  expect(await kept()).toBe(2);
  shop.clock.advance(5 * 60_000);
  await ok(await report(register, { training: true }));
  expect(await kept()).toBe(3);
  const statuses: number[] = [];
  for (let sent = 0; sent < 70; sent += 1) statuses.push((await report(register)).status);
  expect(statuses.at(-1)).toBe(429);
});

test('the board is for whoever may change settings, within the stores they work in', async () => {
  await localManager();
  const [here, there] = [
    await enrolTestRegister(shop.server),
    await enrolTestRegister(shop.server, { storeId: OTHER_STORE }),
  ];
  expect((await here.get('/fleet', OPERATOR)).status).toBe(403);
  const all = await fleet(here);
  expect(all.stores.map(({ storeId }) => storeId)).toEqual(expect.arrayContaining([STORE, OTHER_STORE]));
  const local = await fleet(there, LOCAL);
  expect(local.stores.map(({ storeId }) => storeId)).toEqual([OTHER_STORE]);
  expect(new Set(local.registers.map(({ storeId }) => storeId))).toEqual(new Set([OTHER_STORE]));
  expect((await there.get(`/fleet/registers/${here.registerId}/history`, LOCAL)).status).toBe(404);
  const code = await there.send('POST', '/fleet/codes', { storeId: STORE }, LOCAL);
  expect(await ok(code)).toEqual({ ok: false, faults: ['store-not-own'] });
  const body = { revision: 1, storeId: OTHER_STORE, name: 'Mine' };
  const stolen = await there.send('PUT', `/registers/${here.registerId}`, body, LOCAL);
  expect(await ok(stolen)).toEqual({ ok: false, faults: ['store-not-own'] });
  expect((await there.send('POST', '/registers/revoke', { registerId: here.registerId }, LOCAL)).status).toBe(404);
  const revoked = await here.send('POST', '/registers/revoke', { registerId: there.registerId }, MANAGER);
  expect(await ok(revoked)).toMatchObject({ registerId: there.registerId });
  expect(await seen(here, there)).toMatchObject({ inService: false });
});

test('a code makes a register of its name; it stands on the board until it is used or withdrawn', async () => {
  const desk = await enrolTestRegister(shop.server);
  const issue = async (body: object) => ok<FleetCodeAnswer>(await desk.send('POST', '/fleet/codes', body, MANAGER));
  const issued = await issue({ storeId: STORE, name: 'Corner' });
  if (!issued.ok) throw new Error('a code');
  const pending = (await fleet(desk)).codes.find(({ codeId }) => codeId === issued.codeId);
  expect(pending).toEqual({
    codeId: issued.codeId,
    kind: 'till',
    storeId: STORE,
    registerId: null,
    name: 'Corner',
    expiresAt: new Date(shop.clock.now().getTime() + 24 * 3_600_000).toISOString(),
  });
  const withdraw = async (codeId: string) => ok(await desk.send('POST', '/fleet/codes/withdraw', { codeId }, MANAGER));
  expect(await withdraw(issued.codeId)).toEqual({ ok: true });
  expect(await withdraw(issued.codeId)).toEqual({ ok: true });
  expect((await fleet(desk)).codes.map(({ codeId }) => codeId)).not.toContain(issued.codeId);
  const tablet = await issue({ storeId: STORE, kind: 'tablet', name: 'Stock room' });
  if (!tablet.ok) throw new Error('a code');
  expect((await fleet(desk)).codes.find(({ codeId }) => codeId === tablet.codeId)).toMatchObject({ kind: 'tablet' });
  const again = await issue({ storeId: STORE, registerId: desk.registerId });
  expect(again).toMatchObject({ ok: true, storeId: STORE });
  const used = await issueCode(shop.server.context, { storeId: STORE });
  if (!used.ok) throw new Error('a code');
  await shop.server.context.db
    .updateTable('register_code')
    .set({ used_by: desk.journalId })
    .where('code_id', '=', used.codeId)
    .execute();
  expect(await withdraw(used.codeId)).toEqual({ ok: false, faults: ['code-used'] });
});

test('a code is for who may do no less than each who works in its store', async () => {
  const { context } = shop.server;
  const setter = { roleId: 'setter', name: 'Setter', grants: { sell: true as const, settings: true as const } };
  for (const role of [...DEFAULT_ROLES, setter])
    await publishSettings(context, { entity: 'role', entityId: role.roleId, after: role });
  const sid = {
    operatorId: 'sid',
    name: 'Sid',
    initials: 'SI',
    role: 'setter',
    storeIds: [STORE],
    pinHash: 'argon2id',
  };
  await publishSettings(context, { entity: 'operator', entityId: 'sid', after: sid });
  const desk = await enrolTestRegister(shop.server);
  const issue = async (body: object, by: string) => ok(await desk.send('POST', '/fleet/codes', body, by));
  const before = (await fleet(desk)).codes;
  const refused = { ok: false, faults: ['grants-exceeded'] };
  expect(await issue({ storeId: STORE }, 'sid')).toEqual(refused);
  expect(await issue({ storeId: STORE, registerId: desk.registerId }, 'sid')).toEqual(refused);
  expect((await fleet(desk)).codes).toEqual(before);
  expect(await issue({ storeId: STORE }, MANAGER)).toMatchObject({ ok: true });
});

test('a register is renamed with its revision, and whoever was faster is told', async () => {
  const register = await enrolTestRegister(shop.server);
  const put = async (body: object) =>
    ok<RegisterChangeAnswer>(await register.send('PUT', `/registers/${register.registerId}`, body, MANAGER));
  expect(await put({ revision: 1, storeId: STORE, name: 'Front' })).toEqual({ ok: true, revision: 2 });
  const config = await ok<HostConfig>(await register.get('/register-config'));
  expect(config.config.register.name).toBe('Front');
  expect(await put({ revision: 1, storeId: STORE, name: 'Back' })).toEqual({
    ok: false,
    conflict: { revision: 2, storeId: STORE, name: 'Front', by: MANAGER, at: shop.clock.now().toISOString() },
  });
  expect(await put({ revision: 2, storeId: STORE, name: 'Front' })).toEqual({ ok: true, revision: 2 });
  expect(await put({ revision: 2, storeId: 'PARIS', name: 'Front' })).toEqual({ ok: false, faults: ['store-not-own'] });
});

test('a register moves before its first fact alone, and enrols anew; no number of a register comes twice', async () => {
  const desk = await enrolTestRegister(shop.server);
  const [fresh, used] = [await enrolTestRegister(shop.server), await enrolTestRegister(shop.server)];
  await used.push([used.sale([await productOf(shop.server, 'P1')])]);
  const move = async (register: TestRegister) => {
    const body = { revision: 1, storeId: OTHER_STORE, name: 'Moved' };
    return ok<RegisterChangeAnswer>(await desk.send('PUT', `/registers/${register.registerId}`, body, MANAGER));
  };
  const [holding, gapped] = [await enrolTestRegister(shop.server), await enrolTestRegister(shop.server)];
  const waits = { seq: 1, waiting: 1, ordersWaiting: 1, waitingSince: shop.clock.now().toISOString(), fault: null };
  await ok(await report(holding, { journal: waits }));
  gapped.sale([await productOf(shop.server, 'P1')]);
  expect(await gapped.push([gapped.sale([await productOf(shop.server, 'P1')])])).toMatchObject({ watermark: 0 });
  for (const till of [used, holding, gapped]) {
    expect(await move(till)).toEqual({ ok: false, faults: ['register-has-facts'] });
  }
  expect(await move(fresh)).toEqual({ ok: true, revision: 2 });
  expect((await fresh.get('/register-config')).status).toBe(403);
  const journal = shop.server.context.db.selectFrom('journal').select('store_id');
  expect(await journal.where('journal_id', '=', fresh.journalId).executeTakeFirst()).toEqual({ store_id: STORE });
  expect(await seen(desk, fresh)).toMatchObject({ storeId: OTHER_STORE, name: 'Moved', inService: false });
  const anew = await enrolTestRegister(shop.server, { storeId: OTHER_STORE, registerId: fresh.registerId });
  expect(anew).toMatchObject({ registerId: fresh.registerId, storeId: OTHER_STORE });
  expect(await anew.push([anew.sale([await productOf(shop.server, 'P1', 1, OTHER_STORE)])])).toMatchObject({
    watermark: 1,
    verdicts: [],
  });
  const next = await enrolTestRegister(shop.server);
  const ids = (await fleet(desk)).registers.map(({ registerId }) => registerId);
  expect(ids.filter((id) => id === next.registerId)).toHaveLength(1);
  expect(next.registerId).not.toBe(fresh.registerId);
});

test('two machines of one register show, with when each was seen', async () => {
  const old = await enrolTestRegister(shop.server);
  await ok(await report(old));
  shop.clock.advance(60_000);
  const replaced = await enrolTestRegister(shop.server, { registerId: old.registerId });
  await ok(await report(replaced));
  shop.clock.advance(60_000);
  await ok(await report(old));
  const { incarnations } = await seen(replaced);
  expect(incarnations.map(({ incarnation }) => incarnation)).toEqual([2, 1]);
  const [newest, oldest] = incarnations;
  expect((oldest?.seenAt ?? '') > (newest?.firstSeenAt ?? '')).toBe(true);
});

test('another store has the settings, taxes and prices of its model, and sells', async () => {
  const desk = await enrolTestRegister(shop.server);
  const make = async (body: object) => ok<StoreMakingAnswer>(await desk.send('POST', '/stores', body, MANAGER));
  const making = { storeId: 'pier', copyOf: STORE, name: 'Pier', address: ['2 Pier Road'], prices: true };
  expect(await make({ ...making, copyOf: 'PARIS' })).toEqual({ ok: false, faults: ['store-not-own'] });
  expect(await make({ ...making, storeId: OTHER_STORE })).toEqual({ ok: false, faults: ['store-id-taken'] });
  for (const storeId of ['chain', 'all', 'ALL'])
    expect(await make({ ...making, storeId })).toEqual({ ok: false, faults: ['store-id-taken'] });
  expect(await make(making)).toEqual({ ok: true, storeId: 'pier', prices: 20 });
  expect(await make(making)).toEqual({ ok: true, storeId: 'pier', prices: 0 });
  expect(await make({ ...making, name: 'Other' })).toEqual({ ok: false, faults: ['store-id-taken'] });
  const till = await enrolTestRegister(shop.server, { storeId: 'pier' });
  const { config } = await ok<HostConfig>(await till.get('/register-config'));
  const address = { address: ['2 Pier Road'] };
  expect(config.store).toEqual({
    ...storeSettings(STORE),
    storeId: 'pier',
    locationId: 'pier',
    name: 'Pier',
    ...address,
  });
  expect(config.taxRules).toEqual(TAX_RULES);
  expect(config.operators.map(({ operatorId }) => operatorId)).toEqual([MANAGER]);
  const line = await productOf(shop.server, 'P3', 1, 'pier');
  expect(line.unitPrice).toBe(300);
  // Only that the seller does not work there: prices, taxes and the location fit.
  const { verdicts } = await till.push([till.sale([line])]);
  expect(verdicts.map(({ code }) => code)).toEqual(['operator-not-known']);
});

test('another store may say itself what it does not have of its model, and nothing that no till can work with', async () => {
  const desk = await enrolTestRegister(shop.server);
  const make = async (body: object) => ok<StoreMakingAnswer>(await desk.send('POST', '/stores', body, MANAGER));
  const making = { storeId: 'mole', copyOf: STORE, name: 'Mole', address: [], prices: false };
  expect(await make({ ...making, settings: { timeZone: 'Mars/Olympus' } })).toEqual({
    ok: false,
    faults: ['time-zone-unknown'],
  });
  const settings = { legalName: 'Mole Ltd', taxNumber: 'GB7', language: 'fr-FR', timeZone: 'Europe/Paris' };
  const own = { ...settings, dayStartsAt: '05:00', updateWindow: { from: '23:00', to: '04:00' } };
  expect(await make({ ...making, settings: own })).toEqual({ ok: true, storeId: 'mole', prices: 0 });
  const till = await enrolTestRegister(shop.server, { storeId: 'mole' });
  const { config } = await ok<HostConfig>(await till.get('/register-config'));
  expect(config.store).toMatchObject({
    ...storeSettings(STORE),
    ...own,
    storeId: 'mole',
    locationId: 'mole',
    name: 'Mole',
    address: [],
  });
  const { stores } = await ok<FleetAnswer>(await desk.get('/fleet', MANAGER));
  expect(stores.find(({ storeId }) => storeId === 'mole')).toMatchObject({ ...own, revision: 1, currency: 'GBP' });
});

test('a store closes when nothing stands in its way, and its registers with it', async () => {
  const desk = await enrolTestRegister(shop.server);
  const making = { storeId: 'kiosk', copyOf: STORE, name: 'Kiosk', address: [], prices: true };
  await ok(await desk.send('POST', '/stores', making, MANAGER));
  const till = await enrolTestRegister(shop.server, { storeId: 'kiosk' });
  const closing = async (from = desk) => ok<StoreClosing>(await from.get('/stores/kiosk/closing', MANAGER));
  const status = async (body: object) =>
    ok<StoreStatusAnswer>(await desk.send('POST', '/stores/kiosk/status', body, MANAGER));
  expect(await closing()).toEqual({ obstacles: [], registers: 1 });
  expect((await closing(till)).obstacles).toEqual([{ obstacle: 'own', count: 1, names: ['Till 1'] }]);
  const session = new TestSession(till);
  session.add(till.sale([await productOf(shop.server, 'P1', 1, 'kiosk')]));
  await till.push(session.lines);
  await ok(await report(till, { journal: { seq: 9, waiting: 7, ordersWaiting: 0, waitingSince: null, fault: null } }));
  const found = await closing();
  expect(found.obstacles).toEqual([
    { obstacle: 'sessions', count: 1, names: ['Till 1'] },
    { obstacle: 'facts', count: 1, names: ['Till 1'] },
    { obstacle: 'stock', count: 1, names: ['Product 1'] },
  ]);
  expect(await status({ revision: 1, archived: true })).toEqual({ ok: false, obstacles: found.obstacles });
  const from = session.lines.length;
  session.close();
  const variantId = (await productOf(shop.server, 'P1', 1, 'kiosk')).variantId;
  const adjusted = till.fact('stock.adjusted', {
    locationId: 'kiosk',
    lines: [{ variantId, quantity: 1 }],
    reason: 'found',
  });
  await till.push([...session.lines.slice(from), adjusted]);
  const journal = { seq: till.head.seq, waiting: 0, ordersWaiting: 0, waitingSince: null, fault: null };
  await ok(await report(till, { journal }));
  expect((await closing()).obstacles).toEqual([]);
  expect(await status({ revision: 4, archived: true })).toMatchObject({
    ok: false,
    conflict: { now: { revision: 1 } },
  });
  expect(await status({ revision: 1, archived: true })).toEqual({ ok: true, revision: 2 });
  expect((await till.get('/register-config')).status).toBe(403);
  const code = await desk.send('POST', '/fleet/codes', { storeId: 'kiosk' }, MANAGER);
  expect(await ok(code)).toEqual({ ok: false, faults: ['store-closed'] });
  expect(await status({ revision: 2, archived: false })).toEqual({ ok: true, revision: 3 });
  expect((await fleet(desk)).stores.find(({ storeId }) => storeId === 'kiosk')).toMatchObject({ archived: false });
});
