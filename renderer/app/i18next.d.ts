import type en from '#renderer/app/locales/en.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof en; 'own-reasons': Record<string, string> };
  }
}
