import type { i18n, TFunction } from 'i18next';
import type { RegisterConfig, StoreSettings } from '#contracts/views/register-config.ts';
import { storePolicy } from '#contracts/views/store-policy.ts';
import type { ReceiptDocument } from '#domain/receipt/receipt-document.ts';
import { buildSessionReport, type ReportWords, type SessionReportInput } from '#domain/receipt/session-report.ts';
import { knownName } from '#renderer/app/names.ts';
import { paperWords, reasonNames, tenderNames } from '#renderer/features/receipts/paper-words.ts';
import { paperFormats } from '#renderer/features/receipts/receipt-formats.ts';

export type SessionReport = Pick<
  SessionReportInput,
  'totals' | 'closed' | 'showExpected' | 'at' | 'training' | 'copy'
> & {
  operatorId: string | null;
};

/** The slip of an X report (`closed` null) or a Z report, in the store's languages and on its paper. */
export function sessionReportOf(report: SessionReport, config: RegisterConfig, i18n: i18n): ReceiptDocument {
  const { store, register } = config;
  const { operatorId, ...rest } = report;
  return buildSessionReport({
    ...rest,
    storeName: store.name,
    registerName: register.name,
    operatorName: knownName(config, operatorId) ?? '',
    words: paperWords(store, i18n, (t, language) => reportWords(t, store, language)),
    widthMm: storePolicy(store).receipts.widthMm,
    ...paperFormats(config),
  });
}

function reportWords(t: TFunction, store: StoreSettings, language: string): ReportWords {
  return {
    language,
    x: t('slip.x'),
    z: t('slip.z'),
    copy: t('receipt.copy'),
    training: t('receipt.training'),
    businessDate: t('slip.businessDate'),
    register: t('receipt.register'),
    operator: t('slip.operator'),
    receipts: t('slip.receipts'),
    noReceipts: t('slip.noReceipts'),
    sales: t('slip.sales'),
    returns: t('slip.returns'),
    turnover: t('slip.turnover'),
    depositsTaken: t('slip.depositsTaken'),
    depositsDeducted: t('slip.depositsDeducted'),
    cardsSold: t('slip.cardsSold'),
    cardsReturned: t('slip.cardsReturned'),
    liabilities: t('slip.liabilities'),
    discounts: t('slip.discounts'),
    rounding: t('receipt.cashRounding'),
    tips: t('slip.tips'),
    total: t('receipt.total'),
    tax: t('slip.tax'),
    tenders: t('slip.tenders'),
    given: t('slip.given'),
    expected: t('slip.expected'),
    declared: t('slip.declared'),
    difference: t('slip.difference'),
    drawer: t('slip.drawer'),
    float: t('slip.float'),
    cashIn: t('slip.cashIn'),
    cashOut: t('slip.cashOut'),
    pickups: t('slip.pickups'),
    left: t('slip.left'),
    issued: t('slip.issued'),
    redeemed: t('slip.redeemed'),
    charged: t('slip.charged'),
    paid: t('slip.paid'),
    events: t('slip.events'),
    lineVoids: t('slip.lineVoids'),
    abandonedCarts: t('slip.abandonedCarts'),
    noSales: t('slip.noSales'),
    copies: t('slip.copies'),
    postVoids: t('slip.postVoids'),
    overrides: t('slip.overrides'),
    refused: t('slip.refused'),
    perpetual: t('slip.perpetual'),
    sessions: t('slip.sessions'),
    facts: t('slip.facts'),
    tenderNames: tenderNames(t, store, language),
    reasons: reasonNames(t, store),
  };
}
