import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fault } from '#contracts/ipc/host.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { policyOf } from '#renderer/app/at-till.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { ReasonChoice } from '#renderer/app/reason-choice.tsx';
import { Task } from '#renderer/app/task.tsx';
import { useTill } from '#renderer/app/till-context.tsx';

interface NoSaleFormProps {
  config: RegisterConfig;
  /** What the fact's id will be, and the manager's decision that lets it be made. */
  task: { factId?: string; overrideId?: string } | null;
  onBack: () => void;
  onDone: (words: string) => void;
}

/** Opens the drawer without a sale, for a reason: choosing it opens. */
export function NoSaleForm({ config, task, onBack, onDone }: NoSaleFormProps) {
  const { t } = useTranslation();
  const { host } = useTill();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);

  async function open(reason: string): Promise<void> {
    if (busy) return;
    setBusy(true);
    const answer = await attempt(host, 'drawer.open', {
      cause: 'no-sale',
      reason,
      ...(task?.factId === undefined ? {} : { factId: task.factId }),
      ...(task?.overrideId === undefined ? {} : { overrideId: task.overrideId }),
    });
    setBusy(false);
    setFault(answer.ok ? null : answer.fault);
    if (answer.ok) onDone(t('shift.moved.noSale'));
  }

  return (
    <Task
      title={t('shift.actions.noSale')}
      hint={t('shift.noSaleHint')}
      onBack={onBack}
      fault={fault}
      testId="no-sale-form"
    >
      <ReasonChoice
        label={t('shift.reason')}
        reasons={policyOf(config).session.reasons.noSale}
        value={null}
        onChoose={(reason) => void open(reason)}
      />
    </Task>
  );
}
