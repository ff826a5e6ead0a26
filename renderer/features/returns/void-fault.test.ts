import { expect, it } from 'vitest';
import type { HostApi } from '#contracts/ipc/host.ts';
import type { Order, OrderLine } from '#domain/order/order.ts';
import { voidFault } from './void-fault.ts';

type Sold = Pick<Order, 'lines' | 'returns'>;
const line = (amount: number, more: Partial<OrderLine> = {}) =>
  ({ id: 'l', variantId: 'tea', amount, ...more }) as OrderLine;
const card = (amount: number, instrument = 'G1') => line(amount, { storedValue: 'gift-card', instrument });

/** A host that holds so much of each card. */
function hostOf(held: Record<string, number>, online = true) {
  const asked: unknown[] = [];
  const call = async (_: string, input: { instrument: string; want: number }) => {
    asked.push(input);
    const available = held[input.instrument];
    return available === undefined
      ? { ok: false, fault: { code: 'value-offline' } }
      : { ok: true, class: 'gift-card', balance: available, available: Math.min(available, input.want), online };
  };
  return { asked, host: { call, subscribe: () => () => {} } as unknown as HostApi };
}

const SOLD: Sold = { lines: [line(100), card(500), card(200), card(300, 'G2')] };

it.each<[string, Sold, Record<string, number>, boolean, string | null]>([
  ['goods alone', { lines: [line(100)] }, {}, false, null],
  ['cards that hold what they got', SOLD, { G1: 700, G2: 900 }, true, null],
  ['cards of which it is set aside here already', SOLD, { G1: 700, G2: 300 }, false, null],
  ['a card that was spent since', SOLD, { G1: 699, G2: 300 }, true, 'void-card-spent'],
  ['a card that can’t be asked about', SOLD, { G1: 700 }, true, 'void-card-unsure'],
  ['a card of which only a part is known here', SOLD, { G1: 100, G2: 300 }, false, 'void-card-unsure'],
  ['a deposit', { lines: [line(100, { variantId: 'deposit' })] }, {}, true, 'void-deposit'],
])('%s', async (_, sold, held, online, fault) => {
  expect(await voidFault(sold, hostOf(held, online).host, false)).toBe(fault);
});

it('asks for all that a card got at once, and in training for nothing', async () => {
  const { host, asked } = hostOf({ G1: 700, G2: 300 });
  await voidFault(SOLD, host, true);
  expect(asked).toEqual([]);
  await voidFault(SOLD, host, false);
  expect(asked).toEqual([
    { instrument: 'G1', want: 700 },
    { instrument: 'G2', want: 300 },
  ]);
});

it('a ticket that sold nothing, or took goods back, is not voided', async () => {
  const { host } = hostOf({});
  const back = { lines: [line(100)], returns: [{}] } as unknown as Sold;
  expect(await voidFault(back, host, false)).toBe('void-not-possible');
  expect(await voidFault({ lines: [] }, host, false)).toBe('void-not-possible');
});
