import { PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import type { Fault, TillSession } from '#contracts/ipc/host.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { badgeIn } from '#renderer/app/badge-in.ts';
import css from '#renderer/app/reason-choice.module.css';
import { useSecondsLeft } from '#renderer/app/seconds-left.ts';
import { Task } from '#renderer/app/task.tsx';
import { useTill } from '#renderer/app/till-context.tsx';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import { type CashCount, countedOf, emptyCount, isTouched } from './cash-count.ts';
import { CountForm } from './count-form.tsx';

/** The one who takes a drawer over, and the manager's decision that lets them. */
export interface TakeOver {
  operatorId: string;
  /** Of the fact, for which the decision holds. */
  factId: string;
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
  const { host, play } = useTill();
  const { denominations, currency } = config.store;
  const others = config.operators.filter((one) => one.operatorId !== session.accountable);
  const [to, setTo] = useState<string | null>(taking?.operatorId ?? null);
  const receiver = others.find((one) => one.operatorId === to);
  const [count, setCount] = useState<CashCount>(() => emptyCount(denominations));
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const [factId] = useState(() => taking?.factId ?? uuid());
  const [pin, setPin] = useState('');
  const [waitUntil, setWaitUntil] = useState(0);
  const secondsLeft = useSecondsLeft(waitUntil);
  const counting = to !== null && isTouched(count) && !busy && secondsLeft === 0;
  const ready = counting && (taking !== undefined || pin !== '');

  async function handOver(credentials: { pin?: string; badge?: string }): Promise<void> {
    if (!counting || to === null) return;
    setBusy(true);
    const { amount: counted, counts } = countedOf(count, currency.digits);
    const override = taking?.overrideId === undefined ? {} : { overrideId: taking.overrideId };
    const input = { factId, to, counted, ...credentials, ...(counts ? { counts } : {}), ...override };
    const answer = await attempt(host, 'session.hand-over', input);
    setBusy(false);
    setPin('');
    if (!answer.ok && 'retryAfterMs' in answer) setWaitUntil(Date.now() + answer.retryAfterMs);
    setFault(answer.ok ? null : answer.fault);
    if (answer.ok) onDone(t('shift.moved.handOver', { name: receiver?.name ?? to }));
  }

  function confirm(): void {
    if (ready) void handOver(taking ? {} : { pin });
  }
  useKeyLayer('screen', {
    onScan({ text }) {
      const badge = taking ? null : badgeIn(text);
      if (badge === null || !counting) play('wrong');
      else void handOver({ badge });
    },
  });

  return (
    <Task
      title={t(taking ? 'shift.actions.takeOver' : 'shift.actions.handOver')}
      hint={t(taking ? 'shift.takeOverHint' : 'shift.handOverHint')}
      onBack={onBack}
      fault={fault}
      next={{
        words: t('shift.confirm'),
        disabled: !ready,
        onPress: confirm,
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
        onDone={confirm}
      />
      {!taking && (
        <PasswordInput
          size="lg"
          label={receiver ? t('shift.receiverPin', { name: receiver.name }) : t('shift.anyReceiverPin')}
          description={t('shift.receiverBadge')}
          value={pin}
          inputMode="numeric"
          maxLength={12}
          disabled={busy || to === null}
          onChange={(event) => setPin(event.currentTarget.value.replace(/\D/g, ''))}
          onKeyDown={(event) => event.key === 'Enter' && confirm()}
          visible={false}
          autoComplete="off"
          data-testid="hand-over-pin"
        />
      )}
    </Task>
  );
}
