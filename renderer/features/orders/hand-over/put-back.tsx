import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorWords } from '#renderer/app/error-words.ts';
import { localName } from '#renderer/app/local-name.ts';
import { useFormats, useTill } from '#renderer/app/till-context.tsx';
import { OrderFrame } from '#renderer/features/orders/shared/order-frame.tsx';
import type { OrderTaskProps } from '#renderer/features/orders/shared/order-parts.ts';
import css from '#renderer/features/orders/shared/orders.module.css';
import { useOrderJournal } from '#renderer/features/orders/shared/use-order-journal.ts';
import { ParcelRows } from '#renderer/features/orders/ship/parcel-rows.tsx';
import { useParcels } from '#renderer/features/orders/ship/use-parcels.ts';
import { ProductPicture } from '#renderer/features/pictures/product-picture.tsx';
import { readPlace } from '#renderer/features/places/place-code.ts';
import { usePlaceName } from '#renderer/features/places/use-place-name.ts';
import { FaultNotice } from '#renderer/features/saving/fault-notice.tsx';
import { CameraScan } from '#renderer/features/stock/finder/camera-scan.tsx';
import { UnknownCode } from '#renderer/features/stock/finder/unknown-code.tsx';
import { useProductEntry } from '#renderer/features/stock/finder/use-product-entry.ts';
import { useCards } from '#renderer/features/stock/work/use-cards.ts';
import frame from '#renderer/features/stock/work/work.module.css';
import type { VariantCard } from '#renderer/store/till-store.ts';
import { initialsOf } from '#renderer/ui/hue.ts';
import { Initials } from '#renderer/ui/initials.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { goodsToPutBack } from './goods-of.ts';
import { putBackDraft } from './put-back-draft.ts';

/** Puts back on its shelf what nobody is owed any more: each scan is told at once, and the stock may be sold again. */
export function PutBack({ fulfilments, config, onBack }: OrderTaskProps) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const { play } = useTill();
  const { tell, fault } = useOrderJournal();
  const work = useParcels(fulfilments[0], config);
  const [wrong, setWrong] = useState<VariantCard | null>(null);
  const [unknown, setUnknown] = useState<string | null>(null);
  const [placeId, setPlaceId] = useState<string>();
  const placeName = usePlaceName();
  const [fulfilment] = fulfilments;
  const goods = fulfilment ? goodsToPutBack(fulfilment) : [];
  const cards = useCards(goods.map(({ variantId }) => variantId));

  async function putBack(card: VariantCard): Promise<void> {
    setUnknown(null);
    let isWanted = false;
    await tell((all) => {
      const now = all.find(({ fulfilmentId }) => fulfilmentId === fulfilment?.fulfilmentId);
      const drafts = now ? putBackDraft(now, card.variantId, placeId) : [];
      isWanted = drafts.length > 0;
      return drafts;
    });
    setWrong(isWanted ? null : card);
    if (!isWanted) play('wrong');
  }
  useProductEntry({
    config,
    onUnknown(text) {
      setWrong(null);
      setUnknown(text);
    },
    onItem: ({ card }) => void putBack(card),
    onText(text) {
      const place = readPlace(text, config.places);
      if (place) setPlaceId(place.placeId);
      return place !== null;
    },
  });

  if (!fulfilment) return null;
  return (
    <OrderFrame
      title={t('orders.putBack.title', { number: fulfilment.number })}
      beside={<CameraScan />}
      onBack={onBack}
      testId="order-putting-back"
    >
      {fault && <Notice {...errorWords(t, fault.code)} />}
      {unknown !== null && <UnknownCode key={unknown} text={unknown} />}
      {wrong && (
        <Notice
          tone="warn"
          code="not-to-put-back"
          title={t('orders.putBack.wrong', { name: localName(wrong, i18n.language) })}
          next={t('orders.putBack.wrongNext')}
        />
      )}
      <FaultNotice fault={work.fault} />
      <p className={css.said}>{t('orders.putBack.hint')}</p>
      {placeId !== undefined && (
        <p className={css.said} role="status" data-testid="put-back-place" data-place={placeId}>
          {t('orders.putBack.at', { place: placeName(placeId) })}
        </p>
      )}
      <ul className={frame.lines} data-testid="put-back-lines">
        {goods.map(({ lineId, variantId, sku, name: sold, unit, quantity }) => {
          const card = cards.get(variantId);
          const name = card ? localName(card, i18n.language) : sold;
          return (
            <li key={`${lineId} ${variantId}`} className={css.line} data-testid="put-back-line" data-sku={sku}>
              <ProductPicture picture={card?.pictures?.[0]} size={48}>
                <Initials text={initialsOf(name)} seed={card?.categoryId ?? sku} size={48} />
              </ProductPicture>
              <span className={frame.words}>
                <span className={frame.name}>{name}</span>
                <span className={frame.sub}>{sku}</span>
              </span>
              <span className={frame.quantity} data-left={quantity}>
                {formats.quantity(quantity, unit)}
              </span>
            </li>
          );
        })}
      </ul>
      <ParcelRows work={work} />
    </OrderFrame>
  );
}
