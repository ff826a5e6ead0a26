import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MemberGroupAnswer } from '#contracts/http/pricing.ts';
import { currenciesUnlisted } from '#domain/pricing/price-list.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { localName } from '#renderer/app/local-name.ts';
import { askServer } from '#renderer/app/server-api.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import type { ChangeEnd } from '#renderer/features/products/use-change.ts';
import { unsent } from '#renderer/features/saving/save-end.ts';
import { SaveEndNotice } from '#renderer/features/saving/save-end-notice.tsx';
import { useGroupPricing } from '#renderer/features/sell/use-group-pricing.ts';
import type { MemberCard } from '#renderer/store/till-store.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import { SelectField } from '#renderer/ui/select-field.tsx';
import css from './pricing.module.css';

interface MemberGroupProps {
  member: MemberCard;
  /** Whether the operator may put members into groups. */
  may: boolean;
  onGrouped: (groupId: string | null) => void;
}

/** Which customer group a member is in; whoever may set prices may put them into another. */
export function MemberGroup({ member, may, onGrouped }: MemberGroupProps) {
  const { t, i18n } = useTranslation();
  const { groups, lists } = useGroupPricing();
  const status = useStore(useTill().hostView).status;
  const online = status?.online ?? false;
  const [groupId, setGroupId] = useState(member.groupId ?? '');
  const [busy, setBusy] = useState(false);
  const [end, setEnd] = useState<ChangeEnd | null>(null);
  const [moved, setMoved] = useState(false);
  const here = status?.config?.store.currency.code;
  const named = groups.find((group) => group.groupId === groupId);

  async function put(next: string): Promise<void> {
    setBusy(true);
    const body = { base: groupId === '' ? null : groupId, groupId: next === '' ? null : next };
    const path = `/members/${encodeURIComponent(member.memberId)}/group`;
    const answer = await askServer(path, MemberGroupAnswer, { method: 'PUT', body });
    setBusy(false);
    setMoved(answer.ok && 'now' in answer.value);
    setEnd(endOf(answer));
    if (!answer.ok) return;
    if (answer.value.ok) {
      setGroupId(next);
      onGrouped(body.groupId);
    } else if ('now' in answer.value) {
      setGroupId(answer.value.now ?? '');
      onGrouped(answer.value.now);
    }
  }

  if (groups.length === 0 || (!may && !named)) return null;
  const unlisted = currenciesUnlisted(lists, groupId, here ? [here] : [], new Date().toISOString());
  const elsewhere = unlisted.length > 0 && (
    <p className={css.hint} data-testid="member-group-elsewhere">
      {t('pricing.groupUnlisted', { currencies: unlisted.join(', ') })}
    </p>
  );
  if (!may) {
    return (
      <>
        <p className={css.hint} data-testid="member-group-name">
          {t('pricing.inGroup', { group: named ? localName(named, i18n.language) : groupId })}
        </p>
        {elsewhere}
      </>
    );
  }
  return (
    <>
      <SelectField
        label={t('pricing.group')}
        hint={online ? undefined : t('pricing.groupOffline')}
        value={groupId}
        disabled={busy || !online}
        options={[
          { value: '', label: t('pricing.noGroup') },
          ...groups.map((group) => ({ value: group.groupId, label: localName(group, i18n.language) })),
        ]}
        onChange={(next) => void put(next)}
        testId="member-group"
      />
      {elsewhere}
      {end && <SaveEndNotice end={end} />}
      {moved && (
        <Notice tone="warn" code="member-moved" title={t('pricing.memberMoved')} next={t('pricing.memberMovedNext')} />
      )}
    </>
  );
}

type Asked = Awaited<ReturnType<typeof askServer<typeof MemberGroupAnswer>>>;

/** Why a member is not where they were put; null where they are, or somebody else put them elsewhere. */
function endOf(answer: Asked): ChangeEnd | null {
  if (!answer.ok) return unsent(answer);
  if (answer.value.ok || 'now' in answer.value) return null;
  return { end: 'unsent', offline: false, code: answer.value.faults[0] ?? 'internal' };
}
