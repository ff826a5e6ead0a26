import { describe, expect, it } from 'vitest';
import { type StockHealthInput, stockHealth } from './stock-health.ts';

const shelf: StockHealthInput = {
  onHand: 100,
  lastSoldOn: '2026-09-01',
  lastReceivedOn: '2026-01-01',
  today: '2026-09-10',
  dailyDemand: 1,
  orderUpTo: 20,
};

describe('stockHealth', () => {
  it('has too much beyond what sells in ninety days', () => {
    expect(stockHealth(shelf)).toEqual({ state: 'overstock', excess: 10, daysOfCover: 100, daysSinceSold: 9 });
    expect(stockHealth({ ...shelf, onHand: 90 })).toMatchObject({ state: 'healthy', excess: 0 });
  });
  it('never has too much of what it would order up to', () => {
    expect(stockHealth({ ...shelf, orderUpTo: 100 })).toMatchObject({ state: 'healthy' });
  });
  it('is dead where nothing moved, in or out', () => {
    const idle = { ...shelf, lastSoldOn: '2026-03-14', dailyDemand: 0 };
    expect(stockHealth(idle)).toEqual({ state: 'dead', excess: 100, daysOfCover: null, daysSinceSold: 180 });
    expect(stockHealth({ ...idle, lastSoldOn: '2026-03-15' })).toMatchObject({ state: 'overstock', excess: 80 });
    expect(stockHealth({ ...idle, lastReceivedOn: '2026-09-01' })).toMatchObject({ state: 'overstock' });
    expect(stockHealth({ ...idle, lastSoldOn: null, lastReceivedOn: null })).toMatchObject({
      state: 'dead',
      daysSinceSold: null,
    });
  });
  it('is not too much before it has sold at all', () => {
    const fresh = { ...shelf, lastSoldOn: null, dailyDemand: 0 };
    expect(stockHealth({ ...fresh, lastReceivedOn: '2026-09-01' })).toMatchObject({ state: 'healthy', excess: 0 });
    expect(stockHealth({ ...fresh, lastReceivedOn: '2026-03-14' })).toMatchObject({ state: 'dead', excess: 100 });
  });
  it('has nothing in excess where nothing is there', () => {
    expect(stockHealth({ ...shelf, onHand: -3 })).toMatchObject({ state: 'healthy', excess: 0, daysOfCover: 0 });
  });
});
