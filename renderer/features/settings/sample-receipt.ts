import type { i18n, TFunction } from 'i18next';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import type { Cart } from '#domain/order/cart.ts';
import { draftOrder } from '#domain/order/complete-order.ts';
import { settle } from '#domain/pricing/settle.ts';
import type { ReceiptDocument, ReceiptImage } from '#domain/receipt/receipt-document.ts';
import type { TaxRules } from '#domain/tax/tax-rules.ts';
import { receiptOf } from '#renderer/features/receipts/receipt-of.ts';

const SAMPLE_ID = '00000000-0000-7000-8000-000000000000';

/** A receipt of two made-up items in the store's most taxed category, as its settings would print it; null where it has none. */
export function sampleReceipt(
  config: RegisterConfig,
  i18n: i18n,
  t: TFunction,
  sample: { operatorId: string; at: string; logo: ReceiptImage | null },
): ReceiptDocument | null {
  const { store, register, taxRules } = config;
  const taxCategory = mostTaxed(taxRules);
  if (taxCategory === undefined) return null;
  const item = (id: string, name: string, quantity: number, units: number) => {
    const price = { unitPrice: units * 10 ** store.currency.digits, priceVersion: 1, discounts: [] };
    return { id, variantId: id, sku: id, name, unit: 'each' as const, taxCategory, quantity, ...price };
  };
  const lines = [item('1', t('settings.sample.first'), 1, 4), item('2', t('settings.sample.second'), 2, 3)];
  const cart: Cart = { id: SAMPLE_ID, operatorId: sample.operatorId, openedAt: sample.at, lines, discounts: [] };
  const result = settle(cart, taxRules);
  if (!result.ok) return null;
  const { total } = result.settled;
  const payments = [{ id: '1', tender: 'cash', tendered: total, change: 0, amount: total }];
  const order = draftOrder({
    cart,
    settled: result.settled,
    rules: taxRules,
    currency: store.currency.code,
    payments,
    rounding: 0,
  });
  const where = { storeId: store.storeId, registerId: register.registerId, journalId: SAMPLE_ID, seq: 1, prev: '' };
  const fact = {
    id: SAMPLE_ID,
    kind: 'order.completed' as const,
    version: 1,
    ...where,
    at: sample.at,
    businessDate: sample.at.slice(0, 10),
    operatorId: sample.operatorId,
    payload: { ...order, receipt: { series: 'T1', number: 1 } },
  };
  return receiptOf(fact, config, i18n, 0, { logo: sample.logo });
}

function mostTaxed({ rates }: TaxRules): string | undefined {
  const sum = (category: string): number => (rates[category] ?? []).reduce((all, { ratePpm }) => all + ratePpm, 0);
  return Object.keys(rates).sort((a, b) => sum(b) - sum(a))[0];
}
