import type { Minor } from '#domain/money/money.ts';
import { accountPaymentOf } from '#domain/order/account-payment.ts';
import type { ReceiptBlock, ReceiptDocument } from '#domain/receipt/receipt-document.ts';
import type { ReceiptInput, ReceiptStore } from '#domain/receipt/receipt-input.ts';
import { lineBlocks } from '#domain/receipt/receipt-lines.ts';
import { paymentBlocks } from '#domain/receipt/receipt-payments.ts';
import { percentText, receiptText } from '#domain/receipt/receipt-text.ts';
import type { ReceiptWords } from '#domain/receipt/receipt-words.ts';

export type { ReceiptInput, ReceiptStore, ReceiptWords };
export { receiptText };

/**
 * The receipt of an order, from the store's head to the barcode of its number and the code that proves it. A copy says so at
 * the top, training across top and bottom. A gift receipt names the goods alone.
 */
export function buildReceipt(input: ReceiptInput): ReceiptDocument {
  const blocks = [
    ...marks(input),
    ...head(input),
    RULE,
    ...lineBlocks(input),
    RULE,
    ...(input.form === 'gift' ? [] : sums(input)),
    ...footer(input),
  ];
  return { language: input.words.language, widthMm: input.widthMm, copyMark: input.words.copy, blocks };
}

const RULE: ReceiptBlock = { kind: 'rule' };

function centred(text: string): ReceiptBlock {
  return { kind: 'text', text, align: 'center' };
}

function large(text: string): ReceiptBlock {
  return { kind: 'text', text, align: 'center', bold: true, size: 2 };
}

function marks({ words, copy, training, form }: ReceiptInput): ReceiptBlock[] {
  return [
    ...(training ? [large(`*** ${words.training} ***`)] : []),
    ...(copy > 0 ? [large(words.copy)] : []),
    ...(form === 'gift' ? [large(words.giftReceipt)] : []),
  ];
}

function head(input: ReceiptInput): ReceiptBlock[] {
  const { order, at, store, registerName, operatorName, memberName, pointsEarned, words, formatDate } = input;
  return [
    ...(store.logo ? [store.logo] : []),
    large(store.name),
    ...(store.legalName === undefined ? [] : [centred(store.legalName)]),
    ...store.address.map(centred),
    ...(store.taxNumber === '' ? [] : [centred(`${words.taxNumber} ${store.taxNumber}`)]),
    ...store.receiptHeader.map(centred),
    { kind: 'feed', lines: 1 },
    { kind: 'row', left: `${words.receipt} ${receiptText(order.receipt)}`, right: formatDate(at) },
    { kind: 'row', left: `${words.register} ${registerName}`, right: `${words.servedBy} ${operatorName}` },
    ...(memberName === null ? [] : [{ kind: 'text', text: `${words.member} ${memberName}` } as const]),
    ...(pointsEarned === undefined
      ? []
      : [{ kind: 'row', left: words.pointsEarned, right: `${pointsEarned}` } as const]),
    ...standingBlocks(input),
  ];
}

/** What a member had in points, and their level, and as of when: a till without a network does not know of the others. */
function standingBlocks({ standing, words, formatDate }: ReceiptInput): ReceiptBlock[] {
  if (!standing) return [];
  const { points, tier, asOf } = standing;
  return [
    { kind: 'row', left: `${words.pointsAsOf} ${formatDate(asOf)}`, right: `${points}` },
    ...(tier === null ? [] : [{ kind: 'row', left: words.level, right: tier } as const]),
  ];
}

function sums(input: ReceiptInput): ReceiptBlock[] {
  const { payments } = input.order;
  const account = accountPaymentOf(input.order);
  return [
    ...totals(input, account?.amount ?? input.order.total),
    ...payments.filter(({ id }) => id !== account?.paymentId).flatMap((payment) => paymentBlocks(payment, input)),
    ...balanceDue(input),
    ...taxSummary(input),
    RULE,
  ];
}

function totals({ order, words, formatMoney }: ReceiptInput, total: Minor): ReceiptBlock[] {
  const row = (left: string, amount: Minor): ReceiptBlock => ({ kind: 'row', left, right: formatMoney(amount) });
  const net = [...order.lines, ...(order.returns ?? [])].reduce((sum, line) => sum + line.amount, 0);
  const isTaxed = !order.pricesIncludeTax && order.lines.length + (order.returns ?? []).length > 0;
  return [
    ...(!isTaxed ? [] : [row(words.subtotal, net), row(words.tax, order.taxTotal)]),
    { kind: 'row', left: words.total, right: formatMoney(total), bold: true, size: 2 },
    ...(order.rounding === 0 ? [] : [row(words.cashRounding, order.rounding)]),
  ];
}

/** What a deposit leaves to be paid. */
function balanceDue({ balanceDue, words, formatMoney }: ReceiptInput): ReceiptBlock[] {
  if (balanceDue === undefined) return [];
  return [{ kind: 'row', left: words.balanceDue, right: formatMoney(balanceDue), bold: true }];
}

function taxSummary({ order, words, formatMoney }: ReceiptInput): ReceiptBlock[] {
  if (order.taxes.length === 0) return [];
  const rows = order.taxes.map((tax): ReceiptBlock => {
    const left = `${tax.code} ${percentText(tax.ratePpm)}  ${formatMoney(tax.base)}`;
    return { kind: 'row', left, right: formatMoney(tax.amount) };
  });
  const heads: ReceiptBlock = { kind: 'row', left: `${words.taxRate}  ${words.taxNet}`, right: words.taxAmount };
  return [RULE, heads, ...rows];
}

function footer({ order, store, code, form, training, words }: ReceiptInput): ReceiptBlock[] {
  return [
    ...store.receiptFooter.map(centred),
    { kind: 'feed', lines: 1 },
    { kind: 'barcode', text: receiptText(order.receipt) },
    ...(code === null || form === 'gift'
      ? []
      : ([
          { kind: 'feed', lines: 1 },
          { kind: 'qr', text: code },
        ] as const)),
    ...(training ? [large(`*** ${words.training} ***`)] : []),
  ];
}
