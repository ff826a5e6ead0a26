import type { Payment } from '#domain/order/order.ts';
import type { ReceiptBlock } from '#domain/receipt/receipt-document.ts';
import type { ReceiptInput } from '#domain/receipt/receipt-input.ts';
import { maskedCode } from '#domain/receipt/receipt-lines.ts';
import { rateText } from '#domain/receipt/receipt-text.ts';

/**
 * How the order was paid, one payment below the other: what was given, the tip in it, foreign money with its rate, the change,
 * and what is left on a gift card. Store credit that was given back comes with its code, for it is the money.
 */
export function paymentBlocks(payment: Payment, input: ReceiptInput): ReceiptBlock[] {
  const { words, formatMoney } = input;
  const row = (left: string, amount: number): ReceiptBlock => ({ kind: 'row', left, right: formatMoney(amount) });
  const tender = words.tenders[payment.tender] ?? payment.tender;
  const isRefund = payment.amount < 0;
  return [
    row(isRefund ? `${words.refund} ${tender}` : tender, payment.tendered),
    ...foreignBlocks(payment, input),
    ...(payment.tip ? [row(`  ${words.tip}`, payment.tip)] : []),
    ...(payment.reference === undefined ? [] : [text(`  ${words.reference} ${payment.reference}`)]),
    ...(payment.instrument === undefined || isRefund
      ? []
      : [text(`  ${words.instrument} ${maskedCode(payment.instrument)}`)]),
    ...(payment.balance === undefined ? [] : [row(`  ${words.balance}`, payment.balance)]),
    ...(payment.change === 0 ? [] : [row(words.change, payment.change)]),
    ...(payment.instrument !== undefined && isRefund ? creditBlocks(payment.instrument) : []),
  ];
}

function foreignBlocks({ foreign }: Payment, { formatForeign }: ReceiptInput): ReceiptBlock[] {
  return foreign ? [text(`  ${formatForeign(foreign.tendered, foreign.currency)} x ${rateText(foreign.ratePpm)}`)] : [];
}

function creditBlocks(code: string): ReceiptBlock[] {
  return [
    { kind: 'feed', lines: 1 },
    { kind: 'barcode', text: code },
  ];
}

function text(line: string): ReceiptBlock {
  return { kind: 'text', text: line };
}
