import { useTranslation } from 'react-i18next';
import type { PurchaseOrderRow } from '#contracts/http/stock.ts';
import { lineCost } from '#domain/stock/purchase-order.ts';
import { localName } from '#renderer/app/local-name.ts';
import { PrintPage } from '#renderer/app/print-page.tsx';
import { useFormats } from '#renderer/app/till-context.tsx';
import sheet from '#renderer/features/reports/export/export.module.css';
import reports from '#renderer/features/reports/reports.module.css';
import { useCards } from '#renderer/features/stock/work/use-cards.ts';
import { OrderSum } from './order-sum.tsx';

interface OrderPageProps {
  row: PurchaseOrderRow;
  /** What the supplier calls a product, by its id. */
  supplierSkus: ReadonlyMap<string, string>;
}

/** An order as its supplier reads it: what is wanted where, in packs, by the supplier's own numbers. */
export function OrderPage({ row: { order, supplierName, locationName }, supplierSkus }: OrderPageProps) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const cards = useCards(order.lines.map(({ variantId }) => variantId));
  return (
    <PrintPage>
      <article className={sheet.sheet} data-testid="order-page">
        <header className={sheet.head}>
          <h1>{t('buy.orderOf', { number: order.number, name: supplierName })}</h1>
          <p>{locationName}</p>
          {order.expectedOn !== undefined && <p>{t('stock.receive.due', { date: formats.day(order.expectedOn) })}</p>}
          {order.note !== undefined && <p>{order.note}</p>}
        </header>
        <table className={reports.table}>
          <thead>
            <tr>
              <th scope="col">{t('buy.product')}</th>
              <th scope="col">{t('buy.supplierSku')}</th>
              <th scope="col" data-number>
                {t('buy.packs')}
              </th>
              <th scope="col" data-number>
                {t('buy.ordered')}
              </th>
              <th scope="col" data-number>
                {t('buy.cost')}
              </th>
            </tr>
          </thead>
          <tbody>
            {order.lines.map((line) => {
              const card = cards.get(line.variantId);
              return (
                <tr key={line.variantId}>
                  <th scope="row">
                    {card ? localName(card, i18n.language) : line.variantId} <small>{card?.sku}</small>
                  </th>
                  <td>{supplierSkus.get(line.variantId) ?? ''}</td>
                  <td data-number>{formats.count(line.quantity / line.packSize)}</td>
                  <td data-number>{formats.quantity(line.quantity, card?.unit ?? 'each')}</td>
                  <td data-number>{formats.money(lineCost(line))}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
        <OrderSum lines={order.lines} faults={[]} />
      </article>
    </PrintPage>
  );
}
