import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CONFIG, till } from './testing/sale-till.ts';

/** From the business date of 1 January on, 25 % in place of 20 %; the store's day starts at 04:00 in London. */
const AHEAD = {
  ...CONFIG.taxRules,
  version: 2,
  from: '2027-01-01',
  rates: { standard: [{ code: 'S', name: 'VAT', ratePpm: 250_000 }] },
};
const config = { ...CONFIG, taxVersions: [CONFIG.taxRules, AHEAD] };
const LAST_MINUTE = '2027-01-01T03:59:00.000Z';
const NEW_DAY = '2027-01-01T04:00:00.000Z';

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

/** What a mug at 5.00 has of tax in it. */
const [OLD, NEW] = [83, 100];
function taxOf({ sale }: ReturnType<typeof till>) {
  const { rules, settled } = sale.view.get();
  return [rules?.version, settled?.taxTotal];
}

describe('tax rules ahead', () => {
  it('hold from the first cart of their business date on, without anything being heard', async () => {
    vi.setSystemTime(LAST_MINUTE);
    const one = till({ config });
    await one.sale.enter('MUG');
    expect(taxOf(one)).toEqual([1, OLD]);
    one.sale.edit({ type: 'done' });
    vi.setSystemTime(NEW_DAY);
    await one.sale.enter('MUG');
    expect(taxOf(one)).toEqual([2, NEW]);
  });

  it('leave a cart as it was begun, also when more is added to it after the day has turned', async () => {
    vi.setSystemTime(LAST_MINUTE);
    const one = till({ config });
    await one.sale.enter('MUG');
    vi.setSystemTime(NEW_DAY);
    await one.sale.enter('MUG');
    expect(taxOf(one)).toEqual([1, 2 * OLD + 1]);
  });

  it('are those of a cart that was parked before and is taken up on their day', async () => {
    vi.setSystemTime(LAST_MINUTE);
    const one = till({ config });
    await one.sale.enter('MUG');
    await one.sale.park(null);
    const [entry] = one.parked;
    if (!entry) throw new Error('not parked');
    vi.setSystemTime(NEW_DAY);
    await one.sale.recall({ ...entry, registerId: null, state: 'here' });
    expect(taxOf(one)).toEqual([2, NEW]);
  });
});
