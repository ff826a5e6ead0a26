import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChannelOrder } from './channel-order.ts';
import { type ChannelOrderFact, type CompareGround, compareChannelOrder } from './compare-channel-order.ts';
import { asBooked, type KnownChannelOrder } from './known-channel-order.ts';

const ground: CompareGround = {
  orderId: '5f0c2f5e-3c6c-5d0b-9d0e-6b0a0c9f7a11',
  channelId: 'web',
  tender: 'online',
  chargeTaxCategory: 'standard',
  variantOf: ({ sku }) =>
    sku === undefined ? undefined : { variantId: `v-${sku}`, sku, name: sku, unit: 'each', taxCategory: 'standard' },
  storeOf: (id) => (id === '7' ? 'LON' : undefined),
  textId: (text) => `id of ${text}`,
};

const DAY = '2026-11-22T10:00:00.000Z';

function orderOf(more: Partial<ChannelOrder> = {}): ChannelOrder {
  return {
    channelOrderId: '1001',
    number: '#1001',
    placedAt: DAY,
    updatedAt: DAY,
    currency: 'GBP',
    pricesIncludeTax: true,
    customer: { name: 'Ann Lee', email: 'ann@example.com' },
    deliveries: [{ id: 'd', method: 'pickup', externalLocationId: '7' }],
    lines: [lineOf('a', 2, 240)],
    charges: [],
    payments: [],
    ...more,
  };
}

function lineOf(channelLineId: string, quantity: number, amount: number, cancelled = { quantity: 0, amount: 0 }) {
  const tax = Math.round(amount / 6);
  return {
    channelLineId,
    externalVariantId: channelLineId,
    sku: channelLineId,
    name: channelLineId,
    quantity,
    amount,
    taxes: [{ code: 'S', ratePpm: 200_000, base: amount - tax, amount: tax }],
    cancelled,
    deliveryId: 'd',
  };
}

/** What facts of one order come to: pieces and money by line, money by charge, payments. */
function sumOf(facts: readonly ChannelOrderFact[]) {
  const lines = new Map<string, { quantity: number; amount: number }>();
  const charges = new Map<string, number>();
  const payments: string[] = [];
  let placed = 0;
  const line = (id: string, quantity: number, amount: number) => {
    const before = lines.get(id) ?? { quantity: 0, amount: 0 };
    lines.set(id, { quantity: before.quantity + quantity, amount: before.amount + amount });
  };
  for (const { kind, payload } of facts) {
    if (kind === 'order.placed') placed++;
    if (kind === 'order.placed' || kind === 'order.amended') {
      const more = kind === 'order.placed' ? payload.lines : (payload.added ?? []);
      for (const { id, quantity, amount } of more) {
        expect(lines.has(id)).toBe(false);
        line(id, quantity, amount);
      }
      for (const { id, amount } of payload.charges ?? []) {
        expect(charges.has(id)).toBe(false);
        charges.set(id, amount);
      }
    }
    if (kind === 'order.cancelled') {
      for (const { lineId, quantity, amount } of payload.lines) line(lineId, -quantity, -amount);
      for (const { chargeId, amount } of payload.charges) charges.set(chargeId, (charges.get(chargeId) ?? 0) - amount);
    }
    if (kind === 'order-payment.recorded') payments.push(`${payload.paymentId} ${payload.step}`);
  }
  for (const one of [...lines.values()]) {
    expect(one.quantity).toBeGreaterThanOrEqual(0);
    expect(one.amount).toBeGreaterThanOrEqual(0);
  }
  const pieces = [...lines.values()].reduce((sum, { quantity }) => sum + quantity, 0);
  const money =
    [...lines.values()].reduce((sum, { amount }) => sum + amount, 0) + [...charges.values()].reduce((a, b) => a + b, 0);
  return { placed, pieces, money, payments: payments.sort(), twice: new Set(payments).size < payments.length };
}

/** What the newest state of the shop system comes to. */
function boughtOf({ lines, charges }: ChannelOrder) {
  return {
    pieces: lines.reduce((sum, line) => sum + line.quantity - line.cancelled.quantity, 0),
    money:
      lines.reduce((sum, line) => sum + line.amount - line.cancelled.amount, 0) +
      charges.reduce((sum, charge) => sum + charge.amount - charge.cancelled, 0),
  };
}

function applyAll(seen: readonly ChannelOrder[], on = ground) {
  let known: KnownChannelOrder | null = null;
  const facts: ChannelOrderFact[] = [];
  for (const order of seen) {
    const compared = compareChannelOrder(known, order, on);
    known = compared.known;
    facts.push(...compared.facts);
  }
  return { known, facts };
}

const state = fc.record({
  lines: fc.uniqueArray(
    fc.record({
      id: fc.constantFrom('a', 'b', 'c'),
      quantity: fc.integer({ min: 1, max: 6 }),
      price: fc.integer({ min: 0, max: 500 }),
      cancelled: fc.nat({ max: 6 }),
    }),
    { selector: ({ id }) => id, minLength: 1 },
  ),
  shipping: fc.option(fc.record({ amount: fc.nat({ max: 900 }), cancelled: fc.nat({ max: 900 }) })),
  paid: fc.subarray(['authorised', 'captured', 'refunded'] as const),
});
const history = fc.array(state, { minLength: 1, maxLength: 6 }).map((states) =>
  states.map(({ lines, shipping, paid }, at): ChannelOrder => {
    return orderOf({
      updatedAt: new Date(Date.parse(DAY) + at * 1000).toISOString(),
      lines: lines.map(({ id, quantity, price, cancelled }) => {
        const off = Math.min(quantity, cancelled);
        return lineOf(id, quantity, quantity * price, { quantity: off, amount: off * price });
      }),
      charges: shipping
        ? [
            {
              channelChargeId: 'post',
              kind: 'shipping',
              name: 'Post',
              amount: shipping.amount,
              taxes: [],
              cancelled: Math.min(shipping.amount, shipping.cancelled),
            },
          ]
        : [],
      payments: paid.map((step) => ({ paymentId: 'p', step, amount: 100 })),
    });
  }),
);

describe('an order of a channel compared with what is known of it', () => {
  it('is placed once, with where it is fetched, and its texts are kept apart', () => {
    const { facts, texts, known } = compareChannelOrder(null, orderOf(), ground);
    expect(facts.map(({ kind }) => kind)).toEqual(['order.placed']);
    expect(facts[0]?.payload).toMatchObject({
      total: 240,
      deliveries: [{ id: 'd', method: 'pickup', storeId: 'LON' }],
    });
    expect(JSON.stringify(facts)).not.toContain('"Ann Lee"');
    expect([...texts.values()]).toEqual(['{"name":"Ann Lee","email":"ann@example.com"}']);
    expect(compareChannelOrder(known, orderOf(), ground).facts).toEqual([]);
  });

  it('comes to the newest state, whatever is delivered, in whatever order and however often', () => {
    fc.assert(
      fc.property(history, fc.infiniteStream(fc.nat()), (states, picks) => {
        const deliveries = [...states, ...states].map((_, at) => states[(picks.next().value + at) % states.length]);
        const newest = states.at(-1);
        if (!newest) return;
        const seen = [...deliveries, newest, states[0]].flatMap((one) => (one ? [one] : []));
        const { facts } = applyAll(seen);
        expect(sumOf(facts)).toMatchObject({ ...boughtOf(newest), placed: 1, twice: false });
      }),
    );
  });

  it('says nothing new of what was said', () => {
    fc.assert(
      fc.property(history, (states) => {
        const { known } = applyAll(states);
        const newest = states.at(-1);
        if (newest) expect(compareChannelOrder(known, newest, ground).facts).toEqual([]);
      }),
    );
  });

  it('adds pieces as a line of their own, with their share of the taxes', () => {
    const { known } = compareChannelOrder(null, orderOf(), ground);
    const { facts } = compareChannelOrder(known, orderOf({ lines: [lineOf('a', 3, 360)] }), ground);
    expect(facts).toMatchObject([
      { kind: 'order.amended', payload: { added: [{ id: 'a~1', quantity: 1, amount: 120 }] } },
    ]);
    expect(facts[0]?.payload).toMatchObject({ added: [{ taxes: [{ base: 100, amount: 20 }] }] });
  });

  it('cancels no more than is left of a line of which the store cancelled some', () => {
    const { known } = compareChannelOrder(null, orderOf(), ground);
    const booked = asBooked(known, new Map([['a', { quantity: 1, amount: 120 }]]));
    expect(compareChannelOrder(booked, orderOf(), ground).facts).toEqual([]);
    const gone = orderOf({ lines: [lineOf('a', 2, 240, { quantity: 2, amount: 240 })] });
    expect(compareChannelOrder(booked, gone, ground).facts).toMatchObject([
      { kind: 'order.cancelled', payload: { lines: [{ lineId: 'a', quantity: 1, amount: 120 }] } },
    ]);
  });

  it('is placed with the lines that are mapped; the others follow when they are', () => {
    const unknown = { ...lineOf('b', 1, 60), sku: undefined };
    const { sku: _, ...bare } = unknown;
    const whole = orderOf({ lines: [lineOf('a', 1, 120), bare] });
    const first = compareChannelOrder(null, whole, ground);
    expect(first.unmapped.map(({ channelLineId }) => channelLineId)).toEqual(['b']);
    expect(first.facts).toMatchObject([{ kind: 'order.placed', payload: { total: 120 } }]);
    const mapped = compareChannelOrder(
      first.known,
      orderOf({ lines: [lineOf('a', 1, 120), lineOf('b', 1, 60)] }),
      ground,
    );
    expect(mapped.unmapped).toEqual([]);
    expect(mapped.facts).toMatchObject([{ kind: 'order.amended', payload: { added: [{ id: 'b', amount: 60 }] } }]);
  });

  it('waits, payments too, while none of its lines is mapped', () => {
    const { sku: _, ...bare } = lineOf('b', 1, 60);
    const paid = orderOf({ lines: [bare], payments: [{ paymentId: 'p', step: 'captured', amount: 60 }] });
    const first = compareChannelOrder(null, paid, ground);
    expect(first).toMatchObject({ facts: [], known: { placed: false }, unmapped: [{ channelLineId: 'b' }] });
    const then = compareChannelOrder(first.known, { ...paid, lines: [lineOf('b', 1, 60)] }, ground);
    expect(then.facts.map(({ kind }) => kind)).toEqual(['order.placed', 'order-payment.recorded']);
  });

  it('tells an address that changed, once', () => {
    const address = { name: 'Ann', lines: ['1 High St'], postalCode: 'N1', city: 'London', country: 'GB' };
    const shipped = orderOf({ deliveries: [{ id: 'd', method: 'ship', address }] });
    const { known } = compareChannelOrder(null, shipped, ground);
    const moved = orderOf({ deliveries: [{ id: 'd', method: 'ship', address: { ...address, postalCode: 'N2' } }] });
    const then = compareChannelOrder(known, moved, ground);
    expect(then.facts).toMatchObject([
      { payload: { deliveries: [{ destination: { country: 'GB', postalCode: 'N2' } }] } },
    ]);
    expect(compareChannelOrder(then.known, moved, ground).facts).toEqual([]);
  });
});
