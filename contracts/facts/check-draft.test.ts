import { expect, test } from 'vitest';
import { parse } from '#contracts/schema.ts';
import { checkDraft, WINDOW_KINDS } from './check-draft.ts';
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
