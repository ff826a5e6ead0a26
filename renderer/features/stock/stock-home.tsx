import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShiftProps } from '#renderer/app/at-till.ts';
import { readPlace } from '#renderer/features/places/place-code.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { ProductFinder } from './finder/product-finder.tsx';
import { UnknownCode } from './finder/unknown-code.tsx';
import { useProductEntry } from './finder/use-product-entry.ts';
import css from './stock.module.css';
import type { StockSection, StockTask } from './stock-parts.ts';
import { PRODUCT_SECTION } from './stock-sections.ts';
import { KeptDrafts } from './work/kept-drafts.tsx';

interface StockHomeProps extends Pick<ShiftProps, 'config' | 'status'> {
  sections: readonly StockSection[];
  /** What was just done. */
  done: string | null;
  onOpen: (task: StockTask) => void;
}

/** Where stock begins: a product is scanned or found, or something is done with goods. */
export function StockHome({ status, config, sections, done, onOpen }: StockHomeProps) {
  const { t } = useTranslation();
  const [unknown, setUnknown] = useState<string | null>(null);
  const show = (variantId: string): void => onOpen({ section: PRODUCT_SECTION.id, subject: variantId });
  const enter = useProductEntry({
    config,
    onItem: ({ card }) => show(card.variantId),
    onUnknown: setUnknown,
    onText(text) {
      const place = readPlace(text, config.places);
      if (place) onOpen({ section: 'places', subject: place.placeId });
      return place !== null;
    },
  });
  return (
    <div className={css.home} data-testid="stock-home">
      {done && <Notice tone="ok" code="done" title={done} />}
      <ProductFinder label={t('stock.find')} onCard={({ variantId }) => show(variantId)} onCode={enter} />
      {unknown !== null && <UnknownCode key={unknown} text={unknown} />}
      <KeptDrafts status={status} config={config} kinds={new Set(sections.map(({ id }) => id))} onOpen={onOpen} />
      {sections.length > 0 && (
        <div className={css.actions}>
          {sections.map(({ id, icon, words }) => (
            <Action key={id} size="lg" icon={icon} onClick={() => onOpen({ section: id })} data-testid={`stock-${id}`}>
              {words(t)}
            </Action>
          ))}
        </div>
      )}
    </div>
  );
}
