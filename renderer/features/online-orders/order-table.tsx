import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OnlineOrderRow, OnlineOrderSort } from '#contracts/http/online-orders.ts';
import { isoDigits } from '#domain/money/currency-digits.ts';
import { moneyIn } from '#renderer/app/money-in.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import grid from '#renderer/app/windowed-grid.module.css';
import { type LinePlace, WindowedGrid } from '#renderer/app/windowed-grid.tsx';
import type { WindowedRows } from '#renderer/app/windowed-rows.ts';
import css from './online-orders.module.css';
import { OrderChips } from './order-chips.tsx';
import type { OrderOrder } from './order-filter.ts';

const LINE_PX = 68;
const COLUMNS = [
  { id: 'order', sort: 'number' },
  { id: 'placed', sort: 'placed' },
  { id: 'states', sort: 'fulfilment' },
  { id: 'promised', sort: 'due' },
  { id: 'total', sort: 'total' },
] as const;

interface OrderTableProps {
  rows: WindowedRows<OnlineOrderRow>;
  total: number;
  order: OrderOrder;
  storeName: (locationId: string) => string;
  onSort: (sort: OnlineOrderSort) => void;
  onOpen: (order: OnlineOrderRow) => void;
}

/** Orders of all channels, as many as there are; sorted by what one presses. */
export function OrderTable({ rows, total, order, storeName, onSort, onOpen }: OrderTableProps) {
  const { t } = useTranslation();
  return (
    <WindowedGrid<OnlineOrderRow, OnlineOrderSort>
      label={t('onlineOrders.title')}
      rows={rows}
      total={total}
      columns={COLUMNS.map(({ id, sort }) => ({
        ...{ id, sort, label: t(`onlineOrders.heads.${id}`) },
        isNumber: id === 'total',
      }))}
      order={order}
      onSort={onSort}
      className={css.orders}
      lineHeight={LINE_PX}
      line={(row, place) => <OrderLine row={row} place={place} storeName={storeName} onOpen={onOpen} />}
      testId="online-orders"
    />
  );
}

interface OrderLineProps extends Pick<OrderTableProps, 'storeName' | 'onOpen'> {
  row: OnlineOrderRow;
  place: LinePlace;
}

function OrderLine({ row, place: { index: _, ...place }, storeName, onOpen }: OrderLineProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { number, customerName, channelName, placedAt, dueAt, pieces, methods, locationIds, total, currency } = row;
  const isLate = isOverdue(row, Date.now());
  return (
    <tr className={grid.row} {...place} data-testid="online-order-row" data-number={number}>
      <td />
      <td>
        <UnstyledButton type="button" className={css.open} onClick={() => onOpen(row)} data-testid="online-order-open">
          <span>{number}</span>
          <span className={css.sub}>{customerName ?? t('onlineOrders.nobody')}</span>
        </UnstyledButton>
      </td>
      <td>
        <span className={css.pair}>
          <span>{formats.dateTime(placedAt)}</span>
          <span className={css.sub}>{channelName}</span>
        </span>
      </td>
      <td>
        <OrderChips states={row} />
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
    </tr>
  );
}

/** Whether what was promised should have been done by `now`, in milliseconds. */
export function isOverdue({ dueAt, fulfilment }: Pick<OnlineOrderRow, 'dueAt' | 'fulfilment'>, now: number): boolean {
  return dueAt !== null && Date.parse(dueAt) < now && fulfilment !== 'fulfilled' && fulfilment !== 'cancelled';
}
