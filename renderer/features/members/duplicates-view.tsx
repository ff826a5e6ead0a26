import { Merge, UsersRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Duplicates, type LikelyMember, MergeAnswer } from '#contracts/http/members.ts';
import { Answered } from '#renderer/app/answered.tsx';
import { useFormats } from '#renderer/app/till-context.tsx';
import { useServer } from '#renderer/app/use-server.ts';
import { FaultNotice } from '#renderer/features/saving/fault-notice.tsx';
import { useFormKeys } from '#renderer/features/saving/use-form-keys.ts';
import { useSending } from '#renderer/features/saving/use-sending.ts';
import { Action } from '#renderer/ui/action.tsx';
import sheet from '#renderer/ui/sheet.module.css';

/** Members who seem to be one person, and why: merged under one of them, or said to be two. Merging can be undone on the member's page. */
export function DuplicatesView({ onLeave }: { onLeave: () => void }) {
  const { t } = useTranslation();
  const asked = useServer('/members/duplicates', Duplicates);
  const { busy, fault, setFault, send } = useSending();
  useFormKeys(onLeave);

  async function settle(what: 'merge' | 'part', kept: LikelyMember, merged: LikelyMember): Promise<void> {
    const body = { keptId: kept.memberId, mergedId: merged.memberId };
    const said = await send(`/members/${what}`, MergeAnswer, { method: 'POST', body });
    if (said && !said.ok) setFault(said.faults[0] ?? 'internal');
    asked.again();
  }

  return (
    <section className={sheet.section} data-testid="duplicates">
      <h2 className={sheet.heading}>{t('members.duplicates.title')}</h2>
      <p className={sheet.hint}>{t('members.duplicates.hint')}</p>
      <FaultNotice fault={fault} />
      <Answered asked={asked} offlineText={t('members.offline')}>
        {({ pairs }) =>
          pairs.length === 0 ? (
            <p data-testid="duplicates-none">{t('members.duplicates.none')}</p>
          ) : (
            <table className={sheet.table}>
              <tbody>
                {pairs.map(({ members: [one, other], reason, score }) => (
                  <tr key={`${one.memberId} ${other.memberId}`} data-testid="duplicate">
                    <td>{t(`members.duplicates.because.${reason}`, { score })}</td>
                    {(
                      [
                        [one, other],
                        [other, one],
                      ] as const
                    ).map(([kept, merged]) => (
                      <td key={kept.memberId}>
                        <MemberWords member={kept} />
                        <Action
                          icon={Merge}
                          disabled={busy}
                          onClick={() => void settle('merge', kept, merged)}
                          data-testid="duplicate-keep"
                        >
                          {t('members.duplicates.keep')}
                        </Action>
                      </td>
                    ))}
                    <td>
                      <Action
                        tone="quiet"
                        icon={UsersRound}
                        disabled={busy}
                        onClick={() => void settle('part', one, other)}
                        data-testid="duplicate-part"
                      >
                        {t('members.duplicates.part')}
                      </Action>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Answered>
    </section>
  );
}

function MemberWords({ member }: { member: LikelyMember }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { shownName, cardNumber, receipts } = member;
  return (
    <p>
      <strong>{shownName}</strong> {cardNumber} ·{' '}
      {t('members.duplicates.receipts', { count: receipts, shown: formats.count(receipts) })}
    </p>
  );
}
