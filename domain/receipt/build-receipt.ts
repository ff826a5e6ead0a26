import { UNIT_SCALE, type Unit } from '#domain/catalog/variant.ts';
import type { Minor } from '#domain/money/money.ts';
import type { Order, OrderLine, Payment, ReceiptNumber } from '#domain/order/order.ts';
import type { ReceiptBlock, ReceiptDocument } from '#domain/receipt/receipt-document.ts';

/** The words of a receipt in its language. */
export interface ReceiptWords {
  /** BCP 47 tag of the language they are in. */
  language: string;
  receipt: string;
  copy: string;
  register: string;
  servedBy: string;
  taxNumber: string;
  subtotal: string;
  discount: string;
  /** Tax added to prices that exclude it. */
  tax: string;
  total: string;
  cashRounding: string;
  change: string;
  /** Heads of the tax summary. */
  taxRate: string;
  taxNet: string;
  taxAmount: string;
  units: Readonly<Record<Unit, string>>;
  /** A tender's name by its code; a code without one is shown as it is. */
  tenders: Readonly<Record<string, string>>;
  /** A discount's reason by its code; a code without one is shown as it is. */
  reasons: Readonly<Record<string, string>>;
}

export interface ReceiptInput {
  order: Order;
  /** When the order was completed, ISO 8601. */
  at: string;
  store: { name: string; address: readonly string[]; taxNumber: string; receiptFooter: readonly string[] };
  registerName: string;
  operatorName: string;
  words: ReceiptWords;
  formatMoney(minor: Minor): string;
  formatDate(iso: string): string;
  /** How many times it was printed before: 0 is the original. */
  copy: number;
}

/** A receipt number as people and barcodes write it. */
export function receiptText(receipt: ReceiptNumber): string {
  return `${receipt.series}-${receipt.number}`;
}

/** The receipt of an order, from the store's head to the barcode of its number; a copy says so at the top. */
export function buildReceipt(input: ReceiptInput): ReceiptDocument {
  const rule: ReceiptBlock = { kind: 'rule' };
  const blocks = [
    ...head(input),
    rule,
    ...input.order.lines.flatMap((line) => lineBlocks(line, input)),
    rule,
    ...totals(input),
    ...input.order.payments.flatMap((payment) => paymentBlocks(payment, input)),
    ...taxSummary(input),
    ...footer(input),
  ];
  return { language: input.words.language, blocks };
}

function head({ order, at, store, registerName, operatorName, words, formatDate, copy }: ReceiptInput): ReceiptBlock[] {
  const centred = (text: string): ReceiptBlock => ({ kind: 'text', text, align: 'center' });
  const mark: ReceiptBlock[] =
    copy > 0 ? [{ kind: 'text', text: words.copy, align: 'center', bold: true, size: 2 }] : [];
  return [
    ...mark,
    { kind: 'text', text: store.name, align: 'center', bold: true, size: 2 },
    ...store.address.map(centred),
    ...(store.taxNumber === '' ? [] : [centred(`${words.taxNumber} ${store.taxNumber}`)]),
    { kind: 'feed', lines: 1 },
    { kind: 'row', left: `${words.receipt} ${receiptText(order.receipt)}`, right: formatDate(at) },
    { kind: 'row', left: `${words.register} ${registerName}`, right: `${words.servedBy} ${operatorName}` },
  ];
}

function lineBlocks(line: OrderLine, { words, formatMoney }: ReceiptInput): ReceiptBlock[] {
  const single = line.unit === 'each' && line.quantity === 1;
  const quantity: ReceiptBlock[] = single
    ? []
    : [{ kind: 'text', text: `  ${quantityText(line, words)} x ${formatMoney(line.unitPrice)}` }];
  const adjustments = line.adjustments.map((adjustment): ReceiptBlock => {
    const reason = words.reasons[adjustment.reason] ?? adjustment.reason;
    return { kind: 'row', left: `  ${words.discount} ${reason}`, right: formatMoney(adjustment.amount) };
  });
  return [{ kind: 'row', left: line.name, right: formatMoney(line.listAmount) }, ...quantity, ...adjustments];
}

/** `3`, or `1.250 kg`: smallest units written in priced units, without floating point. */
function quantityText({ quantity, unit }: OrderLine, words: ReceiptWords): string {
  const scale = UNIT_SCALE[unit];
  if (scale === 1) return String(quantity);
  const digits = String(scale).length - 1;
  const rest = String(quantity % scale).padStart(digits, '0');
  return `${Math.floor(quantity / scale)}.${rest} ${words.units[unit]}`;
}

function totals({ order, words, formatMoney }: ReceiptInput): ReceiptBlock[] {
  const row = (left: string, amount: Minor): ReceiptBlock => ({ kind: 'row', left, right: formatMoney(amount) });
  const net = order.lines.reduce((sum, line) => sum + line.amount, 0);
  return [
    ...(order.pricesIncludeTax ? [] : [row(words.subtotal, net), row(words.tax, order.taxTotal)]),
    { kind: 'row', left: words.total, right: formatMoney(order.total), bold: true, size: 2 },
    ...(order.rounding === 0 ? [] : [row(words.cashRounding, order.rounding)]),
  ];
}

function paymentBlocks(payment: Payment, { words, formatMoney }: ReceiptInput): ReceiptBlock[] {
  const tender = words.tenders[payment.tender] ?? payment.tender;
  const given: ReceiptBlock = { kind: 'row', left: tender, right: formatMoney(payment.tendered) };
  return payment.change === 0
    ? [given]
    : [given, { kind: 'row', left: words.change, right: formatMoney(payment.change) }];
}

function taxSummary({ order, words, formatMoney }: ReceiptInput): ReceiptBlock[] {
  if (order.taxes.length === 0) return [];
  const rows = order.taxes.map((tax): ReceiptBlock => {
    const left = `${tax.code} ${percentText(tax.ratePpm)}  ${formatMoney(tax.base)}`;
    return { kind: 'row', left, right: formatMoney(tax.amount) };
  });
  const heads: ReceiptBlock = { kind: 'row', left: `${words.taxRate}  ${words.taxNet}`, right: words.taxAmount };
  return [{ kind: 'rule' }, heads, ...rows];
}

/** `20%`, `8.875%`: parts per million in percent, without floating point. */
function percentText(ppm: number): string {
  const decimals = String(ppm % 10_000)
    .padStart(4, '0')
    .replace(/0+$/, '');
  const whole = String(Math.floor(ppm / 10_000));
  return decimals === '' ? `${whole}%` : `${whole}.${decimals}%`;
}

function footer({ order, store }: ReceiptInput): ReceiptBlock[] {
  return [
    { kind: 'rule' },
    ...store.receiptFooter.map((text): ReceiptBlock => ({ kind: 'text', text, align: 'center' })),
    { kind: 'feed', lines: 1 },
    { kind: 'barcode', text: receiptText(order.receipt) },
  ];
}
