import { Factory, Truck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SupplierPublished } from '#contracts/facts/stock-facts.ts';
import type { PurchaseOrderRow } from '#contracts/http/stock.ts';
import { decimalText } from '#domain/money/decimal-text.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import type { StockSectionProps } from '#renderer/features/stock/stock-parts.ts';
import { StartFrame } from '#renderer/features/stock/work/start-frame.tsx';
import frame from '#renderer/features/stock/work/work.module.css';
import { Action } from '#renderer/ui/action.tsx';
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { Tabs } from '#renderer/ui/tabs.tsx';
import css from './buy.module.css';

const SHOWN = ['open', 'all'] as const;

interface OrderListProps extends StockSectionProps {
  orders: readonly PurchaseOrderRow[];
  suppliers: readonly SupplierPublished[];
}

/** The location's purchase orders, the newest first; a new one begins with its supplier. */
export function OrderList({ config, orders, suppliers, onOpen, onBack }: OrderListProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [shown, setShown] = useState<(typeof SHOWN)[number]>('open');
  const active = suppliers.filter(({ status }) => status === 'active');
  const rows = orders.filter(({ order: { status } }) => shown === 'all' || status === 'draft' || status === 'sent');
  const stateOf = (row: PurchaseOrderRow): string => t(isPartly(row) ? 'buy.partly' : `buy.status.${row.order.status}`);
  const columns: DataColumn<PurchaseOrderRow>[] = [
    {
      id: 'number',
      label: t('table.number'),
      value: ({ order }) => order.number,
      cell: ({ order }) => t('stock.receive.number', { number: order.number }),
    },
    { id: 'supplier', label: t('table.supplier'), share: 2, value: ({ supplierName }) => supplierName },
    {
      id: 'expected',
      label: t('buy.expectedOn'),
      value: ({ order }) => order.expectedOn ?? '',
      cell: ({ order }) => order.expectedOn !== undefined && formats.day(order.expectedOn),
    },
    {
      id: 'products',
      label: t('products.title'),
      value: ({ order }) => order.lines.length,
      cell: ({ order }) => t('buy.products', { count: order.lines.length }),
    },
    {
      id: 'status',
      label: t('table.status'),
      value: stateOf,
      cell: (row) => (
        <>
          <span className={css.state} data-status={row.order.status}>
            {stateOf(row)}
          </span>
          {row.mail?.status === 'failed' && <span className={css.failed}>{t('buy.mail.failed')}</span>}
        </>
      ),
    },
    {
      id: 'total',
      label: t('buy.totalNet'),
      isNumber: true,
      value: ({ total }) => Number(decimalText(total, config.store.currency.digits)),
      cell: ({ total }) => formats.money(total),
    },
  ];
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
        <DataTable
          label={t('buy.orders')}
          rows={rows}
          columns={columns}
          keyOf={({ order }) => order.purchaseOrderId}
          order={{ by: 'number', descending: true }}
          onOpen={({ order }) => onOpen({ section: 'orders', subject: `order/${order.purchaseOrderId}` })}
          exportName="purchase-orders"
          testId="orders"
          rowTestId="purchase-order"
          attributes={({ order }) => ({ 'data-number': String(order.number), 'data-status': order.status })}
        />
      )}
    </StartFrame>
  );
}

function isPartly({ order, received }: PurchaseOrderRow): boolean {
  return order.status === 'sent' && Object.values(received).some((quantity) => quantity > 0);
}
