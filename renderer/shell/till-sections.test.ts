import { describe, expect, it } from 'vitest';
import { sectionsFor } from './till-sections.ts';

const ALL = { training: false, hasChannels: true, may: () => true };
const names = (shown: ReturnType<typeof sectionsFor>) => shown.map(({ section }) => section);

describe('the rail', () => {
  it('has on a till and a device without a host the same in the same order, but for what only one of them has', () => {
    const till = names(sectionsFor({ ...ALL, device: 'till' }));
    const tablet = names(sectionsFor({ ...ALL, device: 'tablet' }));
    expect(till).toEqual(['sell', 'orders', 'receipts', 'stock', 'members', 'shift', 'reports', 'more']);
    expect(tablet).toEqual(['orders', 'priceCheck', 'receipts', 'stock', 'members', 'reports', 'more']);
    const both = (one: readonly string[], other: readonly string[]) => one.filter((name) => other.includes(name));
    expect(both(till, tablet)).toEqual(both(tablet, till));
  });

  it('shows nobody what they may not, and no orders in training or where nothing is sold online', () => {
    const nobody = { ...ALL, may: () => false };
    expect(names(sectionsFor({ ...nobody, device: 'till' }))).toEqual(['sell', 'receipts', 'shift', 'more']);
    expect(names(sectionsFor({ ...nobody, device: 'tablet' }))).toEqual(['priceCheck', 'receipts', 'more']);
    for (const without of [{ training: true }, { hasChannels: false }])
      expect(names(sectionsFor({ ...ALL, ...without, device: 'till' }))).not.toContain('orders');
  });
});
