import { expect, it } from 'vitest';
import { linePermissions } from './line-permissions.ts';

const POSTAGE = { id: 'charge:D', variantId: 'unlisted/shipping', priceSource: 'entered', deliveryId: 'D' } as const;

it('asks nobody for postage, which nobody keyed in', () => {
  expect(linePermissions([{ id: 'A', variantId: 'mug' }, POSTAGE])).toEqual([]);
});

it('asks for a price that was keyed in, also of a line that is only called postage', () => {
  expect(linePermissions([{ id: 'A', variantId: 'mug', priceSource: 'entered' }])).toEqual(['open-price']);
  expect(linePermissions([{ ...POSTAGE, variantId: 'mug' }])).toEqual(['open-price']);
  const { deliveryId: _, ...alone } = POSTAGE;
  expect(linePermissions([alone])).toEqual(['open-price']);
});
