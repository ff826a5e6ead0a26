import type { TFunction } from 'i18next';
import type { CustomerView } from '#contracts/ipc/devices.ts';
import { UNIT_SCALE } from '#domain/catalog/variant.ts';
import { accountPaymentOf } from '#domain/order/account-payment.ts';
import type { Cart, CartLine } from '#domain/order/cart.ts';
import { isDepositLine } from '#domain/order/deposit.ts';
import type { Settled, SettledLine } from '#domain/pricing/settled.ts';
import { leftOf } from '#domain/tender/tender-walk.ts';
import type { Formats } from '#renderer/app/format.ts';
import { reasonWords } from '#renderer/app/reason-words.ts';
import type { CartWalk } from '#renderer/features/pay/cart-walk.ts';
import type { Stage } from '#renderer/features/pay/stage.ts';
import type { SaleState } from '#renderer/features/sell/sale-state.ts';

/** How the customer is spoken to: in the store's language, whatever the screen of the till speaks. */
export interface CustomerWords {
  t: TFunction;
  formats: Formats;
  language: string;
  /** Empty where it can't be written. */
  storeName: string;
}

type CartView = Extract<CustomerView, { state: 'cart' }>;
/** Within what a view may carry, with room for discounts, returns and tax: of a longer cart the newest lines. */
const LINES_MAX = 450;

/** What the customer sees of a sale. */
export function customerView(
  stage: Stage,
  sale: Pick<SaleState, 'cart' | 'settled' | 'rules' | 'selected'>,
  walk: CartWalk | null,
  words: CustomerWords,
): CustomerView {
  if (stage.at === 'paid') return paidView(stage, words);
  const { cart, settled } = sale;
  if (!cart || !settled) return idleView(words);
  const paying = stage.at === 'paying' || stage.at === 'saving';
  return paying && walk ? payView(walk, words) : cartView(cart, settled, sale, words);
}

export function idleView({ t, language, storeName }: CustomerWords): CustomerView {
  const welcome = storeName === '' ? t('customer.welcomeAll') : t('customer.welcome', { store: storeName });
  return { state: 'idle', language, welcome };
}

function cartView(
  cart: Cart,
  settled: Settled,
  { rules, selected }: Pick<SaleState, 'rules' | 'selected'>,
  words: CustomerWords,
): CartView {
  const { t, formats, language } = words;
  const skipped = Math.max(0, cart.lines.length - LINES_MAX);
  const lines = cart.lines.slice(skipped).map((line, at) => lineView(line, settled.lines[skipped + at], words));
  const newest = cart.lines.findIndex((line) => line.id === selected) - skipped;
  const addedTax = rules?.pricesIncludeTax === false ? settled.taxTotal : 0;
  return {
    state: 'cart',
    language,
    lines: [
      ...lines,
      ...returnViews(cart, words),
      ...cartDiscounts(settled, words),
      ...(addedTax === 0 ? [] : [{ name: t('customer.tax'), amount: formats.amount(addedTax) }]),
    ],
    ...(newest >= 0 ? { newest } : {}),
    totalLabel: t(settled.total < 0 ? 'customer.giveBack' : 'customer.total'),
    total: formats.money(Math.abs(settled.total)),
  };
}

function lineView(
  line: CartLine,
  settled: SettledLine | undefined,
  { t, formats }: CustomerWords,
): CartView['lines'][number] {
  const { name, quantity, unit, unitPrice } = line;
  const own = settled?.adjustments.filter(({ source }) => source === 'line-discount') ?? [];
  const price = formats.amount(unitPrice);
  const detail =
    UNIT_SCALE[unit] > 1
      ? t('customer.measured', { quantity: formats.quantity(quantity, unit), price, unit })
      : t('customer.each', { count: quantity, price });
  return {
    name,
    amount: formats.amount(settled?.listAmount ?? 0),
    ...(UNIT_SCALE[unit] > 1 || quantity !== 1 ? { detail } : {}),
    ...(own.length > 0
      ? { notes: own.map(({ reason, amount }) => `${reasonWords(t, reason)} ${formats.amount(amount)}`) }
      : {}),
  };
}

function returnViews(cart: Cart, { t, formats }: CustomerWords): CartView['lines'] {
  return (cart.returns ?? []).slice(0, 20).map((line) => ({
    name: isDepositLine(line) ? t('customer.deposit') : t('customer.returned', { name: line.name }),
    amount: formats.amount(line.amount),
  }));
}

/** What was taken off the whole cart, by reason. */
function cartDiscounts(settled: Settled, { t, formats }: CustomerWords): CartView['lines'] {
  const amounts = new Map<string, number>();
  for (const { source, reason, amount } of settled.lines.flatMap(({ adjustments }) => adjustments)) {
    const name = source === 'tax-exemption' ? t('customer.exempt') : reasonWords(t, reason);
    if (source !== 'line-discount') amounts.set(name, (amounts.get(name) ?? 0) + amount);
  }
  return [...amounts].slice(0, 20).map(([name, amount]) => ({ name, amount: formats.amount(amount) }));
}

/** What is left to pay; a wallet's code with what it is for. */
function payView({ walk, open }: CartWalk, { t, formats, language }: CustomerWords): CustomerView {
  const asked = open.find(({ state }) => state === 'asked');
  const left = leftOf(walk);
  const amount = asked ? (asked.direction === 'sale' ? asked.amount : -asked.amount) : left;
  const base = {
    state: 'pay' as const,
    language,
    totalLabel: t(amount < 0 ? 'customer.giveBack' : 'customer.toPay'),
    total: formats.money(Math.abs(amount)),
  };
  if (!asked) return base;
  if (asked.qr === null) return { ...base, hint: t('customer.terminal') };
  return { ...base, qr: asked.qr, hint: t('customer.scan') };
}

function paidView({ order }: Extract<Stage, { at: 'paid' }>, { t, formats, language }: CustomerWords): CustomerView {
  const account = accountPaymentOf(order.payload);
  const payments = order.payload.payments.filter(({ id }) => id !== account?.paymentId);
  const paid = payments.reduce((sum, payment) => sum + payment.amount, 0);
  const change = payments.reduce((sum, payment) => sum + payment.change, 0);
  return {
    state: 'paid',
    language,
    totalLabel: t(paid < 0 ? 'customer.givenBack' : 'customer.paid'),
    total: formats.money(Math.abs(paid)),
    ...(change > 0 ? { changeLabel: t('customer.change'), change: formats.money(change) } : {}),
    thanks: t('customer.thanks'),
  };
}
