import { useTranslation } from 'react-i18next';
import type { OnlineOrderRow } from '#contracts/http/online-orders.ts';
import css from './online-orders.module.css';

type States = Pick<OnlineOrderRow, 'fulfilment' | 'payment' | 'return'>;
type Tone = 'ok' | 'warn' | 'bad' | 'plain';

const FULFILMENT: Readonly<Record<States['fulfilment'], Tone>> = {
  unassigned: 'warn',
  promised: 'plain',
  'in-progress': 'plain',
  'partly-fulfilled': 'plain',
  fulfilled: 'ok',
  cancelled: 'plain',
};
const PAYMENT: Readonly<Record<States['payment'], Tone>> = {
  unpaid: 'warn',
  failed: 'bad',
  authorised: 'plain',
  'partly-paid': 'warn',
  paid: 'ok',
  'refund-due': 'warn',
  refunded: 'plain',
};
const RETURN: Readonly<Record<States['return'], Tone>> = {
  none: 'plain',
  asked: 'warn',
  'partly-returned': 'plain',
  returned: 'plain',
};

/** How goods, money and returns of an order stand, each in a word; in a list nothing is said of returns that there are not. */
export function OrderChips({ states, whole = false }: { states: States; whole?: boolean }) {
  const { t } = useTranslation();
  return (
    <span className={css.chips}>
      <Chip tone={FULFILMENT[states.fulfilment]} words={t(`onlineOrders.fulfilment.${states.fulfilment}`)} />
      <Chip tone={PAYMENT[states.payment]} words={t(`onlineOrders.payment.${states.payment}`)} />
      {(whole || states.return !== 'none') && (
        <Chip tone={RETURN[states.return]} words={t(`onlineOrders.return.${states.return}`)} />
      )}
    </span>
  );
}

function Chip({ tone, words }: { tone: Tone; words: string }) {
  return (
    <span className={css.chip} data-tone={tone} data-testid="order-chip">
      {words}
    </span>
  );
}
