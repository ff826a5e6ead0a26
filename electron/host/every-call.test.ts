import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DEVICE_DEFAULTS } from '#contracts/ipc/devices.ts';
import { type Fault, HOST_METHODS, type HostInput, type HostMethod } from '#contracts/ipc/host.ts';
import { orderDraft, uuid } from '#tests/fixtures/fact-drafts.ts';
import { FIRST_SHOP } from '#tests/fixtures/first-shop.ts';
import { TestTill } from '#tests/fixtures/test-till.ts';
import { type Host, openHost } from './host.ts';

/** Who may make a call, apart from the code that says so. */
type Caller =
  /** The page, before anybody is signed in or the till is enrolled. */
  | 'anyone'
  /** The page of an enrolled till, before anybody is signed in: what it shows then, and who signs in. */
  | 'till'
  /** Whoever is signed in. */
  | 'operator'
  /** Whoever has the permission, at an enrolled till. */
  | 'settings';

const CALLERS: { [M in HostMethod]: Caller } = {
  'host.status': 'anyone',
  'host.enrol': 'anyone',
  'setup.look': 'anyone',
  'setup.open': 'anyone',
  'operator.sign-in': 'till',
  'operator.sign-out': 'till',
  'operator.unlock': 'till',
  'override.ask': 'operator',
  'permission.check': 'operator',
  'session.open': 'operator',
  'session.report': 'operator',
  'session.close': 'operator',
  'session.hand-over': 'operator',
  'cash.move': 'operator',
  'drawer.open': 'operator',
  'payment.start': 'operator',
  'payment.ask': 'operator',
  'payment.cancel': 'operator',
  'payment.void': 'operator',
  'payment.decide': 'operator',
  'value.check': 'operator',
  'vault.put': 'operator',
  'member.keys': 'till',
  'receipt.code': 'operator',
  'receipt.verify': 'till',
  'pickup.prove': 'operator',
  'journal.append': 'operator',
  // The window rebuilds what it shows before anybody is signed in.
  'journal.read': 'till',
  'printer.enqueue': 'operator',
  'printer.retry': 'operator',
  'printer.skip': 'operator',
  'page.pdf': 'anyone',
  'devices.settings': 'anyone',
  'devices.configure': 'settings',
  'devices.find': 'settings',
  'devices.find-cancel': 'anyone',
  'devices.test': 'settings',
  'scale.weigh': 'anyone',
  'scale.weigh-cancel': 'anyone',
  'scale.zero': 'anyone',
  'display.show': 'anyone',
  'labels.print': 'operator',
  'labels.cancel': 'anyone',
  'counter.settings': 'anyone',
  'counter.state': 'anyone',
  'counter.act': 'anyone',
  'counter.picture': 'anyone',
};

/** A call of each that fits its schema, about nothing that there is. */
const CALLS: { [M in HostMethod]: HostInput<M> } = {
  'host.status': {},
  'host.enrol': { serverUrl: 'http://server.test', code: 'CODE-9' },
  'setup.look': { serverUrl: 'http://server.test' },
  'setup.open': { serverUrl: 'http://server.test', code: 'SETUP-9', shop: FIRST_SHOP },
  'operator.sign-in': { operatorId: 'ann', pin: '0000' },
  'operator.sign-out': {},
  'operator.unlock': { blockedId: 'bob', operatorId: 'ann', pin: '0000' },
  'override.ask': { permission: 'discount', size: 1, subjectId: uuid(1) },
  'permission.check': { cartId: uuid(1), asked: [{ permission: 'discount', size: 1 }] },
  'session.open': { float: 0 },
  'session.report': {},
  'session.close': { factId: uuid(2), declared: [], differences: [], left: 0 },
  'session.hand-over': { to: 'bob', counted: 0, pin: '5678' },
  'cash.move': { factId: uuid(3), direction: 'in', amount: 100, reason: 'change' },
  'drawer.open': { cause: 'no-sale', reason: 'change' },
  'payment.start': { paymentId: uuid(4), cartId: uuid(1), tender: 'card', direction: 'sale', amount: 100 },
  'payment.ask': { paymentId: uuid(4) },
  'payment.cancel': { paymentId: uuid(4) },
  'payment.void': { paymentId: uuid(4) },
  'payment.decide': { paymentId: uuid(4), verdict: 'declined' },
  'value.check': { instrument: 'GC-1', want: 100 },
  'vault.put': { subjectId: uuid(5), text: 'a note' },
  'receipt.code': { orderId: uuid(6) },
  'receipt.verify': { code: 'OT1.a.b' },
  'pickup.prove': { code: '4T7-KXQ2', candidates: [] },
  'journal.append': { drafts: [orderDraft(uuid(7))] },
  'journal.read': { afterSeq: 0, limit: 10 },
  'printer.enqueue': { jobId: uuid(8), orderId: null, copy: 0, document: { language: 'en', blocks: [] }, drawer: true },
  'printer.retry': { jobId: uuid(8) },
  'printer.skip': { jobId: uuid(8) },
  'page.pdf': { name: 'page' },
  'devices.settings': {},
  'devices.configure': { settings: DEVICE_DEFAULTS },
  'devices.find': { searchId: uuid(9), where: 'serial' },
  'devices.find-cancel': { searchId: uuid(9) },
  'devices.test': { device: 'drawer', settings: DEVICE_DEFAULTS, language: 'en' },
  'scale.weigh': { weighId: uuid(10), deadlineMs: 100 },
  'scale.weigh-cancel': { weighId: uuid(10) },
  'scale.zero': {},
  'display.show': { view: { state: 'idle', language: 'en', welcome: 'Welcome' } },
  'labels.print': { runId: uuid(11), labels: [{ name: 'Tea', price: '4.99', copies: 1 }] },
  'labels.cancel': { runId: uuid(11) },
  'counter.settings': {},
  'counter.state': {},
  'counter.act': { device: 'scanner', action: 'scan', body: {} },
  'counter.picture': { device: 'printer', id: null },
  'member.keys': { contacts: [] },
};

/** What a till that is not enrolled may be asked as well, since nobody could say who may: it is being set up. */
const SET_UP_FIRST: readonly HostMethod[] = ['devices.configure', 'devices.find', 'devices.test', 'labels.print'];
const METHODS = Object.keys(HOST_METHODS) as HostMethod[];

let folder: string;
let till: TestTill;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'omnitill-calls-'));
  till = new TestTill(folder);
});
afterEach(async () => {
  await till.close();
  await rm(folder, { recursive: true });
});

/** The code of the fault of each answer; null where there is none. */
async function faults(host: Host, methods: readonly HostMethod[]): Promise<[string, string | null][]> {
  const told: [string, string | null][] = [];
  for (const method of methods) {
    const answer = await host.call(method, CALLS[method]);
    if (!answer.ok) throw new Error(`${method}: ${answer.message}`);
    const { fault } = answer.output as { fault?: Fault | null };
    told.push([method, fault?.code ?? null]);
  }
  return told;
}

const of = (...callers: Caller[]) => METHODS.filter((method) => callers.includes(CALLERS[method]));
const all = (methods: readonly HostMethod[], code: string) => methods.map((method) => [method, code]);

test('every call is known for who may make it', () => {
  expect(Object.keys(CALLERS).sort()).toEqual([...METHODS].sort());
});

test('a till that is not enrolled refuses what takes one', async () => {
  const opened = await openHost({ dataDir: folder, version: '1', clock: till.clock, fetch: till.server.fetch });
  if (!opened.ok) throw new Error(opened.message);
  const taking = of('till', 'operator').filter((method) => method !== 'journal.read' && !SET_UP_FIRST.includes(method));
  expect(await faults(opened.host, taking)).toEqual(all(taking, 'not-enrolled'));
  expect(await opened.host.call('journal.read', CALLS['journal.read'])).toMatchObject({ output: { facts: [] } });
  const others = await faults(opened.host, [...of('anyone'), ...SET_UP_FIRST]);
  expect(others.filter(([, code]) => code === 'not-enrolled' || code === 'not-signed-in')).toEqual([]);
  await opened.host.close();
});

test('while nobody is signed in, nothing is witnessed, spent, printed or looked up', async () => {
  await till.open();
  const before = (await till.status()).journal?.seq;
  const taking = of('operator');
  expect(await faults(till.host, taking)).toEqual(all(taking, 'not-signed-in'));
  expect(await faults(till.host, of('settings'))).toEqual(all(of('settings'), 'permission-refused'));
  expect((await till.status()).journal?.seq).toBe(before);
});

test('hardware is set up by whoever may change settings, and by nobody else who signs in', async () => {
  await till.open();
  await till.signIn('ann');
  expect(await faults(till.host, of('settings'))).toEqual(all(of('settings'), 'permission-refused'));
  await till.signIn('mia');
  expect((await faults(till.host, of('settings'))).filter(([, code]) => code === 'permission-refused')).toEqual([]);
});

const GARBAGE: readonly unknown[] = [
  undefined,
  null,
  '',
  'text',
  -0,
  Number.NaN,
  [],
  [{}],
  { more: 1 },
  { __proto__: { settings: {} } },
  JSON.parse('{"__proto__":{"x":1},"constructor":{}}'),
  { drafts: [{ id: 'x'.repeat(1_000_000) }] },
];

test('what is no call of it is refused in words and changes nothing, whoever is signed in', async () => {
  await till.open();
  await till.signIn('mia');
  const before = (await till.status()).journal?.seq;
  const wrong: string[] = [];
  for (const method of METHODS) {
    for (const input of GARBAGE) {
      const isEmpty = typeof input === 'object' && input !== null && Object.keys(input).length === 0;
      if (isEmpty && !Array.isArray(input)) continue;
      const answer = await till.host.call(method, input);
      if (answer.ok || !answer.message.startsWith(`${method}: input`)) wrong.push(`${method} ${JSON.stringify(input)}`);
    }
  }
  expect(wrong).toEqual([]);
  for (const method of ['', 'host.nothing', 'toString', '__proto__', 'constructor', 'HOST.STATUS']) {
    expect(await till.host.call(method, {})).toEqual({ ok: false, message: `${method} is not a method of the host` });
  }
  expect((await till.status()).journal?.seq).toBe(before);
});
