import { Printer } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShiftProps } from '#renderer/app/at-till.ts';
import { Task } from '#renderer/app/task.tsx';
import { ReceiptPicture } from '#renderer/features/receipts/receipt-picture.tsx';
import { Action } from '#renderer/ui/action.tsx';
import { mayExpect } from './shift-parts.ts';
import css from './slip.module.css';
import { useSessionTotals } from './use-session-totals.ts';
import { useSlip } from './use-slip.ts';

/** The session so far, as it is printed. Nothing is closed by it. */
export function XReport({ status, config, operatorId, onBack }: ShiftProps & { onBack: () => void }) {
  const { t } = useTranslation();
  const { totals, fault } = useSessionTotals(status);
  const { slip, print, fault: printFault } = useSlip(config);
  const [at] = useState(() => new Date().toISOString());
  const report = totals && {
    totals,
    closed: null,
    showExpected: mayExpect(config, operatorId),
    at,
    training: false,
    copy: 0,
    operatorId,
  };
  return (
    <Task
      title={t('shift.actions.x')}
      hint={t('shift.xHint')}
      onBack={onBack}
      fault={printFault ?? fault}
      testId="x-report"
    >
      {report ? (
        <div className={css.slip}>
          <Action icon={Printer} size="lg" wide onClick={() => void print(report)} data-testid="x-print">
            {t('shift.print')}
          </Action>
          <ReceiptPicture document={slip(report)} label={t('shift.actions.x')} />
        </div>
      ) : (
        <p role="status">{t('shift.loading')}</p>
      )}
    </Task>
  );
}
