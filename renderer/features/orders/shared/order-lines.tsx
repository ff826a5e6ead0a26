import { useTranslation } from 'react-i18next';
import { leftOf, stagedOf, toPickOf } from '#domain/fulfilment/fulfilment-sums.ts';
import { localName } from '#renderer/app/local-name.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { ProductPicture } from '#renderer/features/pictures/product-picture.tsx';
import { usePlaceName } from '#renderer/features/places/use-place-name.ts';
import { useCards } from '#renderer/features/stock/work/use-cards.ts';
import frame from '#renderer/features/stock/work/work.module.css';
import type { FulfilmentLine } from '#renderer/store/till-store.ts';
import { initialsOf } from '#renderer/ui/hue.ts';
import { Initials } from '#renderer/ui/initials.tsx';
import { wantedOf } from './order-columns.ts';
import css from './orders.module.css';

/** The lines of an order: what, where it lies, how much of it is picked, and what became of the rest. */
export function OrderLines({ lines }: { lines: readonly FulfilmentLine[] }) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const placeName = usePlaceName();
  const cards = useCards(lines.map(({ variantId }) => variantId));
  return (
    <ul className={frame.lines} data-testid="order-lines">
      {lines.map((line) => {
        const card = cards.get(line.variantId);
        const name = card ? localName(card, i18n.language) : line.name;
        const amount = (quantity: number): string => formats.quantity(quantity, line.unit);
        const released = Math.max(0, line.released);
        return (
          <li key={line.lineId} className={css.line} data-testid="order-line" data-sku={line.sku}>
            <ProductPicture picture={card?.pictures?.[0]} size={48}>
              <Initials text={initialsOf(name)} seed={card?.categoryId ?? line.sku} size={48} />
            </ProductPicture>
            <span className={frame.words}>
              <span className={frame.name}>{name}</span>
              <span className={frame.sub}>
                {[line.sku, line.placeId === undefined ? '' : placeName(line.placeId)].filter(Boolean).join(' · ')}
              </span>
              {line.substitutes?.map((one) => (
                <span key={one.variantId} className={frame.sub} data-testid="order-substitute">
                  {t('orders.instead', { name: one.name, quantity: amount(one.quantity) })}
                </span>
              ))}
            </span>
            <span className={frame.chips}>
              {line.short > 0 && <span data-tone="warn">{t('orders.shortOf', { quantity: amount(line.short) })}</span>}
              {released > 0 && <span>{t('orders.releasedOf', { quantity: amount(released) })}</span>}
              {leftOf(line) > 0 && <span>{t('orders.leftOf', { quantity: amount(leftOf(line)) })}</span>}
            </span>
            <span className={frame.quantity} data-picked={stagedOf(line)} data-left={toPickOf(line)}>
              {t('orders.of', { picked: amount(stagedOf(line)), wanted: amount(wantedOf(line)) })}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
