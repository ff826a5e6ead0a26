import { useTranslation } from 'react-i18next';
import { PurchaseOrderList, SupplierList } from '#contracts/http/stock.ts';
import { Answered } from '#renderer/app/answered.tsx';
import { errorWords } from '#renderer/app/error-words.ts';
import { useLastGood } from '#renderer/app/use-last-good.ts';
import { useServer } from '#renderer/app/use-server.ts';
import type { StockSectionProps } from '#renderer/features/stock/stock-parts.ts';
import { StartFrame } from '#renderer/features/stock/work/start-frame.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { OrderForm } from './order-form.tsx';
import { OrderList } from './order-list.tsx';
import { OrderView } from './order-view.tsx';

/** Purchase orders: the list, or what its subject names: `new/<supplier>`, `order/<id>`. */
export function OrdersSection(props: StockSectionProps) {
  const { t } = useTranslation();
  const [what, id = ''] = (props.task.subject ?? '').split('/');
  const suppliers = useLastGood(useServer('/suppliers', SupplierList));
  const query: Record<string, string> =
    what === 'order' ? { purchaseOrderId: id } : { locationId: props.config.store.locationId };
  const orders = useLastGood(useServer('/purchase-orders', PurchaseOrderList, query));
  const toList = (): void => props.onOpen({ section: 'orders' });
  const toOrder = (orderId: string): void => {
    if (what === 'order' && orderId === id) orders.again();
    else props.onOpen({ section: 'orders', subject: `order/${orderId}` });
  };
  const known = suppliers.answer?.ok ? suppliers.answer.value.suppliers.map(({ supplier }) => supplier) : null;
  const list = orders.answer?.ok ? orders.answer.value : null;
  if (known && list && what !== undefined && what !== '') {
    const row = what === 'order' ? list.orders.find(({ order }) => order.purchaseOrderId === id) : undefined;
    const supplier = known.find(({ supplierId }) => supplierId === (row?.order.supplierId ?? id));
    const shared = { ...props, mail: list.mail ?? false, onLeave: toList, onOrder: toOrder };
    if (row && row.order.status !== 'draft') return <OrderView {...shared} row={row} supplier={supplier} />;
    if (supplier && (row || what === 'new')) {
      return <OrderForm key={`${row?.revision ?? 0}`} {...shared} row={row ?? null} supplier={supplier} />;
    }
  }
  if (what === '' && known && list) return <OrderList {...props} orders={list.orders} suppliers={known} />;
  return (
    <StartFrame
      title={t('buy.orders')}
      hint={t('buy.ordersHint')}
      onBack={what === '' ? props.onBack : toList}
      testId="orders-asked"
    >
      <Answered asked={suppliers} offlineText={t('buy.offline')}>
        {() => (
          <Answered asked={orders} offlineText={t('buy.offline')}>
            {() => <Notice {...errorWords(t, 'not-found')} />}
          </Answered>
        )}
      </Answered>
    </StartFrame>
  );
}
