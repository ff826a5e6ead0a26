import { X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { localName } from '#renderer/app/local-name.ts';
import { ProductFinder } from '#renderer/features/stock/finder/product-finder.tsx';
import { UnknownCode } from '#renderer/features/stock/finder/unknown-code.tsx';
import { useProductEntry } from '#renderer/features/stock/finder/use-product-entry.ts';
import { useCards } from '#renderer/features/stock/work/use-cards.ts';
import frame from '#renderer/features/stock/work/work.module.css';
import { IconAction } from '#renderer/ui/action.tsx';
import css from './count.module.css';

interface ProductChoiceProps {
  config: RegisterConfig;
  chosen: readonly string[];
  /** Changes what is chosen then: scans may come faster than the screen. */
  onChange: (change: (variantIds: readonly string[]) => readonly string[]) => void;
}

/** Products that are scanned or found, one after the other. */
export function ProductChoice({ config, chosen, onChange }: ProductChoiceProps) {
  const { t, i18n } = useTranslation();
  const [unknown, setUnknown] = useState<string | null>(null);
  const cards = useCards(chosen);
  const add = (variantId: string): void => {
    setUnknown(null);
    onChange((current) => (current.includes(variantId) ? current : [variantId, ...current]));
  };
  const enter = useProductEntry({ config, onItem: ({ card }) => add(card.variantId), onUnknown: setUnknown });
  return (
    <section className={css.due} aria-label={t('counts.kinds.chosen')}>
      <ProductFinder label={t('stock.work.add')} onCard={({ variantId }) => add(variantId)} onCode={enter} />
      {unknown !== null && <UnknownCode key={unknown} text={unknown} />}
      <ul className={frame.lines}>
        {chosen.map((variantId) => {
          const card = cards.get(variantId);
          const name = card ? localName(card, i18n.language) : variantId;
          return (
            <li key={variantId} className={frame.line} data-testid="chosen-row" data-sku={card?.sku}>
              <span className={frame.words}>
                <span className={frame.name}>{name}</span>
                <span className={frame.sub}>{card?.sku}</span>
              </span>
              <IconAction
                icon={X}
                label={t('counts.leaveOut', { name })}
                onClick={() => onChange((current) => current.filter((id) => id !== variantId))}
                data-testid="chosen-remove"
              />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
