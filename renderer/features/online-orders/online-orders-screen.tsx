import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mayOf } from '#renderer/app/at-till.ts';
import type { OfficeProps } from '#renderer/features/office/office-parts.ts';
import { useLocations } from '#renderer/features/stock/transfer/use-locations.ts';
import { Page } from '#renderer/ui/page.tsx';
import { FIRST_FILTER, FIRST_ORDER } from './order-filter.ts';
import { OrderList } from './order-list.tsx';
import { OrderView } from './order-view.tsx';

/** Online orders of all channels: the list, and one of them with everything that may be done about it. */
export function OnlineOrdersScreen({ config, operatorId, top, opened, onException, onLeave }: OfficeProps) {
  const { t } = useTranslation();
  const [orderId, setOrderId] = useState(opened);
  const [filter, setFilter] = useState(FIRST_FILTER);
  const [order, setOrder] = useState(FIRST_ORDER);
  const locations = useLocations().locations ?? [];
  return (
    <Page title={t('onlineOrders.title')} top={top}>
      {orderId === null ? (
        <OrderList
          filter={filter}
          onFilter={setFilter}
          order={order}
          onOrder={setOrder}
          locations={locations}
          mayChannels={mayOf(config, operatorId, 'channels')}
          onOpen={(row) => setOrderId(row.orderId)}
          onLeave={onLeave}
        />
      ) : (
        <OrderView
          key={orderId}
          orderId={orderId}
          config={config}
          locations={locations}
          mayReports={mayOf(config, operatorId, 'reports')}
          onException={onException}
          mayDecide={mayOf(config, operatorId, 'online-orders-decide')}
          mayCase={mayOf(config, operatorId, 'members')}
          onLeave={() => setOrderId(null)}
        />
      )}
    </Page>
  );
}
