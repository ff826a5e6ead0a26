import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { decimalText } from '#domain/money/decimal-text.ts';
import type { ScanEvent } from '#drivers/scanner/protocol/scan-event.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import type { TenderPanelProps } from '#renderer/features/pay/tender-panel.tsx';
import { useMemberName } from '#renderer/features/sell/use-member-name.ts';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import css from './tender-form.module.css';
import { TenderForm } from './tender-form.tsx';

/** A card on a terminal of its own: the amount, a tip where tips are taken, and what its slip says. */
export function ManualCardForm({ paying, tender, name, config, disabled, onTake, onBack }: TenderPanelProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [reference, setReference] = useState('');
  const [tip, setTip] = useState('');
  const { currency } = config.store;
  const tipAmount = tipOf(tip, currency.digits);
  const typed = reference.trim();
  return (
    <TenderForm
      title={name}
      label={t('pay.amount')}
      currency={currency}
      preset={paying.left}
      ghost={formats.amount(paying.left)}
      confirmWord={(amount) => t('pay.take', { amount: formats.money(amount + (tipAmount ?? 0)) })}
      canConfirm={(amount) => amount > 0 && tipAmount !== null && (typed !== '' || !tender.needsReference)}
      onConfirm={(amount) =>
        onTake({
          tendered: amount + (tipAmount ?? 0),
          ...(tipAmount ? { tip: tipAmount } : {}),
          ...(typed === '' ? {} : { reference: typed }),
        })
      }
      onBack={onBack}
      disabled={disabled}
    >
      <ReferenceField value={reference} onChange={setReference} />
      {tender.tips && (
        <TextField
          size="lg"
          inputMode="decimal"
          label={t('pay.tip')}
          placeholder={t('pay.tip')}
          value={tip}
          onText={setTip}
          data-testid="tip"
        />
      )}
    </TenderForm>
  );
}

/** A tip as typed, in minor units; 0 for none, null for what is no amount. */
export function tipOf(text: string, digits: number): number | null {
  const typed = text.trim().replace(',', '.');
  if (typed === '') return 0;
  const [, whole = '', decimals = ''] = /^(\d{1,7})(?:\.(\d*))?$/.exec(typed) ?? [];
  if (whole === '' || decimals.length > digits) return null;
  return Number(whole + decimals.padEnd(digits, '0'));
}

export function ReferenceField({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const { t } = useTranslation();
  return (
    <TextField
      size="lg"
      label={t('pay.reference')}
      placeholder={t('pay.referenceHint')}
      value={value}
      onText={onChange}
      maxLength={60}
      data-testid="reference"
    />
  );
}

/** A card on the terminal, or a wallet: the amount, and the device is asked. A wallet's code can be scanned instead of shown. */
export function ThirdPartyForm({ paying, tender, name, config, disabled, onStart, onBack }: TenderPanelProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const wallet = tender.kind === 'wallet';
  return (
    <TenderForm
      title={name}
      label={t('pay.amount')}
      currency={config.store.currency}
      preset={paying.left}
      ghost={formats.amount(paying.left)}
      confirmWord={(amount) => t(wallet ? 'pay.showCode' : 'pay.askCard', { amount: formats.money(amount) })}
      canConfirm={(amount) => amount > 0 && amount <= paying.left}
      onConfirm={(amount) => onStart({ amount })}
      onBack={onBack}
      disabled={disabled}
      outcome={(amount) => (amount !== null && amount > paying.left ? <span>{t('pay.noChange')}</span> : null)}
    >
      {wallet && <WalletScan onScan={({ text }) => onStart({ amount: paying.left, code: text.trim() })} />}
    </TenderForm>
  );
}

function WalletScan({ onScan }: { onScan: (scan: ScanEvent) => void }) {
  const { t } = useTranslation();
  useKeyLayer('panel', { onScan });
  return <Notice tone="info" code="wallet-scan" title={t('pay.walletScan')} next={t('pay.walletScanNext')} />;
}

/** On the account of the sale's member. */
export function AccountForm({ paying, name, config, disabled, onTake, onBack }: TenderPanelProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { memberId } = paying.cart;
  const member = useMemberName(memberId ?? null);
  return (
    <TenderForm
      title={name}
      label={t('pay.amount')}
      currency={config.store.currency}
      preset={paying.left}
      ghost={decimalText(paying.left, config.store.currency.digits)}
      confirmWord={(amount) => t('pay.take', { amount: formats.money(amount) })}
      canConfirm={(amount) => amount > 0 && memberId !== undefined}
      onConfirm={(amount) => onTake({ tendered: amount, ...(memberId === undefined ? {} : { memberId }) })}
      onBack={onBack}
      disabled={disabled}
    >
      {memberId === undefined ? (
        <Notice tone="warn" code="member-needed" title={t('pay.faults.member-needed')} next={t('pay.memberNext')} />
      ) : (
        <dl className={css.facts}>
          <div>
            <dt>{t('sell.member')}</dt>
            <dd data-testid="account-member">{member ?? memberId}</dd>
          </div>
        </dl>
      )}
    </TenderForm>
  );
}
