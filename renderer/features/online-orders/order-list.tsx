import { ArrowLeft, CloudOff, Download, Globe, RotateCw } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChannelList } from '#contracts/http/channels.ts';
import { OnlineOrderList, type OnlineOrderRow } from '#contracts/http/online-orders.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { askServer, sendToServer } from '#renderer/app/server-api.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { useServer } from '#renderer/app/use-server.ts';
import { useWindowedRows } from '#renderer/app/use-windowed-rows.ts';
import { FaultNotice } from '#renderer/features/saving/fault-notice.tsx';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { saveFile } from '#renderer/ui/save-file.ts';
import { TextField } from '#renderer/ui/text-field.tsx';
import css from './online-orders.module.css';
import { FIRST_FILTER, isNarrowed, type OrderFilter, type OrderOrder, orderQuery } from './order-filter.ts';
import { OrderFilters } from './order-filters.tsx';
import { OrderTable } from './order-table.tsx';

interface OrderListProps {
  filter: OrderFilter;
  onFilter: (filter: OrderFilter) => void;
  order: OrderOrder;
  onOrder: (order: OrderOrder) => void;
  locations: readonly { locationId: string; storeId: string; name: string }[];
  /** Whether the operator may ask for channels by name. */
  mayChannels: boolean;
  onOpen: (order: OnlineOrderRow) => void;
  onLeave: () => void;
}

/** So long more letters are waited for. */
const SEARCH_MS = 200;

function askOrders(query: Record<string, string>, signal: AbortSignal) {
  return askServer('/online-orders', OnlineOrderList, { query, signal });
}

/** Orders of all channels: found by anything, narrowed, opened, saved as a file. */
export function OrderList({
  filter,
  onFilter,
  order,
  onOrder,
  locations,
  mayChannels,
  onOpen,
  onLeave,
}: OrderListProps) {
  const { t } = useTranslation();
  const { play } = useTill();
  const field = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [search, setSearch] = useState(filter.search);
  useEffect(() => {
    const timer = setTimeout(() => setSearch(filter.search), SEARCH_MS);
    return () => clearTimeout(timer);
  }, [filter.search]);
  const query = { ...orderQuery({ ...filter, search }), sort: order.sort, descending: String(order.descending) };
  const rows = useWindowedRows(askOrders, query);
  const { total, fault: refusal } = useStore(rows.view);
  const asked = useServer(mayChannels ? '/channels' : null, ChannelList);
  const channels = asked.answer?.ok ? asked.answer.value.channels.map(({ channel }) => channel) : [];
  useKeyLayer('screen', {
    onScan({ text }) {
      play('scan');
      onFilter({ ...filter, search: text });
    },
    onKey(event) {
      if (event.key === 'F2') field.current?.select();
      else if (event.key === 'Escape' && filter.search !== '') onFilter({ ...filter, search: '' });
      else if (event.key === 'Escape') onLeave();
      else return false;
      return true;
    },
  });

  async function saveCsv(): Promise<void> {
    const csv = await sendToServer('/online-orders.csv', { query });
    setFault(csv.ok ? null : csv.offline ? 'offline' : csv.code);
    if (csv.ok) saveFile(document, 'online-orders.csv', 'text/csv', csv.value);
  }

  const storeName = (locationId: string): string =>
    locations.find((one) => one.locationId === locationId)?.name ?? locationId;
  return (
    <div className={css.list} data-testid="online-orders">
      <div className={css.tools}>
        <Action tone="quiet" icon={ArrowLeft} hint="Esc" onClick={onLeave} data-testid="online-orders-back">
          {t('labels.back')}
        </Action>
        <div className={css.search}>
          <TextField
            ref={field}
            label={t('onlineOrders.search')}
            placeholder={t('onlineOrders.search')}
            value={filter.search}
            maxLength={100}
            onText={(search) => onFilter({ ...filter, search })}
            data-testid="online-orders-search"
          />
        </div>
        <Action
          tone="quiet"
          icon={Download}
          disabled={!total}
          onClick={() => void saveCsv()}
          data-testid="online-orders-csv"
        >
          {t('table.export')}
        </Action>
      </div>
      <div className={css.tools}>
        <OrderFilters
          filter={filter}
          channels={channels}
          stores={locations.map(({ storeId, name }) => ({ storeId, name }))}
          onFilter={onFilter}
        />
      </div>
      <FaultNotice fault={fault} />
      {total === null && !refusal && <p role="status">{t('shift.loading')}</p>}
      {refusal && <Refused refusal={refusal} again={() => void rows.renew()} />}
      {total === 0 && !refusal && <NoOrders filter={filter} onAll={() => onFilter({ ...FIRST_FILTER, open: false })} />}
      {total !== null && total > 0 && (
        <>
          <OrderTable
            key={JSON.stringify(query)}
            rows={rows}
            total={total}
            order={order}
            storeName={storeName}
            onSort={(sort) => onOrder({ sort, descending: order.sort === sort && !order.descending })}
            onOpen={onOpen}
          />
          <p role="status" className={css.count}>
            {t('onlineOrders.count', { count: total })}
          </p>
        </>
      )}
    </div>
  );
}

interface RefusedProps {
  refusal: { offline: true } | { offline: false; code: string };
  again: () => void;
}

function Refused({ refusal, again }: RefusedProps) {
  const { t } = useTranslation();
  const retry = (
    <Action icon={RotateCw} onClick={again} data-testid="report-again">
      {t('reports.again')}
    </Action>
  );
  if (!refusal.offline) return <Notice {...errorWords(t, refusal.code)}>{retry}</Notice>;
  return (
    <div data-testid="report-offline">
      <Empty icon={CloudOff} title={t('reports.offline')} text={t('onlineOrders.offline')}>
        {retry}
      </Empty>
    </div>
  );
}

function NoOrders({ filter, onAll }: { filter: OrderFilter; onAll: () => void }) {
  const { t } = useTranslation();
  const which = isNarrowed(filter) ? 'noneSo' : filter.open ? 'noneOpen' : 'none';
  return (
    <div data-testid="online-orders-none">
      <Empty icon={Globe} title={t(`onlineOrders.${which}`)} text={t(`onlineOrders.${which}Text`)}>
        {which !== 'none' && (
          <Action onClick={onAll} data-testid="online-orders-all">
            {t('onlineOrders.showAll')}
          </Action>
        )}
      </Empty>
    </div>
  );
}
