import { expect, test } from 'vitest';
import type { SaleStop } from '#domain/catalog/sale-stop.ts';
import { till } from './testing/sale-till.ts';

const stop = (more: Partial<SaleStop> = {}): SaleStop => {
  return { stopId: '0197a000-0000-7000-8000-000000000005', variantId: 'mug', kind: 'recall', reason: 'Glass', ...more };
};
const GS1 = (batch: string) => `(01)09501101020917(10)${batch}`.replace(/\((\d\d)\)/g, '$1');

test('a recalled product is refused with what and why, however it is chosen', async () => {
  const { sale, lines, notice, played, asked } = till({ stops: [stop()] });
  expect(await sale.enter('4006381333931')).toBe(false);
  expect(sale.view.get().notice).toEqual({ code: 'item-recalled', params: { name: 'mug', reason: 'Glass' } });
  expect(await sale.enter('MUG')).toBe(false);
  const [mug] = (await import('./testing/sale-till.ts')).GOODS;
  if (mug) expect(await sale.choose(mug)).toBe(false);
  expect(notice()).toBe('item-recalled');
  expect([lines(), played, asked, sale.view.get().prompt]).toEqual([[], ['wrong', 'wrong', 'wrong'], [], null]);
});

test('so is what holds it, and what it would be sold along with', async () => {
  const hamper = till({ stops: [stop()] });
  expect(await hamper.sale.enter('HAMPER')).toBe(false);
  const tray = till({ stops: [stop({ variantId: 'deposit' })] });
  expect(await tray.sale.enter('TRAY')).toBe(false);
  expect(tray.sale.view.get().notice?.params).toMatchObject({ name: 'deposit' });
  expect([hamper.lines(), tray.lines()]).toEqual([[], []]);
});

test('a plain stop is passed by whoever may, and stands where nobody does', async () => {
  const free = till({ stops: [stop({ kind: 'stop' })] });
  await free.sale.enter('MUG');
  expect(free.sale.view.get().prompt).toMatchObject({ kind: 'stopped', halt: { verdict: 'permission' }, name: 'mug' });
  await free.sale.answerStopped('sell');
  expect(free.asked).toEqual([['stopped-item', 0]]);
  expect(free.lines()).toEqual([['mug', 1, 500]]);
  expect(free.sale.view.get().cart?.lines[0]?.checkedStops).toEqual([stop().stopId]);
  expect(free.sale.halted()).toEqual([]);

  const refused = till({ stops: [stop({ kind: 'stop' })], refused: ['stopped-item'] });
  await refused.sale.enter('MUG');
  await refused.sale.answerStopped('sell');
  expect(refused.sale.view.get().prompt?.kind).toBe('stopped');
  refused.sale.dismiss();
  expect(refused.lines()).toEqual([]);
});

test('of a recalled batch the code of that batch is refused, of another sold without a word', async () => {
  const { sale, lines, notice } = till({ stops: [stop({ variantId: 'yoghurt', batch: 'AB1' })] });
  expect(await sale.enter(GS1('ab1'))).toBe(false);
  expect(notice()).toBe('item-recalled');
  expect(await sale.enter(GS1('AB2'))).toBe(true);
  expect(sale.view.get().prompt).toBeNull();
  expect(lines()).toEqual([['yoghurt', 1, 500]]);
});

test('where the batch is not known somebody looks at the pack, and what they found is journalled', async () => {
  const { sale, lines, told, notice } = till({ stops: [stop({ batch: 'L1' })] });
  await sale.enter('MUG');
  expect(sale.view.get().prompt).toMatchObject({ kind: 'stopped', halt: { verdict: 'batch' } });
  await sale.answerStopped('that-batch');
  expect([notice(), lines()]).toEqual(['item-recalled', []]);
  await sale.enter('MUG');
  await sale.answerStopped('other-batch');
  expect(lines()).toEqual([['mug', 1, 500]]);
  const checks = told.filter(({ kind }) => kind === 'restriction.checked').map(({ payload }) => payload);
  expect(checks).toMatchObject([
    { rule: 'batch', verdict: 'refused', variantId: 'mug', method: 'pack' },
    { rule: 'batch', verdict: 'passed', stopId: stop().stopId },
  ]);
  // The next pack may be of that batch: it is asked of each.
  await sale.enter('MUG');
  expect(sale.view.get().prompt?.kind).toBe('stopped');
});

test('a pack of the batch of a plain stop is sold by whoever may', async () => {
  const { sale, lines, asked } = till({ stops: [stop({ kind: 'stop', batch: 'L1' })] });
  await sale.enter('MUG');
  await sale.answerStopped('that-batch');
  expect(sale.view.get().prompt).toMatchObject({ kind: 'stopped', halt: { verdict: 'permission' } });
  await sale.answerStopped('sell');
  expect([lines(), asked]).toEqual([[['mug', 1, 500]], [['stopped-item', 0]]]);
  expect(sale.view.get().cart?.lines[0]).toMatchObject({ batch: 'L1', checkedStops: [stop().stopId] });
});

test('what is in the cart already is told, and can be answered or taken out', async () => {
  const stops: SaleStop[] = [];
  const { sale, notice, told, lines } = till({ stops });
  await sale.enter('MUG');
  await sale.enter('TRAY');
  expect(sale.tellHalted()).toBe(true);
  stops.push(stop({ batch: 'L1' }));
  const [mug] = sale.view.get().cart?.lines ?? [];
  expect(sale.tellHalted()).toBe(false);
  expect([notice(), sale.view.get().selected]).toEqual(['cart-stopped', mug?.id]);
  await sale.answerStop(mug?.id ?? '', 'that-batch');
  expect(sale.tellHalted()).toBe(false);
  expect(notice()).toBe('cart-recalled');
  expect(told.at(-1)?.payload).toMatchObject({ rule: 'batch', verdict: 'refused' });
  sale.edit({ type: 'remove', lineId: mug?.id ?? '' });
  expect(sale.tellHalted()).toBe(true);
  expect(lines().map(([id]) => id)).toEqual(['tray', 'deposit']);
});

test('a parked cart that holds something recalled says so when it is taken up', async () => {
  const stops: SaleStop[] = [];
  const { sale, notice } = till({ stops });
  await sale.enter('MUG');
  await sale.park(null);
  stops.push(stop());
  expect(await sale.recallOnly()).toBe(true);
  expect(notice()).toBe('cart-recalled');
  expect(sale.halted()).toMatchObject([{ name: 'mug', halt: { verdict: 'refused' } }]);
});

test('of a bundle whose part is of the batch no batch is kept; it stays in the way', async () => {
  const stops: SaleStop[] = [];
  const { sale, notice } = till({ stops });
  await sale.enter('HAMPER');
  stops.push(stop({ batch: 'L1' }));
  const [hamper] = sale.view.get().cart?.lines ?? [];
  await sale.answerStop(hamper?.id ?? '', 'that-batch');
  expect(notice()).toBe('cart-recalled');
  expect(sale.view.get().cart?.lines[0]).not.toHaveProperty('batch');
  expect(sale.halted()).toHaveLength(1);
});
