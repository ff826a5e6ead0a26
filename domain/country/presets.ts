import type { CountryPreset, TaxSet } from '#domain/country/country-preset.ts';
import { EU_PRESETS } from '#domain/country/eu-presets.ts';
import { WORLD_PRESETS } from '#domain/country/world-presets.ts';

/** All countries with a preset. */
export const COUNTRY_PRESETS: readonly CountryPreset[] = [...EU_PRESETS, ...WORLD_PRESETS];

/** What a new shop in a country (ISO 3166-1 alpha-2) begins with; undefined where none is known. */
export function presetOf(country: string): CountryPreset | undefined {
  return COUNTRY_PRESETS.find((preset) => preset.country === country);
}

/** The rates of a scheme of a country; of one that is not there, the first scheme's, or the country's own. */
export function ratesOfScheme({ tax }: CountryPreset, schemeId: string | null): TaxSet {
  const scheme = tax.schemes?.find((one) => one.schemeId === schemeId) ?? tax.schemes?.[0];
  return scheme?.rates ?? tax.rates;
}
