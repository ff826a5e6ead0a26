import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import type { Fault, TillSession } from '#contracts/ipc/host.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { policyOf } from '#renderer/app/at-till.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { NoteField } from '#renderer/app/note-field.tsx';
import { ReasonChoice } from '#renderer/app/reason-choice.tsx';
import { Task } from '#renderer/app/task.tsx';
import { useTill } from '#renderer/app/till-context.tsx';
import { useOverride } from '#renderer/features/override/override-provider.tsx';
import { type CashCount, countedOf, emptyCount } from './cash-count.ts';
import { CountForm } from './count-form.tsx';

export type Direction = 'in' | 'out' | 'pickup';

interface CashMoveFormProps {
  session: TillSession;
  config: RegisterConfig;
  direction: Direction;
  onBack: () => void;
  onDone: (words: string) => void;
}

/** Why cash goes to the safe: there is one reason. */
const PICKUP_REASONS = ['safe'];

/** Cash into the drawer, out of it, or to the safe. Asked twice, it is booked once. */
export function CashMoveForm({ session, config, direction, onBack, onDone }: CashMoveFormProps) {
  const { t } = useTranslation();
  const { host } = useTill();
  const { allow } = useOverride();
  const { denominations, currency } = config.store;
  const { reasons } = policyOf(config).session;
  const choices = direction === 'pickup' ? PICKUP_REASONS : direction === 'in' ? reasons.cashIn : reasons.cashOut;
  const [ids] = useState(() => ({ factId: uuid(), noteId: uuid() }));
  const [count, setCount] = useState<CashCount>(() => ({ ...emptyCount(denominations), by: 'amount' }));
  const [reason, setReason] = useState(choices.length === 1 ? (choices[0] ?? null) : null);
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const counted = countedOf(count, currency.digits);
  const ready = counted.amount > 0 && reason !== null && !busy;

  async function move(): Promise<void> {
    if (!ready) return;
    setBusy(true);
    const allowed = await allow('cash-move', counted.amount, ids.factId, { amount: counted.amount, direction });
    if (!allowed.ok) return setBusy(false);
    const text = note.trim();
    const kept =
      text === '' ? { ok: true as const } : await attempt(host, 'vault.put', { subjectId: ids.noteId, text });
    const answer = kept.ok
      ? await attempt(host, 'cash.move', {
          factId: ids.factId,
          direction,
          ...counted,
          reason,
          ...(text === '' ? {} : { noteId: ids.noteId }),
          ...(allowed.overrideId === undefined ? {} : { overrideId: allowed.overrideId }),
        })
      : kept;
    setBusy(false);
    setFault(answer.ok ? null : answer.fault);
    if (answer.ok) onDone(t(`shift.moved.${direction}`));
  }

  return (
    <Task
      title={t(`shift.actions.${direction}`)}
      onBack={onBack}
      fault={fault}
      next={{ words: t('shift.confirm'), disabled: !ready, onPress: () => void move(), testId: 'cash-move-confirm' }}
      testId={`cash-${direction}`}
    >
      {session.drawerId && <p>{t('shift.drawer', { id: session.drawerId })}</p>}
      {choices.length > 1 && (
        <ReasonChoice label={t('shift.reason')} reasons={choices} value={reason} onChoose={setReason} />
      )}
      <CountForm
        label={t('shift.amount')}
        count={count}
        onChange={setCount}
        denominations={denominations}
        currency={currency}
        disabled={busy}
        onDone={() => void move()}
      />
      <NoteField value={note} onChange={setNote} />
    </Task>
  );
}
