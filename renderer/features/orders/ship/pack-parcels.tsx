import { Box, PackagePlus, Truck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorWords } from '#renderer/app/error-words.ts';
import { localName } from '#renderer/app/local-name.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { GoodsList } from '#renderer/features/orders/hand-over/goods-list.tsx';
import { keyOf } from '#renderer/features/orders/hand-over/hand-over-draft.ts';
import { OrderFrame } from '#renderer/features/orders/shared/order-frame.tsx';
import { draftOf } from '#renderer/features/orders/shared/order-journal.ts';
import type { OrderTaskProps } from '#renderer/features/orders/shared/order-parts.ts';
import css from '#renderer/features/orders/shared/orders.module.css';
import { useOrderJournal } from '#renderer/features/orders/shared/use-order-journal.ts';
import { FaultNotice } from '#renderer/features/saving/fault-notice.tsx';
import { CameraScan } from '#renderer/features/stock/finder/camera-scan.tsx';
import { UnknownCode } from '#renderer/features/stock/finder/unknown-code.tsx';
import { useProductEntry } from '#renderer/features/stock/finder/use-product-entry.ts';
import type { VariantCard } from '#renderer/store/till-store.ts';
import { Action } from '#renderer/ui/action.tsx';
import { NumberField, wholeWithin } from '#renderer/ui/field.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { ParcelRows } from './parcel-rows.tsx';
import { toPack } from './parcel-work.ts';
import { useParcels } from './use-parcels.ts';

const GRAMS_MAX = 99_999;

/** Packs what was picked for a carrier, parcel by parcel: each piece is scanned, the parcel weighed, and its label printed. */
export function PackParcels({ fulfilments, config, onOpen, onBack }: OrderTaskProps) {
  const { t, i18n } = useTranslation();
  const { play } = useTill();
  const { tell, fault } = useOrderJournal();
  const [fulfilment] = fulfilments;
  const work = useParcels(fulfilment, config);
  const [inside, setInside] = useState<ReadonlyMap<string, number>>(new Map());
  const [weight, setWeight] = useState('');
  const [wrong, setWrong] = useState<VariantCard | null>(null);
  const [unknown, setUnknown] = useState<string | null>(null);

  const goods = fulfilment ? toPack({ ...fulfilment, parcels: work.parcels }) : [];
  const packed = goods
    .map((one) => ({ ...one, quantity: Math.min(one.quantity, inside.get(keyOf(one)) ?? 0) }))
    .filter(({ quantity }) => quantity > 0);
  const isLast = goods.every((one) => inside.get(keyOf(one)) === one.quantity);
  const grams = wholeWithin(weight, 1, GRAMS_MAX);
  const canLabel = packed.length > 0 && grams !== null && !work.busy;

  function put(card: VariantCard): void {
    setUnknown(null);
    const wanted = goods.find((one) => {
      return one.variantId === card.variantId && (inside.get(keyOf(one)) ?? 0) < one.quantity;
    });
    setWrong(wanted ? null : card);
    // While the carrier is asked nothing is put into a parcel that is closed.
    if (!wanted || work.busy) {
      play('wrong');
      return;
    }
    const step = wanted.unit === 'each' ? 1 : wanted.quantity;
    setInside((before) => new Map([...before, [keyOf(wanted), (before.get(keyOf(wanted)) ?? 0) + step]]));
  }
  useProductEntry({
    config,
    onUnknown(text) {
      setWrong(null);
      setUnknown(text);
    },
    onItem: ({ card }) => put(card),
  });

  async function label(): Promise<void> {
    if (!fulfilment || !canLabel) return;
    const lines = packed.map(({ lineId, variantId, quantity }) => ({ lineId, variantId, quantity }));
    const bags = work.parcels.length + 1;
    if (!(await work.label(lines, grams))) return;
    setInside(new Map());
    setWeight('');
    if (!isLast) return;
    await tell((all) => {
      const now = all.find(({ fulfilmentId }) => fulfilmentId === fulfilment.fulfilmentId);
      if (!now?.actions.includes('ready')) return [];
      return [draftOf('fulfilment.readied', { fulfilmentId: fulfilment.fulfilmentId, bags })];
    });
  }

  if (!fulfilment) return null;
  const { number, fulfilmentId } = fulfilment;
  const said = fault ?? work.unprinted;
  return (
    <OrderFrame
      title={t('orders.pack.title', { number })}
      beside={<CameraScan />}
      onBack={onBack}
      foot={
        goods.length === 0 ? (
          <>
            <span />
            <Action
              tone="next"
              size="lg"
              icon={Truck}
              disabled={work.parcels.length === 0}
              onClick={() => onOpen({ task: 'ship', fulfilmentIds: [fulfilmentId] })}
              data-testid="pack-to-ship"
            >
              {t('orders.ship.do')}
            </Action>
          </>
        ) : (
          <>
            <Action
              size="lg"
              icon={PackagePlus}
              disabled={work.busy}
              onClick={() => setInside(new Map(goods.map((one) => [keyOf(one), one.quantity])))}
              data-testid="pack-all"
            >
              {t('orders.pack.all')}
            </Action>
            <Action
              tone="next"
              size="lg"
              icon={Box}
              disabled={!canLabel}
              onClick={() => void label()}
              data-testid="pack-label"
            >
              {t(work.canPrint ? 'orders.pack.label' : 'orders.pack.labelOnly')}
            </Action>
          </>
        )
      }
      testId="order-packing"
    >
      {said && <Notice {...errorWords(t, said.code)} />}
      <FaultNotice fault={work.fault} />
      {unknown !== null && <UnknownCode key={unknown} text={unknown} />}
      {wrong && (
        <Notice
          tone="bad"
          code="not-to-pack"
          title={t('orders.pack.wrong', { name: localName(wrong, i18n.language) })}
          next={t('orders.pack.wrongNext')}
        />
      )}
      {goods.length === 0 ? (
        <Notice tone="ok" code="packed" title={t('orders.pack.done', { number })} next={t('orders.pack.doneNext')} />
      ) : (
        <>
          <p className={css.said}>{t('orders.pack.hint')}</p>
          <GoodsList goods={goods} quantities={inside} unnamed={0} onQuantities={setInside} />
          <NumberField
            label={t('orders.pack.weight')}
            value={weight}
            hint={t('orders.pack.weightHint')}
            onText={setWeight}
            testId="pack-weight"
          />
        </>
      )}
      <ParcelRows work={work} />
    </OrderFrame>
  );
}
