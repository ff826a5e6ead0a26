import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pickScanned, pickWalk, type ToPick } from './pick-list.ts';

const place = (walk: number): ToPick['place'] => ({ placeId: `p${walk}`, name: `Shelf ${walk}`, walk });
const wanted = (fulfilmentId: string, variantId: string, quantity: number, at: number | null = 1): ToPick => ({
  fulfilmentId,
  lineId: `${fulfilmentId}-${variantId}`,
  variantId,
  sku: `sku-${variantId}`,
  quantity,
  place: at === null ? null : place(at),
});

const wave = fc.array(
  fc
    .tuple(fc.constantFrom('f', 'g', 'h'), fc.constantFrom('v', 'w', 'x'), fc.integer({ min: 1, max: 4 }))
    .map(([fulfilmentId, variantId, quantity]) => wanted(fulfilmentId, variantId, quantity, variantId.charCodeAt(0))),
  { maxLength: 8 },
);

describe('a walk through the shop', () => {
  it('goes along the places, each variant once, and what lies nowhere last', () => {
    const walk = pickWalk([
      wanted('f', 'w', 1, null),
      wanted('f', 'v', 2, 7),
      wanted('g', 'x', 1, 3),
      wanted('g', 'v', 1, 7),
    ]);
    expect(walk.map(({ variantId, quantity }) => [variantId, quantity])).toEqual([
      ['x', 1],
      ['v', 3],
      ['w', 1],
    ]);
    expect(walk[1]?.shares.map(({ fulfilmentId }) => fulfilmentId)).toEqual(['f', 'g']);
  });

  it('wants as much as the orders do', () => {
    fc.assert(
      fc.property(wave, (some) => {
        const total = (all: { quantity: number }[]): number => all.reduce((sum, { quantity }) => sum + quantity, 0);
        const walk = pickWalk(some);
        expect(total(walk)).toBe(total(some));
        expect(total(walk.flatMap(({ shares }) => shares))).toBe(total(some));
      }),
    );
  });
});

describe('a scan while picking', () => {
  const walk = pickWalk([wanted('f', 'v', 2), wanted('g', 'v', 1)]);

  it('is shared out in order', () => {
    expect(pickScanned(walk, 'v', 3)).toMatchObject({ ok: true, shares: [{ quantity: 2 }, { quantity: 1 }] });
    expect(pickScanned(walk, 'v', 1)).toMatchObject({ ok: true, shares: [{ fulfilmentId: 'f', quantity: 1 }] });
  });

  it('of what nobody wants, or of too many, is caught', () => {
    expect(pickScanned(walk, 'w', 1)).toEqual({ ok: false, code: 'not-wanted' });
    expect(pickScanned(walk, 'v', 4)).toEqual({ ok: false, code: 'too-many', left: 3 });
  });

  it('gives away exactly what was scanned', () => {
    fc.assert(
      fc.property(wave, fc.constantFrom('v', 'w', 'x'), fc.integer({ min: 1, max: 9 }), (some, variantId, quantity) => {
        const scan = pickScanned(pickWalk(some), variantId, quantity);
        if (scan.ok) expect(scan.shares.reduce((sum, share) => sum + share.quantity, 0)).toBe(quantity);
      }),
    );
  });
});
