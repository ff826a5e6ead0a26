import { expect, test } from 'vitest';
import { ordered, orderLine } from '#renderer/features/orders/testing/ordered.ts';
import { goodsToGive, goodsToPutBack } from './goods-of.ts';
import { ageFor, chosenGoods, handOverDraft, keyOf } from './hand-over-draft.ts';
import { putBackDraft } from './put-back-draft.ts';

const instead = { variantId: 'V-x', sku: 'S-x', name: 'Name x', quantity: 1 };
const ready = () =>
  ordered({
    ...{ accepted: true, readied: true },
    lines: [
      orderLine('l1', 3, { picked: 3, substitutes: [instead], minimumAge: 16 }),
      orderLine('l2', 2, { picked: 2, handedOver: 1, minimumAge: 18 }),
    ],
  });
const quantities = (...goods: ReturnType<typeof goodsToGive>) =>
  goods.map(({ variantId, quantity }) => [variantId, quantity]);

test('what lies there is told by what it is, substitutes apart', () => {
  expect(quantities(...goodsToGive(ready()))).toEqual([
    ['V-l1', 2],
    ['V-x', 1],
    ['V-l2', 1],
  ]);
  const later = ordered({
    ...{ accepted: true, readied: true },
    lines: [orderLine('l1', 3, { picked: 3, handedOver: 2, substitutes: [instead] })],
  });
  expect(quantities(...goodsToGive(later))).toEqual([['V-x', 1]]);
});

test('part of it goes, never more than lies there; the age is the highest of what goes', () => {
  const order = ready();
  const all = chosenGoods(order, new Map());
  expect(ageFor(all)).toBe(18);
  const some = new Map([
    [keyOf({ lineId: 'l1', variantId: 'V-l1' }), 9],
    [keyOf({ lineId: 'l2', variantId: 'V-l2' }), 0],
  ]);
  const chosen = chosenGoods(order, some);
  expect(quantities(...chosen)).toEqual([
    ['V-l1', 2],
    ['V-x', 1],
  ]);
  expect(ageFor(chosen)).toBe(16);
  const [draft, ...more] = handOverDraft(order, {
    ...{ proof: { kind: 'identity' }, collector: 'other', collectorId: 'c1', quantities: some, minimumAge: 16 },
  });
  expect(more).toEqual([]);
  expect(draft).toMatchObject({
    kind: 'fulfilment.handed-over',
    payload: {
      lines: [
        { lineId: 'l1', variantId: 'V-l1', quantity: 2 },
        { lineId: 'l1', variantId: 'V-x', quantity: 1 },
      ],
      ...{ proof: { kind: 'identity' }, collector: 'other', collectorId: 'c1', minimumAge: 16 },
    },
  });
});

test('nothing goes of what was handed over already, or is not for the customer to have', () => {
  const choice = { proof: { kind: 'identity' as const }, collector: 'customer' as const, quantities: new Map() };
  const gone = ordered({ readied: true, lines: [orderLine('l1', 2, { picked: 2, handedOver: 2 })] });
  const toShip = { ...ready(), method: 'ship' as const, actions: [] };
  expect([handOverDraft(gone, choice), handOverDraft(toShip, choice)]).toEqual([[], []]);
});

test('what nobody fetched goes back whole, else only what is owed to nobody', () => {
  const lines = [orderLine('l1', 3, { picked: 3, released: 1 })];
  expect(quantities(...goodsToPutBack(ordered({ accepted: true, readied: true, lines })))).toEqual([['V-l1', 1]]);
  expect(quantities(...goodsToPutBack(ordered({ readied: true, expired: true, lines })))).toEqual([['V-l1', 3]]);
});

test('a scan puts one piece back, of what is weighed the bag; what need not go back stays', () => {
  const lines = [orderLine('l1', 2, { picked: 2 }), orderLine('l2', 400, { picked: 400, unit: 'kg' })];
  const order = ordered({ readied: true, expired: true, lines });
  const told = (variantId: string) => putBackDraft(order, variantId).map(({ payload }) => payload);
  expect(told('V-l1')).toMatchObject([{ lines: [{ lineId: 'l1', variantId: 'V-l1', quantity: 1 }] }]);
  expect(told('V-l2')).toMatchObject([{ lines: [{ lineId: 'l2', variantId: 'V-l2', quantity: 400 }] }]);
  expect(putBackDraft(order, 'V-l1', 'PLACE-1').map(({ payload }) => payload)).toMatchObject([
    { lines: [{ variantId: 'V-l1', placeId: 'PLACE-1' }] },
  ]);
  expect(told('V-x')).toEqual([]);
  expect(putBackDraft(ordered({ readied: true, lines }), 'V-l1')).toEqual([]);
});
