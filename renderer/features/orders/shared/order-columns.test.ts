import { expect, test } from 'vitest';
import { ordered, orderLine } from '#renderer/features/orders/testing/ordered.ts';
import { bagCode, readBag } from './bag-code.ts';
import { columnOf, ordersNamed, progressOf } from './order-columns.ts';

const NOON = Date.parse('2026-11-02T12:00:00.000Z');
const HOUR_AGO = '2026-11-02T11:00:00.000Z';
const AHEAD = '2026-11-02T13:00:00.000Z';
const picked = [orderLine('l1', 2, { picked: 2 })];

test('an order stands where its state and its promise put it', () => {
  const at = (...more: Parameters<typeof ordered>) => columnOf(ordered(...more), NOON);
  expect(at({ promisedBy: AHEAD })).toBe('new');
  expect(at({ promisedBy: HOUR_AGO })).toBe('late');
  expect(at({ accepted: true, promisedBy: AHEAD })).toBe('picking');
  expect(at({ accepted: true, lines: picked })).toBe('picking');
  expect(at({ accepted: true, readied: true, lines: picked, promisedBy: HOUR_AGO, keptUntil: AHEAD })).toBe('ready');
  expect(at({ accepted: true, readied: true, lines: picked, keptUntil: HOUR_AGO })).toBe('late');
  expect(at({ accepted: true, expired: true, lines: picked })).toBe('late');
  expect(at({ accepted: true, lines: [orderLine('l1', 2, { picked: 1, handedOver: 1 })] })).toBe('picking');
});

test('pieces are told one by one, what is weighed as one', () => {
  const lines = [
    orderLine('l1', 3, { picked: 2 }),
    orderLine('l2', 1, { short: 1 }),
    orderLine('l3', 750, { unit: 'kg', picked: 300 }),
  ];
  expect(progressOf({ lines })).toEqual({ picked: 2, wanted: 4 });
  expect(progressOf({ lines: [orderLine('l3', 750, { unit: 'kg', picked: 750 })] })).toEqual({ picked: 1, wanted: 1 });
});

test('an order is found by its number, its customer, or what stands on its bags', () => {
  const orders = [
    ordered({ fulfilmentId: '01890000-0000-7000-8000-00000000000a', number: 'W1042', customerName: 'Wang Li' }),
    ordered({ fulfilmentId: '01890000-0000-7000-8000-00000000000b', number: 'W1043' }),
  ];
  const found = (text: string) => ordersNamed(orders, text).map(({ number }) => number);
  expect([found('#w1042'), found('wang'), found('104'), found('x')]).toEqual([
    ['W1042'],
    ['W1042'],
    ['W1042', 'W1043'],
    [],
  ]);
  expect(readBag(bagCode(orders[1]?.fulfilmentId ?? '').toLowerCase(), orders)?.number).toBe('W1043');
  expect(readBag('4006381333931', orders)).toBeUndefined();
});
