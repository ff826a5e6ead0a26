import { UnstyledButton } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { PriceList } from '#contracts/facts/pricing-facts.ts';
import type { EntryRow, EntrySort } from '#contracts/http/pricing.ts';
import grid from '#renderer/features/products/product-grid.module.css';
import type { WindowedRows } from '#renderer/features/products/windowed-rows.ts';
import type { EntryDraft } from './entry-board.tsx';
import { EntryLine } from './entry-line.tsx';
import css from './pricing.module.css';
import type { EntriesQuery } from './use-entry-rows.ts';

const ROW = 52;

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

/** The prices of a list as a table of any length, of which only what is seen is fetched and drawn. */
export function EntryGrid({ rows, total, query, drafts, chosen, onSort, ...rest }: EntryGridProps) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
    scrollPaddingStart: ROW,
  });
  const seen = virtual.getVirtualItems();
  const [first, last] = [seen[0]?.index ?? 0, seen.at(-1)?.index ?? 0];
  useEffect(() => void rows.show(first, last), [rows, first, last]);

  /** Arrows and Enter go from price to price. */
  function onKeyDown(event: KeyboardEvent<HTMLTableElement>): void {
    const by = { ArrowDown: 1, Enter: 1, ArrowUp: -1 }[event.key];
    const at = Number((event.target as HTMLElement).dataset.entry ?? Number.NaN);
    if (by === undefined || Number.isNaN(at)) return;
    const next = scroller.current?.querySelector<HTMLInputElement>(`[data-entry="${at + by}"]`);
    event.preventDefault();
    event.stopPropagation();
    virtual.scrollToIndex(Math.min(Math.max(at + by, 0), total - 1));
    next?.focus({ preventScroll: true });
    next?.select();
  }

  const head = (sort: EntrySort, label: string, isNumber = false) => (
    <th
      scope="col"
      data-number={isNumber || undefined}
      aria-sort={sort === query.sort ? (query.descending ? 'descending' : 'ascending') : undefined}
    >
      <UnstyledButton
        type="button"
        className={grid.sort}
        onClick={() => onSort(sort)}
        data-testid={`entries-sort-${sort}`}
      >
        <span>{label}</span>
        {sort === query.sort && (query.descending ? <ArrowDown size={14} /> : <ArrowUp size={14} />)}
      </UnstyledButton>
    </th>
  );
  return (
    <div ref={scroller} className={grid.scroller} data-testid="entries-grid">
      <table
        onKeyDown={onKeyDown}
        className={`${grid.table} ${css.entries}`}
        aria-label={t('pricing.listViews.prices')}
        aria-rowcount={total + 1}
      >
        <thead>
          <tr className={grid.row} aria-rowindex={1}>
            <td />
            {head('name', t('products.name'))}
            {head('sku', t('products.sku'))}
            <th scope="col">
              <span className={grid.plain}>{t('products.category')}</span>
            </th>
            {head('price', t('pricing.bookPrice'), true)}
            {head('entry', t('pricing.listPrice'), true)}
          </tr>
        </thead>
        <tbody style={{ height: virtual.getTotalSize() }}>
          {seen.map(({ index, start }) => {
            const row = rows.at(index);
            return (
              <EntryLine
                key={index}
                row={row}
                index={index}
                top={start}
                text={row && drafts.get(row.variantId)?.text}
                isChosen={row !== undefined && chosen.has(row.variantId)}
                {...rest}
              />
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
