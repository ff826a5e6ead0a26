import { describe, expect, it } from 'vitest';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { CONFIG, fakeHost, fakeStore, SLIP, selling, settled } from './testing/checkout-till.ts';

describe('a receipt', () => {
  const withPrint = (print: 'ask' | 'never'): RegisterConfig => ({
    ...CONFIG,
    store: { ...CONFIG.store, receipts: { print, widthMm: 58, languages: ['en-GB'], header: [] } },
  });

  it('is asked for where the store asks: the drawer opens at once, paper comes when wanted', async () => {
    const { host, called, journal } = fakeHost();
    const { checkout, rung, cash } = selling(host, fakeStore().store, { config: withPrint('ask') });
    rung();
    checkout.begin();
    await cash(510);
    await settled();
    expect(checkout.stage.get()).toMatchObject({ at: 'paid', ask: true });
    expect(called('printer.enqueue')).toMatchObject([{ input: { document: { blocks: [] }, drawer: true } }]);
    await checkout.answerPrint(true);
    expect(checkout.stage.get()).toMatchObject({ ask: false });
    expect(called('printer.enqueue')[1]).toMatchObject({
      input: { copy: 0, document: { blocks: [{ kind: 'rule' }] } },
    });
    expect(journal).toHaveLength(1);
  });

  it('that nobody wanted is journalled as declined, also by going on', async () => {
    const { host, journal } = fakeHost();
    const { checkout, rung, cash } = selling(host, fakeStore().store, { config: withPrint('ask') });
    rung();
    checkout.begin();
    await cash(510);
    checkout.next();
    await settled();
    expect(checkout.stage.get().at).toBe('selling');
    expect(journal[1]).toMatchObject({ kind: 'receipt.issued', payload: { how: 'declined', copy: 0 } });
  });

  it('is never printed where the store says so, and a card alone does not open the drawer', async () => {
    const { host, called } = fakeHost();
    const { checkout, rung } = selling(host, fakeStore().store, { config: withPrint('never') });
    rung();
    checkout.begin();
    await checkout.take({ tender: SLIP, tendered: 512, reference: 'A' });
    await settled();
    expect([checkout.stage.get().at, called('printer.enqueue')]).toEqual(['paid', []]);
  });
});
