import { UnstyledButton } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { OnlineOrderRow } from '#contracts/http/online-orders.ts';
import { isoDigits } from '#domain/money/currency-digits.ts';
import { moneyIn } from '#renderer/app/money-in.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import css from './online-orders.module.css';
import { OrderChips } from './order-chips.tsx';

const ROW = 68;
/** So many rows before the end, those that follow are asked for. */
const AHEAD = 15;

interface OrderTableProps {
  orders: readonly OnlineOrderRow[];
  /** Whether more follow. */
  goesOn: boolean;
  storeName: (locationId: string) => string;
  onOpen: (order: OnlineOrderRow) => void;
  onMore: () => void;
}

/** Orders of all channels, newest first; of any number, only what is seen is drawn, and what follows is fetched as it is come to. */
export function OrderTable({ orders, goesOn, storeName, onOpen, onMore }: OrderTableProps) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: orders.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 10,
    scrollPaddingStart: ROW,
  });
  const seen = virtual.getVirtualItems();
  const last = seen.at(-1)?.index ?? 0;
  useEffect(() => {
    if (goesOn && last >= orders.length - AHEAD) onMore();
  });
  const heads = ['order', 'channel', 'states', 'promised', 'total'] as const;
  return (
    <div ref={scroller} className={css.scroller}>
      <table
        className={css.orders}
        aria-label={t('onlineOrders.title')}
        aria-rowcount={goesOn ? -1 : orders.length + 1}
        data-testid="online-orders-table"
      >
        <thead>
          <tr className={css.order} aria-rowindex={1}>
            {heads.map((head) => (
              <th key={head} scope="col" data-number={head === 'total' || undefined}>
                {t(`onlineOrders.heads.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody style={{ height: virtual.getTotalSize() }}>
          {seen.map(({ index, start }) => {
            const order = orders[index];
            if (!order) return null;
            return (
              <tr
                key={order.orderId}
                className={css.order}
                style={{ transform: `translateY(${start}px)` }}
                aria-rowindex={index + 2}
                data-testid="online-order-row"
                data-number={order.number}
              >
                <OrderCells order={order} storeName={storeName} onOpen={() => onOpen(order)} />
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

interface OrderCellsProps {
  order: OnlineOrderRow;
  storeName: (locationId: string) => string;
  onOpen: () => void;
}

function OrderCells({ order, storeName, onOpen }: OrderCellsProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { number, customerName, channelName, placedAt, dueAt, pieces, methods, locationIds, total, currency } = order;
  const isLate = isOverdue(order, Date.now());
  return (
    <>
      <td>
        <UnstyledButton type="button" className={css.open} onClick={onOpen} data-testid="online-order-open">
          <span>{number}</span>
          <span className={css.sub}>{customerName ?? t('onlineOrders.nobody')}</span>
        </UnstyledButton>
      </td>
      <td>
        <span className={css.pair}>
          <span>{channelName}</span>
          <span className={css.sub}>{formats.dateTime(placedAt)}</span>
        </span>
      </td>
      <td>
        <OrderChips states={order} />
      </td>
      <td>
        <span className={css.pair}>
          <span data-late={isLate || undefined}>
            {dueAt === null ? t('onlineOrders.noDate') : formats.dateTime(dueAt)}
            {isLate && ` · ${t('onlineOrders.late')}`}
          </span>
          <span className={css.sub}>
            {[...methods.map((method) => t(`onlineOrders.methods.${method}`)), ...locationIds.map(storeName)].join(
              ' · ',
            )}
          </span>
        </span>
      </td>
      <td data-number>
        <span className={css.pair}>
          <span>{moneyIn(formats, { code: currency, digits: isoDigits(currency) }, total)}</span>
          <span className={css.sub}>{t('onlineOrders.pieces', { count: pieces })}</span>
        </span>
      </td>
    </>
  );
}

/** Whether what was promised should have been done by `now`, in milliseconds. */
export function isOverdue({ dueAt, fulfilment }: Pick<OnlineOrderRow, 'dueAt' | 'fulfilment'>, now: number): boolean {
  return dueAt !== null && Date.parse(dueAt) < now && fulfilment !== 'fulfilled' && fulfilment !== 'cancelled';
}
