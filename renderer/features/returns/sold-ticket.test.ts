import { describe, expect, it } from 'vitest';
import { OrderAnswer } from '#contracts/http/api.ts';
import { parse } from '#contracts/schema.ts';
import type { ReturnLine } from '#domain/order/cart.ts';
import { returnablesOf } from '#domain/order/returnable.ts';
import type { OrderFact, VariantCard } from '#renderer/store/till-store.ts';
import { findTicket, findTickets } from './find-ticket.ts';
import { codeTicket, isReturnable, mergedTicket, ownTicket, serverTicket } from './sold-ticket.ts';
import { scannedReceipt, ticketQuery } from './ticket-query.ts';

const ORDER_ID = '0192f000-0000-7000-8000-000000000001';
const JOURNAL = '0192f000-0000-7000-8000-0000000000ff';
const PAYLOAD: OrderFact['payload'] = {
  receipt: { series: 'T1', number: 7 },
  currency: 'GBP',
  pricesIncludeTax: true,
  taxVersion: 1,
  engineVersion: 2,
  cartOpenedAt: '2026-11-01T10:00:00.000Z',
  lines: [
    {
      id: 'l1',
      variantId: 'mug',
      sku: 'MUG',
      name: 'Mug',
      unit: 'each',
      taxCategory: 'standard',
      quantity: 4,
      unitPrice: 300,
      priceVersion: 1,
      discounts: [],
      listAmount: 1200,
      adjustments: [],
      amount: 1200,
      taxes: [{ code: 'S', ratePpm: 200_000, base: 1000, amount: 200 }],
    },
  ],
  discounts: [],
  taxes: [{ code: 'S', ratePpm: 200_000, base: 1000, amount: 200 }],
  taxTotal: 200,
  total: 1200,
  rounding: 0,
  payments: [{ id: ORDER_ID, tender: 'cash', tendered: 1200, change: 0, amount: 1200 }],
};
const FACT: OrderFact = {
  id: ORDER_ID,
  kind: 'order.completed',
  version: 1,
  storeId: 's',
  registerId: 'r',
  journalId: JOURNAL,
  seq: 3,
  at: '2026-11-01T10:00:00.000Z',
  businessDate: '2026-11-01',
  operatorId: 'ada',
  prev: '0'.repeat(64),
  payload: PAYLOAD,
};

function returning(quantity: number, amount: number): ReturnLine {
  return {
    id: `back-${quantity}`,
    source: { orderId: ORDER_ID, receipt: 'T1-7', lineId: 'l1' },
    variantId: 'mug',
    sku: 'MUG',
    name: 'Mug',
    unit: 'each',
    taxCategory: 'standard',
    quantity,
    amount,
    taxes: [{ code: 'S', ratePpm: 200_000, base: amount + 50, amount: -50 }],
    reason: 'unwanted',
    condition: 'restock',
  };
}

function answer(returned: number, refunded: number): OrderAnswer {
  const parsed = parse(OrderAnswer, {
    orderId: ORDER_ID,
    storeId: 's',
    registerId: 'r2',
    journalId: JOURNAL,
    operatorId: null,
    at: FACT.at,
    businessDate: FACT.businessDate,
    order: PAYLOAD,
    returned: [
      { lineId: 'l1', returned, refunded, refundedTaxes: [{ code: 'S', ratePpm: 200_000, base: 250, amount: 50 }] },
    ],
    refunds: refunded === 0 ? [] : [{ tender: 'cash', amount: refunded }],
    postVoided: false,
    notes: {},
  });
  if (!parsed.ok) throw new Error(`${parsed.at} ${parsed.message}`);
  return parsed.value;
}

const left = (ticket: ReturnType<typeof ownTicket>) =>
  returnablesOf(ticket.order, ticket.orderId, ticket.returned).map(({ quantity, refund }) => [quantity, refund]);

describe('a past ticket', () => {
  const back: OrderFact = {
    ...FACT,
    id: '0192f000-0000-7000-8000-000000000002',
    payload: {
      ...PAYLOAD,
      lines: [],
      returns: [returning(2, -600)],
      payments: [{ id: JOURNAL, tender: 'cash', tendered: -600, change: 0, amount: -600 }],
    },
  };

  it('of this register has what came back here', () => {
    const ticket = ownTicket(FACT, [back]);
    expect(left(ticket)).toEqual([[2, 600]]);
    expect(ticket.givenBack[0]?.payments[0]?.amount).toBe(-600);
  });

  it('of the server has what came back anywhere, whichever sign it writes', () => {
    expect(left(serverTicket(answer(1, 300)))).toEqual([[3, 900]]);
    expect(left(serverTicket(answer(1, -300)))).toEqual([[3, 900]]);
    expect(serverTicket(answer(0, 0)).givenBack).toEqual([]);
  });

  it('known to both counts the return that is further on', () => {
    expect(left(mergedTicket(ownTicket(FACT, [back]), serverTicket(answer(1, 300))))).toEqual([[2, 600]]);
    expect(left(mergedTicket(ownTicket(FACT, []), serverTicket(answer(3, 900))))).toEqual([[1, 300]]);
  });

  it('can come back until all of it did, or it was voided', () => {
    expect(isReturnable(ownTicket(FACT, [back]))).toBe(true);
    expect(isReturnable(serverTicket(answer(4, 1200)))).toBe(false);
    expect(isReturnable({ ...ownTicket(FACT, []), postVoided: true })).toBe(false);
    expect(isReturnable(ownTicket({ ...FACT, payload: { ...PAYLOAD, lines: [] } }, []))).toBe(false);
  });

  it('of its code alone has the catalogue’s names and the tax of today', () => {
    const card = { ...PAYLOAD.lines[0], variantId: 'mug' } as unknown as VariantCard;
    const rules = {
      version: 1,
      pricesIncludeTax: false,
      rounding: 'rate' as const,
      rates: { standard: [{ code: 'S', name: 'VAT', ratePpm: 200_000 }] },
    };
    const code = {
      journalId: JOURNAL,
      orderId: ORDER_ID,
      receipt: 'T2-9',
      at: FACT.at,
      currency: 'GBP',
      total: 1500,
      lines: [
        ['l1', 'mug', 4, 1200],
        ['l2', 'gone', 1, 300],
      ] satisfies [string, string, number, number][],
    };
    const ticket = codeTicket(code, [card, null], rules, '2026-11-01');
    expect(ticket.order.lines).toMatchObject([{ id: 'l1', name: 'Mug', taxes: [{ base: 1000, amount: 200 }] }]);
    expect([left(ticket), ticket.known]).toEqual([[[4, 1200]], 'code']);
    const sold = { ...card, rules: { storedValue: 'gift-card' as const } };
    expect(codeTicket(code, [sold, null], rules, '2026-11-01').order.lines).toMatchObject([
      { storedValue: 'gift-card' },
    ]);
  });
});

describe('looking for a ticket', () => {
  const store = {
    findOrders: async () => [FACT],
    order: async () => FACT,
    returnsOf: async () => [],
  } as unknown as Parameters<typeof findTickets>[1];
  const offline = async (): Promise<Response> => {
    throw new TypeError('no network');
  };

  it('finds this register’s without a network, and says that it is all there is', async () => {
    const found = await findTickets({ receipt: '7' }, store, offline);
    expect(found).toMatchObject({ ownOnly: true, rows: [{ receipt: 'T1-7', total: 1200, first: 'Mug', own: FACT }] });
    expect(await findTicket(ORDER_ID, store, offline)).toMatchObject({ known: 'own' });
    expect(await findTicket(ORDER_ID, null, offline)).toBeNull();
  });

  it('asks the server for the others, newest first, each once', async () => {
    const row = {
      orderId: JOURNAL,
      storeId: 's',
      receipt: 'T2-1',
      at: '2026-11-05T10:00:00.000Z',
      businessDate: '2026-11-05',
    };
    const other = { ...row, total: 500, currency: 'GBP', items: 1, first: 'Tea', memberId: null };
    const asked: string[] = [];
    const online = async (url: string): Promise<Response> => {
      asked.push(url);
      return Response.json({ orders: [other, { ...other, orderId: ORDER_ID }] });
    };
    const { rows, ownOnly } = await findTickets({ amount: 500, memberId: 'm' }, store, online);
    expect(rows.map(({ orderId, own }) => [orderId, own !== null])).toEqual([
      [JOURNAL, false],
      [ORDER_ID, true],
    ]);
    expect([ownOnly, asked]).toEqual([false, ['/api/orders?member=m&amount=500&limit=50']]);
  });
});

describe('what was typed or scanned', () => {
  it.each([
    ['amount', '12.5', { amount: 1250 }],
    ['amount', '1 200,50', { amount: 120_050 }],
    ['amount', '12.345', null],
    ['amount', 'abc', null],
    ['date', '2026-11-21', { date: '2026-11-21' }],
    ['date', '21.11.', null],
    ['receipt', ' T1-7 ', { receipt: 'T1-7' }],
    ['product', 'mug', { product: 'mug' }],
    ['member', 'Li', null],
    ['receipt', '  ', null],
  ] as const)('by %s of %j is %j', (by, text, query) => {
    expect(ticketQuery(by, text, 2, null)).toEqual(query);
  });

  it('is a code or a number', () => {
    expect(scannedReceipt('OT1.a.b\n')).toEqual({ kind: 'code', code: 'OT1.a.b' });
    expect(scannedReceipt('T1-7')).toEqual({ kind: 'number', receipt: 'T1-7' });
  });
});
