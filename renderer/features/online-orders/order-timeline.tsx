import { useTranslation } from 'react-i18next';
import type { OnlineOrderDetail } from '#contracts/http/online-orders.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { type EventNames, eventExtras, eventWords, type OrderEvent } from './event-words.ts';
import css from './online-orders.module.css';
import { orderReason } from './order-reasons.ts';

interface OrderTimelineProps {
  order: OnlineOrderDetail;
  names: EventNames & { nameOfStore: (storeId: string) => string | undefined };
}

/** All that happened to an order, as it happened: when, what, who, where and why. */
export function OrderTimeline({ order, names }: OrderTimelineProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  /** Of the channel where it told of it itself, of the till where somebody did it there, else of the server. */
  const where = ({ storeId, registerId }: OrderEvent): string => {
    if (registerId === `${order.channelId}-web`) return order.channelName;
    const store = names.nameOfStore(storeId);
    return store === undefined ? t('onlineOrders.office') : `${store} · ${registerId}`;
  };
  const who = ({ operatorName, operatorId, asker, registerId }: OrderEvent): string => {
    const name = operatorName ?? operatorId;
    if (name !== null && name !== undefined) return name;
    if (asker === 'customer' || registerId === `${order.channelId}-web`) return t('onlineOrders.askers.customer');
    return t('reports.exceptions.byItself');
  };
  // An event has no id of its own; the list only grows at its end.
  const events = order.timeline.map((event, key) => ({ event, key }));
  return (
    <section className={sheet.section} aria-label={t('onlineOrders.timeline')}>
      <h2 className={sheet.heading}>{t('onlineOrders.timeline')}</h2>
      <ol className={css.timeline} data-testid="online-order-timeline">
        {events.map(({ event, key }) => (
          <li key={key} className={css.event} data-testid="online-order-event" data-kind={event.kind}>
            <time className={css.when} dateTime={event.at}>
              {formats.dateTime(event.at)}
            </time>
            <div className={css.pair}>
              <span className={css.what}>{eventWords(t, event, names)}</span>
              <span className={css.sub}>
                {[who(event), where(event), ...eventExtras(event)].join(' · ')}
                {event.reason !== null && ` · ${t('onlineOrders.because', { reason: orderReason(t, event.reason) })}`}
              </span>
              {event.note !== undefined && <q className={css.note}>{event.note}</q>}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
