import { useTranslation } from 'react-i18next';
import type { PurchaseOrderRow } from '#contracts/http/stock.ts';
import { lineCost, outstandingOf } from '#domain/stock/purchase-order.ts';
import { localName } from '#renderer/app/local-name.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import reports from '#renderer/features/reports/reports.module.css';
import { useCards } from '#renderer/features/stock/work/use-cards.ts';
import css from './buy.module.css';

/** What was ordered, what of it has come and what is still to come; what came beside it stands below. */
export function SentLines({ row: { order, received } }: { row: PurchaseOrderRow }) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const ordered = new Set(order.lines.map(({ variantId }) => variantId));
  const beside = Object.keys(received).filter((variantId) => !ordered.has(variantId));
  const rows = [...order.lines, ...beside.map((variantId) => ({ variantId, quantity: 0, packSize: 1, packCost: 0 }))];
  const cards = useCards(rows.map(({ variantId }) => variantId));
  return (
    <div className={css.wide}>
      <table className={reports.table} data-testid="sent-lines">
        <thead>
          <tr>
            <th>{t('buy.product')}</th>
            <th data-number>{t('buy.packs')}</th>
            <th data-number>{t('buy.ordered')}</th>
            <th data-number>{t('buy.came')}</th>
            <th data-number>{t('buy.outstanding')}</th>
            <th data-number>{t('buy.cost')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((line) => {
            const { variantId, quantity, packSize } = line;
            const card = cards.get(variantId);
            const amount = (value: number): string => formats.quantity(value, card?.unit ?? 'each');
            const came = received[variantId] ?? 0;
            const left = order.status === 'sent' ? outstandingOf({ ordered: quantity, received: came }) : 0;
            return (
              <tr key={variantId} data-testid="sent-line" data-sku={card?.sku} data-came={came} data-left={left}>
                <th>
                  {card ? localName(card, i18n.language) : variantId}
                  <p className={reports.small}>{card?.sku}</p>
                </th>
                <td data-number>{quantity === 0 ? '–' : quantity / packSize}</td>
                <td data-number>{amount(quantity)}</td>
                <td data-number data-outlier={came > quantity || undefined}>
                  {amount(came)}
                </td>
                <td data-number>{amount(left)}</td>
                <td data-number>{formats.money(lineCost(line))}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
