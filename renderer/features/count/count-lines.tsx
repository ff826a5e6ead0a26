import { UnstyledButton } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { shortGtin } from '#domain/gs1/short-gtin.ts';
import { localName } from '#renderer/app/local-name.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import type { Cards } from '#renderer/features/stock/work/use-cards.ts';
import frame from '#renderer/features/stock/work/work.module.css';

export interface CountLine {
  variantId: string;
  /** Null until it was counted. */
  quantity: number | null;
  /** Found, although the plan does not ask for it. */
  extra: boolean;
}

interface CountLinesProps {
  lines: readonly CountLine[];
  cards: Cards;
  chosen: string | null;
  /** Whether those who count see what should be there. */
  told: boolean;
  onChoose: (variantId: string) => void;
}

/** Products at a place; the one that keys act on stays in sight. */
export function CountLines({ lines, cards, chosen, told, onChoose }: CountLinesProps) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (chosen) list.current?.querySelector('[aria-pressed="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <ul className={frame.lines} ref={list} data-testid="count-lines">
      {lines.map(({ variantId, quantity, extra }) => {
        const card = cards.get(variantId);
        const unit = card?.unit ?? 'each';
        const onHand = card?.stock?.onHand;
        return (
          <li key={variantId}>
            <UnstyledButton
              type="button"
              className={frame.line}
              aria-pressed={variantId === chosen}
              onClick={() => onChoose(variantId)}
              data-testid="count-line"
              data-sku={card?.sku}
              data-quantity={quantity ?? ''}
            >
              <span className={frame.words}>
                <span className={frame.name}>{card ? localName(card, i18n.language) : variantId}</span>
                <span className={frame.sub}>
                  {card && [card.sku, ...card.gtins.slice(0, 1).map(shortGtin)].join(' · ')}
                </span>
              </span>
              <span className={frame.chips}>
                {extra && <span>{t('counts.extra')}</span>}
                {told && onHand !== undefined && (
                  <span data-tone={quantity !== null && quantity !== onHand ? 'warn' : undefined}>
                    {t('counts.expected', { quantity: formats.quantity(onHand, unit) })}
                  </span>
                )}
              </span>
              <span className={frame.quantity}>
                {quantity === null ? t('counts.notYet') : formats.quantity(quantity, unit)}
              </span>
            </UnstyledButton>
          </li>
        );
      })}
    </ul>
  );
}
