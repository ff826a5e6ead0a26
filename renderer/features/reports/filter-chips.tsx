import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Action } from '#renderer/ui/action.tsx';
import { FILTERS, type Filter } from './report-place.ts';
import css from './reports.module.css';
import { usePlace } from './reports-context.ts';
import { useFilterWords } from './use-report.ts';

/** What a report is narrowed to, each taken off by a press; `known` are those that the report knows, others are kept for those that do. */
export function FilterChips({ known }: { known: readonly Filter[] }) {
  const { t } = useTranslation();
  const [{ filters }, change] = usePlace();
  const words = useFilterWords();
  const set = FILTERS.filter((filter) => known.includes(filter) && filters[filter] !== undefined);
  if (set.length === 0) return null;
  const without = (off: readonly Filter[]): void => {
    const kept = Object.entries(filters).filter(([filter]) => !off.some((one) => one === filter));
    change({ filters: Object.fromEntries(kept) });
  };
  return (
    <fieldset className={css.chips} aria-label={t('reports.filters.title')}>
      {set.map((filter) => (
        <Action
          key={filter}
          icon={X}
          aria-label={t('reports.filters.remove', { filter: words(filter) })}
          onClick={() => without([filter])}
          data-testid="filter-chip"
          data-filter={filter}
        >
          {words(filter)}
        </Action>
      ))}
      {set.length > 1 && (
        <Action tone="quiet" onClick={() => without(set)} data-testid="filters-clear">
          {t('reports.filters.clear')}
        </Action>
      )}
    </fieldset>
  );
}
