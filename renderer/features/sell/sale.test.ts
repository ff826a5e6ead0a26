import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '#contracts/errors/registry.ts';
import { FACT_KINDS, type FactKind } from '#contracts/facts/kinds.ts';
import { parse } from '#contracts/schema.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import type { Cart } from '#domain/order/cart.ts';
import type { Allowed } from '#renderer/features/override/override.ts';
import type { ParkedEntry, ParkedHere, TillStore, VariantCard } from '#renderer/store/till-store.ts';
import { createSale } from './sale.ts';
import type { SideEntry } from './side-journal.ts';

const CONFIG = {
  store: { language: 'en-GB', inStoreLayouts: [{ pattern: '21IIIIIWWWWWC' }, { pattern: '22IIIIIPPPPPC' }] },
  taxRules: {
    version: 1,
    pricesIncludeTax: true,
    rounding: 'rate',
    rates: { standard: [{ code: 'S', name: 'VAT', ratePpm: 200_000 }] },
  },
} as unknown as RegisterConfig;
const OVERRIDE_ID = '0192f000-0000-7000-8000-00000000000a';

function card(variantId: string, more: Partial<VariantCard> = {}): VariantCard {
  return {
    variantId,
    productId: variantId,
    sku: variantId.toUpperCase(),
    name: variantId,
    gtins: [],
    categoryId: 'c',
    unit: 'each',
    taxCategory: 'standard',
    price: { variantId, amount: 500, version: 1 },
    stock: { onHand: 9, asOf: '2026-11-21T10:00:00.000Z' },
    ...more,
  };
}

const GOODS = [
  card('mug', { gtins: ['04006381333931'] }),
  card('cheese', { unit: 'kg', price: { variantId: 'cheese', amount: 1200, version: 1 }, rules: { plu: '123' } }),
  card('wine', { rules: { minimumAge: 18, linked: [{ variantId: 'deposit', quantity: 1 }] } }),
  card('beer', { rules: { minimumAge: 16 } }),
  card('deposit', { price: { variantId: 'deposit', amount: 25, version: 1 }, rules: { undiscountable: true } }),
  card('phone', { rules: { serialised: true } }),
  card('yoghurt', { gtins: ['09501101020917'] }),
  card('shirt-m', { productId: 'shirt', rules: { options: { size: 'M' } } }),
  card('shirt-s', { productId: 'shirt', rules: { options: { size: 'S' } } }),
  card('repair', { rules: { openPrice: true, service: true }, price: null }),
  card('hamper', { rules: { parts: [{ variantId: 'mug', quantity: 2 }] } }),
  card('giftcard', { rules: { openPrice: true, storedValue: 'gift-card' } }),
  card('priceless', { price: null }),
];

function till({ barred = null as ErrorCode | null, money = false, refused = [] as string[] } = {}) {
  const told: SideEntry[] = [];
  const played: string[] = [];
  const asked: [string, number][] = [];
  const receipts: string[] = [];
  let live: Cart | null = null;
  const parked: ParkedHere[] = [];
  const find = (test: (one: VariantCard) => boolean | undefined) => GOODS.find((one) => test(one)) ?? null;
  const store = {
    byGtin: async (gtin: string) => find((one) => one.gtins.includes(gtin)),
    bySku: async (sku: string) => find((one) => one.sku === sku.toUpperCase()),
    byPlu: async (plu: string) => find((one) => one.rules?.plu === plu),
    cards: async (ids: readonly string[]) => ids.map((id) => find((one) => one.variantId === id)),
    variantsOf: async (productId: string) => GOODS.filter((one) => one.productId === productId),
    loadCart: async () => live,
    saveCart: async (cart: Cart) => {
      live = cart;
    },
    dropCart: async () => {
      live = null;
    },
    recentOrders: async () => [],
    parkCart: async (one: ParkedHere) => {
      parked.push(one);
      live = null;
    },
    unparkCart: async (parkId: string) => {
      parked.splice(
        parked.findIndex((one) => one.parkId === parkId),
        1,
      );
    },
    parkedCarts: async () => parked.map((one): ParkedEntry => ({ ...one, registerId: null, state: 'here' })),
  } satisfies Partial<TillStore>;
  const sale = createSale({
    operatorId: 'ada',
    store: () => store as unknown as TillStore,
    config: () => CONFIG,
    businessDate: () => '2026-11-21',
    play: (sound) => void played.push(sound),
    timing: { scanned() {}, added() {} },
    async allow(permission, size): Promise<Allowed> {
      asked.push([permission, size]);
      return refused.includes(permission) ? { ok: false } : { ok: true, overrideId: OVERRIDE_ID };
    },
    journal: {
      tell(...entries) {
        for (const { kind, payload } of entries)
          expect(parse(FACT_KINDS[kind as FactKind][1], payload), kind).toMatchObject({ ok: true });
        told.push(...entries);
      },
    },
    onReceipt: (text) => void receipts.push(text),
    barred: () => barred,
    holdsMoney: () => money,
    training: () => false,
  });
  const lines = () =>
    sale.view.get().cart?.lines.map(({ variantId, quantity, unitPrice }) => [variantId, quantity, unitPrice]) ?? [];
  const kinds = () => told.map(({ kind }) => kind);
  const notice = () => sale.view.get().notice?.code;
  return { sale, told, kinds, played, asked, receipts, lines, notice, live: () => live, parked };
}

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

  it('of a GS1 code keeps batch and expiry on the line, and stops what is expired', async () => {
    const { sale, lines, notice, played } = till();
    await sale.enter(']d2010950110102091717261231\u001d10B7');
    expect(sale.view.get().cart?.lines).toMatchObject([{ variantId: 'yoghurt', batch: 'B7', expiry: '2026-12-31' }]);
    expect(await sale.enter(']d2010950110102091717261120\u001d10B6')).toBe(false);
    expect([lines().length, notice(), played.at(-1)]).toEqual([1, 'item-expired', 'wrong']);
  });

  it('of a GS1 code that counts nothing is one', async () => {
    const { sale, lines } = till();
    await sale.enter(']d201095011010209173700');
    expect(lines()).toEqual([['yoghurt', 1, 500]]);
  });

  it('of a receipt opens the return, and is not sold', async () => {
    const { sale, receipts } = till();
    expect(await sale.enter('HSR1-1041')).toBe(true);
    await sale.enter('OT1.e30.abc');
    expect(receipts).toEqual(['HSR1-1041', 'OT1.e30.abc']);
    expect(sale.view.get().cart).toBeNull();
  });

  it('is refused with its reason while no shift is open', async () => {
    const { sale, notice } = till({ barred: 'session-not-open' });
    expect(await sale.enter('4006381333931')).toBe(false);
    expect([notice(), sale.view.get().cart]).toEqual(['session-not-open', null]);
  });
});

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
    const [medium, small] = GOODS.filter(({ productId }) => productId === 'shirt');
    if (!medium || !small) throw new Error('no shirts');
    sale.choose(medium);
    await Promise.resolve();
    expect(sale.view.get().prompt).toMatchObject({ kind: 'options', chosenId: 'shirt-m' });
    sale.add(small);
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

describe('permissions', () => {
  it('are asked for discounts and prices by how large they are, and the decision stays with them', async () => {
    const { sale, asked } = till();
    await sale.enter('MUG');
    const lineId = sale.view.get().selected ?? '';
    await sale.ask({
      type: 'discount-line',
      lineId,
      discount: { id: 'd', kind: 'amount', value: 125, reason: 'staff' },
    });
    await sale.ask({ type: 'price', lineId, asked: { unitPrice: 400, reason: 'damaged' } });
    expect(asked).toEqual([
      ['discount', 250_000],
      ['price-override', 200_000],
    ]);
    expect(sale.view.get().cart?.lines).toMatchObject([
      {
        unitPrice: 400,
        priceOverride: { listPrice: 500, overrideId: OVERRIDE_ID },
        discounts: [{ overrideId: OVERRIDE_ID }],
      },
    ]);
  });

  it('that are refused leave the cart as it was', async () => {
    const { sale, lines } = till({ refused: ['line-void', 'tax-exempt', 'cart-abandon'] });
    await sale.enter('MUG');
    const lineId = sale.view.get().selected ?? '';
    expect(await sale.ask({ type: 'remove', lineId })).toBe(false);
    expect(await sale.ask({ type: 'exempt', exemption: { reason: 'export' } })).toBe(false);
    expect(await sale.ask({ type: 'clear', reason: 'test' })).toBe(false);
    expect(lines()).toEqual([['mug', 1, 500]]);
  });
});

describe('the journal beside a sale', () => {
  it('has its first line, what was taken out, and that it was cleared', async () => {
    const { sale, told } = till();
    await sale.enter('MUG');
    const cartId = sale.view.get().cart?.id;
    const lineId = sale.view.get().selected ?? '';
    sale.edit({ type: 'quantity', lineId, quantity: 3 });
    await sale.ask({ type: 'quantity', lineId, quantity: 1 });
    await sale.ask({ type: 'clear', reason: 'customer-left' });
    expect(told.map(({ kind, payload }) => [kind, payload])).toEqual([
      ['cart.opened', expect.objectContaining({ cartId })],
      ['line.voided', { cartId, variantId: 'mug', name: 'mug', quantity: 2, amount: 1000 }],
      [
        'cart.abandoned',
        {
          cartId,
          reason: 'customer-left',
          total: 500,
          lines: [{ variantId: 'mug', name: 'mug', quantity: 1, amount: 500 }],
        },
      ],
    ]);
  });

  it('and a cart for which money was taken can’t be emptied', async () => {
    const { sale, lines, notice } = till({ money: true });
    await sale.enter('MUG');
    await sale.ask({ type: 'remove', lineId: sale.view.get().selected ?? '' });
    expect([lines().length, notice()]).toEqual([1, 'payments-open']);
  });

  it('keeps its member once money was taken: it may be on that member’s account', async () => {
    const { sale, notice } = till({ money: true });
    await sale.enter('MUG');
    sale.edit({ type: 'member', memberId: 'm2' });
    expect([sale.view.get().cart?.memberId, notice()]).toEqual([undefined, 'payments-open']);
  });
});

describe('parking', () => {
  it('puts a cart aside with its label, and takes it up again as it was', async () => {
    const { sale, told, kinds, parked, live } = till();
    await sale.enter('MUG');
    const cartId = sale.view.get().cart?.id;
    expect(await sale.park('Blue coat')).toBe(true);
    expect([sale.view.get().cart, live(), parked.length]).toEqual([null, null, 1]);
    const [entry] = parked;
    expect(told.at(-1)).toMatchObject({
      id: entry?.parkId,
      kind: 'cart.parked',
      payload: { total: 500, cart: { id: cartId, noteId: entry?.cart.note?.id } },
      notes: [{ text: 'Blue coat' }],
    });
    expect(JSON.stringify(told.at(-1)?.payload)).not.toContain('Blue coat');
    if (!entry) throw new Error('not parked');
    expect(await sale.recall({ ...entry, registerId: null, state: 'here' })).toBe(true);
    expect(sale.view.get().cart).toMatchObject({ id: cartId, note: { text: 'Blue coat' } });
    expect([live()?.id, parked.length, kinds().at(-1)]).toEqual([cartId, 0, 'cart.claimed']);
  });

  it('asks before taking up another operator’s, parks the present one, and makes it one’s own', async () => {
    const { sale, asked, parked } = till();
    await sale.enter('MUG');
    await sale.park(null);
    const [mine] = parked;
    if (!mine) throw new Error('not parked');
    await sale.enter('BEER');
    sale.answerAge('passed', 'looks');
    const theirs = { ...mine, operatorId: 'bo', cart: { ...mine.cart, operatorId: 'bo' } };
    await sale.recall({ ...theirs, registerId: 'till-2', state: 'store' });
    expect(asked).toEqual([['cart-claim', 0]]);
    expect(sale.view.get().cart).toMatchObject({ operatorId: 'ada', lines: [{ variantId: 'mug' }] });
    expect(parked.map(({ cart }) => cart.lines[0]?.variantId)).toEqual(['beer']);
  });

  it('happens once, however often it is asked for meanwhile', async () => {
    const { sale, parked } = till();
    await sale.enter('MUG');
    expect(await Promise.all([sale.park(null), sale.park(null)])).toEqual([true, false]);
    expect(parked).toHaveLength(1);
  });

  it('says that a cart was taken up elsewhere, and lists it no more', async () => {
    const { sale, parked, notice } = till();
    await sale.enter('MUG');
    await sale.park(null);
    const [entry] = parked;
    if (!entry) throw new Error('not parked');
    expect(await sale.recall({ ...entry, registerId: null, state: 'gone' })).toBe(false);
    expect([notice(), parked.length]).toEqual(['cart-claimed', 0]);
  });
});
