import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FactDraft } from '#contracts/facts/envelope.ts';
import type { HostInput, HostMethod, HostOutput } from '#contracts/ipc/host.ts';
import { AMOUNT_MAX } from '#domain/money/money.ts';
import { ENGINE_VERSION } from '#domain/pricing/settled.ts';
import { DrivenClock } from '#tests/fixtures/driven-clock.ts';
import { orderDraft, uuid } from '#tests/fixtures/fact-drafts.ts';
import { FakeServer } from '#tests/fixtures/fake-server.ts';
import { type Host, openHost } from './host.ts';

const serverUrl = 'http://server.test';
let dataDir: string;
let server: FakeServer;
let host: Host;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'omnitill-untrusted-'));
  server = new FakeServer();
  host = await openTill();
  await call('host.enrol', { serverUrl, code: 'CODE-1' });
  await new Promise<void>((resolve) => {
    host.subscribe((event) => {
      if (event.type === 'status' && event.status.config && event.status.online) resolve();
    });
  });
  expect(await call('operator.sign-in', { operatorId: 'ann', pin: '1234' })).toEqual({ ok: true });
  expect(await call('session.open', { float: 0 })).toEqual({ ok: true });
});
afterEach(async () => {
  await host.close();
  await rm(dataDir, { recursive: true });
});

async function openTill(): Promise<Host> {
  const clock = new DrivenClock();
  const opened = await openHost({ dataDir, version: '1', fetch: server.fetch, clock, random: () => 0.5 });
  if (!opened.ok) throw new Error(opened.message);
  return opened.host;
}

async function call<M extends HostMethod>(method: M, input: HostInput<M>): Promise<HostOutput<M>> {
  const result = await host.call(method, input);
  if (!result.ok) throw new Error(result.message);
  return result.output as HostOutput<M>;
}

const append = (...drafts: FactDraft[]) => call('journal.append', { drafts });
const seqNow = async () => (await call('host.status', {})).journal?.seq;

interface Figures {
  quantity?: number;
  unitPrice?: number;
  amount?: number;
}

/** A sale that adds up, at another price or quantity. */
function saleOf(id: string, { quantity = 1, unitPrice = 600, amount = quantity * unitPrice }: Figures, more = {}) {
  const { payload, ...draft } = orderDraft(id);
  const sold = payload as { lines: object[]; payments: object[] };
  const taxAmount = Math.round(amount / 6);
  const tax = { code: 'S', ratePpm: 200_000, base: amount - taxAmount, amount: taxAmount };
  const line = { ...sold.lines[0], quantity, unitPrice, listAmount: amount, amount, taxes: [tax] };
  const payments = [{ ...sold.payments[0], tendered: amount, change: 0, amount }];
  const figures = { lines: [line], taxes: [tax], taxTotal: taxAmount, total: amount, payments };
  return { ...draft, payload: { ...sold, ...figures, ...more } };
}

/** The same ticket as one that leaves something for later, with its order. */
function leavingFor(draft: FactDraft): FactDraft[] {
  const delivery = { id: 'D', method: 'pickup' as const, storeId: 'north' };
  const order = { orderId: uuid(7), number: '4K7P-Q2XM', deliveries: [delivery] };
  const tax = { code: 'S', ratePpm: 200_000, base: 500, amount: 100 };
  const line = {
    id: 'L',
    deliveryId: 'D',
    variantId: 'v',
    sku: 's',
    name: 'n',
    unit: 'each',
    quantity: 1,
    amount: 600,
  };
  const placed = {
    ...{ ...order, channelId: 'till:s', channelOrderId: draft.id, placedAt: '2026-11-02T10:00:00.000Z' },
    ...{ currency: 'GBP', pricesIncludeTax: true, charges: [], total: 600, ticketId: draft.id },
    lines: [{ ...line, taxCategory: 'standard', taxes: [tax] }],
  };
  const ticket = { ...draft, payload: { ...(draft.payload as object), placed: order } };
  return [ticket, { id: uuid(7), kind: 'order.placed', version: 1, payload: placed }];
}

describe('the id of what is journalled', () => {
  it('gets the first answer for the same draft, however often, also after a restart and in another order of keys', async () => {
    const draft = saleOf(uuid(1), {});
    const answer = await append(draft);
    expect(answer).toMatchObject({ ok: true });
    expect(await append(draft)).toEqual(answer);
    const turned = Object.fromEntries(Object.entries(draft.payload).reverse());
    expect(await append({ ...draft, payload: turned })).toEqual(answer);
    await host.close();
    host = await openTill();
    expect(await append(draft)).toEqual(answer);
  });

  it('gets it too where its figures have a zero below zero, which JSON has not', async () => {
    const draft = saleOf(uuid(1), {}, { rounding: -0 });
    expect(await append(draft)).toMatchObject({ ok: true });
    expect(await append(draft)).toMatchObject({ ok: true });
  });

  it.each([
    ['other figures', () => saleOf(uuid(1), { unitPrice: 6 })],
    ['another kind', () => ({ id: uuid(1), kind: 'cart.opened', version: 1, payload: cartOpened() })],
  ])('is refused with %s, and nothing is journalled or lost', async (_, other) => {
    const draft = saleOf(uuid(1), {});
    const answer = await append(draft);
    const seq = await seqNow();
    expect(await append(other())).toMatchObject({ fault: { code: 'draft-differs' } });
    expect(await append(saleOf(uuid(2), {}), other())).toMatchObject({ fault: { code: 'draft-differs' } });
    expect(await seqNow()).toBe(seq);
    expect(await append(draft)).toEqual(answer);
  });

  it('is refused likewise to a ticket that leaves something for later, whose order was made anew with it', async () => {
    const answer = await append(saleOf(uuid(1), {}));
    const again = leavingFor(saleOf(uuid(1), { unitPrice: 6 }));
    expect(await append(...again)).toMatchObject({ fault: { code: 'draft-differs' } });
    expect(await append(saleOf(uuid(1), {}))).toEqual(answer);
  });

  it('is refused to the second of two drafts that come at once', async () => {
    const [first, second] = await Promise.all([append(saleOf(uuid(1), {})), append(saleOf(uuid(1), { unitPrice: 6 }))]);
    expect([first.ok, second]).toMatchObject([true, { fault: { code: 'draft-differs' } }]);
    expect(await append(saleOf(uuid(2), {}), saleOf(uuid(2), { unitPrice: 6 }))).toMatchObject({ ok: false });
  });

  it('stays one of training, or not', async () => {
    const draft = saleOf(uuid(1), {});
    expect(await call('operator.sign-in', { operatorId: 'ann', pin: '1234', training: true })).toEqual({ ok: true });
    expect(await append(draft)).toMatchObject({ ok: true, facts: [{ training: true }] });
    expect(await append(draft)).toMatchObject({ ok: true });
    expect(await call('operator.sign-in', { operatorId: 'ann', pin: '1234' })).toEqual({ ok: true });
    expect(await append(draft)).toMatchObject({ fault: { code: 'draft-differs' } });
  });
});

describe('a ticket', () => {
  const tax = { code: 'S', ratePpm: 200_000, base: 599, amount: 1 };

  it.each([
    ['figures that do not add up', saleOf(uuid(1), {}, { total: 1 })],
    ['less tax than the rules say', saleOf(uuid(1), {}, { taxes: [tax], taxTotal: 1 })],
    ['a rounding that the store does not have', saleOf(uuid(1), {}, { rounding: -599, payments: [paid(1)] })],
    ['an engine that is not known', saleOf(uuid(1), {}, { engineVersion: ENGINE_VERSION + 1 })],
    ['another currency than the store’s', saleOf(uuid(1), {}, { currency: 'KWD' })],
    ['a total that no till takes', saleOf(uuid(1), { unitPrice: 9_000_000_000_000_000 })],
    ['a quantity that comes to more', saleOf(uuid(1), { quantity: 1_000_000_000, unitPrice: 9_000_000 })],
  ])('with %s is refused', async (_, draft) => {
    const seq = await seqNow();
    expect(await append(draft)).toMatchObject({ fault: { code: 'draft-invalid' } });
    expect(await seqNow()).toBe(seq);
  });

  it('may come to as much as any till takes', async () => {
    expect(await append(saleOf(uuid(1), { unitPrice: AMOUNT_MAX / 2 }))).toMatchObject({ ok: true });
    expect(await append(saleOf(uuid(2), { unitPrice: AMOUNT_MAX + 1 }))).toMatchObject({
      fault: { code: 'draft-invalid' },
    });
  });

  it.each([
    ['cash.move', { direction: 'in', amount: AMOUNT_MAX + 1, reason: 'change' }],
    ['session.open', { float: AMOUNT_MAX + 1 }],
  ] as const)('is not the only way that an amount comes in: %s', async (method, input) => {
    expect(await host.call(method, input)).toMatchObject({ ok: false });
  });
});

describe('text that no database keeps', () => {
  it('is replaced before it is journalled, and the same draft gets the same answer', async () => {
    const { payload, ...draft } = saleOf(uuid(1), {});
    const [line] = payload.lines;
    const wordy = { ...draft, payload: { ...payload, lines: [{ ...line, name: 'Tea\0 \uD83C' }] } };
    const answer = await append(wordy);
    expect(answer).toMatchObject({ ok: true, facts: [{ payload: { lines: [{ name: 'Tea\uFFFD \uFFFD' }] } }] });
    expect(await append(wordy)).toEqual(answer);
  });
});

function paid(amount: number): object {
  return { id: uuid(9), tender: 'cash', tendered: amount, change: 0, amount };
}

function cartOpened(): object {
  return { cartId: uuid(1), openedAt: '2026-11-21T10:00:00.000Z' };
}

describe('hardware that is set up past the window', () => {
  const nothing = async () => (await call('devices.settings', {})).settings;

  it('is refused to those who may not change settings', async () => {
    const settings = await nothing();
    const fault = { code: 'permission-refused', detail: 'settings' };
    const before = await seqNow();
    expect(await call('devices.configure', { settings })).toEqual({ ok: false, fault });
    expect(await call('devices.find', { searchId: uuid(1), where: 'serial' })).toEqual({ ok: false, fault });
    expect(await call('devices.test', { device: 'drawer', settings, language: 'en' })).toEqual({ ok: false, fault });
    expect(await seqNow()).toBe(before);
  });

  it('is for those who may; a drawer that is tried is journalled as opened without a sale', async () => {
    await call('operator.sign-in', { operatorId: 'mia', pin: '9012' });
    const settings = await nothing();
    expect(await call('devices.configure', { settings })).toEqual({ ok: true });
    const before = (await seqNow()) ?? 0;
    await call('devices.test', { device: 'drawer', settings, language: 'en' });
    const { facts } = await call('journal.read', { afterSeq: before, limit: 10 });
    expect(facts).toMatchObject([
      { kind: 'drawer.opened', operatorId: 'mia', payload: { cause: 'no-sale', reason: 'test' } },
    ]);
  });
});

describe('a count', () => {
  const countId = uuid(50);
  const said = { countId, locationId: 'L', placeId: 'floor', round: 1, known: {}, lines: [] };
  const draft = (n: number, payload: object): FactDraft => ({
    id: uuid(n),
    kind: 'count.recorded',
    version: 1,
    payload,
  });

  it('is said by those who may count, and planned or booked by no window', async () => {
    expect(await append(draft(51, said))).toMatchObject({ ok: false, fault: { code: 'permission-refused' } });
    await call('operator.sign-in', { operatorId: 'mia', pin: '9012' });
    expect(await append(draft(52, said))).toMatchObject({
      ok: true,
      facts: [{ kind: 'count.recorded', operatorId: 'mia' }],
    });
    const plan = { countId, locationId: 'L', name: 'All', kind: 'full', placeIds: ['floor'], sellingPlaceId: 'floor' };
    for (const [kind, payload] of [
      ['count.planned', { ...plan, blind: true, round: 1, status: 'open' }],
      ['count.approved', { countId, locationId: 'L', operatorId: 'mia', adjustments: [] }],
    ] as const) {
      const planned = { id: uuid(53), kind, version: 1, payload };
      expect(await append(planned)).toMatchObject({ ok: false, fault: { code: 'draft-invalid' } });
    }
  });
});
