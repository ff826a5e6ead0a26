import { useTranslation } from 'react-i18next';
import type { OnlineOrderDetail } from '#contracts/http/online-orders.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import css from './online-orders.module.css';
import { orderReason } from './order-reasons.ts';

interface PartProps {
  order: OnlineOrderDetail;
  money: (amount: number) => string;
}

const STATES = ['cancelled', 'promised', 'staged', 'left', 'returned'] as const;

/** Lines with how much of each stands where. */
export function OrderLines({ order, money }: PartProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <section className={sheet.section} aria-label={t('onlineOrders.lines')}>
      <h2 className={sheet.heading}>{t('onlineOrders.lines')}</h2>
      <ul className={sheet.plainList}>
        {order.lines.map((line) => (
          <li key={line.lineId} className={css.line} data-testid="online-order-line" data-sku={line.sku}>
            <span className={css.pair}>
              <span className={css.what}>{line.name}</span>
              <span className={css.sub}>{line.sku}</span>
            </span>
            <span className={css.quantities}>
              <span>{t('onlineOrders.states.ordered', { quantity: formats.quantity(line.ordered, line.unit) })}</span>
              {STATES.filter((state) => line[state] > 0).map((state) => (
                <span key={state} data-state={state}>
                  {t(`onlineOrders.states.${state}`, { quantity: formats.quantity(line[state], line.unit) })}
                </span>
              ))}
            </span>
            <span className={css.amount}>{money(line.amount - line.cancelledAmount)}</span>
          </li>
        ))}
        {order.charges.map((charge) => (
          <li key={charge.chargeId} className={css.line}>
            <span className={css.what}>{charge.name}</span>
            <span />
            <span className={css.amount}>{money(charge.amount - charge.cancelled)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What an order comes to, what was paid and given back, and what is still owed either way. */
export function OrderMoney({ order, money }: PartProps) {
  const { t } = useTranslation();
  const { total, authorised, voided, captured, refunded, refundAsked } = order.money;
  const kept = captured - refunded;
  const held = Math.max(0, authorised - voided - captured);
  const rows = [
    ['total', total],
    ['held', held],
    ['paid', captured],
    ['refunded', refunded],
    ['refundAsked', refundAsked],
    ['due', Math.max(0, total - kept - held)],
    ['refundDue', Math.max(0, kept - total)],
  ] as const;
  return (
    <section className={sheet.section} aria-label={t('onlineOrders.money')}>
      <h2 className={sheet.heading}>{t('onlineOrders.money')}</h2>
      <table className={sheet.table} data-testid="online-order-money">
        <tbody>
          {rows
            .filter(([name, amount]) => name === 'total' || name === 'paid' || amount > 0)
            .map(([name, amount]) => (
              <tr key={name} data-row={name}>
                <th scope="row">{t(`onlineOrders.sums.${name}`)}</th>
                <td className={css.amount}>{money(amount)}</td>
              </tr>
            ))}
        </tbody>
      </table>
      {order.tickets.length > 0 && (
        <p className={sheet.hint}>
          {t('onlineOrders.receipts', { numbers: order.tickets.map(({ receipt }) => receipt).join(', ') })}
        </p>
      )}
    </section>
  );
}

const ROUTES = ['has-all', 'together', 'most', 'thin', 'chosen'] as const;

/** Where each part of an order is worked, how far, and why there. */
export function OrderFulfilments({
  order,
  operatorName,
}: PartProps & { operatorName: (operatorId: string) => string }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <section className={sheet.section} aria-label={t('onlineOrders.fulfilments')}>
      <h2 className={sheet.heading}>{t('onlineOrders.fulfilments')}</h2>
      {order.fulfilments.length === 0 && <p className={sheet.hint}>{t('onlineOrders.noFulfilments')}</p>}
      <ul className={sheet.plainList}>
        {order.fulfilments.map((each) => (
          <li
            key={each.fulfilmentId}
            className={css.fulfilment}
            data-testid="online-order-fulfilment"
            data-state={each.state}
          >
            <span className={css.what}>
              {each.storeName} · {t(`onlineOrders.methods.${each.method}`)}
            </span>
            <span>{t(`onlineOrders.fulfilmentStates.${each.state}`)}</span>
            <span className={css.sub}>
              {[
                ...each.reasons.flatMap((reason) => {
                  const known = ROUTES.find((one) => one === reason);
                  return known ? [t(`onlineOrders.routes.${known}`)] : [];
                }),
                ...(each.refusal === undefined
                  ? []
                  : [t('onlineOrders.because', { reason: orderReason(t, each.refusal) })]),
                ...(each.promisedBy === null
                  ? []
                  : [t('onlineOrders.promisedBy', { at: formats.dateTime(each.promisedBy) })]),
                ...(each.readyAt === null ? [] : [t('onlineOrders.readyAt', { at: formats.dateTime(each.readyAt) })]),
                ...(each.claimedBy === undefined ? [] : [operatorName(each.claimedBy)]),
              ].join(' · ')}
            </span>
            <ul className={css.parts}>
              {each.lines.map((part) => {
                const line = order.lines.find(({ lineId }) => lineId === part.lineId);
                if (!line || part.assigned === part.released) return null;
                const quantity = formats.quantity(part.assigned - part.released, line.unit);
                return <li key={part.lineId}>{`${quantity} × ${line.name}`}</li>;
              })}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface CustomerProps {
  order: OnlineOrderDetail;
  nameOfStore: (storeId: string) => string | undefined;
}

/** Who ordered, and where it goes. */
export function OrderCustomer({ order, nameOfStore }: CustomerProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { customer, note, deliveries } = order;
  const contact = [customer?.phone, customer?.email].filter((text) => text !== undefined);
  return (
    <section className={sheet.section} aria-label={t('onlineOrders.customer')}>
      <h2 className={sheet.heading}>{t('onlineOrders.customer')}</h2>
      <div className={css.pair} data-selectable>
        <span className={css.what}>{customer?.name ?? t('onlineOrders.nobody')}</span>
        {contact.length > 0 && <span className={css.sub}>{contact.join(' · ')}</span>}
      </div>
      {note !== undefined && <q className={css.note}>{note}</q>}
      {deliveries.map((delivery) => (
        <div key={delivery.id} className={css.pair} data-selectable>
          <span className={css.what}>
            {t(`onlineOrders.methods.${delivery.method}`)}
            {delivery.storeId !== undefined && ` · ${nameOfStore(delivery.storeId) ?? delivery.storeId}`}
          </span>
          {delivery.method === 'ship' && <span className={css.sub}>{delivery.address?.join(', ')}</span>}
          {delivery.promisedBy !== undefined && (
            <span className={css.sub}>
              {t('onlineOrders.promisedBy', { at: formats.dateTime(delivery.promisedBy) })}
            </span>
          )}
        </div>
      ))}
    </section>
  );
}
