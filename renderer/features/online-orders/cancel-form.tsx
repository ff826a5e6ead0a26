import { CircleX } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OnlineOrderDetail } from '#contracts/http/online-orders.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { SwitchRow } from '#renderer/features/settings/switch-row.tsx';
import { Action } from '#renderer/ui/action.tsx';
import { NumberField, wholeWithin } from '#renderer/ui/field.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { cancellable, planCancel } from './cancel-plan.ts';
import { DecideFrame } from './decide-frame.tsx';
import css from './online-orders.module.css';
import { CANCEL_REASONS } from './order-reasons.ts';
import type { Deciding } from './use-decide.ts';

interface FormProps {
  order: OnlineOrderDetail;
  money: (amount: number) => string;
  deciding: Deciding;
  onDone: () => void;
  onLeave: () => void;
}

/** Takes pieces, or all that has not left, off an order; what follows for the money is shown before. */
export function CancelForm({ order, money, deciding, onDone, onLeave }: FormProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  /** As typed, by line; what is measured is cancelled whole. */
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const lines = order.lines.filter((line) => cancellable(line) > 0);
  const wrong = (line: (typeof lines)[number]): boolean => {
    const text = typed[line.lineId] ?? '0';
    return wholeWithin(text, 0, cancellable(line)) === null;
  };
  const quantities = Object.fromEntries(
    lines.map((line) => [line.lineId, wholeWithin(typed[line.lineId] ?? '0', 0, cancellable(line)) ?? 0]),
  );
  const plan = planCancel(order, quantities);
  const isWrong = lines.some(wrong);
  const set = (lineId: string, quantity: number | string): void =>
    setTyped((current) => ({ ...current, [lineId]: String(quantity) }));
  return (
    <DecideFrame
      title={t('onlineOrders.cancel.title')}
      icon={CircleX}
      tone="bad"
      words={
        plan.refund > 0
          ? t('onlineOrders.cancel.doRefund', { amount: money(plan.refund) })
          : t('onlineOrders.cancel.do')
      }
      disabled={deciding.busy || isWrong || plan.lines.length === 0}
      reasons={CANCEL_REASONS}
      onDecide={(why) => {
        const body = { lines: plan.lines, ...why };
        void deciding.decide('cancel', body).then((done) => done && onDone());
      }}
      onLeave={onLeave}
      testId="online-order-cancel-form"
    >
      <div>
        <Action
          onClick={() => setTyped(Object.fromEntries(lines.map((line) => [line.lineId, String(cancellable(line))])))}
          data-testid="cancel-all"
        >
          {t('onlineOrders.cancel.all')}
        </Action>
      </div>
      <ul className={sheet.plainList}>
        {lines.map((line) => {
          const open = cancellable(line);
          const said = t('onlineOrders.cancel.of', { quantity: formats.quantity(open, line.unit) });
          return (
            <li key={line.lineId} className={css.cancelLine} data-testid="cancel-line" data-sku={line.sku}>
              {line.unit === 'each' ? (
                <NumberField
                  label={line.name}
                  value={typed[line.lineId] ?? '0'}
                  hint={said}
                  wrong={wrong(line) ? said : null}
                  onText={(text) => set(line.lineId, text)}
                  testId="cancel-quantity"
                />
              ) : (
                <SwitchRow
                  label={line.name}
                  hint={said}
                  on={quantities[line.lineId] === open}
                  onToggle={(on) => set(line.lineId, on ? open : 0)}
                  testId="cancel-whole"
                />
              )}
            </li>
          );
        })}
      </ul>
      {plan.lines.length > 0 && (
        <Notice
          tone="info"
          code="cancel-plan"
          title={t('onlineOrders.cancel.follows', { off: money(plan.goods + plan.charges), total: money(plan.total) })}
          next={[
            ...(plan.charges > 0 ? [t('onlineOrders.cancel.charges', { amount: money(plan.charges) })] : []),
            ...(plan.refund > 0 ? [t('onlineOrders.cancel.refund', { amount: money(plan.refund) })] : []),
            ...(plan.freed > 0 ? [t('onlineOrders.cancel.freed', { amount: money(plan.freed) })] : []),
            ...(plan.refund === 0 && plan.freed === 0 ? [t('onlineOrders.cancel.nothing')] : []),
          ].join(' ')}
        />
      )}
    </DecideFrame>
  );
}
