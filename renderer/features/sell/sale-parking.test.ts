import { describe, expect, it } from 'vitest';
import { till } from './testing/sale-till.ts';

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
