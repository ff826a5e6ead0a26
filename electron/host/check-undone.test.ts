import { expect, it } from 'vitest';
import type { FactDraft } from '#contracts/facts/envelope.ts';
import type { Envelope } from '#domain/journal/envelope.ts';
import { uuid } from '#tests/fixtures/fact-drafts.ts';
import { createUndoneCheck } from './check-undone.ts';

const [SALE, DEPOSIT, EXCHANGE, ELSEWHERE, BACK] = [uuid(1), uuid(2), uuid(3), uuid(4), uuid(5)];
const CARD = { storedValue: 'gift-card', instrument: 'G1' };

const JOURNALLED: Record<string, object> = {
  [SALE]: {
    lines: [
      { id: 'tea', variantId: 'tea', quantity: 2 },
      { id: 'card', variantId: 'card', quantity: 1, ...CARD },
    ],
  },
  [DEPOSIT]: { lines: [{ id: 'deposit', variantId: 'deposit', quantity: 1 }] },
  [EXCHANGE]: { lines: [{ id: 'tea', variantId: 'tea', quantity: 1 }], returns: [{}] },
};

const check = createUndoneCheck({
  has: (id) => id in JOURNALLED,
  fact: async (id) => ({ kind: 'order.completed', payload: JOURNALLED[id] }) as Envelope,
});

const back = (orderId: string, lineId: string, more: object = {}) => ({
  id: `${lineId}-back`,
  source: { orderId, lineId },
  quantity: 1,
  ...more,
});
const ticket = (...returns: object[]): FactDraft => {
  return { id: BACK, kind: 'order.completed', version: 1, payload: { lines: [], returns } };
};
const voiding = (orderId: string): FactDraft => {
  return { id: uuid(6), kind: 'sale.post-voided', version: 1, payload: { orderId, returnId: BACK, reason: 'mistake' } };
};
const WHOLE = ticket(back(SALE, 'tea', { quantity: 2 }), back(SALE, 'card', CARD));

it.each([
  ['a sale voided whole, its card with it', [WHOLE, voiding(SALE)]],
  ['some of a sale taken back', [ticket(back(SALE, 'tea'))]],
  ['a card alone', [ticket(back(SALE, 'card', CARD))]],
  [
    'what another register sold, which the server compares',
    [ticket(back(ELSEWHERE, 'card', CARD)), voiding(ELSEWHERE)],
  ],
])('%s may be journalled', async (_, drafts) => {
  expect(await check(drafts)).toBeNull();
});

it.each([
  ['a card that comes back without its value', [ticket(back(SALE, 'card'))]],
  ['a card that comes back as another', [ticket(back(SALE, 'card', { ...CARD, instrument: 'G2' }))]],
  ['goods that come back as a card', [ticket(back(SALE, 'tea', CARD))]],
  ['a card without a receipt', [ticket({ id: 'x', source: null, quantity: 1, ...CARD })]],
  ['a void of a part', [ticket(back(SALE, 'card', CARD)), voiding(SALE)]],
  ['a void of less than was sold', [ticket(back(SALE, 'tea'), back(SALE, 'card', CARD)), voiding(SALE)]],
  ['a void without its ticket', [voiding(SALE)]],
  ['a void of a deposit', [ticket(back(DEPOSIT, 'deposit')), voiding(DEPOSIT)]],
  ['a void of what took goods back', [ticket(back(EXCHANGE, 'tea')), voiding(EXCHANGE)]],
])('%s is refused', async (_, drafts) => {
  expect(await check(drafts)).toMatchObject({ code: 'draft-invalid' });
});
