import type { i18n } from 'i18next';
import type { FirstShop } from '#contracts/http/setup.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import type { CartLine } from '#domain/order/cart.ts';
import { draftOrder } from '#domain/order/complete-order.ts';
import { settle } from '#domain/pricing/settle.ts';
import type { ReceiptDocument } from '#domain/receipt/receipt-document.ts';
import { cashPayable } from '#domain/tender/cash.ts';
import { receiptOf } from '#renderer/features/receipts/receipt-of.ts';

/** An instant to be printed, so that a preview does not tick. */
const AT = '2026-03-02T10:05:00.000Z';
const ID = '00000000-0000-7000-8000-000000000001';

/** What a receipt of the shop will look like: two things sold for cash, taxed by its rules. Null where they cannot be settled yet. */
export function sampleReceipt(shop: FirstShop, words: readonly string[], i18n: i18n): ReceiptDocument | null {
  const { store, rules, owner, registerName } = shop;
  const taxRules = { ...rules, version: 1 };
  const categories = Object.keys(rules.rates);
  const price = 10 ** store.currency.digits;
  const lines = words.map((name, index): CartLine => {
    const taxCategory = categories[Math.min(index, categories.length - 1)] ?? '';
    return {
      ...{ id: String(index), variantId: name, sku: name, name, unit: 'each', taxCategory, quantity: index + 1 },
      ...{ unitPrice: Math.round((index + 1) * 2.49 * price), priceVersion: 1, discounts: [] },
    };
  });
  const result = settle({ lines, discounts: [] }, taxRules);
  if (!result.ok) return null;
  const { settled } = result;
  const { payable, rounding } = cashPayable(settled.total, store.cashRounding, store.cashRoundingHalves);
  const payment = { id: ID, tender: 'cash', tendered: payable, change: 0, amount: payable };
  const cart = { id: ID, operatorId: 'owner', openedAt: AT, lines, discounts: [] };
  const draft = draftOrder({
    cart,
    settled,
    rules: taxRules,
    currency: store.currency.code,
    payments: [payment],
    rounding,
  });
  const operator = { operatorId: 'owner', name: owner.name || '–', initials: owner.initials, role: 'manager' };
  const config: RegisterConfig = {
    revision: 'sample',
    store,
    register: { registerId: 'R1', name: registerName || '1' },
    taxRules,
    operators: [operator],
    roles: [],
  };
  const payload = { ...draft, receipt: { series: 'R1', number: 1 } };
  return receiptOf(
    {
      ...{ id: ID, kind: 'order.completed', version: 1, storeId: store.storeId, registerId: 'R1', journalId: ID },
      ...{ seq: 1, at: AT, businessDate: AT.slice(0, 10), operatorId: 'owner', prev: '', payload },
    },
    config,
    i18n,
    0,
  );
}
