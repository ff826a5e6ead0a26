import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { PriceList } from '#contracts/facts/pricing-facts.ts';
import type { EntryRow, EntrySort } from '#contracts/http/pricing.ts';
import { WindowedGrid } from '#renderer/app/windowed-grid.tsx';
import type { WindowedRows } from '#renderer/app/windowed-rows.ts';
import type { EntryDraft } from './entry-board.tsx';
import { EntryLine } from './entry-line.tsx';
import css from './pricing.module.css';
import type { EntriesQuery } from './use-entry-rows.ts';

interface EntryGridProps {
  rows: WindowedRows<EntryRow>;
  total: number;
  list: PriceList;
  query: EntriesQuery;
  digits: number;
  names: ReadonlyMap<string, string>;
  drafts: ReadonlyMap<string, EntryDraft>;
  chosen: ReadonlyMap<string, EntryRow>;
  isFixed: boolean;
  onSort: (sort: EntrySort) => void;
  onType: (row: EntryRow, text: string) => void;
  onChoose: (row: EntryRow) => void;
}

/** The products beside a list, with its prices to be typed. */
export function EntryGrid({ rows, total, query, drafts, chosen, onSort, ...rest }: EntryGridProps) {
  const { t } = useTranslation();

  /** Arrows and Enter go from price to price. */
  function onKeyDown(event: KeyboardEvent<HTMLTableElement>, show: (index: number) => void): void {
    const by = { ArrowDown: 1, Enter: 1, ArrowUp: -1 }[event.key];
    const at = Number((event.target as HTMLElement).dataset.entry ?? Number.NaN);
    if (by === undefined || Number.isNaN(at)) return;
    const next = event.currentTarget.querySelector<HTMLInputElement>(`[data-entry="${at + by}"]`);
    event.preventDefault();
    event.stopPropagation();
    show(Math.min(Math.max(at + by, 0), total - 1));
    next?.focus({ preventScroll: true });
    next?.select();
  }

  return (
    <WindowedGrid
      label={t('pricing.listViews.prices')}
      rows={rows}
      total={total}
      columns={[
        { id: 'name', label: t('products.name'), sort: 'name' },
        { id: 'sku', label: t('products.sku'), sort: 'sku' },
        { id: 'category', label: t('products.category') },
        { id: 'price', label: t('pricing.bookPrice'), sort: 'price', isNumber: true },
        { id: 'entry', label: t('pricing.listPrice'), sort: 'entry', isNumber: true },
      ]}
      order={query}
      onSort={onSort}
      className={css.entries}
      onKeyDown={onKeyDown}
      line={(row, place) => (
        <EntryLine
          row={row}
          place={place}
          text={drafts.get(row.variantId)?.text}
          isChosen={chosen.has(row.variantId)}
          {...rest}
        />
      )}
      testId="entries"
    />
  );
}
