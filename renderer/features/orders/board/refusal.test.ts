import { expect, test } from 'vitest';
import { ordered, orderLine } from '#renderer/features/orders/testing/ordered.ts';
import { refusalDrafts } from './refusal.ts';

const order = ordered();
const said = (drafts: ReturnType<typeof refusalDrafts>) => drafts.map(({ kind, payload }) => [kind, payload]);

test('a refusal says why, and corrects nothing where nothing is missing', () => {
  expect(said(refusalDrafts(order, { reason: 'too-busy', missing: [] }, [order]))).toEqual([
    ['fulfilment.decided', { fulfilmentId: order.fulfilmentId, decision: 'refuse', reason: 'too-busy' }],
  ]);
});

test('what is not there is none on the shelf; what lies picked for others stays on hand', () => {
  const other = ordered({
    fulfilmentId: '01890000-0000-7000-8000-000000000009',
    accepted: true,
    lines: [orderLine('l1', 3, { picked: 3 })],
  });
  const missing = [{ variantId: 'V-l1', onHand: 8 }];
  const [, adjusted] = refusalDrafts(order, { reason: 'not-there', missing }, [order, other]);
  expect(adjusted).toMatchObject({
    kind: 'stock.adjusted',
    payload: { locationId: 'L1', reason: 'not-there', lines: [{ variantId: 'V-l1', quantity: -5 }] },
  });
  const none = [{ variantId: 'V-l1', onHand: 3 }];
  expect(refusalDrafts(order, { reason: 'not-there', missing: none }, [order, other])).toHaveLength(1);
});
