import { useTranslation } from 'react-i18next';
import { FULFILMENT_AXIS, PAYMENT_AXIS, RETURN_AXIS } from '#domain/fulfilment/order-state.ts';
import { SelectField } from '#renderer/ui/select-field.tsx';
import { Toggle } from '#renderer/ui/toggle.tsx';
import css from './online-orders.module.css';
import type { OrderFilter } from './order-filter.ts';

type Axis = 'fulfilment' | 'payment' | 'return';

interface OrderFiltersProps {
  filter: OrderFilter;
  channels: readonly { channelId: string; name: string }[];
  stores: readonly { storeId: string; name: string }[];
  onFilter: (filter: OrderFilter) => void;
}

/** By what a list of orders is narrowed. */
export function OrderFilters({ filter, channels, stores, onFilter }: OrderFiltersProps) {
  const { t } = useTranslation();
  const all = { value: '', label: t('reports.all') };
  const axis = (name: Axis, states: readonly { value: string; label: string }[]) => (
    <SelectField
      compact
      label={t(`onlineOrders.axes.${name}`)}
      value={filter[name]}
      options={[all, ...states]}
      onChange={(value) => onFilter({ ...filter, [name]: value })}
      testId={`online-orders-${name}`}
    />
  );
  return (
    <>
      <div className={css.switch}>
        <span>{t('onlineOrders.open')}</span>
        <Toggle
          label={t('onlineOrders.open')}
          on={filter.open}
          onToggle={(open) => onFilter({ ...filter, open })}
          testId="online-orders-open"
        />
      </div>
      {axis(
        'fulfilment',
        FULFILMENT_AXIS.map((value) => ({ value, label: t(`onlineOrders.fulfilment.${value}`) })),
      )}
      {axis(
        'payment',
        PAYMENT_AXIS.map((value) => ({ value, label: t(`onlineOrders.payment.${value}`) })),
      )}
      {axis(
        'return',
        RETURN_AXIS.map((value) => ({ value, label: t(`onlineOrders.return.${value}`) })),
      )}
      {channels.length > 1 && (
        <SelectField
          compact
          label={t('onlineOrders.heads.channel')}
          value={filter.channel}
          options={[all, ...channels.map(({ channelId, name }) => ({ value: channelId, label: name }))]}
          onChange={(channel) => onFilter({ ...filter, channel })}
          testId="online-orders-channel"
        />
      )}
      {stores.length > 1 && (
        <SelectField
          compact
          label={t('onlineOrders.store')}
          value={filter.store}
          options={[all, ...stores.map(({ storeId, name }) => ({ value: storeId, label: name }))]}
          onChange={(store) => onFilter({ ...filter, store })}
          testId="online-orders-store"
        />
      )}
    </>
  );
}
