import type { i18n } from 'i18next';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { cashPolicy, storePolicy } from '#contracts/views/store-policy.ts';
import type { Cart, CartLine } from '#domain/order/cart.ts';
import { draftOrder } from '#domain/order/complete-order.ts';
import { settle } from '#domain/pricing/settle.ts';
import type { ReceiptDocument, ReceiptImage } from '#domain/receipt/receipt-document.ts';
import { cashPayable } from '#domain/tender/cash.ts';
import { nearestLanguage } from '#renderer/app/i18n.ts';
import { receiptOf } from './receipt-of.ts';

const ID = '00000000-0000-7000-8000-000000000001';

export interface SampleOf {
  operatorId: string;
  /** Given, so that a preview does not tick. ISO 8601. */
  at: string;
  logo?: ReceiptImage | null;
}

/** A receipt as a till with these settings would print it, of two goods at different taxes, paid in cash; null where they cannot be settled yet. */
export function sampleReceipt(
  config: RegisterConfig,
  i18n: i18n,
  { operatorId, at, logo }: SampleOf,
): ReceiptDocument | null {
  const { store, register, taxRules } = config;
  const categories = Object.keys(taxRules.rates);
  const unit = 10 ** store.currency.digits;
  const [language = store.language] = storePolicy(store).receipts.languages;
  const words = i18n.getFixedT(nearestLanguage([language]));
  const goods = [words('opening.preview.first'), words('opening.preview.second')];
  const lines = goods.map((name, index): CartLine => {
    const taxCategory = categories[Math.min(index, categories.length - 1)] ?? '';
    return {
      ...{ id: String(index), variantId: name, sku: name, name, unit: 'each', taxCategory, quantity: index + 1 },
      ...{ unitPrice: Math.round((index + 1) * 2.49 * unit), priceVersion: 1, discounts: [] },
    };
  });
  const cart: Cart = { id: ID, operatorId, openedAt: at, lines, discounts: [] };
  const result = settle(cart, taxRules);
  if (!result.ok) return null;
  const { settled } = result;
  const { cashRounding, halves } = cashPolicy(store);
  const { payable, rounding } = cashPayable(settled.total, cashRounding, halves);
  const payments = [{ id: ID, tender: 'cash', tendered: payable, change: 0, amount: payable }];
  const order = draftOrder({ cart, settled, rules: taxRules, currency: store.currency.code, payments, rounding });
  const series = register.registerId;
  return receiptOf(
    {
      ...{ id: ID, kind: 'order.completed', version: 1, journalId: ID, seq: 1, prev: '' },
      ...{ storeId: store.storeId, registerId: series, at, businessDate: at.slice(0, 10), operatorId },
      payload: { ...order, receipt: { series: 'R1', number: 1 } },
    },
    config,
    i18n,
    0,
    { logo: logo ?? null },
  );
}
