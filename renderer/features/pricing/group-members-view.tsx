import { UserRoundMinus, UserRoundPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { GroupMembers, MemberGroupAnswer } from '#contracts/http/pricing.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { askServer } from '#renderer/app/server-api.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { useServer } from '#renderer/app/use-server.ts';
import { ChangeEndNotice } from '#renderer/features/products/change-end-notice.tsx';
import products from '#renderer/features/products/products.module.css';
import type { ChangeEnd } from '#renderer/features/products/use-change.ts';
import { useLastGood } from '#renderer/features/products/use-last-good.ts';
import { Answered } from '#renderer/features/reports/answered.tsx';
import { MemberFinder } from '#renderer/features/sell/member-finder.tsx';
import { useGroupPricing } from '#renderer/features/sell/use-group-pricing.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import css from './pricing.module.css';

const WINDOW = 50;

/** Who is in a group; somebody is put into it by name or card, from another group only after a second look. */
export function GroupMembersView({ groupId, onChanged }: { groupId: string; onChanged: () => void }) {
  const { t } = useTranslation();
  const store = useStore(useTill().store);
  const { groups } = useGroupPricing();
  const [offset, setOffset] = useState(0);
  const [adding, setAdding] = useState(false);
  const [busy, setBusy] = useState(false);
  const [end, setEnd] = useState<ChangeEnd | null>(null);
  /** Somebody who is in another group. */
  const [other, setOther] = useState<{ memberId: string; name: string; groupId: string } | null>(null);
  const path = `/customer-groups/${encodeURIComponent(groupId)}/members`;
  const asked = useLastGood(useServer(path, GroupMembers, { offset: String(offset), limit: String(WINDOW) }));

  async function put(memberId: string, base: string | null, to: string | null): Promise<void> {
    setBusy(true);
    setOther(null);
    const answer = await askServer(`/members/${encodeURIComponent(memberId)}/group`, MemberGroupAnswer, {
      method: 'PUT',
      body: { base, groupId: to },
    });
    setBusy(false);
    if (!answer.ok) setEnd({ end: 'unsent', offline: answer.offline, code: answer.offline ? 'offline' : answer.code });
    else if (answer.value.ok) {
      setEnd(null);
      setAdding(false);
      asked.again();
      onChanged();
    } else if ('now' in answer.value) {
      setEnd(null);
      asked.again();
      if (answer.value.now !== null && to !== null) await askOther(memberId, answer.value.now);
    } else setEnd({ end: 'unsent', offline: false, code: answer.value.faults[0] ?? 'internal' });
  }

  async function askOther(memberId: string, now: string): Promise<void> {
    const member = await store?.member(memberId);
    setOther({ memberId, name: member?.name ?? memberId, groupId: now });
  }

  async function choose(memberId: string): Promise<void> {
    const member = await store?.member(memberId);
    if (member?.groupId !== undefined && member.groupId !== groupId) await askOther(memberId, member.groupId);
    else await put(memberId, null, groupId);
  }

  return (
    <section className={products.section} data-testid="group-members">
      <div className={css.bar}>
        <h3 className={products.heading}>{t('pricing.membersIn')}</h3>
        <Action icon={UserRoundPlus} disabled={busy} onClick={() => setAdding(!adding)} data-testid="group-member-add">
          {t('pricing.addMember')}
        </Action>
      </div>
      {end && <ChangeEndNotice end={end} />}
      {other && (
        <Notice
          tone="warn"
          code="member-in-other"
          title={t('pricing.memberInOther', {
            name: other.name,
            group: groups.find((group) => group.groupId === other.groupId)?.name ?? other.groupId,
          })}
        >
          <Action
            disabled={busy}
            onClick={() => void put(other.memberId, other.groupId, groupId)}
            data-testid="group-member-move"
          >
            {t('pricing.moveMember')}
          </Action>
          <Action onClick={() => setOther(null)}>{t('pricing.leaveMember')}</Action>
        </Notice>
      )}
      {adding && (
        <div className={css.finder}>
          <MemberFinder onChoose={(memberId) => void choose(memberId)} onClose={() => setAdding(false)} />
        </div>
      )}
      <Answered asked={asked} offlineText={t('pricing.offline')}>
        {({ members, total }) => (
          <>
            {total === 0 && <p className={css.hint}>{t('pricing.noMembers')}</p>}
            <ul className={css.rows}>
              {members.map(({ memberId, name, cardNumber }) => (
                <li key={memberId} className={css.row} data-testid="group-member">
                  <div className={css.words}>
                    <div className={css.name}>{name}</div>
                    <div className={css.hint}>{cardNumber}</div>
                  </div>
                  <Action
                    tone="quiet"
                    icon={UserRoundMinus}
                    disabled={busy}
                    aria-label={t('pricing.removeMember', { name })}
                    onClick={() => void put(memberId, groupId, null)}
                    data-testid="group-member-remove"
                  >
                    {t('pricing.remove')}
                  </Action>
                </li>
              ))}
            </ul>
            {total > WINDOW && (
              <div className={css.bar}>
                <Action disabled={offset === 0} onClick={() => setOffset(Math.max(0, offset - WINDOW))}>
                  {t('pricing.before')}
                </Action>
                <span className={css.hint}>
                  {t('pricing.window', { first: offset + 1, last: Math.min(offset + WINDOW, total), total })}
                </span>
                <Action disabled={offset + WINDOW >= total} onClick={() => setOffset(offset + WINDOW)}>
                  {t('pricing.next')}
                </Action>
              </div>
            )}
          </>
        )}
      </Answered>
    </section>
  );
}
