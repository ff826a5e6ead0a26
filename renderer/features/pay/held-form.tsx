import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fault, HostOutput } from '#contracts/ipc/host.ts';
import { dueBy } from '#domain/tender/tender-walk.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { useFormats, useTill } from '#renderer/app/till-context.tsx';
import type { TenderPanelProps } from '#renderer/features/pay/tender-panel.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import css from './tender-form.module.css';
import { TenderForm } from './tender-form.tsx';

type Checked = Extract<HostOutput<'value.check'>, { ok: true }> & { instrument: string };

/** What an instrument holds, once it was asked for. */
export interface ValueCheck {
  checked: Checked | null;
  fault: Fault | null;
  busy: boolean;
  check: (instrument: string) => Promise<void>;
}

/** Asks the host what an instrument holds, and for as much of it as is due. */
export function useValueCheck({ paying, tender }: Pick<TenderPanelProps, 'paying' | 'tender'>): ValueCheck {
  const { host, play } = useTill();
  const [checked, setChecked] = useState<Checked | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);
  const due = dueBy(paying.walk, tender, paying.rules);
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

interface HeldFormProps extends TenderPanelProps {
  value: ValueCheck;
  /** Whose it is, where it is a member's. */
  memberId?: string | undefined;
  /** How the instrument is named, and why it cannot be spent. */
  children: ReactNode;
}

/** How much of what an instrument holds goes toward the sale: all that is due, or as much as there is, unless less is keyed in. */
export function HeldForm({ value, memberId, children, ...props }: HeldFormProps) {
  const { paying, tender, name, config, disabled, onTake, onBack } = props;
  const { t } = useTranslation();
  const formats = useFormats();
  const { checked, busy } = value;
  const most = checked ? Math.min(dueBy(paying.walk, tender, paying.rules), checked.available) : 0;
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
        const whose = memberId === undefined ? {} : { memberId };
        const known = online && balance !== null ? { available: balance } : {};
        onTake({ tendered: amount, instrument, ...whose, ...known });
      }}
      onBack={onBack}
      disabled={disabled || busy}
    >
      {children}
      {checked && <Held checked={checked} />}
    </TenderForm>
  );
}

/** What an instrument holds, and what of it can be spent here. */
function Held({ checked }: { checked: Checked }) {
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
