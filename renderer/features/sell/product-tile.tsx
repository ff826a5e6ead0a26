import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { localName } from '#renderer/app/local-name.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { ProductPicture } from '#renderer/features/pictures/product-picture.tsx';
import { StockFigure } from '#renderer/features/sell/stock-figure.tsx';
import type { VariantCard } from '#renderer/store/till-store.ts';
import { Figure } from '#renderer/ui/figure.tsx';
import { initialsOf } from '#renderer/ui/hue.ts';
import { Initials } from '#renderer/ui/initials.tsx';
import { listName } from './product-options.ts';
import css from './product-tile.module.css';

interface ProductTileProps {
  card: VariantCard;
  /** The digit that adds it while Alt is held. */
  hint: number | null;
  onAdd: () => void;
}

/** A thing to sell: its picture, or initials on its category's colour, name, price and how many are left. */
export function ProductTile({ card, hint, onAdd }: ProductTileProps) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const name = listName(card, localName(card, i18n.language));
  return (
    <UnstyledButton type="button" className={css.tile} onClick={onAdd} data-testid="tile" data-sku={card.sku}>
      <span className={css.head}>
        <ProductPicture picture={card.pictures?.[0]} size={48}>
          <Initials text={initialsOf(name)} seed={card.categoryId} size={32} />
        </ProductPicture>
        <span className={css.price}>
          {card.price ? (
            <Figure text={formats.money(card.price.amount)} size={15} testId="tile-price" />
          ) : (
            t('sell.noPrice')
          )}
        </span>
      </span>
      <span className={css.name}>{name}</span>
      <StockFigure card={card} />
      {hint && <kbd className={css.key}>{hint}</kbd>}
    </UnstyledButton>
  );
}
