import { UnstyledButton } from '@mantine/core';
import { Square, SquareCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ProductListRow } from '#contracts/http/catalogue.ts';
import { localName } from '#renderer/app/local-name.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import grid from '#renderer/app/windowed-grid.module.css';
import type { LinePlace } from '#renderer/app/windowed-grid.tsx';
import { ProductPicture } from '#renderer/features/pictures/product-picture.tsx';
import type { CatalogueStore, StoreMoney } from './use-store-money.ts';

export interface ProductLineProps {
  row: ProductListRow;
  place: LinePlace;
  isActive: boolean;
  isChosen: boolean;
  stores: readonly CatalogueStore[];
  money: StoreMoney;
  who: (operatorId: string | null) => string;
  categoryName: (row: ProductListRow) => string;
  onOpen: (index: number) => void;
  /** `range`: all from the last one to here. */
  onChoose: (index: number, range: boolean) => void;
}

/** One product of the list. */
export function ProductLine({ row, place: { index, ...place }, isActive, isChosen, ...rest }: ProductLineProps) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const { stores, money, who, categoryName, onOpen, onChoose } = rest;
  const { variant } = row;
  const name = localName(variant, i18n.language);
  return (
    <tr
      className={grid.row}
      {...place}
      aria-current={isActive || undefined}
      data-chosen={isChosen || undefined}
      data-testid="product-row"
      data-sku={variant.sku}
    >
      <td>
        <UnstyledButton
          type="button"
          className={grid.check}
          role="checkbox"
          aria-checked={isChosen}
          aria-label={t('products.choose', { name })}
          onClick={(event) => onChoose(index, event.shiftKey)}
          data-testid="product-choose"
        >
          {isChosen ? <SquareCheck size={20} /> : <Square size={20} />}
        </UnstyledButton>
      </td>
      <td>
        <UnstyledButton type="button" className={grid.open} onClick={() => onOpen(index)} data-testid="product-open">
          <span className={grid.name}>{name}</span>
        </UnstyledButton>
        {variant.archived && <span className={grid.tag}>{t('products.archived')}</span>}
        <ProductPicture picture={variant.pictures?.[0]} size={36} />
      </td>
      <td className={grid.cut}>{variant.sku}</td>
      <td className={grid.cut}>{categoryName(row)}</td>
      {stores.map(({ storeId }) => {
        const price = row.prices.find((one) => one.storeId === storeId);
        return (
          <td key={storeId} data-number data-testid="product-price" data-store={storeId}>
            {price === undefined || price.amount === null ? '–' : money(storeId, price.amount)}
            {price && price.ahead.length > 0 && <span className={grid.ahead}>{t('products.planned')}</span>}
          </td>
        );
      })}
      <td data-number data-low={row.onHand < 0 || undefined}>
        {variant.rules?.service ? '–' : formats.quantity(row.onHand, variant.unit)}
      </td>
      <td>
        <span className={grid.cut}>{row.changedAt ? formats.dateTime(row.changedAt) : '–'}</span>
        {row.changedBy && <span className={grid.by}>{who(row.changedBy)}</span>}
      </td>
    </tr>
  );
}
