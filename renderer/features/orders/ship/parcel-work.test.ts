import { expect, test } from 'vitest';
import { ordered, orderLine } from '#renderer/features/orders/testing/ordered.ts';
import { type Parcel, parcelsToGo, readParcel, shippedDrafts, toPack } from './parcel-work.ts';

const parcel = (parcelId: string, quantity: number, lineId = 'l1'): Parcel => ({
  ...{ parcelId, carrier: 'post', tracking: `CD${parcelId}GB`, grams: 500 },
  lines: [{ lineId, variantId: `V-${lineId}`, quantity }],
});
const shipping = (parcels: Parcel[], more: Parameters<typeof orderLine>[2] = {}) =>
  ordered({ method: 'ship', accepted: true, parcels, lines: [orderLine('l1', 3, { picked: 3, ...more })] });
const ids = (parcels: readonly Parcel[]) => parcels.map(({ parcelId }) => parcelId);

test('what is in a parcel is not packed again; a pickup is packed by nobody', () => {
  const order = shipping([parcel('a', 2)]);
  expect(toPack(order).map(({ variantId, quantity }) => [variantId, quantity])).toEqual([['V-l1', 1]]);
  expect(toPack(shipping([parcel('a', 2), parcel('b', 1)]))).toEqual([]);
  expect(toPack(ordered({ accepted: true, lines: [orderLine('l1', 3, { picked: 3 })] }))).toEqual([]);
});

test('a parcel of what was cancelled stays', () => {
  const parcels = [parcel('a', 2), parcel('b', 1)];
  expect(ids(parcelsToGo(shipping(parcels)))).toEqual(['a', 'b']);
  expect(ids(parcelsToGo(shipping(parcels, { released: 1 })))).toEqual(['a']);
  expect(ids(parcelsToGo(shipping(parcels, { released: 2 })))).toEqual(['b']);
  expect(ids(parcelsToGo(shipping(parcels, { released: 3 })))).toEqual([]);
});

test('what the driver takes leaves with its numbers, what they leave stays', () => {
  const order = shipping([parcel('a', 1), parcel('b', 1), parcel('c', 1)]);
  const list = { manifestId: 'm', driverId: 'd', parcelIds: new Set(['a', 'c', 'of another']) };
  expect(shippedDrafts([order], list)).toMatchObject([
    {
      kind: 'fulfilment.shipped',
      payload: {
        ...{ manifestId: 'm', driverId: 'd', lines: [{ lineId: 'l1', variantId: 'V-l1', quantity: 2 }] },
        parcels: [
          { parcelId: 'a', carrier: 'post', tracking: 'CDaGB' },
          { parcelId: 'c', carrier: 'post', tracking: 'CDcGB' },
        ],
      },
    },
  ]);
  expect(shippedDrafts([order], { ...list, parcelIds: new Set() })).toEqual([]);
});

test('the label of a parcel finds its order', () => {
  const order = shipping([parcel('a', 1)]);
  expect(readParcel(' cdagb ', [order])).toBe(order);
  expect(readParcel('CDbGB', [order])).toBeUndefined();
});
