import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fault, TillSession } from '#contracts/ipc/host.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { Action } from '#renderer/ui/action.tsx';
import { type CashCount, countedOf, emptyCount, isTouched } from './cash-count.ts';
import { CountForm } from './count-form.tsx';
import css from './reason-choice.module.css';
import { Task } from './task.tsx';

/** The one who takes a drawer over, and the manager's decision that lets them. */
export interface TakeOver {
  operatorId: string;
  overrideId?: string;
}

interface HandOverFormProps {
  session: TillSession;
  config: RegisterConfig;
  /** Given where it is not handed over but taken. */
  taking?: TakeOver;
  onBack: () => void;
  onDone: (words: string) => void;
}

/** The drawer is counted, and another operator answers for it from here on. */
export function HandOverForm({ session, config, taking, onBack, onDone }: HandOverFormProps) {
  const { t } = useTranslation();
  const { host } = useTill();
  const { denominations, currency } = config.store;
  const others = config.operators.filter((one) => one.operatorId !== session.accountable);
  const [to, setTo] = useState<string | null>(taking?.operatorId ?? null);
  const [count, setCount] = useState<CashCount>(() => emptyCount(denominations));
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const ready = to !== null && isTouched(count) && !busy;

  async function handOver(): Promise<void> {
    if (!ready) return;
    setBusy(true);
    const { amount: counted, counts } = countedOf(count, currency.digits);
    const override = taking?.overrideId === undefined ? {} : { overrideId: taking.overrideId };
    const input = { to, counted, ...(counts ? { counts } : {}), ...override };
    const answer = await attempt(host, 'session.hand-over', input);
    setBusy(false);
    setFault(answer.ok ? null : answer.fault);
    const name = others.find((one) => one.operatorId === to)?.name ?? to;
    if (answer.ok) onDone(t('shift.moved.handOver', { name }));
  }

  return (
    <Task
      title={t(taking ? 'shift.actions.takeOver' : 'shift.actions.handOver')}
      hint={t(taking ? 'shift.takeOverHint' : 'shift.handOverHint')}
      onBack={onBack}
      fault={fault}
      next={{
        words: t('shift.confirm'),
        disabled: !ready,
        onPress: () => void handOver(),
        testId: 'hand-over-confirm',
      }}
      testId="hand-over-form"
    >
      {!taking && (
        <fieldset className={css.reasons}>
          <legend className={css.legend}>{t('shift.handOverTo')}</legend>
          {others.map((one) => (
            <Action
              key={one.operatorId}
              aria-pressed={one.operatorId === to}
              onClick={() => setTo(one.operatorId)}
              data-testid="hand-over-to"
              data-operator={one.operatorId}
            >
              {one.name}
            </Action>
          ))}
        </fieldset>
      )}
      <CountForm
        label={t('shift.counted')}
        count={count}
        onChange={setCount}
        denominations={denominations}
        currency={currency}
        disabled={busy}
        onDone={() => void handOver()}
      />
    </Task>
  );
}
