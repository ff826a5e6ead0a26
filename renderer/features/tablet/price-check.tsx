import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { localName } from '#renderer/app/local-name.ts';
import { useFormats, useTill } from '#renderer/app/till-context.tsx';
import { ProductPicture } from '#renderer/features/pictures/product-picture.tsx';
import { ProductDescription } from '#renderer/features/sell/product-description.tsx';
import prompt from '#renderer/features/sell/prompt.module.css';
import { VariantRow } from '#renderer/features/sell/variant-row.tsx';
import { ProductFinder } from '#renderer/features/stock/finder/product-finder.tsx';
import { UnknownCode } from '#renderer/features/stock/finder/unknown-code.tsx';
import { useProductEntry } from '#renderer/features/stock/finder/use-product-entry.ts';
import type { VariantCard } from '#renderer/store/till-store.ts';
import css from './price-check.module.css';

/** What something costs and how many there are: scanned, or found by name. */
export function PriceCheck({ config }: { config: RegisterConfig }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<VariantCard | null>(null);
  const [unknown, setUnknown] = useState<string | null>(null);
  function show(card: VariantCard): void {
    setShown(card);
    setUnknown(null);
  }
  const enter = useProductEntry({ config, onItem: ({ card }) => show(card), onUnknown: setUnknown });
  const card = useCurrent(shown);
  return (
    <div className={css.check} data-testid="tablet-price-check">
      <ProductFinder label={t('sell.search')} onCard={show} onCode={enter} />
      {unknown !== null && <UnknownCode key={unknown} text={unknown} />}
      {card ? <Checked card={card} onShow={show} /> : <p className={prompt.hint}>{t('priceCheck.hint')}</p>}
    </div>
  );
}

/** As it stands now: prices and stock change while one looks. */
function useCurrent(shown: VariantCard | null): VariantCard | null {
  const store = useStore(useTill().store);
  const [current, setCurrent] = useState<VariantCard | null>(null);
  useEffect(() => {
    if (!store || !shown) return;
    let wanted = true;
    const look = async (): Promise<void> => {
      const [card] = await store.cards([shown.variantId]);
      if (wanted && card) setCurrent(card);
    };
    const stop = store.onChange((variantIds) => {
      if (variantIds === null || variantIds.includes(shown.variantId)) void look();
    });
    void look();
    return () => {
      wanted = false;
      stop();
    };
  }, [store, shown]);
  return current?.variantId === shown?.variantId ? current : shown;
}

function Checked({ card, onShow }: { card: VariantCard; onShow: (card: VariantCard) => void }) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const store = useStore(useTill().store);
  const [others, setOthers] = useState<readonly VariantCard[]>([]);
  const { productId, variantId, price, lowest, stock, unit } = card;
  useEffect(() => {
    let wanted = true;
    void store?.variantsOf(productId).then((found) => {
      if (wanted) setOthers(found.filter((one) => one.variantId !== variantId));
    });
    return () => {
      wanted = false;
    };
  }, [store, productId, variantId]);
  const low = lowest ?? price?.amount;
  return (
    <section className={css.product} data-testid="price-checked" data-sku={card.sku}>
      <ProductPicture picture={card.pictures?.[0]} described>
        <ProductPicture picture={card.pictures?.[0]} size={160} described />
      </ProductPicture>
      <h2 className={css.name}>{localName(card, i18n.language)}</h2>
      <p className={css.price} data-testid="price-check-price">
        {price ? formats.money(price.amount) : t('sell.noPrice')}
        {unit !== 'each' && ` ${t('sell.perUnit', { unit })}`}
      </p>
      <dl className={prompt.facts}>
        <dt>{t('priceCheck.lowest')}</dt>
        <dd>{low === undefined ? t('sell.noPrice') : formats.money(low)}</dd>
        <dt>{t('priceCheck.stock')}</dt>
        <dd data-testid="price-check-stock">{stock ? formats.quantity(stock.onHand, unit) : t('sell.stockUnknown')}</dd>
      </dl>
      <ProductDescription key={variantId} variantId={variantId} />
      {others.length > 0 && <h3 className={prompt.heading}>{t('priceCheck.others')}</h3>}
      <div className={prompt.options}>
        {others.map((other) => (
          <VariantRow key={other.variantId} card={other} active={false} onChoose={() => onShow(other)} />
        ))}
      </div>
    </section>
  );
}
