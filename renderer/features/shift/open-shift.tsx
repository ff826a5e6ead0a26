import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fault } from '#contracts/ipc/host.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { useFormats, useTill } from '#renderer/app/till-context.tsx';
import { useOverride } from '#renderer/features/override/override-provider.tsx';
import { type CashCount, countedOf, emptyCount, isTouched } from './cash-count.ts';
import { CountForm } from './count-form.tsx';
import { lastLeft } from './last-left.ts';
import { policyOf, type ShiftProps } from './shift-parts.ts';
import { Task } from './task.tsx';

/** How the float was counted last on this machine. */
const COUNTED_BY = 'omnitill-float-counted-by';

interface OpenShiftProps extends ShiftProps {
  onOpened: () => void;
}

/** Opens a session with what is in the drawer, counted. */
export function OpenShift({ config, onOpened }: OpenShiftProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { host } = useTill();
  const { allow } = useOverride();
  const { denominations, currency } = config.store;
  const { session } = policyOf(config);
  const floating = session.drawer === 'floating';
  const usual = lastLeft(localStorage, config.register.registerId) ?? session.float;
  const [count, setCount] = useState<CashCount>(() => {
    const empty = emptyCount(denominations);
    return localStorage.getItem(COUNTED_BY) === 'amount' ? { ...empty, by: 'amount' } : empty;
  });
  const [drawerId, setDrawerId] = useState('');
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const ready = isTouched(count) && !busy && (!floating || drawerId.trim() !== '');

  async function open(): Promise<void> {
    if (!ready) return;
    setBusy(true);
    const allowed = await allow('session-open', 0);
    if (allowed.ok) {
      const { amount: float, counts } = countedOf(count, currency.digits);
      const answer = await attempt(host, 'session.open', {
        float,
        ...(counts ? { counts } : {}),
        ...(allowed.overrideId === undefined ? {} : { overrideId: allowed.overrideId }),
        ...(floating ? { drawerId: drawerId.trim() } : {}),
      });
      setFault(answer.ok ? null : answer.fault);
      if (!answer.ok) return setBusy(false);
      if (float !== usual) localStorage.setItem(COUNTED_BY, count.by);
      onOpened();
    }
    setBusy(false);
  }

  return (
    <Task
      title={t('shift.open.title')}
      hint={t('shift.open.hint')}
      onBack={null}
      fault={fault}
      next={{ words: t('shift.open.confirm'), disabled: !ready, onPress: () => void open(), testId: 'shift-open' }}
      testId="open-shift"
    >
      {floating && (
        <TextInput
          size="lg"
          label={t('shift.open.drawer')}
          value={drawerId}
          maxLength={40}
          onChange={(event) => setDrawerId(event.currentTarget.value)}
          autoComplete="off"
          data-testid="drawer-id"
        />
      )}
      <CountForm
        label={t('shift.open.float')}
        count={count}
        onChange={setCount}
        denominations={denominations}
        currency={currency}
        suggested={{ words: t('shift.open.suggested', { amount: formats.money(usual) }), amount: usual }}
        onDone={() => void open()}
      />
    </Task>
  );
}
