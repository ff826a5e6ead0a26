import { describe, expect, it } from 'vitest';
import { till } from './testing/sale-till.ts';

describe('a scan', () => {
  it('of the store’s own label is so many grams, or its price and the weight that follows', async () => {
    const { sale, lines } = till();
    await sale.enter('2100123004508');
    expect(lines()).toEqual([['cheese', 450, 1200]]);
    expect(sale.view.get().settled?.total).toBe(540);
    await sale.enter('2200123006004');
    expect(lines()[1]).toEqual(['cheese', 500, 1200]);
    expect(sale.view.get().cart?.lines[1]).toMatchObject({ priceSource: 'label', labelAmount: 600 });
    expect(sale.view.get().settled?.total).toBe(1140);
  });

  it('is drawn once: what is shown changes in one go', async () => {
    const { sale, lines } = till();
    let draws = 0;
    let isDue = false;
    // As React draws what changed: in the microtask after the first change.
    sale.view.subscribe(() => {
      if (!isDue) queueMicrotask(draw);
      isDue = true;
    });
    const draw = (): void => {
      isDue = false;
      draws += 1;
    };
    await sale.enter('4006381333931');
    await sale.enter('4006381333931');
    expect([lines(), draws]).toEqual([[['mug', 2, 500]], 2]);
  });

  it('of a GS1 code keeps batch and expiry on the line, and stops what is expired', async () => {
    const { sale, lines, notice, played } = till();
    await sale.enter(']d2010950110102091717261231\u001d10B7');
    expect(sale.view.get().cart?.lines).toMatchObject([{ variantId: 'yoghurt', batch: 'B7', expiry: '2026-12-31' }]);
    expect(await sale.enter(']d2010950110102091717261120\u001d10B6')).toBe(false);
    expect([lines().length, notice(), played.at(-1)]).toEqual([1, 'item-expired', 'wrong']);
  });

  it('of a GS1 code with weight and price is so many grams at the price on the label', async () => {
    const { sale, lines } = till();
    // Cheese has no GTIN here; the yoghurt is sold by the piece and takes the label's price.
    await sale.enter(']d201095011010209173103000450392200540');
    expect(lines()).toEqual([['yoghurt', 1, 500]]);
    expect(sale.view.get().cart?.lines[0]).toMatchObject({ priceSource: 'label', labelAmount: 540 });
    expect(sale.view.get().settled?.total).toBe(540);
  });

  it('of a GS1 code that counts nothing is one', async () => {
    const { sale, lines } = till();
    await sale.enter(']d201095011010209173000');
    expect(lines()).toEqual([['yoghurt', 1, 500]]);
  });

  it('garbled by a French keyboard is the item it was, where its check digit proves it', async () => {
    const { sale, lines, notice } = till();
    await sale.enter({ text: '\'àà-"_&"""ç"&', symbology: null, atMs: 0 });
    expect(lines()).toEqual([['mug', 1, 500]]);
    // MUG, typed on AZERTY by a scanner that is set to US.
    const keys = ['KeyM', 'KeyU', 'KeyG'].map((code) => ({ code, shift: true }));
    expect(await sale.enter({ text: '?UG', symbology: null, atMs: 0, keys })).toBe(false);
    expect([lines().length, notice()]).toEqual([1, 'barcode-unknown']);
  });

  it('of two items run together is both, or none', async () => {
    const { sale, lines } = till();
    await sale.enter({ text: '40063813339319501101020917', symbology: null, atMs: 0 });
    expect(lines()).toEqual([
      ['mug', 1, 500],
      ['yoghurt', 1, 500],
    ]);
    expect(await sale.enter({ text: '40063813339314002590000001', symbology: null, atMs: 0 })).toBe(false);
    expect(lines()).toHaveLength(2);
  });

  it('is never read otherwise where it is known as it came', async () => {
    const { sale, lines } = till();
    const keys = [...'4006381333931'].map((digit) => ({ code: `Digit${digit}`, shift: false }));
    await sale.enter({ text: 'MUG', symbology: null, atMs: 0, keys });
    expect(lines()).toEqual([['mug', 1, 500]]);
  });

  it.each([
    ['01095011010209171726133110B7', 'barcode-date'],
    ['01095011010209181726123110B7', 'barcode-check-digit'],
    ['0109501101020917422999', 'barcode-field'],
    ['01095011010209173103001000\u001d3102010000', 'barcode-fields-clash'],
    ['10B7\u001d17261231', 'barcode-field-missing'],
  ])('of a GS1 code that is wrong, %s, is refused with its reason: %s', async (text, code) => {
    const { sale, notice } = till();
    expect(await sale.enter({ text, symbology: ']d2', atMs: 0 })).toBe(false);
    expect(notice()).toBe(code);
  });

  it.each([
    ['https://id.gs1.org/01/09501101020917?17=261331', 'barcode-date', '(17)'],
    ['https://shop.example/01/9501101020917/10/B7?15=260230', 'barcode-date', '(15)'],
    ['https://id.gs1.org/01/09501101020918?17=261231', 'barcode-check-digit', undefined],
    ['https://id.gs1.org/01/09501101020917?422=999', 'barcode-field', '(422)'],
  ])('of a Digital Link that is wrong, %s, is refused in the same words: %s', async (text, code, field) => {
    const { sale, notice } = till();
    expect(await sale.enter({ text, symbology: ']Q1', atMs: 0 })).toBe(false);
    expect([notice(), sale.view.get().notice?.params.field]).toEqual([code, field]);
  });

  it.each(['2100123000005', '2200123000002'])('of a label that says zero, %s, asks for the weight', async (text) => {
    const { sale, lines } = till();
    await sale.enter(text);
    expect([sale.view.get().prompt?.kind, lines()]).toEqual(['quantity', []]);
    await sale.answer({ quantity: 250 });
    expect(lines().map(([, quantity]) => quantity)).toEqual([250]);
  });

  it('of a label without a price on a piece asks for the price', async () => {
    const { sale, lines } = till();
    await sale.enter(']d2010950110102091731030004503922000');
    expect([sale.view.get().prompt?.kind, lines()]).toEqual(['price', []]);
    await sale.answer({ unitPrice: 320 });
    expect(lines()).toEqual([['yoghurt', 1, 320]]);
  });

  it.each(['2100123004508', '2200123006004', '2100123000005', ']d201095011010209173103000450392200540'])(
    'of a label, %s, is not multiplied by what was keyed in before it, and says so',
    async (text) => {
      const { sale, lines, notice } = till();
      sale.edit({ type: 'multiplier', value: 3 });
      expect(await sale.enter(text)).toBe(false);
      expect([lines(), notice(), sale.view.get().prompt]).toEqual([[], 'label-multiplied', null]);
      sale.edit({ type: 'multiplier', value: null });
      expect(await sale.enter(text)).toBe(true);
    },
  );

  it('of a receipt opens the return, and is not sold', async () => {
    const { sale, receipts } = till();
    expect(await sale.enter('HSR1-1041')).toBe(true);
    await sale.enter('OT1.e30.abc');
    expect(receipts).toEqual(['HSR1-1041', 'OT1.e30.abc']);
    expect(sale.view.get().cart).toBeNull();
  });

  it('waits for the one before it, whose quantity it does not take', async () => {
    const { sale, lines } = till();
    sale.edit({ type: 'multiplier', value: 3 });
    // What is sold along with the tray must be looked up first.
    const first = sale.enter('TRAY');
    const second = sale.enter('MUG');
    expect(await Promise.all([first, second])).toEqual([true, true]);
    expect(lines().filter(([id]) => id !== 'deposit')).toEqual([
      ['tray', 3, 500],
      ['mug', 1, 500],
    ]);
  });

  it('takes the quantity that stood there when it came, and leaves it to the next try where it comes to nothing', async () => {
    const { sale, lines, notice } = till();
    sale.edit({ type: 'multiplier', value: 3 });
    const first = sale.enter('TRAY');
    sale.edit({ type: 'multiplier', value: 2 });
    await Promise.all([first, sale.enter('MUG')]);
    expect(lines().filter(([id]) => id !== 'deposit')).toEqual([
      ['tray', 3, 500],
      ['mug', 2, 500],
    ]);
    sale.edit({ type: 'multiplier', value: 5 });
    expect(await sale.enter('NONESUCH')).toBe(false);
    expect([notice(), sale.view.get().multiplier]).toEqual(['barcode-unknown', 5]);
    await expect(sale.enter('UNREADABLE')).rejects.toThrow('does not answer');
    expect(sale.view.get().multiplier).toBe(5);
  });

  it('of what is not here yet says so while the first products load, and can be repeated', async () => {
    const shop = till({ loading: true });
    expect(await shop.sale.enter('4006381333932')).toBe(false);
    expect(shop.sale.view.get().notice?.code).toBe('barcode-check-digit');
    expect(await shop.sale.enter('5000000000005')).toBe(false);
    expect(shop.sale.view.get().notice).toEqual({ code: 'products-loading', params: { text: '5000000000005' } });
    const closed = till({ closed: true });
    expect(await closed.sale.enter('4006381333931')).toBe(false);
    expect(closed.notice()).toBe('products-loading');
  });

  it.each(['MUG', 'CHEESE', 'TRAY'])(
    'of %s that is on its way when paying begins is refused, and says so',
    async (text) => {
      const { sale, lines, notice } = till();
      const scanning = sale.enter(text);
      sale.lock(true);
      expect(await scanning).toBe(false);
      expect([lines(), notice(), sale.view.get().prompt]).toEqual([[], 'scan-while-paying', null]);
    },
  );

  it('is refused with its reason while no shift is open', async () => {
    const { sale, notice } = till({ barred: 'session-not-open' });
    expect(await sale.enter('4006381333931')).toBe(false);
    expect([notice(), sale.view.get().cart]).toEqual(['session-not-open', null]);
  });
});

describe('what the shop does not list', () => {
  it('sells by department, and is reported with its barcode', async () => {
    const { sale, told, asked } = till();
    const item = { categoryId: 'toys', taxCategory: 'standard', name: 'Kite', unitPrice: 899, quantity: 2 };
    expect(await sale.addUnlisted({ ...item, code: '5000000000005' })).toBe(true);
    expect(asked).toEqual([['unlisted-item', 0]]);
    expect(sale.view.get().cart?.lines).toMatchObject([
      {
        variantId: 'unlisted/toys',
        unlisted: { categoryId: 'toys', gtin: '5000000000005' },
        quantity: 2,
        name: 'Kite',
      },
    ]);
    expect(told.at(-1)).toEqual({
      kind: 'problem.reported',
      payload: { problem: 'unlisted-item', code: '5000000000005', name: 'Kite', categoryId: 'toys', price: 899 },
    });
  });

  it('goes on sale with a photo, whose text is kept apart from the report', async () => {
    const { sale, told } = till();
    const photo = 'data:image/jpeg;base64,/9j/4AAQ';
    const item = { categoryId: 'toys', taxCategory: 'standard', name: 'Kite', unitPrice: 899, quantity: 1 };
    expect(await sale.addUnlisted({ ...item, photo })).toBe(true);
    const { payload, notes = [] } = told.at(-1) ?? {};
    expect(notes).toMatchObject([{ text: photo }]);
    expect(payload).toMatchObject({ problem: 'unlisted-item', photoId: notes[0]?.id });
    expect(JSON.stringify([payload, sale.view.get().cart])).not.toContain(photo);
  });

  it('keeps of a long code what a line can hold', async () => {
    const { sale } = till();
    const item = { categoryId: 'toys', taxCategory: 'standard', name: 'Kite', unitPrice: 899, quantity: 1 };
    await sale.addUnlisted({ ...item, code: `https://example.com/${'x'.repeat(200)}` });
    expect(sale.view.get().cart?.lines[0]?.unlisted?.gtin).toHaveLength(40);
  });

  it('or lists without a price, is refused and reported', async () => {
    const { sale, told, notice } = till();
    await sale.enter('PRICELESS');
    expect([notice(), told.map(({ payload }) => payload)]).toEqual([
      'price-missing',
      [{ problem: 'price-missing', code: 'PRICELESS', name: 'priceless', categoryId: 'c' }],
    ]);
  });
});
