import { expect, test } from 'vitest';
import { keepOrders, keptOrders } from './kept-orders.ts';

test('what was open is open again for who had it open, until it is closed', () => {
  const items = new Map<string, string>();
  const kept = {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  };
  const open = { task: 'pick', fulfilmentIds: ['01890000-0000-7000-8000-000000000001'] };
  keepOrders(kept, 'O1', open);
  expect([keptOrders(kept, 'O1'), keptOrders(kept, 'O2')]).toEqual([open, null]);
  keepOrders(kept, 'O1', null);
  expect(keptOrders(kept, 'O1')).toBeNull();
});
