import { UnstyledButton } from '@mantine/core';
import { Factory, Truck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SupplierPublished } from '#contracts/facts/stock-facts.ts';
import type { PurchaseOrderRow } from '#contracts/http/stock.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import type { StockSectionProps } from '#renderer/features/stock/stock-parts.ts';
import { StartFrame } from '#renderer/features/stock/work/start-frame.tsx';
import frame from '#renderer/features/stock/work/work.module.css';
import { Action } from '#renderer/ui/action.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { Tabs } from '#renderer/ui/tabs.tsx';
import css from './buy.module.css';

const SHOWN = ['open', 'all'] as const;

interface OrderListProps extends StockSectionProps {
  orders: readonly PurchaseOrderRow[];
  suppliers: readonly SupplierPublished[];
}

/** The location's purchase orders, the newest first; a new one begins with its supplier. */
export function OrderList({ orders, suppliers, onOpen, onBack }: OrderListProps) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<(typeof SHOWN)[number]>('open');
  const active = suppliers.filter(({ status }) => status === 'active');
  const rows = orders.filter(({ order: { status } }) => shown === 'all' || status === 'draft' || status === 'sent');
  return (
    <StartFrame title={t('buy.orders')} hint={t('buy.ordersHint')} onBack={onBack} testId="orders">
      <div className={frame.buttons}>
        {active.length > 0 && (
          <select
            className={frame.select}
            aria-label={t('buy.orderFor')}
            value=""
            onChange={(event) => onOpen({ section: 'orders', subject: `new/${event.currentTarget.value}` })}
            data-testid="order-new"
          >
            <option value="">{t('buy.orderFor')}</option>
            {active.map(({ supplierId, name }) => (
              <option key={supplierId} value={supplierId}>
                {name}
              </option>
            ))}
          </select>
        )}
        <Action
          size="lg"
          tone={active.length === 0 ? 'next' : 'plain'}
          icon={Factory}
          onClick={() => onOpen({ section: 'suppliers' })}
          data-testid="order-suppliers"
        >
          {t('buy.suppliers')}
        </Action>
      </div>
      {orders.length > 0 && (
        <div className={css.tabs}>
          <Tabs
            label={t('buy.show')}
            value={shown}
            options={SHOWN.map((value) => ({ value, label: t(`buy.shown.${value}`) }))}
            onChange={setShown}
            testId="orders-shown"
          />
        </div>
      )}
      {rows.length === 0 ? (
        <Empty
          icon={Truck}
          title={t('buy.noOrders')}
          text={t(active.length === 0 ? 'buy.noSuppliersText' : 'buy.noOrdersText')}
        />
      ) : (
        <div className={frame.rows}>
          {rows.map((row) => (
            <OrderButton
              key={row.order.purchaseOrderId}
              row={row}
              onChoose={() => onOpen({ section: 'orders', subject: `order/${row.order.purchaseOrderId}` })}
            />
          ))}
        </div>
      )}
    </StartFrame>
  );
}

function OrderButton({ row, onChoose }: { row: PurchaseOrderRow; onChoose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { order, supplierName, received, total, mail } = row;
  const isPartly = order.status === 'sent' && Object.values(received).some((quantity) => quantity > 0);
  return (
    <UnstyledButton
      type="button"
      className={frame.row}
      onClick={onChoose}
      data-testid="purchase-order"
      data-number={order.number}
      data-status={order.status}
    >
      <span className={frame.words}>
        <span className={frame.name}>{supplierName}</span>
        <span className={frame.sub}>
          {[
            t('stock.receive.number', { number: order.number }),
            ...(order.expectedOn === undefined
              ? []
              : [t('stock.receive.due', { date: formats.day(order.expectedOn) })]),
            t('buy.products', { count: order.lines.length }),
          ].join(' · ')}
        </span>
      </span>
      <span className={frame.chips}>
        {mail?.status === 'failed' && <span data-tone="warn">{t('buy.mail.failed')}</span>}
        <span className={css.state} data-status={order.status}>
          {t(isPartly ? 'buy.partly' : `buy.status.${order.status}`)}
        </span>
      </span>
      <span className={frame.quantity}>{formats.money(total)}</span>
    </UnstyledButton>
  );
}
