import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HostEvent, HostInput, HostMethod, HostOutput } from '#contracts/ipc/host.ts';
import { DEFAULT_TENDERS, type Tender } from '#domain/tender/tender.ts';
import { DrivenClock } from '#tests/fixtures/driven-clock.ts';
import { drawerDraft, orderDraft, uuid } from '#tests/fixtures/fact-drafts.ts';
import { FakeServer } from '#tests/fixtures/fake-server.ts';
import { FIRST_SHOP } from '#tests/fixtures/first-shop.ts';
import { testHostConfig } from '#tests/fixtures/host-config.ts';
import { type Host, type HostOptions, openHost } from './host.ts';
import { plainSeal } from './seal.ts';

const serverUrl = 'http://server.test';
let dataDir: string;
let server: FakeServer;
let clock: DrivenClock;
let open: Host[];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'omnitill-host-'));
  server = new FakeServer();
  clock = new DrivenClock();
  open = [];
});
afterEach(async () => {
  for (const host of open) await host.close();
  await rm(dataDir, { recursive: true });
});

async function openTill(change: Partial<HostOptions> = {}): Promise<Host> {
  const opened = await openHost({ dataDir, version: '1', fetch: server.fetch, clock, random: () => 0.5, ...change });
  if (!opened.ok) throw new Error(opened.message);
  open.push(opened.host);
  return opened.host;
}

async function closeTill(host: Host): Promise<void> {
  open.splice(open.indexOf(host), 1);
  await host.close();
}

async function call<M extends HostMethod>(host: Host, method: M, input: HostInput<M>): Promise<HostOutput<M>> {
  const result = await host.call(method, input);
  if (!result.ok) throw new Error(result.message);
  return result.output as HostOutput<M>;
}

/** Resolves with the first status that a condition holds for. */
function when(host: Host, holds: (status: HostOutput<'host.status'>) => boolean): Promise<HostOutput<'host.status'>> {
  return new Promise((resolve) => {
    const stop = host.subscribe((event) => {
      if (event.type === 'status' && holds(event.status)) {
        queueMicrotask(() => stop());
        resolve(event.status);
      }
    });
  });
}

async function openEnrolled(): Promise<Host> {
  const host = await openTill();
  expect(await call(host, 'host.enrol', { serverUrl, code: 'CODE-1' })).toEqual({ ok: true });
  await when(host, ({ config, online }) => config !== null && online);
  return host;
}

/** With ann signed in, and a session opened. */
async function openSelling(): Promise<Host> {
  const host = await openEnrolled();
  expect(await call(host, 'operator.sign-in', { operatorId: 'ann', pin: '1234' })).toEqual({ ok: true });
  expect(await call(host, 'session.open', { float: 10_000 })).toEqual({ ok: true });
  return host;
}

/** An order within its schema, and above `PUSH_BYTES_MAX`. */
function manyLines(): object {
  const { lines } = orderDraft(uuid(1)).payload as { lines: object[] };
  const wordy = { ...lines[0], name: 'Mug '.repeat(120) };
  return { lines: Array.from({ length: 1500 }, () => wordy) };
}

describe('enrolling', () => {
  it('makes a till of a fresh folder, and the folder is one from then on', async () => {
    const host = await openTill();
    expect(await call(host, 'host.status', {})).toMatchObject({ phase: 'fresh', journal: null, serverUrl: null });
    expect(await call(host, 'host.enrol', { serverUrl, code: 'CODE-2' })).toMatchObject({
      fault: { code: 'enrol-code-invalid' },
    });
    expect(await call(host, 'host.enrol', { serverUrl, code: 'TABLET-1' })).toMatchObject({
      fault: { code: 'code-for-tablet' },
    });
    expect(await call(host, 'host.enrol', { serverUrl, code: 'CODE-1' })).toEqual({ ok: true });
    const status = await when(host, ({ config }) => config !== null);
    expect(status).toMatchObject({ phase: 'ready', fault: null, serverUrl, journal: { seq: 0, watermark: 0 } });
    expect(await call(host, 'host.enrol', { serverUrl, code: 'CODE-1' })).toMatchObject({
      fault: { code: 'enrol-already' },
    });
    await closeTill(host);
    server.stop();
    const again = await openTill();
    expect(await call(again, 'host.status', {})).toMatchObject({
      phase: 'ready',
      online: false,
      config: { revision: 'r1' },
      journal: status.journal,
    });
  });

  it('opens the first shop of an empty server, and is its till; a lost answer is asked for again by the same journal', async () => {
    const host = await openTill({ serverUrl, setupCode: 'SETUP-1' });
    expect(await call(host, 'setup.look', { serverUrl })).toEqual({ ok: true, open: true, coded: true });
    const wrong = await call(host, 'setup.open', { serverUrl, code: 'SETUP-2', shop: FIRST_SHOP });
    expect(wrong).toMatchObject({ ok: false, fault: { code: 'setup-code-invalid' } });
    const weak = { ...FIRST_SHOP, owner: { ...FIRST_SHOP.owner, pin: '0000' } };
    expect(await call(host, 'setup.open', { serverUrl, shop: weak })).toMatchObject({
      ok: false,
      fault: { code: 'pin-weak' },
      faults: [{ at: 'owner.pin', code: 'pin-weak' }],
    });
    server.loseEnrolAnswer = true;
    expect(await call(host, 'setup.open', { serverUrl, shop: FIRST_SHOP })).toMatchObject({
      ok: false,
      fault: { code: 'enrol-server-unreachable' },
    });
    expect(await call(host, 'setup.look', { serverUrl })).toMatchObject({ ok: false });
    server.reachable = true;
    expect(await call(host, 'setup.open', { serverUrl, shop: FIRST_SHOP })).toEqual({ ok: true });
    expect(new Set(server.shops.map(({ journalId, publicKey }) => journalId + publicKey)).size).toBe(1);
    expect(await when(host, ({ config }) => config !== null)).toMatchObject({ phase: 'ready', serverUrl });
    expect(await call(host, 'setup.open', { serverUrl, shop: FIRST_SHOP })).toMatchObject({
      fault: { code: 'enrol-already' },
    });
    expect(await call(host, 'setup.look', { serverUrl })).toMatchObject({ open: false });
  });

  it('waits for its server when it is started with a code, and asks again with the same key when the answer was lost', async () => {
    server.reachable = false;
    const host = await openTill({ serverUrl, enrolCode: 'CODE-1' });
    const status = await when(host, ({ fault }) => fault?.code === 'enrol-server-unreachable');
    expect(status.phase).toBe('fresh');
    await closeTill(host);
    server.reachable = true;
    server.loseEnrolAnswer = true;
    const unheard = await openTill({ serverUrl, enrolCode: 'CODE-1' });
    await when(unheard, ({ fault }) => fault !== null);
    await closeTill(unheard);
    server.reachable = true;
    await when(await openTill({ serverUrl, enrolCode: 'CODE-1' }), ({ phase }) => phase === 'ready');
    expect(server.enrolments).toHaveLength(2);
    expect(new Set(server.enrolments.map(({ journalId, publicKey }) => journalId + publicKey)).size).toBe(1);
  });

  it('gives up a code that the server refuses', async () => {
    const host = await openTill({ serverUrl, enrolCode: 'CODE-2' });
    await when(host, ({ fault }) => fault?.code === 'enrol-code-invalid');
    const asked = server.requests.length;
    await clock.advance(600_000);
    expect(server.requests.length).toBe(asked);
  });

  it('keeps keys and token to itself: mode 600, never in a status, sealed where the platform can', async () => {
    const sealed = { name: 'test', seal: (text: string) => btoa(text), open: (text: string) => atob(text) };
    const host = await openTill({ seal: sealed });
    await call(host, 'host.enrol', { serverUrl, code: 'CODE-1' });
    const status = JSON.stringify(await when(host, ({ config }) => config !== null));
    expect(status).not.toContain('token-1');
    expect(status).not.toContain('argon2');
    expect((await stat(host.paths.register)).mode & 0o777).toBe(0o600);
    const text = await readFile(host.paths.register, 'utf8');
    expect(text).not.toContain('token-1');
    expect(text).not.toContain('privateKey');
    await closeTill(host);
    const other = await openHost({ dataDir, version: '1', fetch: server.fetch, clock, seal: plainSeal });
    expect(other).toMatchObject({ ok: false, message: expect.stringContaining('sealed by test') });
    await closeTill(await openTill({ seal: sealed }));
  });
});

describe('a folder', () => {
  it('has one till at a time', async () => {
    const host = await openTill();
    const second = await openHost({ dataDir, version: '1', fetch: server.fetch, clock });
    expect(second).toEqual({ ok: false, message: `A till is already running on ${dataDir}.` });
    await closeTill(host);
    await openTill();
  });

  it('that cannot be written, or whose keys are damaged, is told in one sentence', async () => {
    await writeFile(join(dataDir, 'file'), '');
    const unwritable = await openHost({ dataDir: join(dataDir, 'file'), version: '1' });
    expect(unwritable).toMatchObject({ ok: false, message: expect.stringContaining('cannot be written') });
    const host = await openTill();
    await closeTill(host);
    await writeFile(host.paths.register, '{"journalId":');
    const damaged = await openHost({ dataDir, version: '1' });
    expect(damaged).toMatchObject({ ok: false, message: expect.stringContaining('keys cannot be read') });
    expect(await readFile(host.paths.register, 'utf8')).toBe('{"journalId":');
  });
});

describe('calls', () => {
  it.each([
    ['host.nothing', {}],
    ['constructor', {}],
    ['__proto__', {}],
    ['host.status', { more: 1 }],
    ['host.status', null],
    ['host.enrol', { serverUrl }],
    ['operator.sign-in', { operatorId: 'ann', pin: 1234 }],
    ['journal.append', { drafts: [] }],
    ['journal.append', { drafts: Array.from({ length: 101 }, (_, n) => drawerDraft(uuid(n))) }],
    ['journal.append', { drafts: [{ ...drawerDraft('not-a-uuid') }] }],
    ['journal.read', { afterSeq: -1, limit: 10 }],
    ['journal.read', { afterSeq: 0, limit: 501 }],
    [
      'printer.enqueue',
      {
        jobId: uuid(1),
        orderId: null,
        copy: 0,
        document: { language: 'en', blocks: [{ kind: 'raw' }] },
        drawer: false,
      },
    ],
  ])('that are not in the contract are refused: %s %j', async (method, input) => {
    const host = await openTill();
    const before = server.requests.length;
    expect(await host.call(method, input)).toMatchObject({ ok: false });
    expect(server.requests.length).toBe(before);
  });

  it('answer that there is no till yet', async () => {
    const host = await openTill();
    expect(await call(host, 'operator.sign-in', { operatorId: 'ann', pin: '1234' })).toMatchObject({
      fault: { code: 'not-enrolled' },
    });
    expect(await call(host, 'journal.append', { drafts: [orderDraft(uuid(1))] })).toMatchObject({
      fault: { code: 'not-enrolled' },
    });
    expect(await call(host, 'journal.read', { afterSeq: 0, limit: 1 })).toEqual({ facts: [], more: false });
  });
});

describe('a sale', () => {
  it('is journalled with its number by whoever is signed in, pushed at once, and read back', async () => {
    const host = await openEnrolled();
    const drafts = [orderDraft(uuid(1))];
    expect(await call(host, 'journal.append', { drafts })).toMatchObject({ fault: { code: 'not-signed-in' } });
    expect(await call(host, 'operator.sign-in', { operatorId: 'ann', pin: '1234' })).toEqual({ ok: true });
    expect(await call(host, 'journal.append', { drafts })).toMatchObject({ fault: { code: 'session-not-open' } });
    expect(await call(host, 'session.open', { float: 0 })).toEqual({ ok: true });
    expect(await call(host, 'journal.append', { drafts })).toMatchObject({
      ok: true,
      facts: [
        {
          id: uuid(1),
          operatorId: 'ann',
          businessDate: '2026-11-21',
          payload: { receipt: { series: 'L1', number: 1 } },
        },
      ],
    });
    const status = await when(host, ({ journal }) => journal?.watermark === journal?.seq);
    expect(status.journal).toMatchObject({ seq: 3, watermark: 3, ordersWaiting: 0 });
    const read = await call(host, 'journal.read', { afterSeq: 1, limit: 1 });
    expect([read.facts.map(({ kind }) => kind), read.more]).toEqual([['session.opened'], true]);
  });

  it('is counted as waiting while the server is away, also after a restart, and gets the same answer then', async () => {
    const host = await openSelling();
    await call(host, 'journal.append', { drafts: [orderDraft(uuid(1))] });
    await when(host, ({ journal }) => journal?.watermark === 3);
    server.stop();
    await when(host, ({ online }) => !online);
    const answer = await call(host, 'journal.append', { drafts: [orderDraft(uuid(2))] });
    expect((await call(host, 'host.status', {})).journal).toMatchObject({ seq: 4, watermark: 3, ordersWaiting: 1 });
    await closeTill(host);
    const again = await openTill();
    expect(await call(again, 'host.status', {})).toMatchObject({
      signedIn: null,
      session: { accountable: 'ann', float: 10_000 },
      journal: { seq: 4, watermark: 3, ordersWaiting: 1 },
    });
    expect(await call(again, 'journal.append', { drafts: [orderDraft(uuid(2))] })).toEqual(answer);
    server.reachable = true;
    await clock.advance(10_000);
    await when(again, ({ journal }) => journal?.watermark === 4);
  });

  it('opens the drawer once for cash, and never for a card alone or a ticket that is not journalled', async () => {
    let pulses = 0;
    const drawer = {
      async open() {
        pulses += 1;
        return { ok: true } as const;
      },
    };
    const flags = { givesChange: false, opensDrawer: false, refunds: true, tips: false, needsReference: false };
    const card: Tender = { tenderId: 'card', kind: 'card-manual', name: 'Card', ...flags };
    server.config = testHostConfig({ store: { tenders: [...DEFAULT_TENDERS, card] } });
    await closeTill(await openEnrolled());
    const host = await openTill({ device: { printer: null, drawer, encode: () => new Uint8Array() } });
    await when(host, ({ online }) => online);
    await call(host, 'operator.sign-in', { operatorId: 'ann', pin: '1234' });
    await call(host, 'session.open', { float: 0 });
    const payments = [{ id: uuid(2), tender: 'card', tendered: 600, change: 0, amount: 600 }];
    const byCard = { ...orderDraft(uuid(2)), payload: { ...Object(orderDraft(uuid(2)).payload), payments } };
    expect(await call(host, 'journal.append', { drafts: [byCard, orderDraft(uuid(1))] })).toMatchObject({ ok: true });
    const document = { language: 'en', blocks: [] };
    const job = { copy: 0, document, drawer: true };
    for (const [at, orderId] of [uuid(2), uuid(3), uuid(1), uuid(1)].entries()) {
      await call(host, 'printer.enqueue', { ...job, jobId: uuid(0x100 + at), orderId });
    }
    await when(
      host,
      ({ printer }) => printer.jobs.length === 4 && printer.jobs.every(({ state }) => state === 'skipped'),
    );
    expect(pulses).toBe(1);
  });

  it('may pay an account, and sell nothing', async () => {
    const host = await openSelling();
    const payments = [
      { id: uuid(11), tender: 'cash', tendered: 500, change: 0, amount: 500 },
      { id: uuid(12), tender: 'account', tendered: -500, change: 0, amount: -500, accountId: 'm1' },
    ];
    const sold = orderDraft(uuid(1)).payload as object;
    const order = { ...sold, lines: [], taxes: [], taxTotal: 0, total: 0, rounding: 0, payments };
    const paid = { accountId: 'm1', amount: 500, currency: 'GBP', orderId: uuid(1) };
    const drafts = [
      { ...orderDraft(uuid(1)), payload: order },
      { id: uuid(2), kind: 'account.paid', version: 1, payload: paid },
    ];
    expect(await call(host, 'journal.append', { drafts })).toMatchObject({ ok: true, facts: [{}, { id: uuid(2) }] });
  });

  it.each([
    ['what only the server may say', { kind: 'prices.published', payload: {} }],
    ['what only the host witnesses', { kind: 'drawer.opened', payload: { cause: 'no-sale' } }],
    ['a payment, which the host walks through', { kind: 'payment.settled', payload: {} }],
    ['a Z', { kind: 'session.closed', payload: {} }],
    ['neither sale nor return', { payload: { ...(orderDraft(uuid(1)).payload as object), lines: [] } }],
    ['a kind nobody knows', { kind: 'order.imagined', payload: {} }],
    ['a version nobody knows', { version: 2 }],
    [
      'a number of its own',
      { payload: { ...(orderDraft(uuid(1)).payload as object), receipt: { series: 'X', number: 1 } } },
    ],
    ['more lines than a push can carry', { payload: { ...(orderDraft(uuid(1)).payload as object), ...manyLines() } }],
    ['an order that is none', { payload: { total: 1 } }],
  ])('with %s is refused whole', async (_, change) => {
    const host = await openSelling();
    const { seq } = (await call(host, 'host.status', {})).journal ?? { seq: 0 };
    const drafts = [orderDraft(uuid(1)), { ...orderDraft(uuid(2)), ...change }];
    expect(await call(host, 'journal.append', { drafts })).toMatchObject({ fault: { code: 'draft-invalid' } });
    expect((await call(host, 'host.status', {})).journal?.seq).toBe(seq);
  });
});

describe('events', () => {
  it('begin with the status, tell changes once per moment, and bring the facts the host made itself', async () => {
    const host = await openEnrolled();
    const events: HostEvent[] = [];
    const stop = host.subscribe((event) => events.push(event));
    expect(events.map(({ type }) => type)).toEqual(['status']);
    await call(host, 'operator.sign-in', { operatorId: 'ann', pin: '1234' });
    const kinds = events.flatMap((event) => (event.type === 'journalled' ? event.facts.map(({ kind }) => kind) : []));
    expect(kinds).toEqual(['operator.signed']);
    stop();
    const heard = events.length;
    await call(host, 'operator.sign-out', {});
    expect(events).toHaveLength(heard);
  });

  it('bring a configuration that the server announced', async () => {
    const host = await openEnrolled();
    server.config = testHostConfig({ pins: { zoe: '9999' } });
    server.announce('config');
    const status = await when(host, ({ config }) => config?.operators[0]?.operatorId === 'zoe');
    expect(status.config?.operators).toHaveLength(1);
    expect(await call(host, 'operator.sign-in', { operatorId: 'zoe', pin: '9999' })).toEqual({ ok: true });
  });
});

describe('the way to the server', () => {
  const ask = (host: Host, method: string, path: string) => host.api(new Request(`app://till${path}`, { method }));

  it("passes the window's feeds on in the register's name, and no cookies back", async () => {
    const host = await openEnrolled();
    const response = await ask(host, 'GET', '/api/feeds/store?position=3&limit=8');
    expect([response.status, await response.json()]).toEqual([200, { documents: [] }]);
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(server.requests.at(-1)).toEqual({
      method: 'GET',
      path: '/feeds/store?position=3&limit=8',
      authorization: 'Bearer token-1',
    });
  });

  it('says who asks, and passes on what is sent', async () => {
    const host = await openSelling();
    const body = JSON.stringify({ businessDate: '2026-11-21' });
    const headers = { 'content-type': 'application/json' };
    const response = await host.api(new Request('app://till/api/days/close', { method: 'POST', body, headers }));
    expect(await response.json()).toEqual({ businessDate: '2026-11-21' });
    expect(server.requests.at(-1)).toMatchObject({ method: 'POST', path: '/days/close', operator: 'ann' });
    const long = new Request('app://till/api/days/close', { method: 'POST', body: ' '.repeat(1_000_001) });
    expect((await host.api(long)).status).toBe(413);
  });

  it('is for whoever is signed in, beside the views that a till needs before', async () => {
    const host = await openEnrolled();
    const asked = server.requests.length;
    for (const path of ['/api/orders', '/api/accounts/a1', '/api/reports/day-book']) {
      const response = await ask(host, 'GET', path);
      expect([path, response.status, await response.json()]).toMatchObject([path, 401, { code: 'not-signed-in' }]);
    }
    expect((await ask(host, 'POST', '/api/sessions/close')).status).toBe(401);
    expect(server.requests.length).toBe(asked);
    expect((await ask(host, 'GET', '/api/feeds/store')).status).toBe(200);
  });

  it('streams announcements from the one stream to the server, and ends when that does', async () => {
    const host = await openEnrolled();
    server.announce('store');
    const streams = await Promise.all([ask(host, 'GET', '/api/events'), ask(host, 'GET', '/api/events')]);
    server.announce('chain');
    expect(server.requests.filter(({ path }) => path === '/events')).toHaveLength(1);
    await when(host, ({ online }) => online);
    server.stop();
    for (const stream of streams) expect(await stream.text()).toMatch(/"topic":"store".*\n\ndata: .*"topic":"chain"/);
    expect((await ask(host, 'GET', '/api/events')).status).toBe(502);
  });

  it.each([
    ['POST', '/api/facts'],
    ['POST', '/api/feeds/store'],
    ['GET', '/api/register-config'],
    ['GET', '/api/feeds/store/../../exceptions'],
    ['GET', '/api/feeds/other'],
    ['GET', '/api//feeds/store'],
    ['GET', '/apifeeds/store'],
    ['GET', '/api/events/more'],
  ])('refuses %s %s', async (method, path) => {
    const host = await openEnrolled();
    const asked = server.requests.length;
    expect((await ask(host, method, path)).status).toBe(404);
    expect(server.requests.length).toBe(asked);
  });

  it('says when there is none', async () => {
    const fresh = await openTill();
    expect((await ask(fresh, 'GET', '/api/feeds/store')).status).toBe(503);
    await call(fresh, 'host.enrol', { serverUrl, code: 'CODE-1' });
    server.stop();
    expect((await ask(fresh, 'GET', '/api/feeds/store')).status).toBe(502);
  });
});
