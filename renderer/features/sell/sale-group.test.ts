import { describe, expect, it } from 'vitest';
import type { PublishedPriceList } from '#domain/pricing/price-list.ts';
import { OVERRIDE_ID, till } from './testing/sale-till.ts';

const list = (more: Partial<PublishedPriceList> = {}): PublishedPriceList => ({
  listId: '0197a000-0000-7000-8000-000000000001',
  name: 'Trade',
  currency: 'EUR',
  groupIds: ['trade'],
  storeIds: null,
  from: null,
  until: null,
  priority: 0,
  rules: [{ ppm: 100_000 }],
  version: 2,
  ...more,
});
const members = [
  { memberId: 'm1', name: 'Mel', cardNumber: '1', groupId: 'trade' },
  { memberId: 'm2', name: 'Nia', cardNumber: '2' },
];

describe('a member of a customer group', () => {
  it('gets the prices of their group on what is rung up already and on what follows; off, the cart is what it was', async () => {
    const { sale, lines, live } = till({ lists: [list()], members });
    await sale.enter('MUG');
    const before = sale.view.get().cart;
    expect(await sale.attach('m1')).toBe(true);
    expect(lines()).toEqual([['mug', 1, 450]]);
    await sale.enter('MUG');
    await sale.enter('TRAY');
    expect(lines()).toEqual([
      ['mug', 2, 450],
      ['tray', 1, 450],
      ['deposit', 1, 25],
    ]);
    expect(live()).toMatchObject({ memberId: 'm1', groupId: 'trade' });
    expect(sale.view.get().settled?.total).toBe(1375);
    await sale.attach('m2');
    expect(lines()).toEqual([
      ['mug', 2, 500],
      ['tray', 1, 500],
      ['deposit', 1, 25],
    ]);
    await sale.attach(null);
    expect(sale.view.get().cart).toMatchObject({ id: before?.id, openedAt: before?.openedAt });
    expect(sale.view.get().cart).not.toHaveProperty('groupId');
  });

  it('chosen before the first line, has them from there', async () => {
    const { sale, lines } = till({ lists: [list()], members });
    await sale.attach('m1');
    await sale.enter('MUG');
    expect(lines()).toEqual([['mug', 1, 450]]);
    expect(sale.view.get().cart?.lines[0]?.priceList).toEqual({
      listId: list().listId,
      name: 'Trade',
      version: 2,
      basePrice: 500,
    });
  });

  it('pays the price book’s prices by a list that begins after the cart did', async () => {
    const { sale, lines } = till({ lists: [list({ from: '2999-01-01T00:00:00.000Z' })], members });
    await sale.attach('m1');
    await sale.enter('MUG');
    expect(lines()).toEqual([['mug', 1, 500]]);
  });

  it('gets weighed goods by the list’s price, and pays what a label says as it is', async () => {
    const { sale, lines } = till({ lists: [list()], members });
    await sale.attach('m1');
    await sale.enter('CHEESE');
    await sale.answer({ quantity: 250 });
    expect(lines()).toEqual([['cheese', 250, 1080]]);
    expect(sale.view.get().settled?.total).toBe(270);
  });

  it('is not changed while money is taken for the cart', async () => {
    const { sale, lines, notice } = till({ lists: [list()], members, money: true });
    await sale.enter('MUG');
    expect(await sale.attach('m1')).toBe(false);
    expect([lines(), notice()]).toEqual([[['mug', 1, 500]], 'payments-open']);
  });

  it('keeps the prices of a parked cart with the cart', async () => {
    const { sale, lines } = till({ lists: [list()], members });
    await sale.enter('MUG');
    await sale.attach('m1');
    expect(await sale.park(null)).toBe(true);
    expect(await sale.recallOnly()).toBe(true);
    await sale.enter('MUG');
    expect(lines()).toEqual([['mug', 2, 450]]);
  });

  it('who was put into a group just now buys at its prices before the till has heard of it', async () => {
    const { sale, lines } = till({ lists: [list()], members });
    await sale.enter('MUG');
    await sale.attach('m2', 'trade');
    expect(lines()).toEqual([['mug', 1, 450]]);
  });

  it('is put on the cart that it was asked for, after what was scanned before', async () => {
    const { sale, lines } = till({ lists: [list()], members });
    const scanned = sale.enter('MUG');
    const attached = sale.attach('m1');
    sale.edit({ type: 'multiplier', value: 3 });
    expect(await Promise.all([scanned, attached])).toEqual([true, true]);
    expect(lines()).toEqual([['mug', 1, 450]]);
    expect(sale.view.get().multiplier).toBe(3);
    const late = sale.attach('m2');
    sale.edit({ type: 'done' });
    const next = sale.enter('MUG');
    expect(await Promise.all([late, next])).toEqual([false, true]);
    expect(sale.view.get().cart).not.toHaveProperty('memberId');
  });

  it('lowers a line under a discount that was allowed: a manager is asked at once for what it has become', async () => {
    const { sale, asked } = till({ lists: [list({ rules: [{ ppm: 200_000 }] })], members, limit: 100_000 });
    await sale.enter('MUG');
    sale.edit({ type: 'discount-line', lineId: lineOf(sale), discount: { ...OFF, value: 50 } });
    expect(asked).toEqual([]);
    expect(await sale.attach('m1')).toBe(true);
    expect(asked).toEqual([['discount', 125_000]]);
    expect(sale.view.get().cart?.lines[0]?.discounts).toEqual([{ ...OFF, value: 50, overrideId: OVERRIDE_ID }]);
    expect(await sale.allowDiscounts()).toBe(true);
    expect(asked).toHaveLength(1);
  });

  it('is on the sale also where nobody allows it, and the discount stands to be asked about again', async () => {
    const lists = [list({ rules: [{ ppm: 200_000 }] })];
    const { sale, asked, notice } = till({ lists, members, limit: 100_000, refused: ['discount'] });
    await sale.enter('MUG');
    sale.edit({ type: 'discount-cart', discount: { ...OFF, value: 50 } });
    expect(await sale.attach('m1')).toBe(true);
    expect(notice()).toBe('permission-refused');
    expect(await sale.allowDiscounts()).toBe(false);
    expect(asked).toEqual([
      ['discount', 125_000],
      ['discount', 125_000],
    ]);
    sale.edit({ type: 'remove-discount', discountId: OFF.id });
    expect(sale.allowDiscounts()).toBeNull();
  });

  it('asks again where a decision was for less, as once the rest of the cart is gone', async () => {
    const { sale, asked, lines } = till({ limit: 100_000 });
    await sale.enter('MUG');
    await sale.enter('TRAY');
    await sale.ask({ type: 'discount-cart', discount: { ...OFF, value: 200 } });
    const [, size = 0] = asked[0] ?? [];
    await sale.ask({ type: 'remove', lineId: lineOf(sale) });
    expect(lines().map(([variantId]) => variantId)).toEqual(['tray', 'deposit']);
    expect(await sale.allowDiscounts()).toBe(true);
    expect(asked.at(-1)).toEqual(['discount', 400_000]);
    expect(size).toBeLessThan(400_000);
  });

  it('asks for small discounts upon each other as one', async () => {
    const { sale, asked } = till({ limit: 100_000 });
    await sale.enter('MUG');
    const percent = { ...OFF, kind: 'percent', value: 80_000 } as const;
    sale.edit({ type: 'discount-line', lineId: lineOf(sale), discount: percent });
    sale.edit({ type: 'discount-cart', discount: { ...percent, id: 'second' } });
    expect(await sale.allowDiscounts()).toBe(true);
    expect(asked).toHaveLength(1);
    expect(sale.view.get().cart?.discounts[0]).toHaveProperty('overrideId', OVERRIDE_ID);
  });
});

const OFF = { id: 'off', kind: 'amount', value: 100, reason: 'staff' } as const;

function lineOf(sale: ReturnType<typeof till>['sale']): string {
  return sale.view.get().cart?.lines[0]?.id ?? '';
}
