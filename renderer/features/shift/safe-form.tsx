import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import type { Fault } from '#contracts/ipc/host.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { Task } from '#renderer/app/task.tsx';
import { useTill } from '#renderer/app/till-context.tsx';
import { type CashCount, countedOf, emptyCount, isTouched } from './cash-count.ts';
import { CountForm } from './count-form.tsx';

interface SafeFormProps {
  config: RegisterConfig;
  kind: 'safe' | 'bank';
  /** What the fact's id will be, and the manager's decision that lets it be made. */
  task: { factId?: string; overrideId?: string };
  onBack: () => void;
  onDone: (words: string) => void;
}

/** What the safe holds, or what leaves it for the bank in a numbered bag. */
export function SafeForm({ config, kind, task, onBack, onDone }: SafeFormProps) {
  const { t } = useTranslation();
  const { host } = useTill();
  const { denominations, currency } = config.store;
  const [id] = useState(() => task.factId ?? uuid());
  const [count, setCount] = useState<CashCount>(() => emptyCount(denominations));
  const [bag, setBag] = useState('');
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const counted = countedOf(count, currency.digits);
  const bagged = bag.trim();
  const ready = !busy && (kind === 'bank' ? counted.amount > 0 && bagged !== '' : isTouched(count));

  async function book(): Promise<void> {
    if (!ready) return;
    setBusy(true);
    const decided = task.overrideId === undefined ? {} : { overrideId: task.overrideId };
    const draft =
      kind === 'bank'
        ? { id, kind: 'bank.deposited', version: 1, payload: { ...counted, bag: bagged, ...decided } }
        : { id, kind: 'safe.counted', version: 1, payload: { ...counted, ...decided } };
    const answer = await attempt(host, 'journal.append', { drafts: [draft] });
    setBusy(false);
    setFault(answer.ok ? null : answer.fault);
    if (answer.ok) onDone(t(`shift.moved.${kind}`));
  }

  return (
    <Task
      title={t(`shift.actions.${kind}`)}
      hint={t(`shift.safeHint.${kind}`)}
      onBack={onBack}
      fault={fault}
      next={{ words: t('shift.confirm'), disabled: !ready, onPress: () => void book(), testId: `${kind}-confirm` }}
      testId={`${kind}-form`}
    >
      {kind === 'bank' && (
        <TextInput
          size="lg"
          label={t('shift.bag')}
          value={bag}
          maxLength={60}
          onChange={(event) => setBag(event.currentTarget.value)}
          autoComplete="off"
          data-testid="bag"
        />
      )}
      <CountForm
        label={t('shift.counted')}
        count={count}
        onChange={setCount}
        denominations={denominations}
        currency={currency}
        disabled={busy}
        onDone={() => void book()}
      />
    </Task>
  );
}
