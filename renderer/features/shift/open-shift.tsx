import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import type { Fault } from '#contracts/ipc/host.ts';
import { policyOf, type ShiftProps } from '#renderer/app/at-till.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { NoteField } from '#renderer/app/note-field.tsx';
import { ReasonChoice } from '#renderer/app/reason-choice.tsx';
import { Task } from '#renderer/app/task.tsx';
import { useFormats, useTill } from '#renderer/app/till-context.tsx';
import { useOverride } from '#renderer/features/override/override-provider.tsx';
import { type CashCount, countedOf, emptyCount, isTouched } from './cash-count.ts';
import { CountForm } from './count-form.tsx';
import { lastLeft } from './last-left.ts';

/** How the float was counted last on this machine. */
const COUNTED_BY = 'omnitill-float-counted-by';

interface OpenShiftProps extends ShiftProps {
  onOpened: () => void;
}

/** Opens a session with what is in the drawer, counted. */
export function OpenShift({ status, config, onOpened }: OpenShiftProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { host } = useTill();
  const { allow } = useOverride();
  const { denominations, currency } = config.store;
  const { session } = policyOf(config);
  const floating = session.drawer === 'floating';
  // Where counting is blind, what was left is not told before it was counted.
  const left = session.blind ? null : lastLeft(localStorage, config.register.registerId);
  const usual = left ?? session.float;
  const [count, setCount] = useState<CashCount>(() => {
    const empty = emptyCount(denominations);
    return localStorage.getItem(COUNTED_BY) === 'amount' ? { ...empty, by: 'amount' } : empty;
  });
  const [drawerId, setDrawerId] = useState('');
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const [{ factId, noteId }] = useState(() => ({ factId: uuid(), noteId: uuid() }));
  /** What the last close left, once a count was not that. */
  const [expected, setExpected] = useState<number | null>(null);
  const [reason, setReason] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const { amount: float, counts } = countedOf(count, currency.digits);
  const ready = isTouched(count) && !busy && (!floating || drawerId.trim() !== '');

  async function open(): Promise<void> {
    if (!ready) return;
    setBusy(true);
    const unsaid = await explain();
    if (unsaid) {
      setBusy(false);
      return setFault(unsaid);
    }
    const allowed = await allow('session-open', 0, factId);
    const answer = allowed.ok ? await ask(allowed.overrideId) : null;
    setBusy(false);
    if (!answer) return;
    setFault(answer.ok ? null : answer.fault);
    if (!answer.ok) return 'expected' in answer ? setExpected(answer.expected ?? null) : undefined;
    if (float !== usual) localStorage.setItem(COUNTED_BY, count.by);
    onOpened();
  }

  /** What is written beside the reason goes to the vault first, so that the fact names nothing that is not there. */
  async function explain(): Promise<Fault | null> {
    const text = note.trim();
    if (expected === null || reason === null || text === '') return null;
    const put = await attempt(host, 'vault.put', { subjectId: noteId, text });
    return put.ok ? null : put.fault;
  }

  async function ask(overrideId: string | undefined) {
    const noted = note.trim() === '' ? {} : { noteId };
    const input = {
      factId,
      float,
      ...(counts ? { counts } : {}),
      ...(floating ? { drawerId: drawerId.trim() } : {}),
      ...(expected !== null && reason !== null ? { difference: { reason, ...noted } } : {}),
    };
    const answer = await attempt(host, 'session.open', overrideId === undefined ? input : { ...input, overrideId });
    if (answer.ok || answer.fault.code !== 'clock-behind') return answer;
    const allowed = await allow('day-close', 0, factId, { earlierDate: status.signedIn?.businessDate ?? '' });
    if (!allowed.ok || allowed.overrideId === undefined) return answer;
    return attempt(host, 'session.open', { ...input, overrideId: allowed.overrideId });
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
      {expected !== null && (
        <div data-testid="float-differs" data-amount={float - expected}>
          <p>
            {t('shift.open.left', { amount: formats.money(expected) })}{' '}
            {float !== expected &&
              t(float < expected ? 'shift.differences.short' : 'shift.differences.over', {
                amount: formats.money(Math.abs(float - expected)),
              })}
          </p>
          <ReasonChoice
            label={t('shift.differences.why')}
            reasons={session.reasons.overShort}
            value={reason}
            onChoose={setReason}
          />
          {reason !== null && <NoteField value={note} onChange={setNote} testId="float-note" />}
        </div>
      )}
    </Task>
  );
}
