import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { createFormats } from '#renderer/app/format.ts';
import { nearestLanguage } from '#renderer/app/i18n.ts';
import type { LabelWords } from './label-of.ts';

/** Labels are written in the store's language, whatever the screen speaks. */
export function useLabelWords({ store }: RegisterConfig): LabelWords {
  const { i18n } = useTranslation();
  return useMemo(() => {
    const language = nearestLanguage([store.language]);
    const { currency, timeZone } = store;
    const formats = createFormats({ language, storeLanguage: store.language, currency, timeZone });
    const t = i18n.getFixedT(language);
    return { language, formats, perUnit: (price, unit) => t('labels.perUnit', { price, unit }) };
  }, [store, i18n]);
}
