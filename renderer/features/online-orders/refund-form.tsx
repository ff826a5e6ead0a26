import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OnlineOrderDetail } from '#contracts/http/online-orders.ts';
import { isoDigits } from '#domain/money/currency-digits.ts';
import { priceOf } from '#renderer/app/price-entry.ts';
import { Field } from '#renderer/ui/field.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { TextField } from '#renderer/ui/text-field.tsx';
import { refundableCharges } from './cancel-plan.ts';
import { DecideFrame } from './decide-frame.tsx';
import { REFUND_REASONS } from './order-reasons.ts';
import type { Deciding } from './use-decide.ts';

interface RefundFormProps {
  order: OnlineOrderDetail;
  money: (amount: number) => string;
  deciding: Deciding;
  onDone: () => void;
  onLeave: () => void;
}

/** Gives back of what an order's postage and service cost, as after a complaint. */
export function RefundForm({ order, money, deciding, onDone, onLeave }: RefundFormProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const most = refundableCharges(order);
  const amount = priceOf(typed, isoDigits(order.currency));
  const isWrong = typed !== '' && (amount === null || amount === 0 || amount > most);
  return (
    <DecideFrame
      title={t('onlineOrders.refund.title')}
      icon={Undo2}
      words={
        amount === null || isWrong
          ? t('onlineOrders.refund.do')
          : t('onlineOrders.refund.doAmount', { amount: money(amount) })
      }
      disabled={deciding.busy || amount === null || isWrong}
      reasons={REFUND_REASONS}
      byStore
      onDecide={({ reason, note }) => {
        const body = { amount, reason, ...(note === undefined ? {} : { note }) };
        void deciding.decide('refund', body).then((done) => done && onDone());
      }}
      onLeave={onLeave}
      testId="online-order-refund-form"
    >
      <Field
        label={t('onlineOrders.refund.amount')}
        hint={t('onlineOrders.refund.most', { amount: money(most) })}
        wrong={isWrong ? t('onlineOrders.refund.most', { amount: money(most) }) : null}
      >
        <div className={sheet.short}>
          <TextField
            label={t('onlineOrders.refund.amount')}
            value={typed}
            inputMode="decimal"
            aria-invalid={isWrong || undefined}
            onText={setTyped}
            data-testid="refund-amount"
          />
        </div>
      </Field>
    </DecideFrame>
  );
}
