import { describe, expect, it } from 'vitest';
import { till } from './testing/sale-till.ts';

const weighings = ({ sale }: ReturnType<typeof till>) =>
  sale.view.get().cart?.lines.map(({ quantity, weighing }) => [quantity, weighing]);

function openPrompt({ sale }: ReturnType<typeof till>) {
  const { prompt } = sale.view.get();
  if (!prompt) throw new Error('nothing is asked');
  return prompt;
}

describe('a weight by the scale', () => {
  it('is a line of its own, with its tare, and stands as it is', async () => {
    const shop = till();
    const { sale } = shop;
    expect(sale.lastGross()).toBeNull();
    for (const weight of [
      { netGrams: 512, tareGrams: 5 },
      { netGrams: 300, tareGrams: 0 },
    ]) {
      await sale.enter('CHEESE');
      expect(sale.weighed(openPrompt(shop), weight)).toBe(true);
    }
    const weighed = [
      [512, { by: 'scale', tareGrams: 5 }],
      [300, { by: 'scale' }],
    ];
    expect([weighings(shop), sale.lastGross()]).toEqual([weighed, 300]);
    const [line] = sale.view.get().cart?.lines ?? [];
    sale.edit({ type: 'quantity', lineId: line?.id ?? '', quantity: 1512 });
    expect(weighings(shop)).toEqual(weighed);
  });

  it('never lands on another item, nor where nothing is asked', async () => {
    const shop = till();
    const { sale, lines } = shop;
    await sale.enter('CHEESE');
    const first = openPrompt(shop);
    sale.dismiss();
    expect(sale.weighed(first, { netGrams: 512, tareGrams: 0 })).toBe(false);
    await sale.enter('CHEESE');
    expect(sale.weighed(first, { netGrams: 512, tareGrams: 0 })).toBe(false);
    sale.dismiss();
    await sale.enter('PHONE');
    expect(sale.weighed(openPrompt(shop), { netGrams: 512, tareGrams: 0 })).toBe(false);
    expect(lines()).toEqual([]);
  });

  it('lands once, and never without weight', async () => {
    const shop = till();
    await shop.sale.enter('CHEESE');
    const prompt = openPrompt(shop);
    expect(shop.sale.weighed(prompt, { netGrams: 0, tareGrams: 0 })).toBe(false);
    expect(shop.sale.weighed(prompt, { netGrams: 512, tareGrams: 0 })).toBe(true);
    expect(shop.sale.weighed(prompt, { netGrams: 512, tareGrams: 0 })).toBe(false);
    expect(shop.lines()).toEqual([['cheese', 512, 1200]]);
  });

  it('keeps its question while plain goods are scanned, and what must be asked too waits, with a sound', async () => {
    const shop = till();
    const { sale, lines, played } = shop;
    await sale.enter('CHEESE');
    const prompt = openPrompt(shop);
    await sale.enter('MUG');
    await sale.enter('CHEESE');
    expect([sale.view.get().prompt === prompt, sale.view.get().waiting.map(({ sku }) => sku), played]).toEqual([
      true,
      ['CHEESE'],
      ['scan', 'wrong'],
    ]);
    sale.weighed(prompt, { netGrams: 512, tareGrams: 0 });
    expect([sale.view.get().prompt?.kind, sale.view.get().waiting]).toEqual(['quantity', []]);
    expect(sale.view.get().prompt).not.toBe(prompt);
    expect(lines().map(([id, quantity]) => [id, quantity])).toEqual([
      ['mug', 1],
      ['cheese', 512],
    ]);
  });
});

describe('a weight that is not from the scale', () => {
  it('is marked where it was keyed in, before the item or after it', async () => {
    const shop = till();
    await shop.sale.enter('CHEESE');
    await shop.sale.answer({ quantity: 250 });
    shop.sale.edit({ type: 'multiplier', value: 2 });
    await shop.sale.enter('CHEESE');
    expect(weighings(shop)).toEqual([
      [250, { by: 'hand' }],
      [2000, { by: 'hand' }],
    ]);
  });

  it('is nobody’s here where a label says it, and pieces have none', async () => {
    const shop = till();
    await shop.sale.enter('2100123004508');
    await shop.sale.enter('MUG');
    expect(weighings(shop)?.map(([, weighing]) => weighing)).toEqual([undefined, undefined]);
  });
});
