import { Minus, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { localName } from '#renderer/app/local-name.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import css from '#renderer/features/orders/shared/orders.module.css';
import { ProductPicture } from '#renderer/features/pictures/product-picture.tsx';
import { useCards } from '#renderer/features/stock/work/use-cards.ts';
import frame from '#renderer/features/stock/work/work.module.css';
import { Action } from '#renderer/ui/action.tsx';
import { initialsOf } from '#renderer/ui/hue.ts';
import { Initials } from '#renderer/ui/initials.tsx';
import type { Goods } from './goods-of.ts';
import own from './hand-over.module.css';
import { keyOf } from './hand-over-draft.ts';

interface GoodsListProps {
  goods: readonly Goods[];
  /** How much of each goes, by `keyOf`; what is not named goes whole. */
  quantities: ReadonlyMap<string, number>;
  /** How much of it goes where it is not named, in place of all. */
  unnamed?: 0;
  onQuantities: (quantities: ReadonlyMap<string, number>) => void;
}

/** What lies ready, and how much of each is taken: pieces one by one, what is weighed whole or not. */
export function GoodsList({ goods, quantities, unnamed, onQuantities }: GoodsListProps) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const cards = useCards(goods.map(({ variantId }) => variantId));
  return (
    <ul className={frame.lines} data-testid="hand-over-lines">
      {goods.map((one) => {
        const key = keyOf(one);
        const card = cards.get(one.variantId);
        const name = card ? localName(card, i18n.language) : one.name;
        const taken = Math.min(one.quantity, quantities.get(key) ?? unnamed ?? one.quantity);
        const step = one.unit === 'each' ? 1 : one.quantity;
        const take = (quantity: number) => onQuantities(new Map([...quantities, [key, quantity]]));
        return (
          <li key={key} className={css.line} data-testid="hand-over-line" data-sku={one.sku} data-taken={taken}>
            <ProductPicture picture={card?.pictures?.[0]} size={48}>
              <Initials text={initialsOf(name)} seed={card?.categoryId ?? one.sku} size={48} />
            </ProductPicture>
            <span className={frame.words}>
              <span className={frame.name}>{name}</span>
              <span className={frame.sub}>
                {[one.sku, one.minimumAge === undefined ? '' : t('orders.handOver.age', { age: one.minimumAge })]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
            {taken < one.quantity && unnamed === undefined && (
              <span className={frame.chips}>
                <span data-tone="warn">
                  {t('orders.handOver.stays', { quantity: formats.quantity(one.quantity - taken, one.unit) })}
                </span>
              </span>
            )}
            <Action
              icon={Minus}
              aria-label={t('orders.handOver.less', { name })}
              disabled={taken === 0}
              onClick={() => take(Math.max(0, taken - step))}
              data-testid="hand-over-less"
            />
            <span className={own.count}>
              {unnamed === undefined
                ? formats.quantity(taken, one.unit)
                : t('orders.of', {
                    picked: formats.quantity(taken, one.unit),
                    wanted: formats.quantity(one.quantity, one.unit),
                  })}
            </span>
            <Action
              icon={Plus}
              aria-label={t('orders.handOver.more', { name })}
              disabled={taken === one.quantity}
              onClick={() => take(Math.min(one.quantity, taken + step))}
              data-testid="hand-over-more"
            />
          </li>
        );
      })}
    </ul>
  );
}
