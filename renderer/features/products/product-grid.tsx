import { UnstyledButton } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { type CSSProperties, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProductListRow, ProductSort } from '#contracts/http/catalogue.ts';
import css from './product-grid.module.css';
import { ProductLine, type ProductLineProps } from './product-line.tsx';
import type { ListQuery, ProductRows } from './product-rows.ts';

const ROW = 52;

interface ProductGridProps
  extends Pick<ProductLineProps, 'stores' | 'money' | 'who' | 'categoryName' | 'onOpen' | 'onChoose'> {
  rows: ProductRows;
  total: number;
  query: ListQuery;
  /** The row that keys act on. */
  active: number;
  chosen: ReadonlyMap<string, ProductListRow>;
  onSort: (sort: ProductSort) => void;
}

/** The products as a table of any length, of which only what is seen is fetched and drawn. */
export function ProductGrid({ rows, total, query, active, chosen, onSort, ...rest }: ProductGridProps) {
  const { t } = useTranslation();
  const { stores } = rest;
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
    scrollPaddingStart: ROW,
    initialOffset: Math.max(0, active - 5) * ROW,
  });
  const seen = virtual.getVirtualItems();
  const [first, last] = [seen[0]?.index ?? 0, seen.at(-1)?.index ?? 0];
  useEffect(() => void rows.show(first, last), [rows, first, last]);
  const shown = useRef(active);
  useEffect(() => {
    if (shown.current !== active) virtual.scrollToIndex(active);
    shown.current = active;
  }, [active, virtual]);

  const head = (sort: ProductSort, label: string, isNumber = false) => (
    <th
      key={sort}
      scope="col"
      data-number={isNumber || undefined}
      aria-sort={sort === query.sort ? (query.descending ? 'descending' : 'ascending') : undefined}
    >
      <UnstyledButton
        type="button"
        className={css.sort}
        onClick={() => onSort(sort)}
        data-testid={`products-sort-${sort}`}
      >
        <span>{label}</span>
        {sort === query.sort && (query.descending ? <ArrowDown size={14} /> : <ArrowUp size={14} />)}
      </UnstyledButton>
    </th>
  );
  const columns = { '--stores': Math.max(stores.length, 1) } as CSSProperties;
  return (
    <div ref={scroller} className={css.scroller} style={columns} data-testid="products-grid">
      <table className={css.table} aria-label={t('products.title')} aria-rowcount={total + 1}>
        <thead>
          <tr className={css.row} aria-rowindex={1}>
            <td />
            {head('name', t('products.name'))}
            {head('sku', t('products.sku'))}
            {head('category', t('products.category'))}
            {stores.map(({ storeId, name }, at) =>
              at === 0 ? (
                head('price', name, true)
              ) : (
                <th key={storeId} scope="col" data-number>
                  <span className={css.plain}>{name}</span>
                </th>
              ),
            )}
            {head('on-hand', t('products.onHand'), true)}
            {head('changed', t('products.changed'))}
          </tr>
        </thead>
        <tbody style={{ height: virtual.getTotalSize() }}>
          {seen.map(({ index, start }) => {
            const row = rows.at(index);
            return (
              <ProductLine
                key={index}
                row={row}
                index={index}
                top={start}
                isActive={index === active}
                isChosen={row !== undefined && chosen.has(row.variant.variantId)}
                {...rest}
              />
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
