import { describe, expect, test } from 'vitest';
import { isoDigits } from '#domain/money/currency-digits.ts';
import { cashRoundingOf } from '#domain/tender/cash-rounding.ts';
import { denominationsOf } from './denominations.ts';
import { COUNTRY_PRESETS, presetOf, ratesOfScheme } from './presets.ts';

/** The European Union since 1 February 2020. */
const EU = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ');
const OTHERS = 'GB CH NO US CA AU NZ CN HK TW JP KR SG IN BR MX ZA AE'.split(' ');

test('every country has one preset', () => {
  const found = COUNTRY_PRESETS.map(({ country }) => country);
  expect([...found].sort()).toEqual([...EU, ...OTHERS].sort());
  expect(presetOf('XX')).toBeUndefined();
});

describe.each(COUNTRY_PRESETS)('$country', (preset) => {
  const { country, currency, tax, languages, timeZone } = preset;
  const sets = [tax.rates, ...(tax.schemes ?? []).map(({ rates }) => rates)];

  test('taxes every category, under codes that tell rates apart, at most 40 percent in sum', () => {
    for (const rates of sets) {
      expect(rates).toHaveProperty('exempt', []);
      expect(Object.keys(rates)).toContain(tax.model === 'none' ? 'zero' : 'standard');
      for (const [category, parts] of Object.entries(rates)) {
        if (category !== 'exempt') expect(parts.length).toBeGreaterThan(0);
        for (const { ratePpm, name } of parts) {
          expect(Number.isInteger(ratePpm)).toBe(true);
          expect(name).toContain(`${ratePpm / 10_000}%`);
        }
        expect(parts.reduce((sum, { ratePpm }) => sum + ratePpm, 0)).toBeLessThanOrEqual(400_000);
      }
      const all = Object.values(rates).flat();
      expect(new Set(all.map(({ code }) => code)).size).toBe(all.length);
    }
  });

  test('its standard rate is the highest that is not for luxuries, its zero rate is zero', () => {
    for (const rates of sets) {
      for (const { ratePpm } of rates.zero ?? []) expect(ratePpm).toBe(0);
      const sum = (category: string) => (rates[category] ?? []).reduce((total, { ratePpm }) => total + ratePpm, 0);
      if (country !== 'IN') expect(sum('standard')).toBe(Math.max(...Object.keys(rates).map(sum)));
    }
  });

  test('cash rounding divides every coin and note', () => {
    const { step } = cashRoundingOf(country, currency.code);
    const coins = denominationsOf(currency.code, step);
    expect(coins.length).toBeGreaterThan(4);
    expect(coins).toEqual([...coins].sort((a, b) => a - b));
    for (const coin of coins) expect(coin % step).toBe(0);
  });

  test('names a currency, languages, a time zone and its sources that exist', () => {
    expect(Intl.supportedValuesOf('currency')).toContain(currency.code);
    expect(currency.digits).toBe(isoDigits(currency.code));
    for (const language of languages) expect(new Intl.Locale(language).region).toBe(country);
    expect(new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone).toBeTruthy();
    expect(tax.source).not.toBe('');
    expect(preset.receipt.source).not.toBe('');
    expect(preset.receipt.shows.length).toBeGreaterThan(1);
    expect(preset.fiscal.source === '').toBe(preset.fiscal.duty === 'none');
    expect(preset.taxNumber.label.length).toBeLessThanOrEqual(40);
  });
});

test('a scheme has rates of its own; without one the first scheme, or the country', () => {
  const canada = presetOf('CA');
  if (!canada) throw new Error('Canada');
  const percents = (schemeId: string | null) =>
    (ratesOfScheme(canada, schemeId).standard ?? []).map(({ name }) => name);
  expect(percents('CA-QC')).toEqual(['GST 5%', 'QST 9.975%']);
  expect(percents('CA-NS')).toEqual(['HST 14%']);
  expect(percents(null)).toEqual(['GST 5%']);
  const germany = presetOf('DE');
  if (!germany) throw new Error('Germany');
  expect(ratesOfScheme(germany, 'DE-anything')).toBe(germany.tax.rates);
});
