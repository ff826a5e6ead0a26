import type { StoreSettings } from '#contracts/views/register-config.ts';
import { COUNTRY_PRESETS } from '#domain/country/presets.ts';

/**
 * The country (ISO 3166-1 alpha-2) in which a store's phone numbers without a country's code are: that of its time zone, else of its
 * language; null where neither says.
 */
export function storeCountry({ timeZone, language }: Pick<StoreSettings, 'timeZone' | 'language'>): string | null {
  const region = regionOf(language);
  const there = COUNTRY_PRESETS.filter((preset) => preset.timeZone === timeZone).map(({ country }) => country);
  if (region !== null && (there.length === 0 || there.includes(region))) return region;
  return there[0] ?? null;
}

function regionOf(language: string): string | null {
  try {
    return new Intl.Locale(language).maximize().region ?? null;
  } catch {
    return null;
  }
}
