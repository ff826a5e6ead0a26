import type { i18n } from 'i18next';
import type { StoreSettings } from '#contracts/views/register-config.ts';
import { LANGUAGES } from './i18n.ts';

/** Codes of a store's own are keys of a namespace of their own, whatever signs are in them. */
export const OWN_REASONS = { ns: 'own-reasons', keySeparator: false, nsSeparator: false } as const;

/** Gives the store's own reasons their words, in each language shipped: its own there, or else those that there are. */
export function nameOwnReasons(i18n: i18n, { reasonNames = {} }: Pick<StoreSettings, 'reasonNames'>): void {
  for (const language of LANGUAGES) {
    const words = Object.entries(reasonNames).flatMap(([code, names]) => {
      const name = names[language] ?? Object.values(names)[0];
      return name === undefined ? [] : [[code, name]];
    });
    i18n.removeResourceBundle(language, OWN_REASONS.ns);
    i18n.addResourceBundle(language, OWN_REASONS.ns, Object.fromEntries(words));
  }
}
