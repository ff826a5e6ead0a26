import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { pointsInstrument } from '#domain/member/points.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import type { TenderPanelProps } from '#renderer/features/pay/tender-panel.tsx';
import { useMemberName } from '#renderer/features/sell/use-member-name.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import { HeldForm, useValueCheck } from './held-form.tsx';

/** The points of the sale's member: what they come to, and how much of them goes toward the sale; without a network what a lease allows. */
export function PointsForm(props: TenderPanelProps) {
  const { paying, config } = props;
  const { t } = useTranslation();
  const { memberId } = paying.cart;
  const member = useMemberName(memberId ?? null);
  const value = useValueCheck(props);
  const { fault } = value;
  const { code } = config.store.currency;
  const look = useEffectEvent((id: string) => void value.check(pointsInstrument(id, code)));
  useEffect(() => {
    if (memberId !== undefined) look(memberId);
  }, [memberId]);
  return (
    <HeldForm {...props} value={value} memberId={memberId}>
      <p data-testid="points-member">{t('points.of', { member: member ?? '' })}</p>
      {fault?.code === 'value-unknown' ? (
        <Notice tone="warn" code="points-none" title={t('points.none')} next={t('points.noneNext')} />
      ) : (
        fault && <Notice {...errorWords(t, fault.code)} />
      )}
    </HeldForm>
  );
}
