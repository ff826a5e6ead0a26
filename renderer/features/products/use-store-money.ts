import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CategoryListAnswer } from '#contracts/http/catalogue.ts';
import type { Minor } from '#domain/money/money.ts';
import { createFormats } from '#renderer/app/format.ts';
import { useFormats } from '#renderer/app/till-context.tsx';

export type CatalogueStore = CategoryListAnswer['stores'][number];
/** Writes an amount in a store's own currency. */
export type StoreMoney = (storeId: string, amount: Minor) => string;

export function useStoreMoney(stores: readonly CatalogueStore[]): StoreMoney {
  const { i18n } = useTranslation();
  const { locale } = useFormats();
  const language = i18n.language;
  return useMemo(() => {
    const formats = new Map(
      stores.map(({ storeId, currency, digits }) => [
        storeId,
        createFormats({ language, storeLanguage: locale, currency: { code: currency, digits }, timeZone: 'UTC' }),
      ]),
    );
    return (storeId, amount) => formats.get(storeId)?.money(amount) ?? String(amount);
  }, [stores, language, locale]);
}
