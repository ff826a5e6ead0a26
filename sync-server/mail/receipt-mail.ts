import type { OrderCompleted } from '#contracts/facts/order-completed.ts';
import type { StoreSettings } from '#contracts/views/register-config.ts';
import { storePolicy } from '#contracts/views/store-policy.ts';
import { decimalText } from '#domain/money/decimal-text.ts';
import { percentText, quantityText, receiptText } from '#domain/receipt/receipt-text.ts';
import { escaped } from '#sync-server/mail/escaped.ts';
import { mailWords } from '#sync-server/mail/receipt-words.ts';

export interface ReceiptMailInput {
  store: StoreSettings;
  order: OrderCompleted;
  /** Instant of the order. */
  at: string;
  /** 0 for the original. */
  copy: number;
  /** A gift receipt names the goods alone. */
  form: 'receipt' | 'gift';
}

export interface ReceiptMail {
  subject: string;
  text: string;
  html: string;
}

/** One row of the receipt: a text and, on the right, an amount. */
interface Row {
  left: string;
  right: string;
  strong?: boolean;
}

/** A receipt as an e-mail, in the store's language. Nothing in it is loaded from elsewhere. */
export function receiptMail(input: ReceiptMailInput): ReceiptMail {
  const { store, order, copy, form } = input;
  const words = mailWords(store.language);
  const number = receiptText(order.receipt);
  const title = form === 'gift' ? words.gift : words.receipt;
  const head = [
    ...(copy > 0 ? [words.copy] : []),
    store.name,
    ...(store.legalName === undefined ? [] : [store.legalName]),
    ...store.address,
    ...(store.taxNumber === '' ? [] : [`${words.taxNumber} ${store.taxNumber}`]),
    ...storePolicy(store).receipts.header,
  ];
  const about = `${title} ${number} · ${dateText(input)}`;
  const rows = form === 'gift' ? goodsRows(input) : [...goodsRows(input), ...moneyRows(input)];
  return {
    subject: `${title} ${number} · ${store.name}`,
    text: textOf(head, about, rows, store.receiptFooter),
    html: htmlOf(store.language, head, about, rows, store.receiptFooter),
  };
}

function goodsRows({ store, order, form }: ReceiptMailInput): Row[] {
  const words = mailWords(store.language);
  const money = moneyIn(store, order.currency);
  const units = { each: '', kg: 'kg', m: 'm' };
  const priced = (amount: number) => (form === 'gift' ? '' : money(amount));
  const sold = order.lines.map(({ name, quantity, unit, amount }) => {
    return { left: `${quantityText(quantity, unit, units)} × ${name}`, right: priced(amount) };
  });
  const back = (order.returns ?? []).map(({ name, quantity, unit, amount }) => {
    return { left: `${words.returned}: ${quantityText(quantity, unit, units)} × ${name}`, right: priced(amount) };
  });
  return [...sold, ...back];
}

function moneyRows({ store, order }: ReceiptMailInput): Row[] {
  const words = mailWords(store.language);
  const money = moneyIn(store, order.currency);
  const { tenders } = storePolicy(store);
  const nameOf = (id: string) => {
    const tender = tenders.find(({ tenderId }) => tenderId === id);
    return tender?.names?.[store.language] ?? tender?.name ?? id;
  };
  const taxes = order.taxes.map(({ ratePpm, base, amount }) => {
    return { left: `${words.tax} ${percentText(ratePpm)} ${words.onBase} ${money(base)}`, right: money(amount) };
  });
  const payments = order.payments.flatMap(({ tender, tendered, change, tip = 0 }): Row[] => [
    { left: nameOf(tender), right: money(tendered) },
    ...(tip === 0 ? [] : [{ left: words.tip, right: money(tip) }]),
    ...(change === 0 ? [] : [{ left: words.change, right: money(change) }]),
  ]);
  return [
    ...(order.pricesIncludeTax ? [] : taxes),
    ...(order.rounding === 0 ? [] : [{ left: words.rounding, right: money(order.rounding) }]),
    { left: words.total, right: money(order.total + order.rounding), strong: true },
    ...payments,
    ...(order.pricesIncludeTax ? taxes : []),
  ];
}

/** Amounts in the store's language, without floating point. */
function moneyIn({ language, currency }: StoreSettings, code: string): (amount: number) => string {
  const { digits } = currency;
  const options = { style: 'currency', currency: code, minimumFractionDigits: digits, maximumFractionDigits: digits };
  const format = new Intl.NumberFormat(language, options as Intl.NumberFormatOptions);
  return (amount) => format.format(decimalText(amount, digits) as `${number}`);
}

function dateText({ store, at }: ReceiptMailInput): string {
  const options = { dateStyle: 'medium', timeStyle: 'short', timeZone: store.timeZone } as const;
  return new Intl.DateTimeFormat(store.language, options).format(new Date(at));
}

function textOf(head: readonly string[], about: string, rows: readonly Row[], footer: readonly string[]): string {
  const lines = rows.map(({ left, right }) => (right === '' ? left : `${left}  ${right}`));
  return `${[...head, '', about, '', ...lines, '', ...footer].join('\n')}\n`;
}

function htmlOf(
  language: string,
  head: readonly string[],
  about: string,
  rows: readonly Row[],
  footer: readonly string[],
): string {
  const cells = rows.map(({ left, right, strong = false }) => {
    const weight = strong ? ';font-weight:bold;border-top:1px solid #999' : '';
    return `<tr><td style="padding:4px 16px 4px 0${weight}">${escaped(left)}</td><td style="padding:4px 0;text-align:right;white-space:nowrap;vertical-align:top${weight}">${escaped(right)}</td></tr>`;
  });
  const block = (lines: readonly string[]) => lines.map(escaped).join('<br>');
  return [
    `<!doctype html><html lang="${escaped(language)}"><head><meta charset="utf-8"><title>${escaped(about)}</title></head>`,
    '<body style="font-family:sans-serif;max-width:32em;margin:0 auto;padding:16px">',
    `<p>${block(head)}</p><p>${escaped(about)}</p>`,
    `<table style="width:100%;border-collapse:collapse">${cells.join('')}</table>`,
    `<p>${block(footer)}</p></body></html>`,
  ].join('');
}
