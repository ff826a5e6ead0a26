import { describe, expect, it } from 'vitest';
import { cashPayable } from '#domain/tender/cash.ts';
import { CASH_ROUNDING, cashRoundingOf } from '#domain/tender/cash-rounding.ts';

const SE = 'Lag (1970:1029) om avrundning av vissa öresbelopp, § 2: 1 to 49 öre down, 50 to 99 up';
const NO = 'Norges Bank, forskrift 16 March 2011 nr. 294: 1 to 49 øre down, 50 to 99 up';
const DK = 'Danmarks Nationalbank on the 25-øre coin: .01 to .24 down, .25 to .74 to .50, .75 to .99 up';
const LEX = 'lex.dk, afrunding: 37,25 and 37,74 kr. are both 37,50';
const CH = 'Switzerland, coinage ordinance (SR 941.101): the smallest coin is 5 Rappen';
const NZ = 'NZ Retailers Association (Reserve Bank, Change for the Better): 1 to 5 cents down, 6 to 9 up';
const AU = 'Australia, five cents: 20.42 is 20.40, 20.43 is 20.45';
const CA = 'Canada, Budget 2012, Rounding: 1, 2, 6, 7 down, 3, 4, 8, 9 up';
const QC = 'Office de la protection du consommateur, Québec: 5.98 is 6.00, 5.97 is 5.95';
const FI = 'Finland, laki 890/2000: to the nearest five cents';
const NL = 'De Nederlandsche Bank: to the nearest five cents';
const HU = 'Magyar Nemzeti Bank: 1, 2 down, 3, 4 up, 6, 7 down, 8, 9 up to five forint';

const CASES: [source: string, country: string, total: number, payable: number][] = [
  [SE, 'SE', 10_001, 10_000],
  [SE, 'SE', 10_049, 10_000],
  [SE, 'SE', 10_050, 10_100],
  [SE, 'SE', 10_099, 10_100],
  [SE, 'SE', 49, 0],
  [SE, 'SE', 50, 100],
  [NO, 'NO', 14_949, 14_900],
  [NO, 'NO', 14_950, 15_000],
  [DK, 'DK', 40_501, 40_500],
  [DK, 'DK', 40_524, 40_500],
  [DK, 'DK', 40_525, 40_550],
  [DK, 'DK', 40_574, 40_550],
  [DK, 'DK', 40_575, 40_600],
  [DK, 'DK', 40_599, 40_600],
  [LEX, 'DK', 3_725, 3_750],
  [LEX, 'DK', 3_774, 3_750],
  [CH, 'CH', 2_342, 2_340],
  [CH, 'CH', 2_343, 2_345],
  [CH, 'CH', 2_347, 2_345],
  [CH, 'CH', 2_348, 2_350],
  [CH, 'CH', 2_345, 2_345],
  [NZ, 'NZ', 1_001, 1_000],
  [NZ, 'NZ', 1_004, 1_000],
  [NZ, 'NZ', 1_005, 1_000],
  [NZ, 'NZ', 1_006, 1_010],
  [NZ, 'NZ', 1_009, 1_010],
  [NZ, 'NZ', 1_010, 1_010],
  [AU, 'AU', 2_042, 2_040],
  [AU, 'AU', 2_043, 2_045],
  [CA, 'CA', 101, 100],
  [CA, 'CA', 102, 100],
  [CA, 'CA', 103, 105],
  [CA, 'CA', 104, 105],
  [CA, 'CA', 106, 105],
  [CA, 'CA', 107, 105],
  [CA, 'CA', 108, 110],
  [CA, 'CA', 109, 110],
  [`${CA}; coffee and sandwich of 4.92 are 4.90`, 'CA', 492, 490],
  ['CTV Vancouver on the penny: 772.72 is 772.70', 'CA', 77_272, 77_270],
  [QC, 'CA', 598, 600],
  [QC, 'CA', 597, 595],
  [FI, 'FI', 1_012, 1_010],
  [FI, 'FI', 1_013, 1_015],
  [NL, 'NL', 997, 995],
  [NL, 'NL', 998, 1_000],
  ['Odoo rounding test, HALF-UP 0.05, cash only: 52.54 is 52.55', 'NL', 5_254, 5_255],
  [HU, 'HU', 100_200, 100_000],
  [HU, 'HU', 100_300, 100_500],
  [HU, 'HU', 100_700, 100_500],
  ['Czech National Bank: 0.50 goes up to the koruna', 'CZ', 1_050, 1_100],
];

describe('cash', () => {
  it.each(CASES)('%s (%s): %d is %d', (_, country, total, payable) => {
    const known = CASH_ROUNDING[country];
    if (!known) throw new Error(country);
    const { step, halves } = cashRoundingOf(country, known.currency.code);
    expect(cashPayable(total, step, halves)).toEqual({ payable, rounding: payable - total });
    // What is given back rounds as what is taken.
    expect(cashPayable(-total, step, halves).payable + payable).toBe(0);
  });

  it('is not rounded where the country rounds another currency, or none', () => {
    expect(cashRoundingOf('SE', 'EUR')).toEqual({ step: 1, halves: 'up' });
    expect(cashRoundingOf('GB', 'GBP')).toEqual({ step: 1, halves: 'up' });
    expect(cashRoundingOf('constructor', 'GBP')).toEqual({ step: 1, halves: 'up' });
  });

  it('rounds halves away from zero or toward it, also of what is given back', () => {
    expect([25, 75, -25, -75].map((total) => cashPayable(total, 50, 'up').payable)).toEqual([50, 100, -50, -100]);
    expect([25, 75, -25, -75].map((total) => cashPayable(total, 50, 'down').payable)).toEqual([0, 50, 0, -50]);
  });
});
