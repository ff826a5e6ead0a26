import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HostInput, HostStatus } from '#contracts/ipc/host.ts';
import { storePolicy } from '#contracts/views/store-policy.ts';
import { orderDraft, uuid } from '#tests/fixtures/fact-drafts.ts';
import { testHostConfig } from '#tests/fixtures/host-config.ts';
import { TestTill } from '#tests/fixtures/test-till.ts';

let folder: string;
let till: TestTill;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'omnitill-rights-'));
  till = new TestTill(folder);
  await till.open();
});
afterEach(async () => {
  await till.close();
  await rm(folder, { recursive: true });
});

async function openShift(operatorId: string): Promise<void> {
  expect(await till.signIn(operatorId)).toBe('ok');
  expect(await till.ask('session.open', { float: 10_000 })).toBe('ok');
}

function closing(cash: number, change: Partial<HostInput<'session.close'>>): HostInput<'session.close'> {
  return { factId: uuid(0xc1), declared: [{ tender: 'cash', amount: cash }], differences: [], left: 0, ...change };
}

async function configured(config: ReturnType<typeof testHostConfig>): Promise<void> {
  till.server.config = { ...config, config: { ...config.config, revision: 'r2' } };
  await till.when(({ online }) => online);
  till.server.announce('config');
  await till.when((status) => status.config?.revision === 'r2');
}

describe('what a window drafts that its operator may not', () => {
  const ticket = (n: number, change: object) => {
    const draft = orderDraft(uuid(0x7000 + n));
    return { ...draft, payload: { ...(draft.payload as object), ...change } };
  };
  const append = (...drafts: ReturnType<typeof ticket>[]) => till.ask('journal.append', { drafts });
  const manager = { operatorId: 'mia', pin: '9012' };
  /** Half of a mug's price is taken off, by halves where there are two. */
  const discounted = (n: number, discounts: { id: string; overrideId?: string }[]) => {
    const { lines } = orderDraft(uuid(1)).payload as { lines: object[] };
    const made = discounts.map((one) => ({ kind: 'percent', value: 500_000, reason: 'staff', ...one }));
    const offs = discounts.length === 1 ? [300] : [300, 150];
    const adjustments = made.map(({ id, reason }, at) => {
      return { source: 'line-discount', discountId: id, reason, amount: -(offs[at] ?? 0) };
    });
    const total = 600 - offs.reduce((sum, off) => sum + off, 0);
    const taxes = [{ code: 'S', ratePpm: 200_000, base: (total * 5) / 6, amount: total / 6 }];
    const payments = [{ id: uuid(0x7200 + n), tender: 'cash', tendered: total, change: 0, amount: total }];
    const line = { discounts: made, adjustments, amount: total, taxes };
    const figures = { taxes, taxTotal: total / 6, total, payments };
    return ticket(n, { lines: lines.map((one) => ({ ...one, ...line })), ...figures });
  };

  it('is refused by the host, whatever the window said to whom', async () => {
    await openShift('ann');
    const id = uuid(0x71);
    expect(await append(discounted(1, [{ id }]))).toBe('permission-refused');
    expect(await append(discounted(1, [{ id, overrideId: uuid(0x72) }]))).toBe('permission-refused');
    const safe = { id: uuid(0x73), kind: 'safe.counted', version: 1, payload: { amount: 1 } };
    const bank = { id: uuid(0x74), kind: 'bank.deposited', version: 1, payload: { amount: 1, bag: 'b' } };
    expect(await till.ask('journal.append', { drafts: [safe] })).toBe('permission-refused');
    expect(await till.ask('journal.append', { drafts: [bank] })).toBe('permission-refused');
    await till.signIn('mia');
    expect(await till.ask('journal.append', { drafts: [safe, bank] })).toBe('ok');
  });

  it('is found out before money is asked for it, as the journal will', async () => {
    await openShift('ann');
    const [cartId, id] = [uuid(0x81), uuid(0x82)];
    const ask = { permission: 'discount', size: 500_000, subjectId: cartId, itemId: id };
    const granted = await till.call('override.ask', { ...ask, ...manager });
    const overrideId = granted.ok ? granted.overrideId : '';
    const one = { permission: 'discount', itemIds: [id] };
    const asked = [
      { ...one, size: 100_000 },
      { ...one, size: 500_000 },
      { ...one, size: 500_000, overrideId },
      { ...one, size: 500_001, overrideId },
      { ...one, size: 500_000, overrideId, itemIds: [uuid(0x83)] },
    ];
    expect(await till.call('permission.check', { cartId, asked })).toEqual({ ok: true, refused: [1, 3, 4] });
    expect(await till.call('permission.check', { cartId: uuid(0x84), asked })).toEqual({
      ok: true,
      refused: [1, 2, 3, 4],
    });
    const unknown = [{ permission: 'nonsense', size: 0 }];
    expect(await till.call('permission.check', { cartId, asked: unknown })).toMatchObject({ ok: false });
  });

  it('is a copy of a receipt, or another’s parked cart, that neither the role nor a decision on it allows', async () => {
    const config = testHostConfig();
    const roles = [{ roleId: 'cashier', name: 'Cashier', grants: { sell: true, 'session-open': true } as const }];
    const manages = {
      roleId: 'manager',
      name: 'Manager',
      grants: { 'receipt-copy': true, 'cart-claim': true } as const,
    };
    await configured({ ...config, config: { ...config.config, roles: [...roles, manages] } });
    await openShift('ann');
    const [orderId, cartId, parkId] = [uuid(0x91), uuid(0x92), uuid(0x93)];
    const issued = {
      id: uuid(0x94),
      kind: 'receipt.issued',
      version: 1,
      payload: { orderId, how: 'printed', copy: 1 },
    };
    const print = { jobId: uuid(0x95), orderId, copy: 1, document: { language: 'en', blocks: [] }, drawer: false };
    expect(await append(issued)).toBe('permission-refused');
    expect(await till.ask('printer.enqueue', print)).toBe('permission-refused');
    const cart = { id: cartId, operatorId: 'mia', openedAt: '2026-11-21T10:00:00.000Z', lines: [], discounts: [] };
    const parked = { id: parkId, kind: 'cart.parked', version: 1, payload: { cart, total: 1 } };
    const claimed = { id: uuid(0x96), kind: 'cart.claimed', version: 1, payload: { cartId, parkId } };
    await till.signIn('mia');
    expect(await append(parked)).toBe('ok');
    await till.signIn('ann');
    expect(await append(claimed)).toBe('permission-refused');
    for (const [permission, subjectId] of [
      ['receipt-copy', orderId],
      ['cart-claim', cartId],
    ] as const) {
      expect(await till.ask('override.ask', { permission, size: 0, subjectId, ...manager })).toBe('ok');
    }
    expect(await append(issued, claimed)).toBe('ok');
    expect(await till.ask('printer.enqueue', print)).toBe('printer-not-configured');
    const other = { ...issued, id: uuid(0x97), payload: { ...issued.payload, orderId: uuid(0x98) } };
    expect(await append(other)).toBe('permission-refused');
  });

  it('is allowed once, for the cart and the discount that a manager was asked for', async () => {
    await openShift('ann');
    const [one, two] = [uuid(0x71), uuid(0x72)];
    const ask = { permission: 'discount', size: 500_000, subjectId: uuid(0x7001), itemId: one, amount: 300 };
    const granted = await till.call('override.ask', { ...ask, ...manager });
    const overrideId = granted.ok ? granted.overrideId : '';
    const both = [one, two].map((id) => ({ id, overrideId }));
    expect(await append(discounted(1, both))).toBe('permission-refused');
    expect(await append(discounted(2, [{ id: one, overrideId }]))).toBe('permission-refused');
    expect(await append(discounted(1, [{ id: one, overrideId }]))).toBe('ok');
    expect(await append(discounted(1, [{ id: one, overrideId }]))).toBe('ok');
    expect(await append(discounted(3, [{ id: one, overrideId }]))).toBe('permission-refused');
  });

  it("is a return of another till's sale that nobody could look up, beyond the limit", async () => {
    await openShift('ann');
    const line = { id: 'r1', variantId: 'V1', sku: 'MUG', name: 'Mug', unit: 'each', taxCategory: 'standard' };
    const source = { orderId: uuid(0x6fff), receipt: 'L2-1', lineId: 'l1' };
    const taxes = [{ code: 'S', ratePpm: 200_000, base: -5000, amount: -1000 }];
    const back = { ...line, source, quantity: 1, amount: -6000, taxes, reason: 'x', condition: 'restock' };
    const payments = [{ id: uuid(0x7300), tender: 'cash', tendered: -6000, change: 0, amount: -6000 }];
    const figures = { lines: [], taxes, taxTotal: -1000, total: -6000, payments };
    expect(await append(ticket(1, { ...figures, returns: [back] }))).toBe('permission-refused');
    const ask = { permission: 'return-unverified', size: 6000, subjectId: uuid(0x7001), itemId: 'r1' };
    const granted = await till.call('override.ask', { ...ask, ...manager });
    const overrideId = granted.ok ? granted.overrideId : '';
    const returns = [{ ...back, overrideId }];
    expect(await append(ticket(2, { ...figures, returns }))).toBe('permission-refused');
    expect(await append(ticket(1, { ...figures, returns }))).toBe('ok');
  });
});

describe('a payment that is begun while the session is closed', () => {
  it('stands before the close, which then waits for it, or is refused', async () => {
    const figures = { givesChange: false, opensDrawer: false, refunds: true, tips: false, needsReference: false };
    const card = { tenderId: 'card', kind: 'card' as const, name: 'Card', ...figures };
    const tenders = storePolicy(testHostConfig().config.store).tenders.filter(({ tenderId }) => tenderId !== 'card');
    await configured(testHostConfig({ store: { tenders: [...tenders, card] } }));
    await till.close();
    const lines = new Set<Socket>();
    const silent = createServer((line) => lines.add(line.on('error', () => line.destroy())));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    await till.open({ terminalUrl: `zvt://127.0.0.1:${(silent.address() as AddressInfo).port}` });
    await till.signIn('ann');
    const seen = new Set<string>();
    for (const turns of [0, 1, 2, 3, 4, 6, 8, 12, 20]) {
      if (!(await till.status()).session) await till.call('session.open', { float: 0 });
      const payment = { paymentId: uuid(0x8000 + turns), cartId: uuid(0x8100 + turns), tender: 'card', amount: 600 };
      const close = () => till.ask('session.close', closing(0, { factId: uuid(0xc0 + turns) }));
      const start = () => till.ask('payment.start', { ...payment, direction: 'sale' });
      const first = turns % 2 === 0 ? start() : close();
      for (let turn = 0; turn < turns; turn++) {
        await (turns < 6 ? Promise.resolve() : new Promise((resolve) => setImmediate(resolve)));
      }
      const answers = await Promise.all([first, turns % 2 === 0 ? close() : start()]);
      const [started, closed] = turns % 2 === 0 ? answers : answers.toReversed();
      const facts = await till.facts();
      for (const { id, seq } of facts.filter(({ kind }) => kind === 'payment.requested')) {
        const session = facts.findLast((fact) => fact.seq < seq && /^session\.(opened|closed)$/.test(fact.kind));
        expect(session?.kind).toBe('session.opened');
        const z = facts.find((fact) => fact.seq > seq && fact.kind === 'session.closed');
        const told = facts.filter(({ payload }) => (payload as { paymentId?: string }).paymentId === id);
        if (z) expect(told.some((fact) => fact.seq < z.seq)).toBe(true);
      }
      seen.add(`${started} ${closed}`);
      if (started === 'ok') {
        await expect.poll(() => lines.size).toBeGreaterThan(0);
        for (const line of lines) line.destroy();
        lines.clear();
        await decide(payment.paymentId);
      }
    }
    silent.close();
    expect([...seen].sort()).toEqual(['ok payments-open', 'session-not-open ok']);
  });

  /** A manager says that nothing was taken, where the terminal did not. */
  async function decide(paymentId: string): Promise<void> {
    const told = ({ payments }: HostStatus) => payments.find((one) => one.paymentId === paymentId);
    const status = await till.when((now) => told(now)?.state !== 'asked');
    if (told(status)?.state !== 'unknown') return;
    const ask = { permission: 'payment-decide', size: 0, subjectId: paymentId, operatorId: 'mia', pin: '9012' };
    const granted = await till.call('override.ask', ask);
    const overrideId = granted.ok ? granted.overrideId : '';
    expect(await till.ask('payment.decide', { paymentId, verdict: 'declined', overrideId })).toBe('ok');
  }
});
