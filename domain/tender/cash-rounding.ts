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

const rounds = (code: string, step: number, halves: Halves = 'up', digits = 2): CashRounding => {
  return { currency: { code, digits }, step, halves };
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
  /** To the nearest 50 øre since 1 October 2008 (bekendtgørelse nr. 928 of 19 September 2008, § 2); 25 and 75 øre go up (Nationalbanken). */
  DK: rounds('DKK', 50),
  /** 1 to 49 öre go down, 50 to 99 up (lag 1970:1029 om avrundning av vissa öresbelopp, § 2, as of SFS 2009:283). */
  SE: rounds('SEK', 100),
  /** 1 to 49 øre go down, 50 to 99 up, since 1 May 2012 (forskrift 16 March 2011 nr. 294, Norges Bank). */
  NO: rounds('NOK', 100),
  /** To 10 cents since 2006; 5 cents are for the shop to decide: the Retailers Association recommends down. */
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
  /** Since 1 January 2025 (Eesti Pank, rounding rule). */
  EE: euro(5),
  /** Since 1 May 2025 (law on the rounding of cash payments of 28 March 2024, Seimas). */
  LT: euro(5),
  /** Since 1 January 2018 (decreto-legge 50/2017, art. 13-quater). */
  IT: euro(5),
  /** Amounts that are no multiple of five centavos go to the nearest one (Ley Monetaria, art. 3). */
  MX: rounds('MXN', 5),
  /** Coins of 25 paise and below are no legal tender since 30 June 2011 (Reserve Bank of India). */
  IN: rounds('INR', 50),
  /** One-cent coins are no longer issued since 2002 (Monetary Authority of Singapore). */
  SG: rounds('SGD', 5),
  /** Smallest coin 10 cents (Hong Kong Monetary Authority). */
  HK: rounds('HKD', 10),
  /** Smallest coin 1 dollar (Central Bank of the Republic of China); ISO 4217 has two decimals. */
  TW: rounds('TWD', 100),
  /** Smallest coin in use 10 won (Bank of Korea). */
  KR: rounds('KRW', 10, 'up', 0),
  /** Smallest coin in use 10 cents; halves go in the customer's favour (South African Reserve Bank). */
  ZA: rounds('ZAR', 10, 'down'),
  /** Smallest coin in use 25 fils (Central Bank of the UAE). */
  AE: rounds('AED', 25),
};

/** How cash is rounded in a country with a currency; everywhere else the smallest cash amount is one minor unit. */
export function cashRoundingOf(country: string, currencyCode: string): { step: number; halves: Halves } {
  const known = Object.hasOwn(CASH_ROUNDING, country) ? CASH_ROUNDING[country] : undefined;
  return known?.currency.code === currencyCode ? { step: known.step, halves: known.halves } : { step: 1, halves: 'up' };
}
