import { Undo2, UserRoundMinus, UserRoundPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerGroup } from '#contracts/facts/pricing-facts.ts';
import { MemberGroupAnswer } from '#contracts/http/pricing.ts';
import { Answered } from '#renderer/app/answered.tsx';
import { useStore } from '#renderer/app/external-store.ts';
import { askServer } from '#renderer/app/server-api.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { useLastGood } from '#renderer/app/use-last-good.ts';
import type { ChangeEnd } from '#renderer/features/products/use-change.ts';
import { unsent } from '#renderer/features/saving/save-end.ts';
import { SaveEndNotice } from '#renderer/features/saving/save-end-notice.tsx';
import { MemberFinder } from '#renderer/features/sell/member-finder.tsx';
import { useGroupPricing } from '#renderer/features/sell/use-group-pricing.ts';
import { Action } from '#renderer/ui/action.tsx';
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { memberCsv } from './member-csv.ts';
import css from './pricing.module.css';
import { type GroupMember, useGroupMembers } from './use-group-members.ts';

/** Who is in a group; somebody is put into it by name or card, from another group only after a second look. */
export function GroupMembersView({ group, onChanged }: { group: CustomerGroup; onChanged: () => void }) {
  const { groupId } = group;
  const { t } = useTranslation();
  const store = useStore(useTill().store);
  const { groups } = useGroupPricing();
  const [adding, setAdding] = useState(false);
  const [busy, setBusy] = useState(false);
  const [end, setEnd] = useState<ChangeEnd | null>(null);
  /** Somebody who is in another group. */
  const [other, setOther] = useState<{ memberId: string; name: string; groupId: string } | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [progress, setProgress] = useState<{ sent: number; total: number } | null>(null);
  /** Those who were taken out together, and can be put back. */
  const [removed, setRemoved] = useState<readonly string[]>([]);
  const asked = useLastGood(useGroupMembers(groupId));
  const columns: DataColumn<GroupMember>[] = [
    { id: 'name', label: t('pricing.fields.name'), share: 3, value: ({ name }) => name },
    { id: 'card', label: t('pricing.card'), share: 2, value: ({ cardNumber }) => cardNumber },
  ];

  async function put(memberId: string, base: string | null, to: string | null): Promise<void> {
    setBusy(true);
    setOther(null);
    const answer = await askServer(`/members/${encodeURIComponent(memberId)}/group`, MemberGroupAnswer, {
      method: 'PUT',
      body: { base, groupId: to },
    });
    setBusy(false);
    if (!answer.ok) setEnd(unsent(answer));
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

  /** One by one; whoever is elsewhere by now stays there. */
  async function putMany(memberIds: readonly string[], to: string | null): Promise<void> {
    const done: string[] = [];
    setBusy(true);
    setEnd(null);
    setRemoved([]);
    for (const [sent, memberId] of memberIds.entries()) {
      setProgress({ sent, total: memberIds.length });
      const body = { base: to === null ? groupId : null, groupId: to };
      const path = `/members/${encodeURIComponent(memberId)}/group`;
      const answer = await askServer(path, MemberGroupAnswer, { method: 'PUT', body });
      if (!answer.ok) {
        setEnd(unsent(answer));
        break;
      }
      if (answer.value.ok) done.push(memberId);
    }
    setProgress(null);
    setBusy(false);
    setChosen(new Set());
    setRemoved(to === null ? done : []);
    asked.again();
    onChanged();
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
    <section className={sheet.section} data-testid="group-members">
      <div className={css.bar}>
        <h3 className={sheet.heading}>{t('pricing.membersIn')}</h3>
        <Action icon={UserRoundPlus} disabled={busy} onClick={() => setAdding(!adding)} data-testid="group-member-add">
          {t('pricing.addMember')}
        </Action>
      </div>
      {end && <SaveEndNotice end={end} />}
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
      {progress && <p role="status">{t('products.export.progress', progress)}</p>}
      {removed.length > 0 && (
        <Notice tone="ok" code="members-removed" title={t('pricing.removedMembers', { count: removed.length })}>
          <Action
            icon={Undo2}
            disabled={busy}
            onClick={() => void putMany(removed, groupId)}
            data-testid="group-members-undo"
          >
            {t('sell.undo')}
          </Action>
        </Notice>
      )}
      {adding && (
        <div className={css.finder}>
          <MemberFinder onChoose={(memberId) => void choose(memberId)} onClose={() => setAdding(false)} />
        </div>
      )}
      <Answered asked={asked} offlineText={t('pricing.offline')}>
        {(members) => (
          <DataTable
            label={t('pricing.membersIn')}
            rows={members}
            columns={columns}
            keyOf={({ memberId }) => memberId}
            order={{ by: 'card', descending: false }}
            choice={{ chosen, onChosen: setChosen, nameOf: ({ name }) => name }}
            actions={
              <Action
                icon={UserRoundMinus}
                disabled={busy}
                onClick={() => void putMany([...chosen], null)}
                data-testid="group-members-remove"
              >
                {t('pricing.removeMembers', { count: chosen.size })}
              </Action>
            }
            rowActions={{
              width: 140,
              of: ({ memberId, name }) => (
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
              ),
            }}
            csvOf={(rows) => memberCsv(rows, group)}
            exportName="group-members"
            testId="group-members"
            rowTestId="group-member"
            empty={<p className={css.hint}>{t('pricing.noMembers')}</p>}
          />
        )}
      </Answered>
    </section>
  );
}
