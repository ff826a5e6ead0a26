import type { ReturnLine } from '#domain/order/cart.ts';
import { isDepositLine } from '#domain/order/deposit.ts';
import type { OrderLine } from '#domain/order/order.ts';
import type { Adjustment } from '#domain/pricing/settled.ts';
import type { ReceiptBlock } from '#domain/receipt/receipt-document.ts';
import type { ReceiptInput } from '#domain/receipt/receipt-input.ts';
import { quantityText } from '#domain/receipt/receipt-text.ts';

/** What was sold, then what came back under the receipt it was sold on. */
export function lineBlocks(input: ReceiptInput): ReceiptBlock[] {
  const { lines, returns = [] } = input.order;
  return [...lines.flatMap((line) => soldBlocks(line, input)), ...returnedBlocks(returns, input)];
}

function soldBlocks(line: OrderLine, input: ReceiptInput): ReceiptBlock[] {
  const { words, formatMoney, form } = input;
  if (form === 'gift') return giftBlocks(line, input);
  const single = line.unit === 'each' && line.quantity === 1;
  const labelled = line.labelAmount !== undefined;
  const price = labelled ? '' : ` x ${formatMoney(line.unitPrice)}`;
  const quantity: ReceiptBlock[] = single
    ? []
    : [{ kind: 'text', text: `  ${quantityText(line.quantity, line.unit, words.units)}${price}` }];
  return [
    { kind: 'row', left: line.name, right: formatMoney(line.listAmount) },
    ...quantity,
    ...detailBlocks(line, input),
    ...line.adjustments.map((adjustment) => adjustmentBlock(adjustment, input)),
  ];
}

function adjustmentBlock({ source, reason, amount }: Adjustment, { words, formatMoney }: ReceiptInput): ReceiptBlock {
  const name = source === 'tax-exemption' ? words.taxExempt : words.discount;
  return { kind: 'row', left: `  ${name} ${words.reasons[reason] ?? reason}`, right: formatMoney(amount) };
}

function detailBlocks(line: Pick<OrderLine, 'serial' | 'instrument'>, { words }: ReceiptInput): ReceiptBlock[] {
  const detail = (text: string): ReceiptBlock => ({ kind: 'text', text });
  return [
    ...(line.serial === undefined ? [] : [detail(`  ${words.serial} ${line.serial}`)]),
    ...(line.instrument === undefined ? [] : [detail(`  ${words.instrument} ${maskedCode(line.instrument)}`)]),
  ];
}

function giftBlocks(line: OrderLine, input: ReceiptInput): ReceiptBlock[] {
  const quantity = quantityText(line.quantity, line.unit, input.words.units);
  return [
    { kind: 'row', left: line.name, right: quantity },
    ...detailBlocks({ ...line, instrument: undefined }, input),
  ];
}

/** Returns, under one head for each receipt they were sold on; those without a receipt under a head without a number. */
function returnedBlocks(returns: readonly ReturnLine[], input: ReceiptInput): ReceiptBlock[] {
  if (input.form === 'gift') return [];
  const { words, formatMoney } = input;
  const receipts = [...new Set(returns.map((line) => line.source?.receipt ?? ''))];
  return receipts.flatMap((receipt): ReceiptBlock[] => {
    const lines = returns.filter((line) => (line.source?.receipt ?? '') === receipt);
    const title = lines.every(isDepositLine) ? words.depositPaid : words.returned;
    const head = receipt === '' ? title : `${title} (${words.soldOn} ${receipt})`;
    return [
      { kind: 'text', text: head, bold: true },
      ...lines.flatMap((line): ReceiptBlock[] => [
        { kind: 'row', left: line.name, right: formatMoney(line.amount) },
        ...(isDepositLine(line) ? [] : [whyBlock(line, input)]),
        ...detailBlocks({ ...line, instrument: undefined }, input),
      ]),
    ];
  });
}

function whyBlock({ quantity, unit, reason }: ReturnLine, { words }: ReceiptInput): ReceiptBlock {
  return { kind: 'text', text: `  ${quantityText(quantity, unit, words.units)}, ${words.reasons[reason] ?? reason}` };
}

/** A code that is worth money shows its last four characters alone. */
export function maskedCode(code: string): string {
  return code.length <= 4 ? code : `****${code.slice(-4)}`;
}
