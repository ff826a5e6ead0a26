import type { i18n, TFunction } from 'i18next';
import type { RegisterConfig, StoreSettings } from '#contracts/views/register-config.ts';
import { storePolicy } from '#contracts/views/store-policy.ts';
import { eligibleAmount, pointsDue, tierOf } from '#domain/member/points.ts';
import type { Minor } from '#domain/money/money.ts';
import { buildReceipt, type ReceiptWords } from '#domain/receipt/build-receipt.ts';
import type { ReceiptDocument, ReceiptImage } from '#domain/receipt/receipt-document.ts';
import { knownName } from '#renderer/app/names.ts';
import { paperWords, reasonNames, tenderNames } from '#renderer/features/receipts/paper-words.ts';
import { paperFormats } from '#renderer/features/receipts/receipt-formats.ts';
import type { OrderFact } from '#renderer/store/till-store.ts';

/** What a receipt has besides its order, as far as it could be had; a receipt is good without any of it. */
export interface ReceiptExtras {
  form?: 'receipt' | 'gift';
  /** The signed code that proves it. */
  code?: string | null;
  memberName?: string | null;
  /** What the member had in points and earned in twelve months, as the server said at `asOf`. */
  standing?: { points: number; earned: number; asOf: string } | null;
  /** Names of what was sold in the receipt's other language, by variant. */
  otherNames?: Readonly<Record<string, string>>;
  /** Of a deposit: what its cart still comes to. */
  balanceDue?: Minor | null;
  logo?: ReceiptImage | null;
}

/** The receipt of a journalled order, in the store's languages whatever the screen speaks. `copy` 0 is the original. */
export function receiptOf(
  fact: OrderFact,
  config: RegisterConfig,
  i18n: i18n,
  copy: number,
  extras: ReceiptExtras = {},
): ReceiptDocument {
  const { store, register } = config;
  const { receipts } = storePolicy(store);
  return buildReceipt({
    order: fact.payload,
    at: fact.at,
    store: { ...store, receiptHeader: receipts.header, logo: extras.logo ?? null },
    registerName: fact.registerId === register.registerId ? register.name : fact.registerId,
    operatorName: knownName(config, fact.operatorId) ?? '',
    memberName: extras.memberName ?? null,
    ...earnedBy(fact, config),
    ...standingOf(fact, config, extras),
    form: extras.form ?? 'receipt',
    training: fact.training === true,
    words: paperWords(store, i18n, (t, language) => receiptWords(t, store, language)),
    widthMm: receipts.widthMm,
    ...paperFormats(config),
    copy,
    storeNames: Object.fromEntries((config.otherStores ?? []).map(({ storeId, name }) => [storeId, name])),
    code: extras.code ?? null,
    ...(extras.otherNames ? { otherNames: extras.otherNames } : {}),
    ...(extras.balanceDue == null ? {} : { balanceDue: extras.balanceDue }),
  });
}

/** What the order's member earns with it by the rule that this till knows; the server reckons it. */
function earnedBy(
  { payload: order, training }: OrderFact,
  { memberProgram }: RegisterConfig,
): { pointsEarned?: number } {
  const rule = memberProgram?.points;
  if (!rule || order.memberId === undefined || training) return {};
  const points = pointsDue(eligibleAmount(order, rule.base), 0, rule.ratePpm);
  return points === 0 ? {} : { pointsEarned: points };
}

/** The member's points and level, in the paper's first language; nothing in a chain that gives no points. */
function standingOf(
  { payload: order, training }: OrderFact,
  { memberProgram, store }: RegisterConfig,
  { standing }: ReceiptExtras,
): { standing?: { points: number; tier: string | null; asOf: string } } {
  if (!memberProgram?.points || !standing || order.memberId === undefined || training) return {};
  const { points, earned, asOf } = standing;
  const tier = tierOf(memberProgram.tiers, earned);
  const [language = store.language] = storePolicy(store).receipts.languages;
  return { standing: { points, tier: tier && (tier.names?.[language] ?? tier.name), asOf } };
}

function receiptWords(t: TFunction, store: StoreSettings, language: string): ReceiptWords {
  return {
    language,
    receipt: t('receipt.receipt'),
    giftReceipt: t('receipt.giftReceipt'),
    copy: t('receipt.copy'),
    training: t('receipt.training'),
    register: t('receipt.register'),
    servedBy: t('receipt.servedBy'),
    member: t('receipt.member'),
    pointsEarned: t('receipt.pointsEarned'),
    pointsAsOf: t('receipt.pointsAsOf'),
    level: t('receipt.level'),
    taxNumber: t('receipt.taxNumber'),
    subtotal: t('receipt.subtotal'),
    discount: t('receipt.discount'),
    tax: t('receipt.tax'),
    taxExempt: t('receipt.taxExempt'),
    total: t('receipt.total'),
    cashRounding: t('receipt.cashRounding'),
    change: t('receipt.change'),
    tip: t('receipt.tip'),
    returned: t('receipt.returned'),
    soldOn: t('receipt.soldOn'),
    net: t('receipt.net'),
    tare: t('receipt.tare'),
    manualWeight: t('receipt.manualWeight'),
    collectedAt: t('receipt.collectedAt'),
    shipped: t('receipt.shipped'),
    order: t('receipt.order'),
    orderMessage: t('receipt.orderMessage'),
    depositPaid: t('receipt.depositPaid'),
    balanceDue: t('receipt.balanceDue'),
    accountPayment: t('receipt.accountPayment'),
    refund: t('receipt.refund'),
    balance: t('receipt.balance'),
    instrument: t('receipt.instrument'),
    serial: t('receipt.serial'),
    reference: t('receipt.reference'),
    taxRate: t('receipt.taxRate'),
    taxNet: t('receipt.taxNet'),
    taxAmount: t('receipt.taxAmount'),
    units: { each: t('receipt.units.each'), kg: t('receipt.units.kg'), m: t('receipt.units.m') },
    tenders: tenderNames(t, store, language),
    reasons: reasonNames(t, store),
  };
}
