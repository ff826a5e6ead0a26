import { expect, test } from 'vitest';
import type { Asked } from '#domain/operator/order-asked.ts';
import type { Allow, Allowed } from '#renderer/features/override/override.ts';
import { fakeHost, fakeStore, selling, settled } from './testing/checkout-till.ts';

const OFF = { id: 'off', kind: 'amount', value: 100, reason: 'staff' } as const;
const OVERRIDE = '0192f000-0000-7000-8000-00000000000a';

/** A till whose operator may discount nothing, and a manager who answers when told to. */
function strict() {
  const { host, journal } = fakeHost();
  const questions: { size: number; answer: (allowed: Allowed) => void }[] = [];
  const allow: Allow = (_, size) => new Promise((answer) => questions.push({ size, answer }));
  const unallowed = (_: string, asked: readonly Asked[]) => asked.filter(({ overrideId }) => overrideId === undefined);
  const till = selling(host, fakeStore().store, { allow, unallowed });
  till.rung();
  till.sale.edit({ type: 'discount-cart', discount: OFF });
  return { ...till, journal, questions };
}

test('no money is asked for before a manager allowed what a discount comes to now', async () => {
  const { sale, checkout, questions, cash, journal } = strict();
  checkout.begin('cash');
  await settled();
  expect(checkout.stage.get().at).toBe('selling');
  expect(questions.map(({ size }) => size)).toEqual([195_312]);
  checkout.begin();
  await settled();
  expect(questions).toHaveLength(1);
  questions[0]?.answer({ ok: true, overrideId: OVERRIDE });
  await settled();
  expect([checkout.stage.get().at, checkout.hearWhole()]).toEqual(['paying', 'cash']);
  expect(sale.view.get().cart?.discounts).toEqual([{ ...OFF, overrideId: OVERRIDE }]);
  await cash(1000);
  expect(journal[0]?.payload.discounts).toEqual([{ ...OFF, overrideId: OVERRIDE }]);
});

test('what nobody allows is not paid, and can be once it is taken off', async () => {
  const { sale, checkout, questions } = strict();
  checkout.begin();
  await settled();
  questions[0]?.answer({ ok: false });
  await settled();
  expect([checkout.stage.get().at, sale.view.get().notice?.code]).toEqual(['selling', 'permission-refused']);
  sale.edit({ type: 'remove-discount', discountId: OFF.id });
  checkout.begin();
  expect(checkout.stage.get().at).toBe('paying');
});

test('a discount that is allowed as it is lets the sale be paid', async () => {
  const { host } = fakeHost();
  const { sale, checkout, rung } = selling(host, fakeStore().store);
  rung();
  sale.edit({ type: 'discount-cart', discount: OFF });
  checkout.begin();
  await settled();
  expect(checkout.stage.get().at).toBe('paying');
});
