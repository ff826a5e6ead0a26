import type { Currency } from '#domain/money/money.ts';
import type { Halves } from '#domain/tender/cash.ts';

/** How cash is rounded in a country. */
export interface CashRounding {
  currency: Currency;
  /** Smallest cash amount, in minor units. */
  step: number;
  halves: Halves;
}

const euro = (step: number): CashRounding => ({ currency: { code: 'EUR', digits: 2 }, step, halves: 'up' });

const rounds = (code: string, step: number, halves: Halves = 'up'): CashRounding => {
  return { currency: { code, digits: 2 }, step, halves };
};

/**
 * Countries where cash is rounded, by ISO 3166 code, in minor units. What a new store begins with; its own settings hold.
 * Steps whose half is no minor unit (5) have no halves.
 */
export const CASH_ROUNDING: Readonly<Record<string, CashRounding>> = {
  /** No pennies since 4 February 2013: to the nearest five cents (Department of Finance, Royal Canadian Mint). */
  CA: rounds('CAD', 5),
  /** Smallest coin 5 Rappen (Swiss coinage ordinance, SR 941.101). */
  CH: rounds('CHF', 5),
  LI: rounds('CHF', 5),
  /** Smallest coin 50 øre since 1 October 2008: 25 to 74 øre are 50, 75 and more the next krone (Danmarks Nationalbank). */
  DK: rounds('DKK', 50),
  /** Smallest coin 1 krona since 30 September 2010: 1 to 49 öre go down, 50 to 99 up (lag 1970:1029 om avrundning av vissa öresbelopp). */
  SE: rounds('SEK', 100),
  /** Smallest coin 1 krone since 1 May 2012 (Norges Bank). */
  NO: rounds('NOK', 100),
  /** Smallest coin 10 cents since 2006; 5 cents are for the shop to decide, and mostly go down (Reserve Bank of New Zealand). */
  NZ: rounds('NZD', 10, 'down'),
  /** Smallest coin 5 cents since 1992 (Royal Australian Mint, Reserve Bank of Australia). */
  AU: rounds('AUD', 5),
  /** Laki euromääräisten maksujen pyöristämisestä (890/2000). */
  FI: euro(5),
  /** Since 1 September 2004, by agreement of shops, banks and De Nederlandsche Bank. */
  NL: euro(5),
  /** Since 28 October 2015 (Central Bank of Ireland). */
  IE: euro(5),
  /** Since 1 December 2019, all amounts paid in cash (Code of Economic Law, articles VI.7/1 and following). */
  BE: euro(5),
  /** Since 1 July 2022 (Národná banka Slovenska). */
  SK: euro(5),
  /** Smallest coin 5 forint since 2008 (Magyar Nemzeti Bank); the forint has two decimals in ISO 4217. */
  HU: rounds('HUF', 500),
  /** Smallest coin 1 koruna since 2008 (Czech National Bank). */
  CZ: rounds('CZK', 100),
};

/** How cash is rounded in a country with a currency; everywhere else the smallest cash amount is one minor unit. */
export function cashRoundingOf(country: string, currencyCode: string): { step: number; halves: Halves } {
  const known = Object.hasOwn(CASH_ROUNDING, country) ? CASH_ROUNDING[country] : undefined;
  return known?.currency.code === currencyCode ? { step: known.step, halves: known.halves } : { step: 1, halves: 'up' };
}
