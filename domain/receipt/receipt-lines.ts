import { CHARGE_LINE } from '#domain/fulfilment/ticket-lines.ts';
import { accountPaymentOf } from '#domain/order/account-payment.ts';
import type { Discount, ReturnLine } from '#domain/order/cart.ts';
import { isDepositLine } from '#domain/order/deposit.ts';
import type { OrderLine } from '#domain/order/order.ts';
import type { Adjustment } from '#domain/pricing/settled.ts';
import type { ReceiptBlock } from '#domain/receipt/receipt-document.ts';
import type { ReceiptInput } from '#domain/receipt/receipt-input.ts';
import { percentText, quantityText } from '#domain/receipt/receipt-text.ts';

/** What was sold, then what the discounts on all of it took off, then what came back under the receipt it was sold on. */
export function lineBlocks(input: ReceiptInput): ReceiptBlock[] {
  const { lines, returns = [] } = input.order;
  const account = accountPaymentOf(input.order);
  const { words, formatMoney } = input;
  if (account) {
    const right = input.form === 'gift' ? '' : formatMoney(account.amount);
    return [{ kind: 'row', left: words.accountPayment, right }];
  }
  return [
    ...lines.flatMap((line) => soldBlocks(line, input)),
    ...cartDiscountBlocks(input),
    ...returnedBlocks(returns, input),
    ...placedBlocks(input),
  ];
}

function soldBlocks(line: OrderLine, input: ReceiptInput): ReceiptBlock[] {
  const { words, formatMoney, form } = input;
  if (form === 'gift') return giftBlocks(line, input);
  const single = line.unit === 'each' && line.quantity === 1;
  const labelled = line.labelAmount !== undefined;
  const per = line.weighing ? `/${words.units[line.unit]}` : '';
  const price = labelled ? '' : ` x ${formatMoney(line.unitPrice)}${per}`;
  const net = line.weighing?.tareGrams === undefined ? '' : ` ${words.net}`;
  const quantity: ReceiptBlock[] = single
    ? []
    : [{ kind: 'text', text: `  ${quantityText(line.quantity, line.unit, words.units)}${net}${price}` }];
  return [
    { kind: 'row', left: line.name, right: formatMoney(line.listAmount) },
    ...otherNameBlocks(line, input),
    ...quantity,
    ...weighingBlocks(line, input),
    ...listBlocks(line),
    ...detailBlocks(line, input),
    ...deliveryBlocks(line, input),
    ...line.adjustments
      .filter(({ source }) => source !== 'cart-discount')
      .map((adjustment) => adjustmentBlock(adjustment, line, input)),
  ];
}

/** Where a line that is not carried out goes. */
function deliveryBlocks(
  { deliveryId, id }: OrderLine,
  { order, words, storeNames = {} }: ReceiptInput,
): ReceiptBlock[] {
  const delivery = order.placed?.deliveries.find((each) => each.id === deliveryId);
  if (!delivery || id.startsWith(CHARGE_LINE)) return [];
  const { method, storeId = '' } = delivery;
  const text = method === 'ship' ? words.shipped : `${words.collectedAt} ${storeNames[storeId] ?? storeId}`;
  return [{ kind: 'text', text: `  > ${text}` }];
}

/** What the customer calls the order for what is not carried out, and how they hear of it. */
function placedBlocks({ order, words }: ReceiptInput): ReceiptBlock[] {
  if (!order.placed) return [];
  return [
    { kind: 'feed', lines: 1 },
    { kind: 'row', left: words.order, right: order.placed.number, bold: true },
    { kind: 'text', text: words.orderMessage },
  ];
}

function adjustmentBlock(
  { source, reason, amount, discountId }: Adjustment,
  { discounts }: OrderLine,
  { words, formatMoney }: ReceiptInput,
): ReceiptBlock {
  const given = discounts.find(({ id }) => id === discountId);
  const name = source === 'tax-exemption' ? words.taxExempt : discountName(given, words);
  return { kind: 'row', left: `  ${name} ${words.reasons[reason] ?? reason}`, right: formatMoney(amount) };
}

/** Each discount on the whole cart once, with what it took off all lines together. */
function cartDiscountBlocks({ order, words, form, formatMoney }: ReceiptInput): ReceiptBlock[] {
  if (form === 'gift') return [];
  const adjustments = order.lines
    .flatMap((line) => line.adjustments)
    .filter(({ source }) => source === 'cart-discount');
  return [...new Set(adjustments.map(({ discountId }) => discountId))].map((discountId): ReceiptBlock => {
    const own = adjustments.filter((adjustment) => adjustment.discountId === discountId);
    const given = order.discounts.find(({ id }) => id === discountId);
    const reason = given?.reason ?? own[0]?.reason ?? '';
    const amount = own.reduce((sum, adjustment) => sum + adjustment.amount, 0);
    const left = `${discountName(given, words)} ${words.reasons[reason] ?? reason}`;
    return { kind: 'row', left, right: formatMoney(amount) };
  });
}

/** `Discount 10%`: with the rate, where it is one. */
function discountName(given: Discount | undefined, { discount }: ReceiptInput['words']): string {
  return given?.kind === 'percent' ? `${discount} ${percentText(given.value)}` : discount;
}

function otherNameBlocks({ variantId, name }: OrderLine, { otherNames = {} }: ReceiptInput): ReceiptBlock[] {
  const other = otherNames[variantId];
  return other === undefined || other === name ? [] : [{ kind: 'text', text: `  ${other}` }];
}

/** The tare that was taken off, and whether the weight was keyed in instead of read from the scale. */
function weighingBlocks(
  { weighing, unit }: Pick<OrderLine, 'weighing' | 'unit'>,
  { words }: ReceiptInput,
): ReceiptBlock[] {
  if (weighing?.by === 'hand') return [{ kind: 'text', text: `  ${words.manualWeight}` }];
  if (weighing?.tareGrams === undefined) return [];
  return [{ kind: 'text', text: `  ${words.tare} ${quantityText(weighing.tareGrams, unit, words.units)}` }];
}

/** Which list of the member's group gave the price. */
function listBlocks({ priceList }: Pick<OrderLine, 'priceList'>): ReceiptBlock[] {
  return priceList ? [{ kind: 'text', text: `  ${priceList.name}` }] : [];
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
    ...otherNameBlocks(line, input),
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
