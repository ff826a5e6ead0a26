import { describe, expect, it } from 'vitest';
import { CustomerView } from '#contracts/ipc/devices.ts';
import type { ThirdPartyPayment } from '#contracts/ipc/host.ts';
import { parse } from '#contracts/schema.ts';
import { createFormats } from '#renderer/app/format.ts';
import { createI18n, type Language } from '#renderer/app/i18n.ts';
import { fakeHost, fakeStore, ITEM, REFUND, selling, settled } from '#renderer/features/pay/testing/checkout-till.ts';
import { type CustomerWords, customerView } from './customer-view.ts';
import { needsPlain, plainSale } from './plain-view.ts';

function wordsIn(language: Language, storeLanguage = 'en-GB'): CustomerWords {
  const currency = { code: 'GBP', digits: 2 };
  const formats = createFormats({ language, storeLanguage, currency, timeZone: 'Europe/London' });
  return { t: createI18n(language).getFixedT(language), formats, language, storeName: 'Shop' };
}

function till(payments: ThirdPartyPayment[] = []) {
  const { host } = fakeHost();
  const parts = selling(host, fakeStore().store, { payments });
  const view = (words = wordsIn('en')): CustomerView => {
    const { checkout, sale } = parts;
    const seen = customerView(checkout.stage.get(), sale.view.get(), checkout.walk(), words);
    expect(parse(CustomerView, seen)).toMatchObject({ ok: true });
    return seen;
  };
  return { ...parts, view };
}

describe('customerView', () => {
  it('welcomes in the language of the shop while there is no cart', () => {
    const { view } = till();
    expect(view()).toEqual({ state: 'idle', language: 'en', welcome: 'Welcome to Shop' });
    expect(view(wordsIn('zh-CN', 'zh-CN'))).toMatchObject({ language: 'zh-CN', welcome: '欢迎光临Shop' });
  });

  it('shows the lines, which of them was touched last, what was taken off and what they come to', () => {
    const { sale, rung, view } = till();
    rung();
    const other = { ...ITEM, id: 'tea', variantId: 'tea', sku: 'TEA', name: 'Tea', unitPrice: 300 };
    sale.edit({ type: 'add', item: other, cart: sale.newCart() });
    sale.edit({ type: 'quantity', lineId: 'line', quantity: 3 });
    sale.edit({ type: 'select', lineId: 'line' });
    const discount = (id: string, value: number) => ({ id, kind: 'amount' as const, value, reason: 'staff' });
    sale.edit({ type: 'discount-line', lineId: 'line', discount: discount('d1', 36) });
    sale.edit({ type: 'discount-cart', discount: discount('d2', 100) });
    expect(view()).toEqual({
      state: 'cart',
      language: 'en',
      lines: [
        { name: 'Mug', amount: '15.36', detail: '3 at 5.12', notes: [expect.stringMatching(/ -0\.36$/)] },
        { name: 'Tea', amount: '3.00' },
        { name: expect.any(String), amount: '-1.00' },
      ],
      newest: 0,
      totalLabel: 'Total',
      total: '£17.00',
    });
  });

  it('says what is to be paid, what the wallet shall scan, and then the change', async () => {
    const payments: ThirdPartyPayment[] = [];
    const { sale, checkout, rung, cash, view } = till(payments);
    rung();
    checkout.begin();
    expect(view()).toEqual({ state: 'pay', language: 'en', totalLabel: 'To pay', total: '£5.12' });
    payments.push({
      paymentId: '0192f000-0000-7000-8000-000000000009',
      cartId: sale.view.get().cart?.id ?? '',
      tender: 'wallet',
      direction: 'sale',
      amount: 512,
      state: 'asked',
      tip: 0,
      reference: null,
      message: null,
      qr: 'pay:512',
    });
    expect(view()).toMatchObject({ state: 'pay', total: '£5.12', qr: 'pay:512', hint: 'Scan to pay' });
    payments.length = 0;
    await cash(1000);
    await settled();
    expect(view()).toEqual({
      state: 'paid',
      language: 'en',
      totalLabel: 'Paid',
      total: '£5.10',
      changeLabel: 'Change',
      change: '£4.90',
      thanks: 'Thank you',
    });
    checkout.next();
    expect(view().state).toBe('idle');
  });

  it('has a plain form for two-line displays that lack its letters', () => {
    const { sale, checkout, view } = till();
    const chinese = wordsIn('zh-CN', 'zh-CN');
    const plain = () => customerView(checkout.stage.get(), plainSale(sale.view.get()), checkout.walk(), plainly);
    const plainly = { ...wordsIn('en'), storeName: '' };
    expect([needsPlain(view(chinese)), plain()]).toMatchObject([true, { welcome: 'Welcome' }]);
    const apple = { ...ITEM, id: 'apple', variantId: 'apple', sku: 'APPLE-1', name: '苹果' };
    sale.edit({ type: 'add', item: apple, cart: sale.newCart() });
    sale.edit({
      type: 'add',
      item: { ...ITEM, id: 'cafe', variantId: 'cafe', name: 'Café “1” €' },
      cart: sale.newCart(),
    });
    expect([needsPlain(view()), needsPlain(plain())]).toEqual([true, false]);
    expect(plain()).toMatchObject({ lines: [{ name: 'APPLE-1' }, { name: 'Café “1” €' }], totalLabel: 'Total' });
  });

  it('says what is given back', () => {
    const { sale, checkout, view } = till();
    sale.edit({ type: 'return', line: REFUND, cart: sale.newCart() });
    expect(view()).toMatchObject({
      lines: [{ name: 'Returned: Mug', amount: '-5.00' }],
      totalLabel: 'To give back',
      total: '£5.00',
    });
    checkout.begin();
    expect(view()).toMatchObject({ state: 'pay', totalLabel: 'To give back', total: '£5.00' });
  });

  it('of a cart longer than a view shows the newest lines', () => {
    const { sale, view } = till();
    for (let at = 0; at < 600; at++) {
      const item = { ...ITEM, id: `line-${at}`, variantId: `v${at}`, sku: `S${at}`, name: `Thing ${at}` };
      sale.edit({ type: 'add', item, cart: sale.newCart() });
    }
    const seen = view();
    expect(seen.state === 'cart' && [seen.lines.length, seen.newest, seen.lines.at(-1)?.name]).toEqual([
      450,
      449,
      'Thing 599',
    ]);
  });
});
