import { expect, test } from 'vitest';
import { parse } from '#contracts/schema.ts';
import { checkDraft, HOSTLESS_KINDS, WINDOW_KINDS } from './check-draft.ts';
import { stockFault } from './check-stock.ts';
import { FACT_KINDS } from './kinds.ts';

const received = (expiry: string) => ({
  locationId: 'leeds',
  reason: 'delivery',
  lines: [{ variantId: 'V1', quantity: 1, expiry }],
});
const drafted = (expiry: string) => ({
  id: '01890000-0000-7000-8000-000000000001',
  kind: 'stock.received',
  version: 1,
  payload: received(expiry),
});

test('what is witnessed now has days that the calendar has; what was journalled stays readable', () => {
  expect(checkDraft(drafted('2028-02-29'), WINDOW_KINDS)).toBeNull();
  expect(checkDraft(drafted('2027-02-29'), WINDOW_KINDS)).toMatchObject({ code: 'draft-invalid' });
  expect(parse(FACT_KINDS['stock.received'][1], received('2027-02-29'))).toMatchObject({ ok: true });
});

test('work on online orders is witnessed at tills and on devices without a host, goods of it at the own location only', () => {
  const fulfilmentId = '01890000-0000-7000-8000-000000000002';
  const draft = (kind: string, payload: object) => ({
    ...{ id: '01890000-0000-7000-8000-000000000003', kind, version: 1 },
    payload: { fulfilmentId, ...payload },
  });
  const accepted = draft('fulfilment.decided', { decision: 'accept' });
  const picked = draft('pick.recorded', {
    locationId: 'leeds',
    lines: [{ lineId: 'l1', variantId: 'V1', picked: 1 }],
  });
  for (const kinds of [WINDOW_KINDS, HOSTLESS_KINDS]) {
    expect([accepted, picked].map((one) => checkDraft(one, kinds))).toEqual([null, null]);
    expect(checkDraft(draft('fulfilment.released', { lines: [] }), kinds)).toMatchObject({ code: 'draft-invalid' });
  }
  expect([accepted, picked].map((one) => stockFault(one, 'leeds'))).toEqual([null, null]);
  expect(stockFault(picked, 'york')).toMatchObject({ code: 'draft-invalid' });
});
