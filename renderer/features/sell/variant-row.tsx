import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/app/till-context.tsx';
import { StockFigure } from '#renderer/features/sell/stock-figure.tsx';
import type { VariantCard } from '#renderer/store/till-store.ts';
import { optionText } from './product-options.ts';
import css from './prompt.module.css';

/** One of a product's variants: what sets it apart, how many are here, what it costs. */
export function VariantRow({ card, active, onChoose }: { card: VariantCard; active: boolean; onChoose: () => void }) {
  const formats = useFormats();
  const { t } = useTranslation();
  return (
    <UnstyledButton
      type="button"
      className={css.option}
      aria-current={active || undefined}
      onClick={onChoose}
      data-testid="option"
      data-sku={card.sku}
    >
      <span className={css.optionName}>{optionText(card)}</span>
      <StockFigure card={card} />
      <span className={css.optionPrice}>{card.price ? formats.money(card.price.amount) : t('sell.noPrice')}</span>
    </UnstyledButton>
  );
}
