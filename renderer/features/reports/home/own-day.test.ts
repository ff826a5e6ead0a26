import { describe, expect, it } from 'vitest';
import { FakeHost } from '#renderer/store/testing/fake-host.ts';
import { ownDay } from './own-day.ts';

describe('ownDay', () => {
  const host = new FakeHost('0192f000-0000-7000-8000-000000000001');
  const sale = host.sell(['V1', 2]);
  const evening = { ...host.sell(['V1', 1]), at: '2026-11-02T17:30:00.000Z' };

  it("sums a till's tickets by the store's clock", () => {
    expect(ownDay([evening, sale], 'Europe/London')).toEqual({
      turnover: 300,
      receipts: 2,
      hours: [
        { hour: 10, now: { turnover: 200, receipts: 1 }, before: { turnover: 0, receipts: 0 } },
        { hour: 17, now: { turnover: 100, receipts: 1 }, before: { turnover: 0, receipts: 0 } },
      ],
    });
  });

  it('counts no training, and no gift card as turnover', () => {
    const training = { ...sale, training: true as const };
    const [line] = sale.payload.lines;
    const card = line && {
      ...sale,
      payload: { ...sale.payload, lines: [{ ...line, storedValue: 'gift-card' as const }] },
    };
    expect(ownDay([training], 'UTC')).toMatchObject({ turnover: 0, receipts: 0, hours: [] });
    expect(card && ownDay([card], 'UTC')).toMatchObject({ turnover: 0, receipts: 1 });
  });
});
