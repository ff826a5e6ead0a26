import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Envelope, type Fact, type FactDraft } from '#contracts/facts/envelope.ts';
import type { PayloadOf } from '#contracts/facts/kinds.ts';
import type { CountReviewAnswer } from '#contracts/http/counts.ts';
import { HostStatus } from '#contracts/ipc/host.ts';
import { PROXIED } from '#contracts/ipc/proxied.ts';
import { parse } from '#contracts/schema.ts';
import type { HostConfig } from '#contracts/views/register-config.ts';
import { storePolicy } from '#contracts/views/store-policy.ts';
import { GENESIS } from '#domain/journal/envelope.ts';
import { DEFAULT_ROLES } from '#domain/operator/permission.ts';
import { enrolRegister } from '#sync-server/commands/enrol-register.ts';
import { hashBadge } from '#sync-server/commands/hash-badge.ts';
import { hashPin } from '#sync-server/commands/hash-pin.ts';
import { issueCode } from '#sync-server/commands/issue-code.ts';
import { publishSettings } from '#sync-server/commands/publish-settings.ts';
import { revokeRegister } from '#sync-server/commands/revoke-register.ts';
import { nodeCrypto } from '#sync-server/ingest/crypto.ts';
import { admitTestDevice, TestDevice } from '#tests/fixtures/test-device.ts';
import { exceptionsOf, onHandOf } from '#tests/fixtures/test-queries.ts';
import { enrolTestRegister, productOf } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { OTHER_STORE, STORE } from '#tests/fixtures/test-shop.ts';

const shop = openTestServer();
const LOCATION = `${STORE}-shelf`;
const CLERK = { operatorId: 'cleo', pin: '4711' };
const MANAGER = { operatorId: 'mona', pin: '0815' };
const CASHIER = { operatorId: 'carl', pin: '1234' };
const BADGE = 'badge-of-mona-0123456789';

async function publish(operatorId: string, role: string, pin: string, more: object = {}): Promise<void> {
  const { context } = shop.server;
  const after = { operatorId, name: operatorId, initials: 'XX', role, storeIds: [STORE] };
  const operator = { ...after, pinHash: await hashPin(context, pin), ...more };
  const done = await publishSettings(context, { entity: 'operator', entityId: operatorId, after: operator });
  if (!done.ok) throw new Error(done.reason);
}

beforeAll(async () => {
  if (shop.missing) return;
  await publish(CLERK.operatorId, 'clerk', CLERK.pin);
  await publish(MANAGER.operatorId, 'manager', MANAGER.pin, { badgeHash: hashBadge(shop.server.context, BADGE) });
  await publish(CASHIER.operatorId, 'cashier', CASHIER.pin);
  for (const { roleId } of DEFAULT_ROLES) await changeRole(roleId, null);
  const elsewhere = { storeIds: [OTHER_STORE] };
  await publish('otto', 'manager', '9999', elsewhere);
});

/** A device of the store on which a clerk, or somebody else, is signed in. */
async function deviceOf(who = CLERK): Promise<TestDevice> {
  const device = await admitTestDevice(shop.server);
  expect(await device.call('operator.sign-in', who)).toEqual({ ok: true });
  return device;
}

async function codeOf(response: Response): Promise<[number, string]> {
  return [response.status, ((await response.json()) as { code: string }).code];
}

async function received(sku = 'P1', quantity = 3, locationId = LOCATION): Promise<FactDraft> {
  const { variantId } = await productOf(shop.server, sku);
  const payload: PayloadOf<'stock.received'> = { locationId, reason: 'delivery', lines: [{ variantId, quantity }] };
  return { id: randomUUID(), kind: 'stock.received', version: 1, payload };
}

async function adjusted(sku = 'P2'): Promise<FactDraft> {
  const { variantId } = await productOf(shop.server, sku);
  const payload = { locationId: LOCATION, reason: 'damaged', lines: [{ variantId, quantity: -1 }] };
  return { id: randomUUID(), kind: 'stock.adjusted', version: 1, payload };
}

/** Facts of a device's journal as they are stored, with the lines they stand in. */
async function journalOf(registerId: string) {
  const rows = await shop.server.context.db
    .selectFrom('fact')
    .innerJoin('journal', 'journal.journal_id', 'fact.journal_id')
    .select(['body', 'hash', 'signature', 'public_key'])
    .where('register_id', '=', registerId)
    .orderBy('seq')
    .execute();
  return rows.map((row) => ({ ...row, fact: JSON.parse(Buffer.from(row.body).toString('utf8')) as Fact }));
}

/** Who signed in and out, and what failed, of a device. */
async function signedOn(registerId: string): Promise<string[]> {
  const facts = (await journalOf(registerId)).map(({ fact }) => fact).filter(({ kind }) => kind === 'operator.signed');
  return facts.map(({ payload, operatorId }) => {
    const { verdict, operatorId: whose, cause } = payload as PayloadOf<'operator.signed'>;
    return [verdict, whose, cause, operatorId ?? 'nobody'].filter(Boolean).join(' ');
  });
}

async function changeRole(roleId: string, grants: object | null): Promise<void> {
  const role = DEFAULT_ROLES.find((one) => one.roleId === roleId);
  const after = { roleId, name: roleId, grants: grants ?? role?.grants ?? {} };
  const done = await publishSettings(shop.server.context, { entity: 'role', entityId: roleId, after });
  if (!done.ok) throw new Error(done.reason);
}

describe('a browser becomes a device', () => {
  test('by a code, once; its cookie is for no script and no other site', async () => {
    const issued = await issueCode(shop.server.context, { storeId: STORE, kind: 'tablet', name: 'Stock room' });
    if (!issued.ok) throw new Error(issued.reason);
    const device = new TestDevice(shop.server.url);
    const fresh = await device.call('host.status', {});
    expect(fresh).toMatchObject({ phase: 'fresh', hostless: true, config: null, journal: null, signedIn: null });
    expect((await device.admit(issued.answer.code)).status).toBe(200);
    expect(device.rules).toEqual(expect.arrayContaining(['Path=/', 'HttpOnly', 'SameSite=Strict']));
    expect(device.rules).not.toContain('Secure');
    const status = await device.call('host.status', {});
    expect(parse(HostStatus, status)).toMatchObject({ ok: true });
    expect(status).toMatchObject({ phase: 'ready', signedIn: null, config: { register: { name: 'Stock room' } } });
    const other = new TestDevice(shop.server.url);
    expect(await codeOf(await other.admit(issued.answer.code))).toEqual([403, 'enrol-code-invalid']);
    expect(other.cookie).toBe('');
  });

  test('and is answered again when the answer was lost, with the old token void', async () => {
    const issued = await issueCode(shop.server.context, { storeId: STORE, kind: 'tablet' });
    if (!issued.ok) throw new Error(issued.reason);
    const [lost, device] = [new TestDevice(shop.server.url), new TestDevice(shop.server.url)];
    const attemptId = randomUUID();
    await lost.admit(issued.answer.code, { attemptId });
    expect((await device.admit(issued.answer.code, { attemptId })).status).toBe(200);
    expect(device.registerId).toBe(lost.registerId);
    expect(await device.call('host.status', {})).toMatchObject({ phase: 'ready' });
    expect(await lost.call('host.status', {})).toMatchObject({ phase: 'fresh' });
  });

  test('the code of a register that is replaced, one that has expired and a guess admit none', async () => {
    const register = await enrolTestRegister(shop.server);
    const replacing = await issueCode(shop.server.context, { storeId: STORE, registerId: register.registerId });
    const late = await issueCode(shop.server.context, { storeId: STORE, kind: 'tablet' });
    if (!replacing.ok || !late.ok) throw new Error('no codes');
    const device = new TestDevice(shop.server.url);
    expect(await codeOf(await device.admit(replacing.answer.code))).toEqual([403, 'code-for-till']);
    expect(await codeOf(await device.admit('GUESS123'))).toEqual([403, 'enrol-code-invalid']);
    shop.clock.advance(25 * 3_600_000);
    expect(await codeOf(await device.admit(late.answer.code))).toEqual([403, 'enrol-code-invalid']);
  });

  test('nor does the code of a till, which still enrols its till', async () => {
    const issued = await issueCode(shop.server.context, { storeId: STORE });
    if (!issued.ok) throw new Error(issued.reason);
    const device = new TestDevice(shop.server.url);
    expect(await codeOf(await device.admit(issued.answer.code))).toEqual([403, 'code-for-till']);
    expect(device.cookie).toBe('');
    const { publicKey } = generateKeyPairSync('ed25519');
    const key = publicKey.export({ format: 'der', type: 'spki' }).toString('base64url');
    const asked = { code: issued.answer.code, journalId: randomUUID(), publicKey: key };
    expect(await enrolRegister(shop.server.context, asked)).toMatchObject({ ok: true });
  });

  test('no register is enrolled by what admitted a device, and its key proves no receipts', async () => {
    const issued = await issueCode(shop.server.context, { storeId: STORE, kind: 'tablet' });
    if (!issued.ok) throw new Error(issued.reason);
    const device = new TestDevice(shop.server.url);
    await device.admit(issued.answer.code);
    const [first] = await journalOf(device.registerId);
    const { journal } = await device.call('host.status', {});
    const row = await shop.server.context.db
      .selectFrom('journal')
      .select('public_key')
      .where('register_id', '=', device.registerId)
      .executeTakeFirstOrThrow();
    expect(first).toBeUndefined();
    const forged = { code: issued.answer.code, journalId: journal?.journalId, publicKey: row.public_key };
    expect(await codeOf(await device.post('/registers/enrol', forged))).toEqual([403, 'code-for-tablet']);
    const register = await enrolTestRegister(shop.server);
    const { journalKeys = [] } = (await (await register.get('/register-config')).json()) as HostConfig;
    expect(journalKeys.map(({ journalId }) => journalId)).toContain(register.journalId);
    expect(journalKeys.map(({ journalId }) => journalId)).not.toContain(journal?.journalId);
  });
});

describe('people sign in on it', () => {
  test('by PIN or badge, checked here; each time and each failure is journalled', async () => {
    const device = await deviceOf();
    expect(await device.call('host.status', {})).toMatchObject({ signedIn: { operatorId: 'cleo', training: false } });
    expect(await device.call('operator.sign-in', { badge: BADGE })).toEqual({ ok: true });
    expect(await device.call('operator.sign-in', { ...CLERK, pin: '1111' })).toMatchObject({
      fault: { code: 'pin-wrong' },
    });
    expect(await device.call('operator.sign-in', { badge: 'nobody-has-this-badge' })).toMatchObject({
      fault: { code: 'badge-unknown' },
    });
    expect(await device.call('operator.sign-in', { operatorId: 'otto', pin: '9999' })).toMatchObject({
      fault: { code: 'operator-unknown' },
    });
    expect(await device.call('host.status', {})).toMatchObject({ signedIn: { operatorId: 'mona' } });
    await device.call('operator.sign-out', {});
    expect(await device.call('host.status', {})).toMatchObject({ signedIn: null });
    expect(await signedOn(device.registerId)).toEqual([
      'in cleo cleo',
      'out cleo switch cleo',
      'in mona mona',
      'failed cleo nobody',
      'failed (badge) nobody',
      'out mona mona',
    ]);
  });

  test('wrong PINs in a row wait longer and longer, until a manager lets them try again', async () => {
    const device = await admitTestDevice(shop.server);
    const wrong = { ...CLERK, pin: '0000' };
    const waits: number[] = [];
    for (let tries = 0; tries < 5; tries++) {
      const answer = await device.call('operator.sign-in', wrong);
      if (answer.ok) throw new Error('a wrong PIN fits');
      waits.push(answer.retryAfterMs);
      shop.clock.advance(answer.retryAfterMs);
    }
    expect(waits).toEqual([0, 0, 0, 1000, 2000]);
    await device.call('operator.sign-in', wrong);
    expect(await device.call('operator.sign-in', CLERK)).toMatchObject({ fault: { code: 'pin-locked' } });
    const other = await admitTestDevice(shop.server);
    expect(await other.call('operator.sign-in', CLERK)).toEqual({ ok: true });
    const byClerk = { blockedId: 'cleo', ...CASHIER };
    expect(await device.call('operator.unlock', byClerk)).toMatchObject({ fault: { code: 'permission-refused' } });
    expect(await device.call('operator.unlock', { blockedId: 'cleo', ...MANAGER })).toEqual({ ok: true });
    expect(await device.call('operator.sign-in', wrong)).toMatchObject({
      fault: { code: 'pin-wrong' },
      retryAfterMs: 8000,
    });
    expect(await device.call('operator.unlock', { blockedId: 'cleo', ...MANAGER })).toEqual({ ok: true });
    expect(await device.call('operator.sign-in', CLERK)).toEqual({ ok: true });
  });

  test('who may less does not have the PIN of who may more tried again', async () => {
    const shift = { operatorId: 'shea', pin: '2468' };
    await publish(shift.operatorId, 'shift-manager', shift.pin);
    const device = await admitTestDevice(shop.server);
    for (let tries = 0; tries < 4; tries++) await device.call('operator.sign-in', { ...MANAGER, pin: '0000' });
    const byShift = { blockedId: MANAGER.operatorId, ...shift };
    expect(await device.call('operator.unlock', byShift)).toMatchObject({ fault: { code: 'grants-exceeded' } });
    expect(await device.call('operator.sign-in', MANAGER)).toMatchObject({ fault: { code: 'pin-locked' } });
  });

  test('a tablet more is no more guesses: wrong PINs are counted per person too, and a right one begins anew', async () => {
    const devices = await Promise.all(Array.from({ length: 5 }, () => admitTestDevice(shop.server)));
    const checked = async (): Promise<number> => {
      let wrong = 0;
      for (const device of devices)
        for (let tries = 0; tries < 3; tries++) {
          const answer = await device.call('operator.sign-in', { ...CASHIER, pin: '0000' });
          if (!answer.ok && answer.fault.code === 'pin-wrong') wrong++;
        }
      return wrong;
    };
    expect(await checked()).toBe(11);
    const [last] = devices.slice(-1);
    expect(await last?.call('operator.sign-in', CASHIER)).toMatchObject({ fault: { code: 'pin-locked' } });
    expect(await last?.call('operator.sign-in', CLERK)).toEqual({ ok: true });
    expect(await last?.call('operator.unlock', { blockedId: CASHIER.operatorId, ...MANAGER })).toEqual({ ok: true });
    expect(await last?.call('operator.sign-in', CASHIER)).toEqual({ ok: true });
  });

  test('a badge of one’s own between guesses at others gives no more guesses', async () => {
    const device = await admitTestDevice(shop.server);
    let wrong = 0;
    for (let tries = 0; tries < 8; tries++) {
      const answer = await device.call('operator.sign-in', { badge: `a-guess-at-a-badge-${tries}` });
      if (!answer.ok && answer.fault.code === 'badge-unknown') wrong++;
      await device.call('operator.sign-in', { badge: BADGE });
    }
    expect(wrong).toBe(4);
    shop.clock.advance(1000);
    expect(await device.call('operator.sign-in', { badge: BADGE })).toEqual({ ok: true });
  });

  test('whose PIN or badge became another, or who works there no more, is signed out at the next call', async () => {
    const pia = { operatorId: 'pia', pin: '5151' };
    const changes = [
      () => publish('pia', 'clerk', '6262'),
      () => publish('pia', 'clerk', pia.pin, { archived: true }),
      () => publish('pia', 'clerk', pia.pin, { storeIds: [OTHER_STORE] }),
    ];
    for (const change of changes) {
      await publish('pia', 'clerk', pia.pin);
      const device = await deviceOf(pia);
      expect((await device.get('/api/stock/locations')).status).toBe(200);
      await change();
      expect(await codeOf(await device.get('/api/stock/locations'))).toEqual([401, 'not-signed-in']);
      expect(await device.append(await received())).toMatchObject({ fault: { code: 'not-signed-in' } });
      expect(await device.call('host.status', {})).toMatchObject({ signedIn: null });
      expect((await signedOn(device.registerId)).at(-1)).toBe('out pia idle pia');
    }
    await publish('pia', 'cashier', pia.pin);
    const device = await deviceOf(pia);
    expect(await codeOf(await device.get('/api/stock/locations'))).toEqual([403, 'permission-refused']);
  });

  test('guesses side by side are counted one by one', async () => {
    const device = await admitTestDevice(shop.server);
    const guesses = Array.from({ length: 12 }, (_, index) => `${1000 + index}`);
    const answers = await Promise.all(guesses.map((pin) => device.call('operator.sign-in', { ...CLERK, pin })));
    const checked = answers.filter((answer) => !answer.ok && answer.fault.code === 'pin-wrong');
    expect(checked.length).toBe(4);
  });

  test('who touches nothing for as long as a till waits is signed out, and it is journalled', async () => {
    const device = await deviceOf();
    const { config } = await device.call('host.status', {});
    const idleMs = (config ? storePolicy(config.store).session.idleMinutes : 0) * 60_000;
    shop.clock.advance(idleMs - 1000);
    await device.call('host.status', {}, true);
    shop.clock.advance(idleMs - 1000);
    expect(await device.call('host.status', {}, false)).toMatchObject({ signedIn: { operatorId: 'cleo' } });
    shop.clock.advance(2000);
    expect(await codeOf(await device.get('/api/stock/locations'))).toEqual([401, 'not-signed-in']);
    expect(await device.append(await received())).toMatchObject({ fault: { code: 'not-signed-in' } });
    expect(await device.call('host.status', {}, true)).toMatchObject({ signedIn: null });
    expect(await signedOn(device.registerId)).toEqual(['in cleo cleo', 'out cleo idle cleo']);
  });
});

describe('what is witnessed on it becomes facts of the server', () => {
  test('in the name of who is signed in, chained and signed, and stock is right', async () => {
    const device = await deviceOf();
    const { variantId } = await productOf(shop.server, 'P3');
    const before = await onHandOf(shop.server.context, variantId);
    const draft = await received('P3', 5);
    const answer = await device.append(draft);
    expect(answer).toMatchObject({ ok: true, facts: [{ id: draft.id, operatorId: 'cleo', storeId: STORE }] });
    expect(await onHandOf(shop.server.context, variantId)).toBe(before + 5);
    let prev = GENESIS;
    for (const { body, hash, signature, public_key, fact } of await journalOf(device.registerId)) {
      const crypto = nodeCrypto(public_key);
      expect(parse(Envelope, fact)).toMatchObject({ ok: true });
      expect(fact).toMatchObject({ prev, registerId: device.registerId });
      expect(crypto.sha256Hex(Buffer.from(body).toString('utf8'))).toBe(hash);
      expect(crypto.verifySignature(hash, signature)).toBe(true);
      prev = hash;
    }
    const { journal } = await device.call('host.status', {});
    expect(await exceptionsOf(shop.server.context, journal?.journalId ?? '')).toEqual([]);
    const read = await device.call('journal.read', { afterSeq: 0, limit: 1 });
    expect(read).toMatchObject({ facts: [{ kind: 'operator.signed', seq: 1 }], more: true });
    const rest = await device.call('journal.read', { afterSeq: 1, limit: 500 });
    expect(rest).toMatchObject({ facts: [{ id: draft.id, kind: 'stock.received', seq: 2 }], more: false });
    await device.call('operator.sign-out', {});
    expect(await device.call('journal.read', { afterSeq: 0, limit: 500 })).toEqual({ facts: [], more: false });
  });

  test('asked again after a lost answer it is one fact; another under its id is refused', async () => {
    const device = await deviceOf();
    const { variantId } = await productOf(shop.server, 'P4');
    const before = await onHandOf(shop.server.context, variantId);
    const draft = await received('P4', 2);
    const [first, second] = await Promise.all([device.append(draft), device.append(draft)]);
    expect(second).toEqual(first);
    await device.call('operator.sign-out', {});
    expect(await device.append(draft)).toEqual(first);
    expect(await onHandOf(shop.server.context, variantId)).toBe(before + 2);
    await device.call('operator.sign-in', CLERK);
    const other = { ...(await received('P4', 9)), id: draft.id };
    expect(await device.append(other)).toMatchObject({ fault: { code: 'draft-differs' } });
    const beside = await received('P4', 1);
    expect(await device.append(draft, beside)).toMatchObject({
      ok: true,
      facts: [{ id: draft.id }, { id: beside.id }],
    });
    expect(await onHandOf(shop.server.context, variantId)).toBe(before + 3);
  });

  test('by the role alone: refused what it does not allow, also when the role loses it meanwhile', async () => {
    const device = await deviceOf();
    expect(await device.append(await adjusted())).toMatchObject({ fault: { code: 'permission-refused' } });
    const cashiers = await deviceOf(CASHIER);
    expect(await cashiers.append(await received())).toMatchObject({ fault: { code: 'permission-refused' } });
    const managers = await deviceOf(MANAGER);
    expect(await managers.append(await adjusted())).toMatchObject({ ok: true });
    await changeRole('clerk', { sell: true });
    try {
      expect(await device.append(await received())).toMatchObject({ fault: { code: 'permission-refused' } });
      expect(await codeOf(await device.get('/api/stock/locations'))).toEqual([403, 'permission-refused']);
    } finally {
      await changeRole('clerk', null);
    }
    expect(await device.append(await received())).toMatchObject({ ok: true });
  });

  test('nothing that moves money, nothing of another location, nothing that is no draft', async () => {
    const device = await deviceOf(MANAGER);
    const cash = { id: randomUUID(), kind: 'safe.counted', version: 1, payload: {} };
    expect(await device.append(cash)).toMatchObject({ fault: { code: 'draft-invalid' } });
    const signed = { kind: 'operator.signed', payload: { verdict: 'in', operatorId: 'mona' } };
    expect(await device.append({ id: randomUUID(), version: 1, ...signed })).toMatchObject({
      fault: { code: 'draft-invalid' },
    });
    expect(await device.append(await received('P1', 1, `${OTHER_STORE}-shelf`))).toMatchObject({
      fault: { code: 'draft-invalid' },
    });
    const draft = await received();
    expect(await device.append(draft, draft)).toMatchObject({ fault: { code: 'draft-invalid' } });
    const forged = { ...(await received()), operatorId: 'mona', storeId: OTHER_STORE };
    const refused = await device.post('/device/calls', { method: 'journal.append', input: { drafts: [forged] } });
    expect(await codeOf(refused)).toEqual([400, 'body-invalid']);
  });
});

describe('its window reaches what a till’s window reaches', () => {
  let device: TestDevice;
  beforeEach(async () => {
    device = await deviceOf();
  });

  test('views before anybody signs in, the rest afterwards, by the role of who is signed in', async () => {
    expect((await device.get('/api/stock/locations')).status).toBe(200);
    expect(await codeOf(await device.get('/api/people'))).toEqual([403, 'permission-refused']);
    await device.call('operator.sign-out', {});
    expect((await device.get('/api/feeds/chain?limit=1')).status).toBe(200);
    expect(await codeOf(await device.get('/api/stock/locations'))).toEqual([401, 'not-signed-in']);
  });

  test('whoever it says that asks: the session alone counts', async () => {
    const forged = { 'x-omnitill-operator': MANAGER.operatorId };
    expect(await codeOf(await device.get('/api/people', forged))).toEqual([403, 'permission-refused']);
    const body = { revision: 1, role: null };
    expect(await codeOf(await device.send('PUT', '/api/roles/clerk', body, forged))).toEqual([
      403,
      'permission-refused',
    ]);
    await device.call('operator.sign-in', MANAGER);
    expect((await device.get('/api/people')).status).toBe(200);
  });

  test('and nothing else: no register’s route takes its cookie, as cookie or as token', async () => {
    const token = device.cookie.split('=')[1] ?? '';
    const bearer = { authorization: `Bearer ${token}` };
    for (const path of ['/register-config', '/feeds/store', '/events', '/stock/locations', '/people']) {
      expect(await codeOf(await device.get(path)), path).toEqual([401, 'unauthorised']);
      expect(await codeOf(await device.get(path, bearer)), path).toEqual([401, 'unauthorised']);
    }
    for (const path of ['/api/register-config', '/api/stored-value/1', '/api/exceptions', '/api/../register-config']) {
      expect((await device.get(path, bearer)).status, path).not.toBe(200);
    }
    for (const path of ['/facts', '/api/facts', '/registers/codes', '/api/registers/codes', '/api/vault/x']) {
      expect([401, 403, 404, 415], path).toContain((await device.post(path, {}, bearer)).status);
    }
    const till = await device.post('/device/calls', { method: 'session.open', input: { float: 1 } });
    expect(await codeOf(till)).toEqual([404, 'hostless']);
  });

  test('every route that a window may reach asks who it is', async () => {
    const sample = '0193a5c0-0000-7000-8000-00000000000a';
    const asked = new Set<string>();
    const { paths } = (await (await fetch(`${device.url}/openapi.json`)).json()) as { paths: Record<string, object> };
    for (const [path, methods] of Object.entries(paths)) {
      const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => (name === 'feed' ? 'chain' : sample));
      for (const { method } of PROXIED.filter((allowed) => allowed.path.test(filled))) {
        if (!Object.hasOwn(methods, method.toLowerCase())) continue;
        asked.add(`${method} ${filled}`);
        const headers = { origin: device.url, 'content-type': 'application/json' };
        const sent = method === 'GET' ? {} : { body: '{}' };
        const response = await fetch(`${device.url}/api${filled}`, { method, headers, ...sent });
        expect(response.status, `${method} ${filled}`).toBe(401);
      }
    }
    expect(asked.size).toBeGreaterThan(30);
  });

  test('without its cookie, or with one that is none, it is nobody', async () => {
    const draft = await received();
    for (const cookie of ['', 'omnitill-device=', 'omnitill-device=nonsense', 'other=1']) {
      expect(await codeOf(await device.get('/api/feeds/chain', { cookie })), cookie).toEqual([401, 'unauthorised']);
      const call = { method: 'journal.append', input: { drafts: [draft] } };
      expect(await codeOf(await device.post('/device/calls', call, { cookie })), cookie).toEqual([401, 'unauthorised']);
    }
    const { signedIn } = await new TestDevice(device.url).call('host.status', {});
    expect(signedIn).toBeNull();
  });

  test('no other page uses it', async () => {
    const call = { method: 'journal.append', input: { drafts: [await received()] } };
    const { port } = new URL(device.url);
    const others: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: `http://127.0.0.1:${Number(port) + 1}` },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ];
    for (const other of others) {
      const said = JSON.stringify(other);
      expect(await codeOf(await device.post('/device/calls', call, other)), said).toEqual([403, 'unauthorised']);
      expect(await codeOf(await device.get('/api/feeds/chain', other)), said).toEqual([403, 'unauthorised']);
      const admission = { code: 'ABCD1234', attemptId: randomUUID() };
      expect(await codeOf(await device.post('/device/admit', admission, other)), said).toEqual([403, 'unauthorised']);
    }
    const { cookie } = device;
    const silent = await fetch(`${device.url}/device/calls`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify(call),
    });
    expect(await codeOf(silent)).toEqual([403, 'unauthorised']);
  });

  test('a revoked device is out at once, and says why', async () => {
    expect(await revokeRegister(shop.server.context, { registerId: device.registerId })).toMatchObject({ ok: true });
    expect(await codeOf(await device.get('/api/feeds/store'))).toEqual([403, 'revoked']);
    const call = { method: 'journal.append', input: { drafts: [await received()] } };
    expect(await codeOf(await device.post('/device/calls', call))).toEqual([403, 'revoked']);
    expect(await device.call('host.status', {})).toMatchObject({
      phase: 'fresh',
      fault: { code: 'device-revoked' },
      config: null,
      demoPins: null,
    });
  });

  test('whoever works here no more is signed out', async () => {
    await publish('tess', 'clerk', '2468');
    const hers = await deviceOf({ operatorId: 'tess', pin: '2468' });
    expect((await hers.get('/api/stock/locations')).status).toBe(200);
    await publish('tess', 'clerk', '2468', { storeIds: [OTHER_STORE] });
    expect(await codeOf(await hers.get('/api/stock/locations'))).toEqual([401, 'not-signed-in']);
    expect(await hers.append(await received())).toMatchObject({ fault: { code: 'not-signed-in' } });
    expect(await hers.call('host.status', {})).toMatchObject({ signedIn: null });
  });
});

test('texts of a device reach the vault', async () => {
  const device = await deviceOf();
  const subjectId = randomUUID();
  expect(await device.call('vault.put', { subjectId, text: 'two boxes were wet' })).toEqual({ ok: true });
  await device.call('operator.sign-out', {});
  const after = await device.call('vault.put', { subjectId: randomUUID(), text: 'nobody says this' });
  expect(after).toMatchObject({ fault: { code: 'not-signed-in' } });
});

test('a count does not wait for a device: the server hears itself', async () => {
  const device = await deviceOf(MANAGER);
  const countId = randomUUID();
  const { variantId } = await productOf(shop.server, 'P9');
  const plan = { countId, name: 'Shelf', kind: 'chosen', placeIds: ['floor'], variantIds: [variantId], blind: true };
  expect((await device.post('/api/counts', plan)).status).toBe(200);
  const { journal } = await device.call('host.status', {});
  const payload = {
    ...{ countId, locationId: LOCATION, placeId: 'floor', round: 1, complete: true },
    ...{ known: { [journal?.journalId ?? '']: journal?.seq ?? 0 }, lines: [{ variantId, quantity: 7 }] },
  };
  const draft = { id: randomUUID(), kind: 'count.recorded', version: 1, payload };
  expect(await device.append(draft)).toMatchObject({ ok: true });
  const review = await (await device.get(`/api/counts/${countId}/review`)).json();
  const { lines, waiting } = review as CountReviewAnswer;
  expect(lines).toMatchObject([{ variantId, counted: 7 }]);
  expect(waiting.map(({ journalId }) => journalId)).not.toContain(journal?.journalId);
});
