import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Static, TSchema } from 'typebox';
import { useFormats } from '#renderer/app/till-context.tsx';
import { type Asked, useServer } from '#renderer/app/use-server.ts';
import { reductionLabel } from './reductions/reduction-words.ts';
import type { Filter, StoreChoice } from './report-place.ts';
import { usePlace, useReports } from './reports-context.ts';
import type { SalesWords } from './sales/sales-words.ts';

/** Asks for a report, and notes which stores may be chosen. */
export function useReport<S extends TSchema>(
  path: string,
  schema: S,
  query: Readonly<Record<string, string>>,
): Asked<Static<S>> {
  const { place } = useReports();
  const asked = useServer(path, schema, query);
  const answer = asked.answer?.ok ? asked.answer.value : null;
  useEffect(() => {
    const choices = choicesOf(answer);
    if (choices) place.update((current) => ({ ...current, choices }));
  }, [answer, place]);
  return asked;
}

function choicesOf(answer: unknown): readonly StoreChoice[] | null {
  if (typeof answer !== 'object' || answer === null || !('choices' in answer)) return null;
  return answer.choices as readonly StoreChoice[];
}

/** What the words of reports are made with, in the language of the screen. */
export function useSalesWords(): SalesWords {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const { config } = useReports();
  return { t, formats, config, language: i18n.language };
}

/** The stores a report is of, in words. */
export function useStoreWords(): string {
  const { t } = useTranslation();
  const { config } = useReports();
  const [{ store, choices }] = usePlace();
  if (store === 'all') return t('reports.sales.allStores');
  return choices.find(({ storeId }) => storeId === store)?.name ?? config.store.name;
}

/** What a filter that is set says: `Category: Bakery`. */
export function useFilterWords(): (filter: Filter) => string {
  const words = useSalesWords();
  const [{ filters, names }] = usePlace();
  return (filter) => {
    const key = filters[filter] ?? '';
    return words.t(`reports.filters.${filter}`, { name: reductionLabel({ key, name: names[key] }, filter, words) });
  };
}

/** What a report is of, a line each: days, stores, filters. */
export function useFacts(days: string, known: readonly Filter[]): string[] {
  const stores = useStoreWords();
  const words = useFilterWords();
  const [{ filters }] = usePlace();
  return [days, stores, ...known.filter((filter) => filters[filter] !== undefined).map(words)];
}
