import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProductListRow, ProductSort } from '#contracts/http/catalogue.ts';
import { type GridColumn, WindowedGrid } from '#renderer/app/windowed-grid.tsx';
import css from './product-grid.module.css';
import { ProductLine, type ProductLineProps } from './product-line.tsx';
import type { ListQuery, ProductRows } from './product-rows.ts';

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

/** The products, with their prices in every store. */
export function ProductGrid({ rows, total, query, active, chosen, onSort, ...rest }: ProductGridProps) {
  const { t } = useTranslation();
  const { stores } = rest;
  // Only the prices of the first store can be sorted by.
  const prices = stores.map(
    ({ storeId, name }, at): GridColumn<ProductSort> => ({
      id: `price-${storeId}`,
      label: name,
      isNumber: true,
      ...(at === 0 ? { sort: 'price' } : {}),
    }),
  );
  return (
    <WindowedGrid
      label={t('products.title')}
      rows={rows}
      total={total}
      columns={[
        { id: 'name', label: t('products.name'), sort: 'name' },
        { id: 'sku', label: t('products.sku'), sort: 'sku' },
        { id: 'category', label: t('products.category'), sort: 'category' },
        ...prices,
        { id: 'on-hand', label: t('products.onHand'), sort: 'on-hand', isNumber: true },
        { id: 'changed', label: t('products.changed'), sort: 'changed' },
      ]}
      order={query}
      onSort={onSort}
      className={css.products}
      style={{ '--stores': Math.max(stores.length, 1) } as CSSProperties}
      active={active}
      line={(row, place) => (
        <ProductLine
          row={row}
          place={place}
          isActive={place.index === active}
          isChosen={chosen.has(row.variant.variantId)}
          {...rest}
        />
      )}
      testId="products"
    />
  );
}
