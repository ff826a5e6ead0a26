import { expect, it } from 'vitest';
import type { PurchaseOrderRow } from '#contracts/http/stock.ts';
import { idMaker } from '#renderer/features/stock/testing/draft.ts';
import { costOf } from '#renderer/features/stock/work/draft-lines.ts';
import { orderDraft } from './order-draft.ts';

const order: PurchaseOrderRow = {
  revision: 2,
  order: {
    purchaseOrderId: 'po-7',
    supplierId: 'acme',
    locationId: 'shelf',
    number: 7,
    status: 'sent',
    lines: [
      { variantId: 'tea', quantity: 24, packSize: 12, packCost: 1200 },
      { variantId: 'mug', quantity: 6, packSize: 6, packCost: 900 },
      { variantId: 'tea', quantity: 12, packSize: 12, packCost: 1100 },
    ],
  },
  supplierName: 'Acme Teas',
  locationName: 'High Street',
  at: '2026-11-20T08:00:00.000Z',
  received: { mug: 6, tea: 30 },
  total: 4500,
};

it('expects what of the order has not come yet, at its prices', () => {
  const draft = orderDraft(order, idMaker());
  expect(draft.order).toEqual({ id: 'po-7', number: 7 });
  expect(draft.supplier).toEqual({ id: 'acme', name: 'Acme Teas' });
  expect(draft.lines.map(({ variantId, expected, pack, quantity }) => [variantId, expected, pack, quantity])).toEqual([
    ['tea', 6, { size: 12, cost: 1100 }, 0],
  ]);
});

it.each<Record<string, number>>([{}, { tea: -2 }])(
  'expects all of an order of which nothing has come, or more went back than came',
  (received) => {
    const { lines } = orderDraft({ ...order, received }, idMaker());
    expect(lines.map(({ expected }) => expected)).toEqual([24, 6, 12]);
  },
);

it('knows no cost where the order does not say one', () => {
  const lines = order.order.lines.map(({ packCost: _, ...line }) => line);
  const { total: _total, ...row } = order;
  const draft = orderDraft({ ...row, order: { ...order.order, lines } }, idMaker());
  const [line] = draft.lines;
  expect(line && [line.expected, 'pack' in line, costOf({ ...line, quantity: 6 })]).toEqual([6, false, null]);
});
