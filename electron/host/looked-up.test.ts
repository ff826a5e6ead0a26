import { expect, test } from 'vitest';
import { orderDraft, uuid } from '#tests/fixtures/fact-drafts.ts';
import { createLookedUp } from './looked-up.ts';

const SOLD = uuid(1);

/** What the server answers to a look-up of a sale that was paid by a card. */
function answer(reference: string) {
  const { payload } = orderDraft(SOLD) as { payload: { payments: object[] } };
  const payments = payload.payments.map((payment) => ({ ...payment, reference }));
  return {
    orderId: SOLD,
    storeId: 'leeds',
    registerId: 'till-2',
    journalId: uuid(0xb),
    operatorId: 'bob',
    at: '2026-11-20T10:00:00.000Z',
    businessDate: '2026-11-20',
    order: { ...payload, payments, receipt: { series: 'L2', number: 1 } },
    returned: [],
    refunds: [],
    postVoided: false,
    notes: {},
  };
}

test('a sale is known by what the server said of it, not by what it is asked for', async () => {
  const asked: string[] = [];
  let online = false;
  const lookedUp = createLookedUp(async (orderId) => {
    asked.push(orderId);
    return online && orderId === SOLD ? answer('ref-1') : undefined;
  });
  expect(await lookedUp.isSale(SOLD)).toBe(false);
  expect(lookedUp.hasReference('ref-1')).toBe(false);
  online = true;
  expect([await lookedUp.isSale(SOLD), await lookedUp.isSale(uuid(2))]).toEqual([true, false]);
  expect([lookedUp.hasReference('ref-1'), lookedUp.hasReference('ref-2')]).toEqual([true, false]);
  expect(await lookedUp.isSale(SOLD)).toBe(true);
  expect(asked).toEqual([SOLD, SOLD, uuid(2)]);
});

test('what a window looked up needs no second look-up; anything else said is no sale', async () => {
  const lookedUp = createLookedUp(async () => undefined);
  lookedUp.heard({ orderId: SOLD });
  expect(await lookedUp.isSale(SOLD)).toBe(false);
  lookedUp.heard(answer('ref-1'));
  expect(await lookedUp.isSale(SOLD)).toBe(true);
});
