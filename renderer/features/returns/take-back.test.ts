import { describe, expect, it } from 'vitest';
import type { OrderLine } from '#domain/order/order.ts';
import type { SoldTicket } from './sold-ticket.ts';
import { refundOf, type TakeBackAsked, takeBack } from './take-back.ts';

const LINE: OrderLine = {
  id: 'l1',
  variantId: 'mug',
  sku: 'MUG',
  name: 'Mug',
  unit: 'each',
  taxCategory: 'standard',
  quantity: 3,
  unitPrice: 400,
  priceVersion: 1,
  discounts: [],
  listAmount: 1200,
  adjustments: [{ source: 'line-discount', discountId: 'd', reason: 'staff', amount: -200 }],
  amount: 1000,
  taxes: [{ code: 'S', ratePpm: 200_000, base: 833, amount: 167 }],
};
const PHONE: OrderLine = { ...LINE, id: 'l2', variantId: 'phone', quantity: 1, serial: 'SN1', amount: 400, taxes: [] };
const TICKET: SoldTicket = {
  orderId: '0192f000-0000-7000-8000-000000000001',
  receipt: 'T1-1',
  at: '2026-11-01T10:00:00.000Z',
  businessDate: '2026-11-01',
  order: { lines: [LINE, PHONE], pricesIncludeTax: true, payments: [], rounding: 0, currency: 'GBP' },
  returned: [],
  givenBack: [],
  postVoided: false,
  known: 'server',
};

function asked(parts: Partial<TakeBackAsked> = {}): TakeBackAsked {
  let made = 0;
  return {
    ticket: TICKET,
    chosen: [{ lineId: 'l1', quantity: 1, condition: 'damaged' }],
    reason: 'faulty',
    today: '2026-11-21',
    windowDays: 30,
    unreturnable: new Set(),
    pricesIncludeTax: true,
    newId: () => `r${++made}`,
    ...parts,
  };
}

describe('takeBack', () => {
  it('gives back what was really paid, with reason, condition and the receipt it was sold on', () => {
    const { lines, refund, faults } = takeBack(asked());
    expect(faults).toEqual([]);
    expect(refund).toBe(333);
    expect(lines).toMatchObject([
      {
        id: 'r1',
        source: { orderId: TICKET.orderId, receipt: 'T1-1', lineId: 'l1' },
        quantity: 1,
        amount: -333,
        reason: 'faulty',
        condition: 'damaged',
      },
    ]);
  });

  it('in parts comes to exactly what was paid', () => {
    const [first] = takeBack(asked()).lines;
    const rest = { ...TICKET, returned: first ? [first] : [] };
    const chosen = [{ lineId: 'l1', quantity: 2, condition: 'restock' as const }];
    expect(takeBack(asked({ ticket: rest, chosen })).refund).toBe(667);
    const tooMany = [{ lineId: 'l1', quantity: 3, condition: 'restock' as const }];
    expect(takeBack(asked({ ticket: rest, chosen: tooMany }))).toMatchObject({
      lines: [],
      refund: 0,
      faults: [{ code: 'return-exceeds', left: 2 }],
    });
  });

  it('after the window says so and still has its lines, for a manager to decide', () => {
    const late = takeBack(asked({ today: '2026-12-02' }));
    expect(late).toMatchObject({ refund: 333, faults: [{ code: 'return-window-passed', days: 31, windowDays: 30 }] });
    expect(late.lines).toHaveLength(1);
  });

  it('wants the serial number that was sold, and leaves out what is never taken back', () => {
    const chosen = [{ lineId: 'l2', quantity: 1, condition: 'restock' as const }];
    const [piece] = chosen;
    expect(takeBack(asked({ chosen })).faults).toMatchObject([{ code: 'serial-differs', serial: 'SN1' }]);
    if (!piece) throw new Error('no piece');
    expect(takeBack(asked({ chosen: [{ ...piece, serial: 'SN1' }] })).refund).toBe(400);
    const never = takeBack(asked({ unreturnable: new Set(['mug']) }));
    expect(never).toMatchObject({ lines: [], faults: [{ code: 'item-not-returnable' }] });
  });

  it('counts tax into the refund where prices exclude it', () => {
    const { lines, refund } = takeBack(asked({ pricesIncludeTax: false }));
    expect(lines[0]?.amount).toBe(-277);
    expect([refund, refundOf(lines, false)]).toEqual([333, 333]);
  });
});

describe('what nobody was handed', () => {
  it('is cancelled however long ago it was bought, and also where goods of its kind do not come back', () => {
    const policy = { today: '2027-11-21', unreturnable: new Set(['mug']) };
    const of = (condition: 'undelivered' | 'restock') =>
      takeBack(asked({ ...policy, chosen: [{ lineId: 'l1', quantity: 1, condition }] }));
    expect(of('undelivered')).toMatchObject({ faults: [], refund: 333 });
    expect(of('restock').faults.map(({ code }) => code)).toEqual(['return-window-passed', 'item-not-returnable']);
  });
});
