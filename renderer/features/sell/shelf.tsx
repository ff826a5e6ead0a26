import { UnstyledButton } from '@mantine/core';
import { ChevronLeft, LayoutGrid } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostStatus } from '#contracts/ipc/host.ts';
import { type ExternalStore, useStore } from '#renderer/app/external-store.ts';
import { localName } from '#renderer/app/local-name.ts';
import { useFormats, useProgress } from '#renderer/app/till-context.tsx';
import { ProductPicture } from '#renderer/features/pictures/product-picture.tsx';
import { ProductTile } from '#renderer/features/sell/product-tile.tsx';
import { FirstLoad } from '#renderer/features/sync/first-load.tsx';
import { Action } from '#renderer/ui/action.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { initialsOf } from '#renderer/ui/hue.ts';
import { Initials } from '#renderer/ui/initials.tsx';
import type { Sale } from './sale.ts';
import css from './shelf.module.css';
import { useAltHeld } from './use-alt-held.ts';
import { SHELF_PAGE, useCategories, useGoods } from './use-shelf.ts';

interface ShelfProps {
  sale: Sale;
  /** The category that is open; it stays open from sale to sale. */
  category: ExternalStore<string | null>;
  status: HostStatus;
  /** The tile a key asked for; a new object each time. */
  tap: { index: number } | null;
}

/** Categories, and the goods of the one that was tapped. */
export function Shelf({ sale, category: open, status, tap }: ShelfProps) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const progress = useProgress();
  const categories = useCategories();
  const categoryId = useStore(open);
  const [limit, setLimit] = useState(SHELF_PAGE);
  const goods = useGoods(categoryId, limit);
  const altHeld = useAltHeld();
  const category = categories.find((one) => one.categoryId === categoryId);
  const hint = (index: number): number | null => (altHeld && index < 9 ? index + 1 : null);

  function openCategory(next: string | null): void {
    open.set(next);
    setLimit(SHELF_PAGE);
  }

  const onTap = useEffectEvent((index: number) => {
    const card = goods[index];
    const tapped = categories[index];
    if (categoryId !== null && card) void sale.choose(card);
    else if (categoryId === null && tapped) openCategory(tapped.categoryId);
  });
  useEffect(() => {
    if (tap) onTap(tap.index);
  }, [tap]);

  const asOf = !status.online && progress?.asOf ? t('sell.stockAsOf', { time: formats.dateTime(progress.asOf) }) : null;
  return (
    <>
      <header className={css.head}>
        {category ? (
          <Action tone="quiet" icon={ChevronLeft} onClick={() => openCategory(null)} data-testid="categories">
            {localName(category, i18n.language)}
          </Action>
        ) : (
          <h2 className={css.title}>{t('sell.categories')}</h2>
        )}
        {asOf && <span className={css.asOf}>{asOf}</span>}
      </header>
      <div className={css.first} data-testid="shelf" data-products={progress?.state}>
        <FirstLoad />
      </div>
      {categories.length === 0 ? (
        <Empty icon={LayoutGrid} title={t('sell.noTiles')} text={t('sell.noTilesHint')} />
      ) : categoryId === null ? (
        <div className={css.categories}>
          {categories.map((one, index) => {
            const name = localName(one, i18n.language);
            return (
              <UnstyledButton
                key={one.categoryId}
                type="button"
                className={css.category}
                onClick={() => openCategory(one.categoryId)}
                data-testid="category-tile"
              >
                <ProductPicture picture={one.picture} size={48}>
                  <Initials text={initialsOf(name)} seed={one.categoryId} size={40} />
                </ProductPicture>
                <span className={css.words}>
                  <span className={css.name}>{name}</span>
                  <span className={css.count}>{formats.count(one.count)}</span>
                </span>
                {hint(index) && <kbd className={css.key}>{hint(index)}</kbd>}
              </UnstyledButton>
            );
          })}
        </div>
      ) : (
        <div className={css.goods}>
          {goods.map((card, index) => (
            <ProductTile key={card.variantId} card={card} hint={hint(index)} onAdd={() => void sale.choose(card)} />
          ))}
          {goods.length === limit && <More onSeen={() => setLimit(limit + SHELF_PAGE)} />}
        </div>
      )}
    </>
  );
}

/** Asks for more when it scrolls into sight. */
function More({ onSeen }: { onSeen: () => void }) {
  const mark = useRef<HTMLDivElement>(null);
  const seen = useEffectEvent(onSeen);
  useEffect(() => {
    if (!mark.current) return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) seen();
    });
    observer.observe(mark.current);
    return () => observer.disconnect();
  }, []);
  return <div ref={mark} className={css.more} />;
}
