import { nearestLanguage } from '#renderer/app/i18n.ts';
import { languageName } from '#renderer/features/products/field-words.ts';

/** What dates and amounts can be written like; words are those of the nearest language that is shipped. */
const LOCALES = [
  'en-GB',
  'en-US',
  'en-IE',
  'en-AU',
  'en-NZ',
  'en-CA',
  'en-ZA',
  'zh-CN',
  'zh-HK',
  'zh-TW',
  'de-DE',
  'de-AT',
  'de-CH',
  'fr-FR',
  'fr-BE',
  'fr-CH',
  'es-ES',
  'es-MX',
  'it-IT',
  'pt-PT',
  'pt-BR',
  'nl-NL',
  'nl-BE',
  'da-DK',
  'sv-SE',
  'nb-NO',
  'fi-FI',
  'pl-PL',
  'cs-CZ',
  'sk-SK',
  'hu-HU',
  'ja-JP',
];

interface Option {
  value: string;
  label: string;
}

/** Languages of a store, by name; the one it has is among them. */
export function localeOptions(current: string, language: string): Option[] {
  return [...new Set([current, ...LOCALES])]
    .map((value) => ({ value, label: languageName(value, language) }))
    .sort((a, b) => a.label.localeCompare(b.label, language));
}

/** Languages that paper can be printed in. */
export function paperLanguageOptions(current: readonly string[], language: string): Option[] {
  const known = ['en', 'zh-CN'].filter((tag) => !current.some((one) => nearestLanguage([one]) === tag));
  return [...current, ...known].map((value) => ({ value, label: languageName(value, language) }));
}

/** Currencies by code, with their names. */
export function currencyOptions(language: string): Option[] {
  const names = new Intl.DisplayNames([language], { type: 'currency' });
  return Intl.supportedValuesOf('currency').map((code) => ({ value: code, label: `${code} ${names.of(code) ?? ''}` }));
}

/** Time zones by name; the one that is set is among them. */
export function timeZoneOptions(current: string): Option[] {
  return [...new Set([current, ...Intl.supportedValuesOf('timeZone')])]
    .sort()
    .map((zone) => ({ value: zone, label: zone }));
}
