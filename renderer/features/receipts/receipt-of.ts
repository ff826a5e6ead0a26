import type { i18n } from 'i18next';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { buildReceipt, type ReceiptWords } from '#domain/receipt/build-receipt.ts';
import type { ReceiptDocument } from '#domain/receipt/receipt-document.ts';
import { createFormats } from '#renderer/app/format.ts';
import { nearestLanguage } from '#renderer/app/i18n.ts';
import { reasonWords } from '#renderer/app/reason-words.ts';
import type { OrderFact } from '#renderer/store/till-store.ts';

/** The receipt of a journalled order, in the store's language whatever the screen speaks. `copy` 0 is the original. */
export function receiptOf(fact: OrderFact, config: RegisterConfig, i18n: i18n, copy: number): ReceiptDocument {
  const { store, register, operators } = config;
  const formats = createFormats({
    language: store.language,
    storeLanguage: store.language,
    currency: store.currency,
    timeZone: store.timeZone,
  });
  return buildReceipt({
    order: fact.payload,
    at: fact.at,
    store,
    registerName: register.name,
    operatorName: operators.find((operator) => operator.operatorId === fact.operatorId)?.name ?? '',
    words: receiptWords(config, i18n),
    formatMoney: (minor) => plainSpaces(formats.money(minor)),
    formatDate: (iso) => plainSpaces(`${formats.date(iso)} ${formats.time(iso)}`),
    copy,
  });
}

function receiptWords({ store }: RegisterConfig, i18n: i18n): ReceiptWords {
  const t = i18n.getFixedT(nearestLanguage([store.language]));
  return {
    language: store.language,
    receipt: t('receipt.receipt'),
    copy: t('receipt.copy'),
    register: t('receipt.register'),
    servedBy: t('receipt.servedBy'),
    taxNumber: t('receipt.taxNumber'),
    subtotal: t('receipt.subtotal'),
    discount: t('receipt.discount'),
    tax: t('receipt.tax'),
    total: t('receipt.total'),
    cashRounding: t('receipt.cashRounding'),
    change: t('receipt.change'),
    taxRate: t('receipt.taxRate'),
    taxNet: t('receipt.taxNet'),
    taxAmount: t('receipt.taxAmount'),
    units: { each: t('receipt.units.each'), kg: t('receipt.units.kg'), m: t('receipt.units.m') },
    tenders: { cash: t('tender.cash') },
    reasons: Object.fromEntries(store.discountReasons.map((reason) => [reason, reasonWords(t, reason)])),
  };
}

/** Printers have no narrow and no unbreakable spaces. */
function plainSpaces(text: string): string {
  return text.replace(/[\u00a0\u2009\u202f]/g, ' ');
}
