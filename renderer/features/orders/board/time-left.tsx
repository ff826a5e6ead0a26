import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Formats } from '#renderer/app/format.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { useOrderClock } from '#renderer/features/orders/shared/order-clock.ts';
import { dueOf } from '#renderer/features/orders/shared/order-columns.ts';
import css from '#renderer/features/orders/shared/orders.module.css';
import type { Fulfilment } from '#renderer/store/till-store.ts';

const MINUTE = 60_000;
const HOURS = 60;
/** From when on it is told as a day and a time: longer than anybody reckons in hours. */
const LONG = 12 * HOURS;
/** So little time left is worth a look. */
const SOON = 15;

/** The time left until something is to be done of an order; draws itself anew as it passes, and nothing around it. */
export function TimeLeft({ fulfilment }: { fulfilment: Fulfilment }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const due = dueOf(fulfilment);
  const minutes = useOrderClock((nowMs) => (due === undefined ? 0 : Math.ceil((Date.parse(due) - nowMs) / MINUTE)));
  if (fulfilment.state === 'putting-back') {
    return (
      <span className={css.left} data-tone="warn">
        {t('orders.toPutBack')}
      </span>
    );
  }
  if (due === undefined) return <span className={css.left}>{formats.dateTime(fulfilment.placedAt)}</span>;
  const tone = minutes <= 0 ? 'bad' : minutes <= SOON ? 'warn' : undefined;
  return (
    <time className={css.left} dateTime={due} data-tone={tone} data-testid="order-time-left">
      {timeWords(t, formats, minutes, due)}
    </time>
  );
}

function timeWords(t: TFunction, formats: Formats, minutes: number, due: string): string {
  if (minutes > LONG) return t('orders.by', { time: formats.dateTime(due) });
  if (minutes <= -LONG) return t('orders.since', { time: formats.dateTime(due) });
  if (minutes <= -HOURS) return t('orders.hoursLate', { count: Math.floor(-minutes / HOURS) });
  if (minutes <= 0) return t('orders.minutesLate', { count: -minutes });
  if (minutes < HOURS) return t('orders.minutesLeft', { count: minutes });
  return t('orders.hoursLeft', { count: Math.floor(minutes / HOURS) });
}
