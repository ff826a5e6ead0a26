import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import en from '#renderer/app/locales/en.json';
import zhCN from '#renderer/app/locales/zh-CN.json';

/** The languages shipped. */
export const LANGUAGES = ['en', 'zh-CN'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Each language in its own words. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', 'zh-CN': '简体中文' };

export function isLanguage(value: unknown): value is Language {
  return LANGUAGES.some((language) => language === value);
}

/** The shipped language nearest to the first tag that has one; English when none has. */
export function nearestLanguage(tags: readonly (string | null | undefined)[]): Language {
  for (const tag of tags) {
    const base = tag?.split('-')[0]?.toLowerCase();
    const found = LANGUAGES.find((language) => language.split('-')[0] === base);
    if (found) return found;
  }
  return 'en';
}

/** All words of the window, ready at once. */
export function createI18n(language: Language): i18n {
  const instance = i18next.createInstance();
  void instance.use(initReactI18next).init({
    initAsync: false,
    lng: language,
    fallbackLng: 'en',
    resources: { en: { translation: en }, 'zh-CN': { translation: zhCN } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  return instance;
}
