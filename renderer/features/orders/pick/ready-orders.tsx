import { Minus, PackageCheck, Plus, Printer } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorWords } from '#renderer/app/error-words.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { useHostless } from '#renderer/app/use-hostless.ts';
import { OrderFrame } from '#renderer/features/orders/shared/order-frame.tsx';
import { draftOf } from '#renderer/features/orders/shared/order-journal.ts';
import { OrderLines } from '#renderer/features/orders/shared/order-lines.tsx';
import type { OrderTaskProps } from '#renderer/features/orders/shared/order-parts.ts';
import css from '#renderer/features/orders/shared/orders.module.css';
import { useLabelPrinting } from '#renderer/features/orders/shared/use-label-printing.ts';
import { useOrderJournal } from '#renderer/features/orders/shared/use-order-journal.ts';
import { readPlace } from '#renderer/features/places/place-code.ts';
import { usePlaceName, usePlaces } from '#renderer/features/places/use-place-name.ts';
import frame from '#renderer/features/stock/work/work.module.css';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import type { Fulfilment } from '#renderer/store/till-store.ts';
import { Action, IconAction } from '#renderer/ui/action.tsx';
import { Choices } from '#renderer/ui/choices.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { bagLabels, bagPapers } from './bag-label.ts';

const BAGS_MAX = 20;

/** Bags what was picked, one order after the other: how many bags, and where they are put. */
export function ReadyOrders(props: OrderTaskProps) {
  const { fulfilments, onBoard } = props;
  const [done, setDone] = useState<readonly string[]>([]);
  const left = fulfilments.filter(({ fulfilmentId }) => !done.includes(fulfilmentId));
  const [fulfilment] = left;
  if (!fulfilment) return null;
  const { fulfilmentId } = fulfilment;
  return (
    <ReadyOrder
      key={fulfilmentId}
      {...props}
      fulfilment={fulfilment}
      others={left.length - 1}
      onNext={() => (left.length > 1 ? setDone([...done, fulfilmentId]) : onBoard())}
    />
  );
}

interface ReadyOrderProps extends OrderTaskProps {
  fulfilment: Fulfilment;
  /** How many are to be bagged after it. */
  others: number;
  onNext: () => void;
}

function ReadyOrder({ fulfilment, config, others, onBack, onNext }: ReadyOrderProps) {
  const { t, i18n } = useTranslation();
  const { play } = useTill();
  const hostless = useHostless();
  const nameOf = usePlaceName();
  const places = usePlaces().filter(({ archived, kind }) => !archived && kind === 'pickup');
  const { tell, busy, fault } = useOrderJournal();
  const { print, fault: unprinted } = useLabelPrinting();
  const [bags, setBags] = useState(fulfilment.bags ?? 1);
  const [placeId, setPlaceId] = useState(fulfilment.placeId ?? (places.length === 1 ? places[0]?.placeId : undefined));
  const [unknown, setUnknown] = useState(false);
  const { fulfilmentId, number, lines, readied } = fulfilment;
  const placeName = placeId === undefined ? undefined : nameOf(placeId);
  const bagged = { fulfilment, bags, placeName, config };
  const printBags = () => print({ labels: bagLabels(bagged), papers: bagPapers(bagged, i18n) });

  function putAt(text: string): void {
    const place = readPlace(text, config.places);
    play(place ? 'scan' : 'wrong');
    setUnknown(!place);
    if (place) setPlaceId(place.placeId);
  }
  async function save(): Promise<void> {
    const told = await tell((all) => {
      const now = all.find((one) => one.fulfilmentId === fulfilmentId);
      const readied = { fulfilmentId, bags, ...(placeId === undefined ? {} : { placeId }) };
      return now?.actions.includes('ready') ? [draftOf('fulfilment.readied', readied)] : [];
    });
    if (told && !hostless) await printBags();
  }
  useKeyLayer('screen', {
    onScan: ({ text }) => (readied ? play('wrong') : putAt(text)),
    onKey({ key, ctrlKey, altKey }) {
      if (readied || ctrlKey || altKey || !/^[1-9]$/.test(key)) return false;
      setBags(Number(key));
      return true;
    },
  });
  const said = fault ?? unprinted;
  return (
    <OrderFrame
      title={t('orders.ready.title', { number })}
      onBack={onBack}
      foot={
        <>
          {readied && !hostless ? (
            <Action size="lg" icon={Printer} onClick={() => void printBags()} data-testid="ready-print">
              {t('orders.ready.again')}
            </Action>
          ) : (
            <span />
          )}
          {readied ? (
            <Action tone="next" size="lg" onClick={onNext} data-testid="ready-next">
              {others > 0 ? t('orders.ready.next', { count: others }) : t('orders.ready.board')}
            </Action>
          ) : (
            <Action
              tone="next"
              size="lg"
              icon={PackageCheck}
              disabled={busy}
              onClick={() => void save()}
              data-testid="ready-save"
            >
              {t(hostless ? 'orders.ready.saveOnly' : 'orders.ready.save')}
            </Action>
          )}
        </>
      }
      testId="order-readying"
    >
      {said && <Notice {...errorWords(t, said.code)} />}
      {readied && (
        <Notice
          tone="ok"
          code="order-ready"
          title={t('orders.ready.done', { number })}
          next={t(fulfilment.reach === 'none' ? 'orders.call' : 'orders.ready.told')}
        />
      )}
      {unknown && <Notice tone="warn" code="place-unknown" title={t('orders.ready.placeUnknown')} />}
      {!readied && (
        <>
          <h3 className={frame.heading}>{t('orders.ready.bags')}</h3>
          <div className={css.stepper}>
            <IconAction
              tone="plain"
              icon={Minus}
              label={t('orders.ready.fewer')}
              disabled={bags <= 1}
              onClick={() => setBags(bags - 1)}
              data-testid="ready-fewer"
            />
            <output className={css.big} aria-label={t('orders.ready.bags')} data-testid="ready-bags">
              {bags}
            </output>
            <IconAction
              tone="plain"
              icon={Plus}
              label={t('orders.ready.more')}
              disabled={bags >= BAGS_MAX}
              onClick={() => setBags(bags + 1)}
              data-testid="ready-more"
            />
          </div>
          <h3 className={frame.heading}>{t('orders.ready.where')}</h3>
          {places.length > 0 && (
            <Choices
              label={t('orders.ready.where')}
              value={placeId ?? null}
              options={places.map((place) => ({ value: place.placeId, label: place.name }))}
              onChange={setPlaceId}
              testId="ready-place"
            />
          )}
          <p className={frame.sub}>{t(places.length > 0 ? 'orders.ready.scanPlace' : 'orders.ready.noPlaces')}</p>
        </>
      )}
      <OrderLines lines={lines} />
    </OrderFrame>
  );
}
