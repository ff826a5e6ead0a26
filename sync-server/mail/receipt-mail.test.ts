import { expect, test } from 'vitest';
import { receiptMail } from '#sync-server/mail/receipt-mail.ts';
import { storeSettings } from '#tests/fixtures/test-shop.ts';

const order = {
  receipt: { series: 'LON-1-A', number: 7 },
  currency: 'CNY',
  pricesIncludeTax: true,
  taxVersion: 1,
  engineVersion: 1,
  cartOpenedAt: '2026-11-21T10:00:00.000Z',
  lines: [],
  discounts: [],
  taxes: [{ code: 'S', ratePpm: 130_000, base: 1106, amount: 144 }],
  taxTotal: 144,
  total: 1250,
  rounding: -50,
  payments: [{ id: '0197a000-0000-7000-8000-000000000001', tender: 'cash', tendered: 2000, change: 800, amount: 1200 }],
};

test('in the store’s language, figures exact, names harmless', () => {
  const store = { ...storeSettings('LON'), name: '<b>茶 & Co</b>', language: 'zh-CN', timeZone: 'Asia/Shanghai' };
  const mail = receiptMail({ store, order, at: '2026-11-21T10:00:00.000Z', copy: 0, form: 'receipt' });
  expect(mail.subject).toBe('小票 LON-1-A-7 · <b>茶 & Co</b>');
  expect(mail.text).toContain('2026年11月21日 18:00');
  expect(mail.text).toContain('合计  ¥12.00');
  expect(mail.text).toContain('抹零  -¥0.50');
  expect(mail.text).toContain('找零  ¥8.00');
  expect(mail.text).toContain('税 13% 计税额 ¥11.06  ¥1.44');
  expect(mail.html).toContain('&lt;b&gt;茶 &amp; Co&lt;/b&gt;');
  expect(mail.html).not.toContain('<b>');
});
