import { expect, it } from 'vitest';
import { outOfStockDays } from './out-of-stock-days.ts';

const MARCH = { from: '2026-03-01', to: '2026-03-06', opening: 3 };

it('is a day that begins with nothing on hand, and brings nothing in', () => {
  const movements = [
    { date: '2026-03-04', quantity: 10 },
    { date: '2026-03-02', quantity: -1 },
    { date: '2026-03-01', quantity: -2 },
    { date: '2026-03-05', quantity: -12 },
    { date: '2026-03-04', quantity: -4 },
  ];
  expect([...outOfStockDays(MARCH, movements)]).toEqual(['2026-03-03', '2026-03-06']);
});
it('is no day while there is stock, and every day while there is none', () => {
  expect(outOfStockDays(MARCH, []).size).toBe(0);
  expect(outOfStockDays({ ...MARCH, opening: -1 }, []).size).toBe(6);
});
