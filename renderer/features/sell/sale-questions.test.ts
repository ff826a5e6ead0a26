import { describe, expect, it } from 'vitest';
import { GOODS, till } from './testing/sale-till.ts';

function shirts() {
  const [medium, small] = GOODS.filter(({ productId }) => productId === 'shirt');
  if (!medium || !small) throw new Error('no shirts');
  return [medium, small] as const;
}

function plain(variantId: string) {
  const found = GOODS.find((card) => card.variantId === variantId);
  if (!found) throw new Error(`no ${variantId}`);
  return found;
}

describe('what must be asked first', () => {
  it('is the weight of what has no scale', async () => {
    const { sale, lines } = till();
    await sale.enter('CHEESE');
    expect([sale.view.get().prompt?.kind, lines()]).toEqual(['quantity', []]);
    await sale.answer({ quantity: 250 });
    expect([sale.view.get().prompt, lines()]).toEqual([null, [['cheese', 250, 1200]]]);
  });

  it('is the price of an open-price service, by permission', async () => {
    const { sale, asked } = till();
    await sale.enter('REPAIR');
    await sale.answer({ unitPrice: 1999 });
    expect(asked).toEqual([['open-price', 0]]);
    expect(sale.view.get().cart?.lines).toMatchObject([
      { variantId: 'repair', unitPrice: 1999, priceSource: 'entered', parts: [], priceVersion: 0 },
    ]);
  });

  it('is each piece’s serial number, and the same one is not sold twice', async () => {
    const { sale, notice } = till();
    const notices: unknown[] = [];
    for (const serial of ['A1', 'A1', 'A2']) {
      await sale.enter('PHONE');
      await sale.answer({ serial });
      notices.push(notice());
    }
    expect(notices).toEqual([undefined, 'serial-repeated', undefined]);
    expect(sale.view.get().cart?.lines.map(({ serial }) => serial)).toEqual(['A1', 'A2']);
  });

  it('is the price and the code of a gift card', async () => {
    const { sale, asked } = till();
    await sale.enter('GIFTCARD');
    await sale.answer({ unitPrice: 2500 });
    expect(sale.view.get().prompt?.kind).toBe('instrument');
    await sale.answer({ instrument: 'GC-1' });
    expect(asked.map(([permission]) => permission)).toEqual(['open-price', 'stored-value-issue']);
    expect(sale.view.get().cart?.lines).toMatchObject([{ storedValue: 'gift-card', instrument: 'GC-1', quantity: 1 }]);
  });

  it('is which of several variants, when it was chosen by name, and not when it was scanned', async () => {
    const { sale, lines } = till();
    const [medium, small] = shirts();
    await sale.choose(medium);
    expect(sale.view.get().prompt).toMatchObject({ kind: 'options', chosenId: 'shirt-m' });
    await sale.add(small);
    expect([sale.view.get().prompt, lines()]).toEqual([null, [['shirt-s', 1, 500]]]);
    await sale.enter('SHIRT-M');
    expect(lines()[1]).toEqual(['shirt-m', 1, 500]);
  });

  it('waits its turn: plain goods go on, and the next question follows the first', async () => {
    const { sale, lines } = till();
    await sale.enter('CHEESE');
    await sale.enter('PHONE');
    await sale.enter('MUG');
    expect(lines().map(([id]) => id)).toEqual(['mug']);
    await sale.answer({ quantity: 100 });
    expect(sale.view.get().prompt?.kind).toBe('serial');
    sale.dismiss();
    expect([sale.view.get().prompt, lines().map(([id]) => id)]).toEqual([null, ['mug', 'cheese']]);
  });

  it('leaves nobody waiting who need not be asked any more', async () => {
    const { sale, lines } = till();
    for (const sku of ['CHEESE', 'WINE', 'BEER', 'WINE', 'PHONE']) await sale.enter(sku);
    await sale.answer({ quantity: 100 });
    sale.answerAge('passed', 'looks');
    expect([sale.view.get().prompt?.kind, sale.view.get().waiting]).toEqual(['serial', []]);
    expect(lines().map(([id, quantity]) => [id, quantity])).toEqual([
      ['cheese', 100],
      ['wine', 2],
      ['deposit', 2],
      ['beer', 1],
    ]);
  });

  it('goes on after one that is refused or given up, and the refusal stays in sight', async () => {
    const { sale, lines, notice } = till();
    await sale.enter('PHONE');
    await sale.answer({ serial: 'A1' });
    for (const sku of ['PHONE', 'WINE', 'BEER', 'CHEESE']) await sale.enter(sku);
    await sale.answer({ serial: 'A1' });
    expect([notice(), sale.view.get().prompt?.kind]).toEqual(['serial-repeated', 'age']);
    sale.dismiss();
    expect(sale.view.get().waiting.map(({ sku }) => sku)).toEqual(['CHEESE']);
    sale.answerAge('passed', 'looks');
    expect([sale.view.get().prompt?.kind, lines().map(([id]) => id)]).toEqual(['quantity', ['phone', 'beer']]);
  });

  it.each([{ type: 'done' }, { type: 'parked' }, { type: 'clear', reason: 'r' }] as const)(
    'is never asked of the next customer: $type takes it away, and says so',
    async (change) => {
      const { sale, lines, notice, played } = till();
      for (const sku of ['MUG', 'CHEESE', 'PHONE']) await sale.enter(sku);
      sale.edit(change);
      expect(sale.view.get()).toMatchObject({ cart: null, prompt: null, waiting: [] });
      expect(sale.view.get().notice).toEqual({ code: 'items-left-out', params: { names: 'cheese, phone' } });
      expect([notice(), played.at(-1)]).toEqual(['items-left-out', 'wrong']);
      await sale.enter('CHEESE');
      await sale.answer({ quantity: 100 });
      expect([sale.view.get().prompt, lines().map(([id]) => id)]).toEqual([null, ['cheese']]);
    },
  );

  it('keeps the quantity that was keyed in before it for itself: plain goods in between are one, and it goes with it', async () => {
    const { sale, lines } = till();
    for (const sku of ['WINE', 'PHONE']) {
      sale.edit({ type: 'multiplier', value: 3 });
      await sale.enter(sku);
      expect(sale.view.get().multiplier).toBeNull();
    }
    await sale.enter('MUG');
    sale.answerAge('passed', 'looks');
    sale.dismiss();
    await sale.enter('MUG');
    expect(lines().map(([id, quantity]) => [id, quantity])).toEqual([
      ['mug', 2],
      ['wine', 3],
      ['deposit', 3],
    ]);
  });

  it('leaves alone what was keyed in for the next while it was open', async () => {
    const { sale, lines } = till();
    await sale.enter('CHEESE');
    sale.edit({ type: 'multiplier', value: 4 });
    await sale.answer({ quantity: 100 });
    await sale.enter('MUG');
    expect(lines().map(([id, quantity]) => [id, quantity])).toEqual([
      ['cheese', 100],
      ['mug', 4],
    ]);
  });

  it('is not replaced by a tile that is tapped meanwhile: that waits as a scan does, also to be asked which', async () => {
    const { sale, lines } = till();
    const [medium] = shirts();
    await sale.enter('CHEESE');
    sale.edit({ type: 'multiplier', value: 2 });
    await sale.choose(medium);
    await sale.choose(plain('mug'));
    expect([sale.view.get().prompt?.kind, sale.view.get().waiting.map(({ sku }) => sku)]).toEqual([
      'quantity',
      ['SHIRT-M'],
    ]);
    await sale.answer({ quantity: 100 });
    expect(sale.view.get().prompt).toMatchObject({ kind: 'options', chosenId: 'shirt-m' });
    await sale.enter('SHIRT-S');
    expect([sale.view.get().prompt, lines().map(([id, quantity]) => [id, quantity])]).toEqual([
      null,
      [
        ['mug', 1],
        ['cheese', 100],
        ['shirt-s', 2],
      ],
    ]);
  });

  it('is asked of a tile that was tapped behind a scan once that one’s own question is answered', async () => {
    const { sale } = till();
    const [medium] = shirts();
    // Which variants there are, and what is sold along with the wine, must be looked up first.
    await Promise.all([sale.choose(medium), sale.enter('WINE'), sale.choose(medium)]);
    expect(sale.view.get().prompt?.kind).toBe('options');
    expect(sale.view.get().waiting.map(({ sku }) => sku)).toEqual(['WINE', 'SHIRT-M']);
    sale.edit({ type: 'clear', reason: 'r' });
    expect(sale.view.get().notice?.params.names).toBe('shirt-m, wine, shirt-m');
  });

  it('of which variant stays open while something else is scanned', async () => {
    const { sale, lines } = till();
    const [medium, small] = shirts();
    await sale.choose(medium);
    await sale.enter('MUG');
    expect([sale.view.get().prompt?.kind, lines()]).toEqual(['options', [['mug', 1, 500]]]);
    await sale.add(small);
    expect(lines().map(([id]) => id)).toEqual(['mug', 'shirt-s']);
  });

  it('takes no answer whose permission comes after the question is over', async () => {
    const { sale, lines } = till();
    await sale.enter('REPAIR');
    const answering = sale.answer({ unitPrice: 1999 });
    sale.dismiss();
    await answering;
    expect(lines()).toEqual([]);
  });
});

describe('an age check', () => {
  it('is asked once for an age and again when it rises, and journalled without a birth date', async () => {
    const { sale, lines, told } = till();
    await sale.enter('BEER');
    expect(sale.view.get().prompt).toMatchObject({ kind: 'age', age: 16 });
    sale.answerAge('passed', 'looks');
    await sale.enter('BEER');
    expect([sale.view.get().prompt, lines()[0]]).toEqual([null, ['beer', 2, 500]]);
    await sale.enter('WINE');
    sale.answerAge('passed', 'document');
    expect(sale.view.get().cart).toMatchObject({ ageChecked: 18 });
    const checks = told.filter(({ kind }) => kind === 'restriction.checked').map(({ payload }) => payload);
    const cartId = sale.view.get().cart?.id;
    expect(checks).toEqual([
      { cartId, rule: 'age', minimumAge: 16, verdict: 'passed', method: 'looks' },
      { cartId, rule: 'age', minimumAge: 18, verdict: 'passed', method: 'document' },
    ]);
  });

  it('keeps out what is refused, and what is in the cart stays', async () => {
    const { sale, lines, notice } = till();
    await sale.enter('MUG');
    await sale.enter('WINE');
    sale.answerAge('refused', 'looks');
    expect([lines(), notice()]).toEqual([[['mug', 1, 500]], 'age-refused']);
    expect(sale.view.get().cart?.ageChecked).toBeUndefined();
  });
});

describe('what is sold along', () => {
  it('stands behind its item, grows and goes with it', async () => {
    const { sale, lines } = till();
    sale.edit({ type: 'multiplier', value: 3 });
    await sale.enter('WINE');
    sale.answerAge('passed', 'looks');
    expect(lines()).toEqual([
      ['wine', 3, 500],
      ['deposit', 3, 25],
    ]);
    const [wine, deposit] = sale.view.get().cart?.lines ?? [];
    expect(deposit).toMatchObject({ linkedTo: wine?.id, undiscountable: true });
    await sale.ask({ type: 'remove', lineId: wine?.id ?? '' });
    expect(lines()).toEqual([]);
    sale.edit({ type: 'undo' });
    expect(lines()).toHaveLength(2);
  });

  it('or made up of parts, is one line that names them', async () => {
    const { sale } = till();
    await sale.enter('HAMPER');
    expect(sale.view.get().cart?.lines).toMatchObject([{ parts: [{ variantId: 'mug', quantity: 2 }] }]);
  });
});

describe('what is no longer in the assortment', () => {
  it('is asked about, and sold by whoever may; a line says that it was chosen', async () => {
    const { sale, lines, asked } = till();
    await sale.enter('FAX');
    expect([lines(), sale.view.get().prompt?.kind]).toEqual([[], 'archived']);
    await sale.sellArchived();
    expect([lines(), asked]).toEqual([[['fax', 1, 500]], [['archived-item', 0]]]);
    expect(sale.view.get().cart?.lines[0]?.archived).toBe(true);
    await sale.enter('FAX');
    sale.dismiss();
    expect(lines()).toEqual([['fax', 1, 500]]);
  });

  it('stays out where nobody allows it', async () => {
    const { sale, lines } = till({ refused: ['archived-item'] });
    await sale.enter('FAX');
    await sale.sellArchived();
    expect([lines(), sale.view.get().prompt?.kind]).toEqual([[], 'archived']);
  });
});
