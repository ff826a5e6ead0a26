import { expect, it } from 'vitest';
import type { ReturnLine } from '#domain/order/cart.ts';
import { type ValueMove, valueFaults } from '#domain/order/check-value.ts';
import type { Order, OrderLine, Payment } from '#domain/order/order.ts';
import type { Tender } from '#domain/tender/tender.ts';

const TENDERS = (['cash', 'gift-card', 'store-credit', 'voucher', 'account'] as const).map(
  (kind): Tender => ({
    tenderId: kind,
    kind,
    name: kind,
    givesChange: kind === 'cash' || kind === 'voucher',
    opensDrawer: false,
    refunds: true,
    tips: true,
    needsReference: false,
  }),
);

const paid = (tender: string, amount: number, more: Partial<Payment> = {}): Payment => {
  const { tip = 0, change = 0 } = more;
  return { id: `${tender}${amount}`, tender, tendered: amount + tip + change, change: 0, amount, ...more };
};
const card = (amount: number, instrument?: string): OrderLine =>
  ({ storedValue: 'gift-card', amount, ...(instrument ? { instrument } : {}) }) as OrderLine;
const back = (amount: number, instrument?: string): ReturnLine =>
  ({ storedValue: 'gift-card', amount: -amount, ...(instrument ? { instrument } : {}) }) as ReturnLine;
const ticket = (payments: Payment[], lines: OrderLine[] = [{ amount: 1000 } as OrderLine]): Order =>
  ({ currency: 'GBP', lines, payments }) as unknown as Order;
const moved = (kind: ValueMove['kind'], amount: number, more: Partial<ValueMove> = {}): ValueMove => {
  const stored = kind.startsWith('value');
  return {
    kind,
    holder: stored ? 'G1' : 'm1',
    ...(stored ? { class: 'gift-card' } : {}),
    currency: 'GBP',
    amount,
    ...more,
  };
};
const gift = { instrument: 'G1' };
const member = { accountId: 'm1' };

it.each([
  ['a sale without stored value', ticket([paid('cash', 1000)]), []],
  ['a card that is spent', ticket([paid('gift-card', 1000, gift)]), [moved('value.redeemed', 1000)]],
  [
    'a card that is spent with a tip',
    ticket([paid('gift-card', 1000, { ...gift, tip: 50 })]),
    [moved('value.redeemed', 1050)],
  ],
  [
    'a voucher that is used up, with change',
    ticket([paid('voucher', 800, { instrument: 'V1', change: 200 })]),
    [moved('value.redeemed', 1000, { holder: 'V1', class: 'voucher' })],
  ],
  ['a voucher of paper', ticket([paid('voucher', 800)]), []],
  [
    'two cards sold and one topped up',
    ticket([paid('cash', 600)], [card(100, 'G1'), card(200, 'G1'), card(300, 'G2')]),
    [moved('value.issued', 300), moved('value.issued', 300, { holder: 'G2' })],
  ],
  [
    'store credit given out',
    ticket([paid('store-credit', -500, { instrument: 'S1' })]),
    [moved('value.issued', 500, { holder: 'S1', class: 'store-credit' })],
  ],
  [
    'a card that comes back with its value',
    { ...ticket([paid('cash', -600)], []), returns: [back(200, 'G1'), back(400, 'G1')] },
    [moved('value.redeemed', 600)],
  ],
  ['a refund to the card it came from', ticket([paid('gift-card', -500, gift)]), [moved('value.redeemed', -500)]],
  ['a sale on account', ticket([paid('account', 700, member)]), [moved('account.charged', 700)]],
  ['a refund to the account', ticket([paid('account', -700, member)]), [moved('account.paid', 700)]],
  [
    'an account paid in cash',
    ticket([paid('cash', 700), paid('account', -700, member)], []),
    [moved('account.paid', 700)],
  ],
  [
    'an account paid where none is sold on account any more',
    ticket([paid('cash', 700), paid('gone', -700, member)], []),
    [moved('account.paid', 700)],
  ],
])('%s goes with its ticket', (_, order, moves) => {
  expect(valueFaults(order, moves, TENDERS)).toEqual([]);
});

it.each([
  [
    'a card loaded with more than was paid',
    ticket([paid('cash', 100)], [card(100, 'G1')]),
    [moved('value.issued', 100_000)],
    99_900,
  ],
  ['a card loaded by a ticket that sells none', ticket([paid('cash', 1000)]), [moved('value.issued', 1000)], 1000],
  ['a card loaded without a ticket', null, [moved('value.issued', 1000)], 1000],
  [
    'another card loaded than was sold',
    ticket([paid('cash', 100)], [card(100, 'G1')]),
    [moved('value.issued', 100, { holder: 'G2' })],
    -100,
  ],
  [
    'a card loaded in another currency',
    ticket([paid('cash', 100)], [card(100, 'G1')]),
    [moved('value.issued', 100, { currency: 'KWD' })],
    -100,
  ],
  ['a card sold that names none', ticket([paid('cash', 100)], [card(100)]), [], 100],
  ['a card that pays and is not spent', ticket([paid('gift-card', 1000, gift)]), [], -1000],
  [
    'a card that pays and is spent by less',
    ticket([paid('gift-card', 1000, gift)]),
    [moved('value.redeemed', 1)],
    -999,
  ],
  [
    'a negative redemption that nothing gives back',
    ticket([paid('cash', 1000)]),
    [moved('value.redeemed', -1000)],
    1000,
  ],
  [
    'a negative redemption for a sold card',
    ticket([paid('cash', 100)], [card(100, 'G1')]),
    [moved('value.redeemed', -100)],
    100,
  ],
  [
    'a card that comes back and keeps its value',
    { ...ticket([paid('cash', -600)], []), returns: [back(600, 'G1')] },
    [],
    -600,
  ],
  ['a card that comes back without its code', { ...ticket([paid('cash', -600)], []), returns: [back(600)] }, [], 600],
  ['a card that pays without its code', ticket([paid('gift-card', 1000)]), [], 1000],
  ['a sale on account that is charged to nobody', ticket([paid('account', 700)]), [], 700],
  [
    'a sale on account that is charged to another',
    ticket([paid('account', 700, member)]),
    [moved('account.charged', 700, { holder: 'm2' })],
    -700,
  ],
  ['an account paid without a ticket', null, [moved('account.paid', 700)], 700],
  ['an account paid beside a sale', ticket([paid('cash', 1000)]), [moved('account.paid', 700)], 700],
  [
    'an account paid from a card',
    ticket([paid('gift-card', 700, gift), paid('account', -700, member)], []),
    [moved('account.paid', 700), moved('value.redeemed', 700)],
    700,
  ],
  ['an account paid with nothing', ticket([paid('account', -700, member)], []), [moved('account.paid', 700)], 700],
])('%s is found, with what is at stake', (_, order, moves, stake) => {
  const [first] = valueFaults(order, moves, TENDERS);
  expect(first && [first.code, first.found - first.expected]).toEqual(['value-differs', stake]);
});

it('a tender that the store does not have is named, with the amount', () => {
  expect(valueFaults(ticket([paid('cash', 1), paid('air', 999)]), [], TENDERS)).toEqual([
    { code: 'tender-unknown', where: 'payments/1/tender', expected: 0, found: 999 },
  ]);
});
