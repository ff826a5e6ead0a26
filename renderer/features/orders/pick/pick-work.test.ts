import { expect, test } from 'vitest';
import type { Place } from '#contracts/facts/place-facts.ts';
import { ordered, orderLine } from '#renderer/features/orders/testing/ordered.ts';
import { pickDrafts, shortDrafts, splitDrafts, walkOf } from './pick-work.ts';

const PLACES: readonly Place[] = [
  { placeId: 'P10', name: 'Shelf 10', kind: 'shelf' },
  { placeId: 'P2', name: 'Shelf 2', kind: 'shelf' },
];
const IDS = ['01890000-0000-7000-8000-00000000000a', '01890000-0000-7000-8000-00000000000b'] as const;
const first = ordered({
  fulfilmentId: IDS[0],
  accepted: true,
  lines: [orderLine('l1', 2, { variantId: 'V1', placeId: 'P10' }), orderLine('l2', 1, { variantId: 'V2' })],
});
const second = ordered({
  fulfilmentId: IDS[1],
  accepted: true,
  lines: [
    orderLine('m1', 1, { variantId: 'V1', placeId: 'P10' }),
    orderLine('m3', 1, { variantId: 'V3', placeId: 'P2' }),
  ],
});
const payloads = (drafts: readonly { payload: unknown }[]) => drafts.map(({ payload }) => payload);

test('a wave is walked along the places by name, numbers as numbers, what lies nowhere last; what is not accepted waits', () => {
  const walk = walkOf([first, second, ordered({ lines: [orderLine('n', 1)] })], PLACES);
  expect(walk.map(({ variantId, quantity }) => [variantId, quantity])).toEqual([
    ['V3', 1],
    ['V1', 3],
    ['V2', 1],
  ]);
});

test('a scan goes to the order that was promised first, a number over several; each order has its fact', () => {
  const one = pickDrafts([first, second], PLACES, { variantId: 'V1', quantity: 1 });
  expect(payloads(one.drafts)).toEqual([
    { fulfilmentId: IDS[0], locationId: 'L1', lines: [{ lineId: 'l1', variantId: 'V1', picked: 1, placeId: 'P10' }] },
  ]);
  const three = pickDrafts([first, second], PLACES, { variantId: 'V1', quantity: 3 });
  expect(payloads(three.drafts)).toMatchObject([
    { fulfilmentId: IDS[0], lines: [{ picked: 2 }] },
    { fulfilmentId: IDS[1], lines: [{ picked: 1 }] },
  ]);
});

test('what nobody wants, and more than is wanted, picks nothing', () => {
  const wrong = pickDrafts([first], PLACES, { variantId: 'V9', quantity: 1 });
  expect(wrong).toEqual({ scan: { ok: false, code: 'not-wanted' }, drafts: [] });
  const many = pickDrafts([first], PLACES, { variantId: 'V1', quantity: 3 });
  expect(many).toEqual({ scan: { ok: false, code: 'too-many', left: 2 }, drafts: [] });
});

test('short is all that is wanted; a split tells short what is not picked of orders that are begun', () => {
  expect(payloads(shortDrafts([first, second], PLACES, 'V1'))).toMatchObject([
    { fulfilmentId: IDS[0], lines: [{ lineId: 'l1', short: 2 }] },
    { fulfilmentId: IDS[1], lines: [{ lineId: 'm1', short: 1 }] },
  ]);
  const begun = ordered({
    fulfilmentId: IDS[0],
    accepted: true,
    lines: [orderLine('l1', 2, { picked: 1 }), orderLine('l2', 1)],
  });
  expect(payloads(splitDrafts([begun, second]))).toEqual([
    {
      ...{ fulfilmentId: IDS[0], locationId: 'L1' },
      lines: [
        { lineId: 'l1', variantId: 'V-l1', short: 1 },
        { lineId: 'l2', variantId: 'V-l2', short: 1 },
      ],
    },
  ]);
});
