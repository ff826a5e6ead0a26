import { Footprints, PackageOpen, Truck } from 'lucide-react';
import { useCallback, useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isPickupCode } from '#domain/fulfilment/prove-pickup.ts';
import type { ShiftProps } from '#renderer/app/at-till.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { useFormats, useProgress, useTill } from '#renderer/app/till-context.tsx';
import { usePickupCode } from '#renderer/features/orders/hand-over/use-pickup-code.ts';
import { readBag } from '#renderer/features/orders/shared/bag-code.ts';
import { useOrderClock } from '#renderer/features/orders/shared/order-clock.ts';
import {
  columnOf,
  ORDER_COLUMNS,
  type OrderColumn,
  ordersNamed,
} from '#renderer/features/orders/shared/order-columns.ts';
import type { OpenOrders, ScannedPickup } from '#renderer/features/orders/shared/order-parts.ts';
import css from '#renderer/features/orders/shared/orders.module.css';
import { parcelsToGo, readParcel } from '#renderer/features/orders/ship/parcel-work.ts';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import type { Fulfilment } from '#renderer/store/till-store.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Choices } from '#renderer/ui/choices.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { OrderCard } from './order-card.tsx';

interface OrderBoardProps extends ShiftProps {
  fulfilments: readonly Fulfilment[] | null;
  scanned: ScannedPickup | undefined;
  onOpen: (open: OpenOrders) => void;
}

const NONE: readonly Fulfilment[] = [];

/** What waits, what is worked on, what lies ready and what is late; found by a number, a name or the label of a bag. */
export function OrderBoard({ status, config, fulfilments, scanned, onOpen }: OrderBoardProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const progress = useProgress();
  const { play } = useTill();
  const pickup = usePickupCode();
  const [text, setText] = useState('');
  const [unknown, setUnknown] = useState<string | null>(null);
  const [wave, setWave] = useState<readonly string[]>([]);
  const [column, setColumn] = useState<OrderColumn | null>(null);
  const found = ordersNamed(fulfilments ?? NONE, text);
  // Only what changes its column draws the board anew.
  const columns = useOrderClock((nowMs) => found.map((one) => columnOf(one, nowMs)).join(' ')).split(' ');
  const inColumn = (wanted: OrderColumn) => found.filter((_, at) => columns[at] === wanted);
  // What there is of it, until somebody chooses another column.
  const shown = column ?? ORDER_COLUMNS.find((one) => inColumn(one).length > 0) ?? 'new';
  const open = useCallback((id: string) => onOpen({ task: null, fulfilmentIds: [id] }), [onOpen]);
  const choose = useCallback(
    (id: string) => setWave((ids) => (ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id])),
    [],
  );
  const chosen = found.filter(({ fulfilmentId, actions }) => wave.includes(fulfilmentId) && actions.includes('pick'));

  const shippable = found.filter((one) => parcelsToGo(one).length > 0);
  const parcels = shippable.reduce((count, one) => count + parcelsToGo(one).length, 0);

  async function fetchBy(code: string): Promise<void> {
    setUnknown(null);
    const opened = await pickup.prove(code);
    play(opened ? 'scan' : 'unknown');
    const found = fulfilments?.find(({ fulfilmentId }) => fulfilmentId === opened?.fulfilmentId);
    if (!opened || !found) return;
    const task = found.actions.includes('hand-over') ? 'hand-over' : null;
    onOpen({ task, fulfilmentIds: [opened.fulfilmentId], shown: opened.how });
  }
  const takeCode = useEffectEvent((elsewhere: string) => {
    scanned?.done();
    void fetchBy(elsewhere);
  });
  const elsewhere = fulfilments === null ? null : (scanned?.code ?? null);
  useEffect(() => {
    if (elsewhere !== null) takeCode(elsewhere);
  }, [elsewhere]);
  function look(code: string): void {
    if (isPickupCode(code)) return void fetchBy(code);
    pickup.forget();
    const bag = readBag(code, fulfilments ?? NONE) ?? readParcel(code, fulfilments ?? NONE);
    play(bag ? 'scan' : 'unknown');
    setUnknown(bag ? null : code);
    if (bag) open(bag.fulfilmentId);
  }
  function take(): void {
    const bag = readBag(text, fulfilments ?? NONE);
    const [only] = bag ? [bag] : found;
    if (bag || found.length === 1) open(only?.fulfilmentId ?? '');
    else if (isPickupCode(text)) void fetchBy(text);
  }
  useKeyLayer('screen', { onScan: ({ text: code }) => look(code) });

  if (fulfilments === null || progress === null) return <p className={css.notices}>{t('orders.loading')}</p>;
  return (
    <div className={css.board} data-testid="order-board">
      <div className={css.tools}>
        <form
          className={css.find}
          onSubmit={(event) => {
            event.preventDefault();
            take();
          }}
        >
          <TextField
            label={t('orders.find')}
            placeholder={t('orders.findHint')}
            value={text}
            onText={(next) => {
              setText(next);
              pickup.forget();
              setUnknown(null);
            }}
            data-testid="order-search"
          />
        </form>
        <span className={css.said} role="status" data-testid="orders-as-of">
          {status.online || progress.asOf === null
            ? t('orders.count', { count: fulfilments.length })
            : t('orders.asOf', { time: formats.time(progress.asOf) })}
        </span>
        {parcels > 0 && (
          <Action
            icon={Truck}
            onClick={() => onOpen({ task: 'ship', fulfilmentIds: shippable.map(({ fulfilmentId }) => fulfilmentId) })}
            data-testid="orders-parcels"
          >
            {t('orders.ship.give', { count: parcels })}
          </Action>
        )}
        {chosen.length > 0 && (
          <Action
            tone="next"
            icon={Footprints}
            onClick={() => onOpen({ task: 'pick', fulfilmentIds: chosen.map(({ fulfilmentId }) => fulfilmentId) })}
            data-testid="order-wave"
          >
            {t('orders.wave.pick', { count: chosen.length })}
          </Action>
        )}
      </div>
      {pickup.fault && (
        <div className={css.notices}>
          <Notice {...errorWords(t, pickup.fault.code)} />
        </div>
      )}
      {unknown !== null && (
        <div className={css.notices}>
          <Notice tone="warn" code="bag-unknown" title={t('orders.bagUnknown')} next={t('orders.bagUnknownNext')} />
        </div>
      )}
      {fulfilments.length === 0 ? (
        <Empty icon={PackageOpen} title={t('orders.empty')} text={t('orders.emptyText')} />
      ) : (
        <>
          <div className={css.tabs}>
            <Choices
              label={t('orders.columns.label')}
              value={shown}
              options={ORDER_COLUMNS.map((one) => ({
                value: one,
                label: `${t(`orders.columns.${one}`)} ${inColumn(one).length}`,
              }))}
              onChange={(next) => setColumn(next as OrderColumn)}
              testId="order-column-tab"
            />
          </div>
          <div className={css.columns}>
            {ORDER_COLUMNS.map((one) => (
              <section
                key={one}
                className={css.column}
                aria-label={t(`orders.columns.${one}`)}
                data-shown={one === shown || undefined}
                data-testid={`orders-${one}`}
              >
                <h2
                  className={css.columnHead}
                  data-tone={one === 'late' && inColumn(one).length > 0 ? 'bad' : undefined}
                >
                  <span>{t(`orders.columns.${one}`)}</span>
                  <span className={css.number}>{inColumn(one).length}</span>
                </h2>
                <ul className={css.cards}>
                  {inColumn(one).length === 0 && <li className={css.none}>{t(`orders.none.${one}`)}</li>}
                  {inColumn(one).map((each) => (
                    <OrderCard
                      key={each.fulfilmentId}
                      fulfilment={each}
                      config={config}
                      chosen={each.actions.includes('pick') ? wave.includes(each.fulfilmentId) : null}
                      onOpen={open}
                      onChoose={choose}
                    />
                  ))}
                </ul>
              </section>
            ))}
          </div>
        </>
      )}
    </div>
  );
}
