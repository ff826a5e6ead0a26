import { expect, test } from 'vitest';
import { createI18n } from '#renderer/app/i18n.ts';
import { eventExtras, eventWords, type OrderEvent } from './event-words.ts';

const t = createI18n('en').t;
const NAMES = {
  money: (amount: number) => `£${(amount / 100).toFixed(2)}`,
  storeName: (locationId: string) => `store ${locationId}`,
  operatorName: (operatorId: string) => `name of ${operatorId}`,
};

function event(kind: string, more: Partial<OrderEvent> = {}): OrderEvent {
  return {
    ...{ kind, at: '2026-11-22T10:00:00.000Z', storeId: 'LON', registerId: 'LON-1', operatorId: null },
    ...{ fulfilmentId: null, asker: null, reason: null, quantity: null, amount: null, detail: {}, ...more },
  };
}

test.each<[string, Partial<OrderEvent>, string]>([
  ['order.cancelled', { quantity: 1, amount: 495 }, '£4.95'],
  ['order-payment.recorded', { amount: 1200, detail: { step: 'captured' } }, '£12.00'],
  ['fulfilment.assigned', { detail: { locationId: 'shelf' } }, 'store shelf'],
  ['fulfilment.claimed', { detail: { claimedBy: 'ada' } }, 'name of ada'],
])('%s says what it is about', (kind, more, said) => {
  expect(eventWords(t, event(kind, more), NAMES)).toContain(said);
});

test('what a kind came to makes other words', () => {
  const said = (kind: string, detail: Record<string, unknown>, quantity: number | null = null) =>
    eventWords(t, event(kind, { detail, quantity }), NAMES);
  expect(said('fulfilment.decided', { decision: 'accept' })).not.toBe(
    said('fulfilment.decided', { decision: 'refuse' }),
  );
  expect(said('pick.recorded', { short: 0 })).not.toBe(said('pick.recorded', { short: 2 }));
  expect(said('order.cancelled', {}, 0)).not.toBe(said('order.cancelled', {}, 1));
  expect(said('fulfilment.claimed', { claimedBy: null })).not.toContain('null');
});

test('a kind that nobody knows yet is shown as it is called', () => {
  expect(eventWords(t, event('fulfilment.teleported'), NAMES)).toBe('fulfilment.teleported');
});

test('substitutes and parcels are named', () => {
  const detail = { substitutes: ['Green tea'], parcels: [{ carrier: 'Post', tracking: 'AB1', weight: 3 }, null] };
  expect(eventExtras(event('fulfilment.shipped', { detail }))).toEqual(['Green tea', 'Post', 'AB1']);
});
