import { describe, expect, it } from 'vitest';
import { beginGuide, GUIDED_STEPS, type GuidedSale, look, type Sight } from './guided-sale.ts';

const START: Sight = {
  entered: 0,
  cartId: null,
  lines: 0,
  largestQuantity: 0,
  discounts: 0,
  stage: 'selling',
  gaveBack: false,
  sessionOpen: false,
};

/** The guide after a row of moments, each given by what is different from the one before. */
function seeing(guide: GuidedSale, ...moments: Partial<Sight>[]): GuidedSale {
  let sight = guide.before ?? START;
  return moments.reduce((now, change) => {
    sight = { ...sight, ...change };
    return look(now, sight);
  }, guide);
}

const at = (step: (typeof GUIDED_STEPS)[number]): number => GUIDED_STEPS.indexOf(step);

describe('the guided sale', () => {
  it('follows a whole first sale, from the scan to the close', () => {
    let guide = seeing(beginGuide(), {});
    const goes = (...moments: Partial<Sight>[]): number => {
      guide = seeing(guide, ...moments);
      return guide.at;
    };
    expect(goes({ entered: 1, cartId: 'c', lines: 1, largestQuantity: 1 })).toBe(at('quantity'));
    expect(goes({ largestQuantity: 3 })).toBe(at('search'));
    expect(goes({ lines: 2 })).toBe(at('discount'));
    expect(goes({ discounts: 1 })).toBe(at('park'));
    expect(goes({ cartId: null, lines: 0, discounts: 0, largestQuantity: 0 })).toBe(at('park'));
    expect(goes({ cartId: 'c', lines: 2, discounts: 1, largestQuantity: 3 })).toBe(at('pay'));
    expect(goes({ stage: 'paying' }, { stage: 'saving' }, { stage: 'paid', cartId: null, lines: 0 })).toBe(
      at('return'),
    );
    expect(goes({ stage: 'selling' }, { stage: 'paying' }, { stage: 'paid', gaveBack: true })).toBe(at('close'));
    expect(goes({ stage: 'selling', gaveBack: false }, { sessionOpen: true })).toBe(at('close'));
    expect(goes({ sessionOpen: false })).toBe(GUIDED_STEPS.length);
    expect(goes({ entered: 9 })).toBe(GUIDED_STEPS.length);
  });

  it('does not take what was there before it looked for a step', () => {
    expect(seeing(beginGuide(), { entered: 5 }).at).toBe(0);
  });

  it('takes a scan for no search, and a cleared cart for no parked one', () => {
    const searching = seeing(beginGuide(at('search')), { entered: 1, cartId: 'c', lines: 1 });
    expect(seeing(searching, { entered: 2, lines: 2 }).at).toBe(at('search'));
    const parking = seeing(beginGuide(at('park')), { cartId: 'c', lines: 1 }, { cartId: null, lines: 0 });
    expect(seeing(parking, { cartId: 'd', lines: 1 }).at).toBe(at('park'));
  });

  it('takes a return for no sale', () => {
    const paying = seeing(beginGuide(at('pay')), {}, { stage: 'paid', gaveBack: true });
    expect(paying.at).toBe(at('pay'));
  });
});
