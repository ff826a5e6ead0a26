import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { pointsInstrument } from '#domain/member/points.ts';
import { dueBy } from '#domain/tender/tender-walk.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import type { TenderPanelProps } from '#renderer/features/pay/tender-panel.tsx';
import { Held, useValueCheck } from '#renderer/features/pay/value-form.tsx';
import { useMemberName } from '#renderer/features/sell/use-member-name.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import { TenderForm } from './tender-form.tsx';

/** The points of the sale's member: what they come to, and how much of them goes toward the sale; without a network what a lease allows. */
export function PointsForm(props: TenderPanelProps) {
  const { paying, tender, name, config, disabled, onTake, onBack } = props;
  const { t } = useTranslation();
  const formats = useFormats();
  const { memberId } = paying.cart;
  const member = useMemberName(memberId ?? null);
  const due = dueBy(paying.walk, tender, paying.rules);
  const { checked, fault, busy, check } = useValueCheck(due);
  const { code } = config.store.currency;
  const look = useEffectEvent((id: string) => void check(pointsInstrument(id, code)));
  useEffect(() => {
    if (memberId !== undefined) look(memberId);
  }, [memberId]);
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
        if (!checked || memberId === undefined) return;
        const { instrument, balance, online } = checked;
        const known = online && balance !== null ? { available: balance } : {};
        onTake({ tendered: amount, instrument, memberId, ...known });
      }}
      onBack={onBack}
      disabled={disabled || busy}
    >
      <p data-testid="points-member">{t('points.of', { member: member ?? '' })}</p>
      {fault?.code === 'value-unknown' ? (
        <Notice tone="warn" code="points-none" title={t('points.none')} next={t('points.noneNext')} />
      ) : (
        fault && <Notice {...errorWords(t, fault.code)} />
      )}
      {checked && <Held checked={checked} />}
    </TenderForm>
  );
}
