import { useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fault, HostOutput } from '#contracts/ipc/host.ts';
import { instrumentCode } from '#domain/tender/stored-value.ts';
import { dueBy } from '#domain/tender/tender-walk.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { useFormats, useTill } from '#renderer/app/till-context.tsx';
import type { TenderPanelProps } from '#renderer/features/pay/tender-panel.tsx';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import css from './tender-form.module.css';
import { TenderForm } from './tender-form.tsx';

type Checked = Extract<HostOutput<'value.check'>, { ok: true }> & { instrument: string };

/** A gift card, store credit or voucher: its code scanned or typed, what it holds, and how much of it goes toward the sale. */
export function ValueForm(props: TenderPanelProps) {
  const { paying, tender, name, config, disabled, onTake, onBack } = props;
  const { t } = useTranslation();
  const formats = useFormats();
  const due = dueBy(paying.walk, tender, paying.rules);
  const { checked, fault, busy, check } = useValueCheck(due);
  const most = checked ? Math.min(due, checked.available) : 0;
  return (
    <TenderForm
      title={name}
      label={t('pay.amount')}
      currency={config.store.currency}
      preset={checked ? most : null}
      ghost={formats.amount(most)}
      confirmWord={(amount) => t('pay.take', { amount: formats.money(amount) })}
      canConfirm={(amount) => checked !== null && amount > 0 && amount <= checked.available}
      onConfirm={(amount) => {
        if (!checked) return;
        const { instrument, balance, online } = checked;
        onTake({ tendered: amount, instrument, ...(online && balance !== null ? { available: balance } : {}) });
      }}
      onBack={onBack}
      disabled={disabled || busy}
    >
      <CodeField onCode={check} disabled={disabled || busy} />
      {fault && <Notice {...errorWords(t, fault.code)} />}
      {checked && <Held checked={checked} />}
    </TenderForm>
  );
}

/** Asks the host what an instrument holds, and for as much of it as is due. */
export function useValueCheck(due: number) {
  const { host, play } = useTill();
  const [checked, setChecked] = useState<Checked | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);
  async function check(instrument: string): Promise<void> {
    setBusy(true);
    setChecked(null);
    setFault(null);
    const answer = await attempt(host, 'value.check', { instrument, want: Math.max(0, due) });
    setBusy(false);
    if (answer.ok) return setChecked({ ...answer, instrument });
    play('wrong');
    setFault(answer.fault);
  }
  return { checked, fault, busy, check };
}

/** What an instrument holds, and what of it can be spent here. */
export function Held({ checked }: { checked: Checked }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { balance, available, online } = checked;
  return (
    <>
      <dl className={css.facts}>
        <div>
          <dt>{t('pay.balance')}</dt>
          <dd data-testid="value-balance">{balance === null ? t('sync.unknown') : formats.money(balance)}</dd>
        </div>
        <div>
          <dt>{t('pay.available')}</dt>
          <dd data-testid="value-available">{formats.money(available)}</dd>
        </div>
      </dl>
      {!online && (
        <Notice
          tone="warn"
          code="value-offline"
          title={t('pay.valueOffline', { amount: formats.money(available) })}
          next={t('pay.valueOfflineNext')}
        />
      )}
    </>
  );
}

interface CodeFieldProps {
  onCode: (code: string) => void;
  disabled: boolean;
}

/** Takes the code of a card from a scanner or by hand. */
export function CodeField({ onCode, disabled }: CodeFieldProps) {
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  const enter = (text: string): void => {
    const typed = instrumentCode(text);
    if (typed === '' || typed.length > 64 || disabled) return;
    setCode(typed);
    field.current?.blur();
    onCode(typed);
  };
  useKeyLayer('panel', { onScan: ({ text }) => enter(text) });
  return (
    <div className={css.pair}>
      <TextField
        ref={field}
        size="lg"
        label={t('pay.code')}
        placeholder={t('pay.codeHint')}
        value={code}
        onText={setCode}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          enter(code);
        }}
        maxLength={64}
        data-testid="value-code"
      />
      <Action size="lg" disabled={disabled || code.trim() === ''} onClick={() => enter(code)} data-testid="value-check">
        {t('pay.check')}
      </Action>
    </div>
  );
}
