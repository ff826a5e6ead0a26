import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Fact } from '#contracts/facts/envelope.ts';
import type { FulfilmentView } from '#renderer/store/till-store.ts';
import { fulfilmentNow } from './fulfilment-now.ts';

const FULFILMENT = '01890000-0000-7000-8000-000000000001';
const OWN = 'own-journal';

const line = (lineId: string, ordered: number): FulfilmentView['lines'][number] => ({
  ...{
    lineId,
    variantId: `V${lineId}`,
    sku: `S${lineId}`,
    name: `Name ${lineId}`,
    unit: 'each',
    amount: 1000,
    ordered,
  },
  ...{ assigned: ordered, released: 0, picked: 0, short: 0, handedOver: 0, shipped: 0, putBack: 0 },
});

const view = (more: Partial<FulfilmentView> = {}): FulfilmentView => ({
  ...{ fulfilmentId: FULFILMENT, orderId: FULFILMENT, number: 'W1042', channelId: 'web', channelName: 'Web' },
  ...{ method: 'pickup', locationId: 'L1', placedAt: '2026-11-02T10:00:00.000Z' },
  assignedAt: '2026-11-02T10:00:00.000Z',
  lines: [line('l1', 3), line('l2', 1)],
  ...{ accepted: false, refused: false, readied: false, expired: false, toPay: 0, currency: 'EUR', marks: {} },
  ...more,
});

const fact = (seq: number, kind: string, payload: object, more: Partial<Fact> = {}): Fact =>
  ({
    ...{ id: `f${seq}`, journalId: OWN, seq, kind, version: 1, at: '2026-11-02T10:00:00.000Z', operatorId: 'O1' },
    payload: { fulfilmentId: FULFILMENT, ...payload },
    ...more,
  }) as Fact;

const pick = (seq: number, lines: object[], more: Partial<Fact> = {}): Fact =>
  fact(seq, 'pick.recorded', { locationId: 'L1', lines }, more);

test('own facts above the mark count, those up to it are the server’s already', () => {
  const facts = [
    fact(1, 'fulfilment.decided', { decision: 'accept' }),
    pick(2, [{ lineId: 'l1', variantId: 'Vl1', picked: 2 }]),
    pick(3, [{ lineId: 'l2', variantId: 'Vl2', short: 1 }]),
  ];
  const now = fulfilmentNow(view(), facts);
  expect([now.state, now.lines.map(({ picked, short }) => [picked, short])]).toEqual([
    'picking',
    [
      [2, 0],
      [0, 1],
    ],
  ]);
  const counted = view({
    accepted: true,
    lines: [{ ...line('l1', 3), picked: 2 }, line('l2', 1)],
    marks: { [OWN]: 2 },
  });
  expect(fulfilmentNow(counted, facts).lines).toEqual(now.lines);
});

test('facts of training, of other fulfilments and of kinds that are not understood count nothing', () => {
  const one = { lineId: 'l1', variantId: 'Vl1', picked: 1 };
  const facts = [
    pick(1, [one], { training: true }),
    fact(2, 'pick.recorded', { fulfilmentId: OWN, locationId: 'L1', lines: [one] }),
    pick(3, [one], { version: 2 }),
    fact(4, 'fulfilment.decided', { decision: 'maybe' }),
  ];
  expect(fulfilmentNow(view(), facts)).toMatchObject({ state: 'new', accepted: false, lines: view().lines });
});

test('who works on it is the last who said so; where its bags are, where they were put', () => {
  const claimed = [fact(1, 'fulfilment.claimed', { operatorId: 'O1' })];
  expect(fulfilmentNow(view({ claimedBy: 'O9' }), claimed).claimedBy).toBe('O1');
  const left = [...claimed, fact(2, 'fulfilment.claimed', { operatorId: null })];
  expect('claimedBy' in fulfilmentNow(view({ claimedBy: 'O9' }), left)).toBe(false);
  const readied = [fact(1, 'fulfilment.readied', { bags: 2, placeId: 'B2' })];
  expect(fulfilmentNow(view(), readied)).toMatchObject({ readied: true, bags: 2, placeId: 'B2' });
});

test('a substitute is picked for its line and named', () => {
  const substitute = {
    ...{ variantId: 'V9', sku: 'S9', name: 'Other', unit: 'each', quantity: 1, amount: 300, taxCategory: 'standard' },
    ...{ taxes: [], consent: 'phone' },
  };
  const facts = [1, 2].map((seq) => pick(seq, [{ lineId: 'l1', variantId: 'Vl1', substitute }]));
  const [first] = fulfilmentNow(view({ accepted: true }), facts).lines;
  expect(first).toMatchObject({ picked: 2, substitutes: [{ variantId: 'V9', name: 'Other', quantity: 2 }] });
});

test('however far the server has counted, the till shows the same and nothing jumps back', () => {
  const quantities = fc.array(fc.tuple(fc.constantFrom('l1', 'l2'), fc.integer({ min: 1, max: 3 })), { maxLength: 12 });
  fc.assert(
    fc.property(quantities, fc.nat(), (picked, at) => {
      const facts = picked.map(([lineId, quantity], index) =>
        pick(index + 1, [{ lineId, variantId: `V${lineId}`, picked: quantity }]),
      );
      const mark = picked.length === 0 ? 0 : at % (picked.length + 1);
      const server = fulfilmentNow(view(), facts.slice(0, mark));
      const shown = fulfilmentNow({ ...view(), lines: server.lines, marks: { [OWN]: mark } }, facts);
      const sum = (lineId: string) =>
        picked.filter(([of]) => of === lineId).reduce((total, [, quantity]) => total + quantity, 0);
      expect(shown.lines.map((one) => one.picked)).toEqual([sum('l1'), sum('l2')]);
    }),
  );
});
