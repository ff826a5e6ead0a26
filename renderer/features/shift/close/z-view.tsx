import { LogOut, Printer } from 'lucide-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionClosed } from '#contracts/facts/session-facts.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { PageFileAction } from '#renderer/app/page-file-action.tsx';
import { PrintPage } from '#renderer/app/print-page.tsx';
import { Task } from '#renderer/app/task.tsx';
import { ReceiptPicture } from '#renderer/features/receipts/receipt-picture.tsx';
import slipCss from '#renderer/features/shift/slip.module.css';
import { useSlip } from '#renderer/features/shift/use-slip.ts';
import { Action } from '#renderer/ui/action.tsx';
import css from './close.module.css';

interface ZViewProps {
  closed: SessionClosed;
  config: RegisterConfig;
  operatorId: string;
  /** Nothing counts: it was closed for practice. */
  training: boolean;
  /** Answers whether it is still to be printed. */
  printOnce: () => boolean;
  onSignOut: () => void;
  onOpenNext: () => void;
}

/** The Z report: shown, numbered, printed once by itself; then the day is over, or another session begins. */
export function ZView({ closed, config, operatorId, training, printOnce, onSignOut, onOpenNext }: ZViewProps) {
  const { t } = useTranslation();
  const { slip, print, fault } = useSlip(config);
  const [at] = useState(() => new Date().toISOString());
  const [copies, setCopies] = useState(0);
  const report = { totals: closed.totals, closed, showExpected: true, at, training, operatorId };
  const printFirst = useEffectEvent(() => {
    if (printOnce()) void print({ ...report, copy: 0 });
  });
  useEffect(() => printFirst(), []);
  function again(): void {
    setCopies(copies + 1);
    void print({ ...report, copy: copies + 1 });
  }
  return (
    <Task
      title={t('shift.z.title', { number: closed.zNumber })}
      hint={t(training ? 'shift.z.practice' : 'shift.z.hint')}
      onBack={null}
      fault={fault}
      testId="z-report"
    >
      <div className={slipCss.slip}>
        <div className={css.choices}>
          <Action icon={Printer} onClick={again} data-testid="z-print">
            {t('shift.z.again')}
          </Action>
          <PageFileAction name={`z-${closed.zNumber}`} words={t('reports.pdf')} testId="z-pdf" />
          <Action tone="next" icon={LogOut} onClick={onSignOut} data-testid="z-sign-out">
            {t('shift.z.signOut')}
          </Action>
          <Action onClick={onOpenNext} data-testid="z-open-next">
            {t(training ? 'shift.z.done' : 'shift.z.openNext')}
          </Action>
        </div>
        <ReceiptPicture
          document={slip({ ...report, copy: 0 })}
          label={t('shift.z.title', { number: closed.zNumber })}
        />
        <PrintPage>
          <ReceiptPicture
            document={slip({ ...report, copy: 0 })}
            label={t('shift.z.title', { number: closed.zNumber })}
          />
        </PrintPage>
      </div>
    </Task>
  );
}
