import { decimalText } from '#domain/money/decimal-text.ts';
import { quantityText } from '#domain/receipt/receipt-text.ts';
import type { Product, Shop } from '#sync-server/channels/client/omnitill-channel.ts';
import { fill, type Language, wordsOf } from './words.ts';

/** How the shop writes amounts, times and quantities in a language. */
export interface Texts {
  money(amount: number): string;
  /** `today by 17:00`, as the shop's clock has it. */
  by(instant: Date): string;
  date(instant: string): string;
  quantity(quantity: number, unit: Product['unit'] | null): string;
  name(product: Pick<Product, 'name' | 'names'>): string;
}

export function textsOf(shop: Shop, language: Language, now: Date): Texts {
  const words = wordsOf(language);
  // English as the shop's country writes it.
  const locale = language === 'en' && shop.language.startsWith('en') ? shop.language : language;
  const { code, digits } = shop.currency;
  const money = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: code,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  const { timeZone } = shop;
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone });
  const day = new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeZone });
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  return {
    money: (amount) => money.format(decimalText(amount, digits) as `${number}`),
    by(instant) {
      if (day.format(instant) === day.format(now)) return fill(words.readyToday, { time: time.format(instant) });
      const isTomorrow = day.format(instant) === day.format(new Date(now.getTime() + 86_400_000));
      if (isTomorrow) return fill(words.readyTomorrow, { time: time.format(instant) });
      return fill(words.readyLater, { date: moment.format(instant) });
    },
    date: (instant) => moment.format(new Date(instant)),
    quantity: (quantity, unit) => quantityText(quantity, unit ?? 'each', { each: '', kg: 'kg', m: 'm' }),
    name: ({ name, names }) => names?.[language] ?? name,
  };
}

/** When a pickup that is ordered now is ready: as the channel promises, on the next quarter of an hour. */
export function readyAt(shop: Pick<Shop, 'readyWithinHours'>, now: Date): Date {
  const quarter = 15 * 60_000;
  return new Date(Math.ceil((now.getTime() + shop.readyWithinHours * 3_600_000) / quarter) * quarter);
}
