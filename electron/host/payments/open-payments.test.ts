import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FactDraft } from '#contracts/facts/envelope.ts';
import { grantable, outstandingOf } from '#domain/tender/stored-value.ts';
import { startVirtualTerminal } from '#drivers/sim/terminal/virtual-terminal.ts';
import { type Journal, openJournal } from '#electron/host/journal/journal.ts';
import { journalKeys, newRegistration } from '#electron/host/registration.ts';
import type { ServerApi } from '#electron/host/server-api.ts';
import { DrivenClock, settled } from '#tests/fixtures/driven-clock.ts';
import { orderDraft, uuid } from '#tests/fixtures/fact-drafts.ts';
import { testHostConfig } from '#tests/fixtures/host-config.ts';
import { MemoryJournalStorage } from '#tests/fixtures/memory-journal-storage.ts';
import { ACCOUNT_OFFLINE_MS } from './account-limit.ts';
import { openPayments } from './open-payments.ts';
import type { PaymentsContext } from './payments-context.ts';

const TENDERS = (['cash', 'card', 'wallet', 'gift-card', 'store-credit', 'account'] as const).map((kind) => ({
  tenderId: kind,
  kind,
  name: kind,
  givesChange: kind === 'cash',
  opensDrawer: kind === 'cash',
  refunds: true,
  tips: false,
  needsReference: false,
}));
const CARD = 'GC-1';
const VALUE = { class: 'gift-card', currency: 'GBP' } as const;

/** The server's stored value, as `grant-lease` and the bookings keep it, for one instrument. */
class ValueServer {
  balance = 0;
  loseAnswers = 0;
  readonly leases = new Map<string, { granted: number; spent: number; returned: number; closed: boolean }>();
  readonly #grants = new Map<string, number>();

  lease: ServerApi['lease'] = async ({ leaseId, epoch, instrument, amount }) => {
    if (instrument !== CARD) return { ok: false, why: 'refused', status: 404, fault: { code: 'value-unknown' } };
    const key = `${leaseId}/${epoch}`;
    const lease = this.leases.get(leaseId) ?? { granted: 0, spent: 0, returned: 0, closed: false };
    if (!this.#grants.has(key) && !lease.closed) {
      const granted = Math.min(amount, grantable(this.balance, this.leased, false));
      if (granted > 0) {
        this.#grants.set(key, granted);
        this.leases.set(leaseId, { ...lease, granted: lease.granted + granted });
      }
    }
    if (this.loseAnswers-- > 0) return { ok: false, why: 'unreachable', detail: 'lost' };
    const granted = this.#grants.get(key);
    const grant = granted === undefined ? null : { leaseId, amount: granted, epoch };
    return { ok: true, value: { lease: grant, balance: this.balance, ...VALUE } };
  };

  storedValue: ServerApi['storedValue'] = async (instrument) => ({
    ok: true,
    value: { instrument, ...VALUE, balance: this.balance, leased: this.leased },
  });

  get leased(): number {
    return [...this.leases.values()]
      .filter(({ closed }) => !closed)
      .reduce((sum, each) => sum + outstandingOf(each), 0);
  }

  /** Books what a register journalled. */
  book({ kind, payload }: { kind: string; payload: unknown }): void {
    const {
      leaseId = '',
      amount = 0,
      unspent = 0,
    } = payload as { leaseId?: string; amount?: number; unspent?: number };
    const lease = this.leases.get(leaseId) ?? { granted: 0, spent: 0, returned: 0, closed: false };
    if (kind === 'value.redeemed') {
      this.balance -= amount;
      this.leases.set(leaseId, { ...lease, spent: lease.spent + amount });
    }
    if (kind === 'lease.returned')
      this.leases.set(leaseId, { ...lease, returned: lease.returned + unspent, closed: true });
  }
}

const KEYS = journalKeys(newRegistration(uuid(0xa)));

let folder: string;
const open: { close(): Promise<void> }[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'omnitill-payments-'));
});
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
  await rm(folder, { recursive: true });
});

let made = 0;
interface Given {
  name?: string;
  storage?: MemoryJournalStorage;
  server?: ValueServer;
  terminalUrl?: string;
  training?: true;
  isAllowed?: PaymentsContext['isAllowed'];
}

async function openTill({
  name = 'a',
  storage = new MemoryJournalStorage(),
  server = new ValueServer(),
  terminalUrl,
  training,
  isAllowed = async () => true,
}: Given = {}) {
  const journalId = uuid(0xa00 + name.charCodeAt(0));
  const identity = { storeId: 'leeds', registerId: name, journalId, receiptSeries: name };
  const journal: Journal = await openJournal({ storage, identity, ...KEYS });
  const clock = new DrivenClock();
  const link = { online: true, watermark: 0 };
  const stamp = {
    at: '2026-11-21T10:00:00.000Z',
    businessDate: '2026-11-21',
    operatorId: 'ann',
    ...(training ? { training } : {}),
  };
  const config = testHostConfig();
  config.config.store.tenders = TENDERS;
  const unreachable = async () => ({ ok: false, why: 'unreachable', detail: 'offline' }) as const;
  const api = {
    lease: (request: Parameters<ServerApi['lease']>[0]) => (link.online ? server.lease(request) : unreachable()),
    storedValue: (instrument: string) => (link.online ? server.storedValue(instrument) : unreachable()),
  } as ServerApi;
  const context: PaymentsContext = {
    journal,
    append: (drafts, stamped) => journal.append(drafts, stamped),
    request: (draft, stamped) => journal.append([draft], stamped),
    witness: () => stamp,
    isAllowed,
    isLookedUp: () => false,
    config: () => config,
    api,
    online: () => link.online,
    watermark: () => link.watermark,
    folder: join(folder, name),
    terminalUrl,
    clock,
    random: () => 0.5,
    newId: () => uuid(0x10000 + made++),
    onChange: () => {},
  };
  const payments = await openPayments(context);
  const append = (drafts: FactDraft[]) => payments.guard(drafts, (admitted) => journal.append(admitted, stamp));
  const till = { storage, journal, clock, link, server, payments, append, name, stamp };
  open.push({ close: payments.close });
  return till;
}

interface Paid {
  tender: string;
  amount: number;
  instrument?: string;
  accountId?: string;
}

/** A ticket paid so; `lines` replaces what it sells. */
function ticketOf(orderId: string, payments: readonly Paid[], lines?: object[]): FactDraft {
  const { payload, ...ticket } = orderDraft(orderId);
  const paid = payments.map((one) => ({ ...one, id: uuid(0x30000 + made++), tendered: one.amount, change: 0 }));
  return { ...ticket, payload: { ...(payload as object), payments: paid, ...(lines ? { lines } : {}) } };
}

function orderLine(): object {
  const { lines } = orderDraft(uuid(0)).payload as { lines: [object] };
  return lines[0];
}

function moving(kind: string, orderId: string, moved: object): FactDraft {
  return { id: uuid(0x20000 + made++), kind, version: 1, payload: { currency: 'GBP', orderId, ...moved } };
}

/** A ticket paid with the card, and what is taken off the card. */
function spending(amount: number): FactDraft[] {
  const orderId = uuid(0x40000 + made++);
  const ticket = ticketOf(orderId, [{ tender: 'gift-card', amount, instrument: CARD }]);
  return [ticket, moving('value.redeemed', orderId, { instrument: CARD, class: 'gift-card', amount })];
}

describe('a gift card at a register', () => {
  it('may be spent up to what was granted online, also offline and after a restart, and not beyond', async () => {
    const server = new ValueServer();
    server.balance = 1000;
    const till = await openTill({ server });
    expect(await till.payments.check({ instrument: CARD, want: 600 })).toEqual({
      ok: true,
      class: 'gift-card',
      balance: 1000,
      available: 600,
      online: true,
    });
    till.link.online = false;
    expect(await till.append(spending(601))).toMatchObject({ fault: { code: 'value-insufficient' } });
    expect(await till.append([...spending(400), ...spending(201)])).toMatchObject({ ok: false });
    expect(await till.append(spending(400))).toMatchObject({
      ok: true,
      facts: [{ kind: 'order.completed' }, { payload: { leaseId: expect.any(String) } }],
    });
    expect(await till.payments.check({ instrument: CARD })).toMatchObject({
      balance: 600,
      available: 200,
      online: false,
    });
    till.link.online = true;
    expect(await till.payments.check({ instrument: CARD, want: 1 })).toMatchObject({ balance: 600, available: 200 });
    server.balance = 600;
    till.link.watermark = till.journal.seq();
    expect(await till.payments.check({ instrument: CARD, want: 1 })).toMatchObject({ balance: 600, available: 200 });
    await till.payments.close();
    const again = await openTill({ server, storage: till.storage.kill() });
    again.link.online = false;
    expect(await again.payments.check({ instrument: CARD })).toMatchObject({ available: 200, online: false });
    expect(await again.append(spending(201))).toMatchObject({ ok: false });
    expect(await again.append(spending(200))).toMatchObject({ ok: true });
  });

  it('never seen here waits for the network, and one that nobody issued is not known', async () => {
    const till = await openTill();
    expect(await till.payments.check({ instrument: 'GC-2' })).toMatchObject({ fault: { code: 'value-unknown' } });
    till.link.online = false;
    expect(await till.payments.check({ instrument: CARD })).toMatchObject({ fault: { code: 'value-offline' } });
    expect(await till.append(spending(1))).toMatchObject({ fault: { code: 'value-insufficient' } });
  });

  it('is granted once when the answer was lost', async () => {
    const server = new ValueServer();
    server.balance = 1000;
    server.loseAnswers = 1;
    const till = await openTill({ server });
    expect(await till.payments.check({ instrument: CARD, want: 600 })).toMatchObject({ ok: false });
    expect(server.leased).toBe(600);
    expect(await till.payments.check({ instrument: CARD, want: 600 })).toMatchObject({ available: 600 });
    expect(server.leased).toBe(600);
  });

  it('is given back unspent when the session closes, or the cart is given up', async () => {
    const server = new ValueServer();
    server.balance = 1000;
    const till = await openTill({ server });
    await till.payments.check({ instrument: CARD });
    await till.append(spending(300));
    await till.payments.returnLeases();
    const facts = await till.journal.read(0, 10);
    expect(facts.map(({ kind }) => kind)).toEqual(['order.completed', 'value.redeemed', 'lease.returned']);
    for (const fact of facts) server.book(fact);
    expect([server.balance, server.leased]).toEqual([700, 0]);
    expect(await till.append(spending(1))).toMatchObject({ ok: false });
    await till.payments.check({ instrument: CARD });
    const abandoned = { cartId: uuid(3), reason: 'test', total: 0, lines: [] };
    await till.append([{ id: uuid(4), kind: 'cart.abandoned', version: 1, payload: abandoned }]);
    await settled();
    expect((await till.journal.latest('lease.returned'))?.payload).toMatchObject({ unspent: 700 });
  });
});

const move = fc.record({
  till: fc.nat(2),
  what: fc.constantFrom('check', 'check', 'spend', 'spend', 'network', 'push', 'give-back', 'restart', 'lose'),
  amount: fc.integer({ min: 1, max: 700 }),
});

describe('several registers', () => {
  it('together never spend more than there is, through offline phases, restarts and lost answers', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(move, { minLength: 8, maxLength: 30 }), async (moves) => {
        const server = new ValueServer();
        server.balance = 1000;
        await rm(folder, { recursive: true });
        const names = ['a', 'b', 'c'];
        const tills: Awaited<ReturnType<typeof openTill>>[] = [];
        for (const name of names) tills.push(await openTill({ name, server }));
        const pushed = [0, 0, 0];
        let spent = 0;
        async function push(index: number): Promise<void> {
          const till = tills[index];
          const facts = (await till?.journal.read(pushed[index] ?? 0, 500)) ?? [];
          for (const fact of facts) server.book(fact);
          pushed[index] = (pushed[index] ?? 0) + facts.length;
        }
        for (const { till: index, what, amount } of moves) {
          const till = tills[index];
          if (!till) continue;
          if (what === 'check') await till.payments.check({ instrument: CARD, want: amount });
          if (what === 'spend' && (await till.append(spending(amount))).ok) spent += amount;
          if (what === 'network') till.link.online = !till.link.online;
          if (what === 'push' && till.link.online) await push(index);
          if (what === 'give-back') await till.payments.returnLeases();
          if (what === 'lose') server.loseAnswers = 1;
          if (what === 'restart') {
            await till.payments.close();
            tills[index] = await openTill({ name: names[index], server, storage: till.storage.kill() });
          }
          expect(spent).toBeLessThanOrEqual(1000);
        }
        for (const index of [0, 1, 2]) await push(index);
        expect(server.balance).toBe(1000 - spent);
        expect(server.leased).toBeLessThanOrEqual(server.balance);
        for (const each of open.splice(0)) await each.close();
      }),
      { numRuns: 25 },
    );
  });
});

describe('a window that is not to be trusted', () => {
  const gift = { instrument: CARD, class: 'gift-card' };
  const member = { accountId: 'm1' };
  const sold = (amount: number) => [{ ...orderLine(), storedValue: 'gift-card', instrument: CARD, amount }];
  const cash = (amount: number): Paid => ({ tender: 'cash', amount });
  const order = uuid(0x50);

  it.each<[string, FactDraft[], string]>([
    [
      'loads a card that no ticket sold',
      [moving('value.issued', order, { ...gift, amount: 100_000 })],
      'value-differs',
    ],
    [
      'loads a card with more than was paid',
      [ticketOf(order, [cash(100)], sold(100)), moving('value.issued', order, { ...gift, amount: 100_000 })],
      'value-differs',
    ],
    [
      'takes nothing off the card that pays',
      [ticketOf(order, [{ tender: 'gift-card', amount: 100, instrument: CARD }])],
      'value-differs',
    ],
    [
      'gives a card what nobody gave back',
      [ticketOf(order, [cash(100)]), moving('value.redeemed', order, { ...gift, amount: -100 })],
      'value-differs',
    ],
    ['pays off an account with nothing', [moving('account.paid', order, { ...member, amount: 100 })], 'value-differs'],
    ['sells on nobody’s account', [ticketOf(order, [{ tender: 'account', amount: 100 }])], 'value-differs'],
    ['is paid by what the store does not take', [ticketOf(order, [{ tender: 'air', amount: 100 }])], 'tender-unknown'],
  ])('%s: nothing of it is journalled', async (_, drafts, code) => {
    const server = new ValueServer();
    server.balance = 1000;
    const till = await openTill({ server });
    await till.payments.check({ instrument: CARD });
    expect(await till.append(drafts)).toMatchObject({ fault: { code } });
    expect(till.journal.seq()).toBe(0);
  });

  it('cannot add to a ticket that is journalled, but finish one whose append was cut off', async () => {
    const till = await openTill();
    const ticket = ticketOf(order, [cash(100)], sold(100));
    const issued = moving('value.issued', order, { ...gift, amount: 100 });
    await till.journal.append([ticket], till.stamp);
    expect(await till.append([ticket, issued])).toMatchObject({ ok: true });
    expect(await till.append([ticket, issued])).toMatchObject({ ok: true });
    const more = moving('value.issued', order, { ...gift, amount: 100 });
    expect(await till.append([ticket, more])).toMatchObject({ fault: { code: 'value-differs' } });
    expect(till.journal.seq()).toBe(2);
  });

  it.each([
    ['value.issued', 'stored-value-issue', [cash(100)], sold(100), { ...gift, amount: 100 }],
    [null, 'open-price', [cash(100)], [{ ...orderLine(), priceSource: 'entered' }], {}],
    [null, 'unlisted-item', [cash(100)], [{ ...orderLine(), unlisted: { categoryId: 'c' } }], {}],
    [null, 'archived-item', [cash(100)], [{ ...orderLine(), archived: true }], {}],
    [
      'account.charged',
      'account-charge',
      [{ tender: 'account', amount: 100, ...member }],
      undefined,
      { ...member, amount: 100 },
    ],
  ] as const)('may not do by %s what neither role nor manager allows', async (kind, asked, payments, lines, moved) => {
    const allowed = uuid(0x61);
    const isAllowed: PaymentsContext['isAllowed'] = async (permission, _, overrideId) =>
      permission !== asked || overrideId === allowed;
    const till = await openTill({ isAllowed });
    const ticket = ticketOf(order, payments, lines && [...lines]);
    const drafts = kind ? [ticket, moving(kind, order, moved)] : [ticket];
    expect(await till.append(drafts)).toMatchObject({ fault: { code: 'permission-refused', detail: asked } });
    const decision = {
      permission: asked,
      askerId: 'ann',
      deciderId: 'mia',
      verdict: 'granted',
      size: 0,
      subjectId: order,
    };
    await till.journal.append([{ id: allowed, kind: 'override.decided', version: 1, payload: decision }], till.stamp);
    expect(await till.append(drafts)).toMatchObject({ ok: true });
  });
});

describe('sales on account', () => {
  it('stop a day after the server was last heard of', async () => {
    const till = await openTill();
    const charge = (n: number): FactDraft[] => [
      ticketOf(uuid(n), [{ tender: 'account', amount: 100, accountId: 'm1' }]),
      moving('account.charged', uuid(n), { accountId: 'm1', amount: 100 }),
    ];
    till.link.online = false;
    expect(await till.append(charge(1))).toMatchObject({ fault: { code: 'value-offline' } });
    till.payments.connected();
    expect(await till.append(charge(2))).toMatchObject({ ok: true });
    await till.clock.advance(ACCOUNT_OFFLINE_MS + 1);
    expect(await till.append(charge(3))).toMatchObject({ fault: { code: 'value-offline' } });
    till.link.online = true;
    expect(await till.append(charge(3))).toMatchObject({ ok: true });
  });
});

describe('a card at a register', () => {
  it('pays a ticket once the terminal has approved it, and the ticket holds it', async () => {
    const terminal = await startVirtualTerminal({ port: 0 });
    open.push(terminal);
    const till = await openTill({ terminalUrl: `zvt://127.0.0.1:${terminal.port}` });
    const cartId = uuid(0x51);
    const start = { paymentId: uuid(0x52), cartId, tender: 'card', direction: 'sale', amount: 600 } as const;
    const ticket = orderDraft(cartId);
    const payment = { id: start.paymentId, tender: 'card', tendered: 600, change: 0, amount: 600 };
    const paid = { ...ticket, payload: { ...(ticket.payload as object), payments: [payment] } };
    expect(await till.append([paid])).toMatchObject({ fault: { code: 'payment-not-found' } });
    expect(await till.payments.start(start)).toEqual({ ok: true });
    while (till.payments.list()[0]?.state === 'asked') await settled();
    expect(till.payments.list()).toMatchObject([{ state: 'approved', amount: 600, tip: 0 }]);
    expect(await till.append([paid])).toMatchObject({ ok: true });
    while (till.payments.list().length > 0) await settled();
    expect(terminal.taken()).toBe(600);
    expect(await till.payments.start({ ...start, paymentId: uuid(0x53), tender: 'wallet' })).toMatchObject({
      fault: { code: 'terminal-not-configured' },
    });
    expect(await till.payments.start({ ...start, paymentId: uuid(0x53), tender: 'cash' })).toMatchObject({
      fault: { code: 'draft-invalid' },
    });
  });

  it('whose line died after the approval is found out, and not asked for again', async () => {
    const terminal = await startVirtualTerminal({ port: 0, behaviour: { dies: 'approved' } });
    open.push(terminal);
    const till = await openTill({ terminalUrl: `zvt://127.0.0.1:${terminal.port}` });
    const start = {
      paymentId: uuid(0x61),
      cartId: uuid(0x62),
      tender: 'card',
      direction: 'sale',
      amount: 600,
    } as const;
    await till.payments.start(start);
    while (till.payments.list()[0]?.state !== 'approved') {
      const again = await till.payments.start({ ...start, paymentId: uuid(0x63) });
      expect(again.ok).toBe(false);
      await settled();
    }
    expect(terminal.taken()).toBe(600);
    expect(await till.payments.void({ paymentId: start.paymentId })).toEqual({ ok: true });
    expect(till.payments.list()).toMatchObject([{ state: 'voided' }]);
    expect(terminal.taken()).toBe(0);
  });
});

describe('in training', () => {
  it('nobody is asked, and nothing of it is left afterwards', async () => {
    const terminal = await startVirtualTerminal({ port: 0 });
    open.push(terminal);
    const till = await openTill({ terminalUrl: `zvt://127.0.0.1:${terminal.port}`, training: true });
    const start = {
      paymentId: uuid(0x71),
      cartId: uuid(0x72),
      tender: 'card',
      direction: 'sale',
      amount: 600,
    } as const;
    expect(await till.payments.start(start)).toEqual({ ok: true });
    while (till.payments.list()[0]?.state === 'asked') await settled();
    expect(till.payments.list()).toMatchObject([{ state: 'approved', reference: expect.stringContaining('TRAINING') }]);
    expect(terminal.transactions()).toEqual([]);
    till.server.balance = 500;
    expect(await till.payments.check({ instrument: CARD })).toMatchObject({ available: 500 });
    expect(till.server.leased).toBe(0);
    const left = { verdict: 'out', operatorId: 'ann' };
    await till.journal.append([{ id: uuid(0x73), kind: 'operator.signed', version: 1, payload: left }], till.stamp);
    await settled();
    expect(till.payments.list()).toEqual([]);
  });
});
