import { UnstyledButton } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { localName } from '#renderer/app/local-name.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { ProductPicture } from '#renderer/features/pictures/product-picture.tsx';
import { StockFigure } from '#renderer/features/sell/stock-figure.tsx';
import { StopMark } from '#renderer/features/sell/stop-mark.tsx';
import type { VariantCard } from '#renderer/store/till-store.ts';
import { initialsOf } from '#renderer/ui/hue.ts';
import { Initials } from '#renderer/ui/initials.tsx';
import { listName } from './product-options.ts';
import css from './search-row.module.css';

interface SearchRowProps {
  card: VariantCard;
  id: string;
  active: boolean;
  query: string;
  onChoose: () => void;
}

/** A result: what it is, how many are here, what it costs. Chosen by tap, or by Enter while active. */
export function SearchRow({ card, id, active, query, onChoose }: SearchRowProps) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const row = useRef<HTMLButtonElement>(null);
  const name = listName(card, localName(card, i18n.language));
  useEffect(() => {
    if (active) row.current?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <UnstyledButton
      ref={row}
      type="button"
      id={id}
      className={css.row}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      onClick={onChoose}
      data-testid="search-result"
      data-sku={card.sku}
    >
      <ProductPicture picture={card.pictures?.[0]} size={40}>
        <Initials text={initialsOf(name)} seed={card.categoryId} size={40} />
      </ProductPicture>
      <span className={css.words}>
        <span className={css.name}>
          <Marked text={name} query={query} />
        </span>
        <span className={css.sku}>
          <span>
            <Marked text={card.sku} query={query} />
          </span>
          <StopMark card={card} />
        </span>
      </span>
      <StockFigure card={card} />
      <span className={css.price}>{card.price ? formats.money(card.price.amount) : t('sell.noPrice')}</span>
    </UnstyledButton>
  );
}

/** The text with the part that was looked for in bold. */
function Marked({ text, query }: { text: string; query: string }) {
  const at = text.toLowerCase().indexOf(query.toLowerCase());
  if (query === '' || at < 0) return text;
  return (
    <>
      {text.slice(0, at)}
      <mark className={css.mark}>{text.slice(at, at + query.length)}</mark>
      {text.slice(at + query.length)}
    </>
  );
}
