import { Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EraseAnswer, type MemberKnown } from '#contracts/http/members.ts';
import { shownPhone } from '#contracts/member/contact.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { FaultNotice } from '#renderer/features/saving/fault-notice.tsx';
import { useFormKeys } from '#renderer/features/saving/use-form-keys.ts';
import { useSending } from '#renderer/features/saving/use-sending.ts';
import { MemberStanding } from '#renderer/features/sell/member-standing.tsx';
import type { MemberCard } from '#renderer/store/till-store.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { BeforeNotice } from './before-notice.tsx';
import { ConsentList } from './consent-list.tsx';
import { ExportAction } from './export-action.tsx';
import { MergeList } from './merge-list.tsx';
import { ProfileForm } from './profile-form.tsx';
import { TagList } from './tag-list.tsx';

interface MemberViewProps {
  known: MemberKnown;
  card: MemberCard | null;
  config: RegisterConfig;
  mayErase: boolean;
  mayMerge: boolean;
  mayExport: boolean;
  again: () => void;
  onErased: () => void;
  onLeave: () => void;
}

/** What is known of a member. Erasing it is asked about once more, with what goes and what stays. */
export function MemberView({
  known,
  card,
  config,
  mayErase,
  mayMerge,
  mayExport,
  again,
  onErased,
  onLeave,
}: MemberViewProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [asked, setAsked] = useState(false);
  /** As they were known when somebody began to change it: what is heard of them meanwhile is no answer to that. */
  const [editing, setEditing] = useState<MemberKnown | null>(null);
  const { busy, fault, setFault, send } = useSending();
  useFormKeys(asked ? () => setAsked(false) : onLeave, editing === null);
  const none = t('products.nothing');
  const rows: readonly (readonly [string, string])[] = [
    [t('members.card'), known.cardNumber],
    [t('members.phone'), known.phone === undefined ? none : shownPhone(known.phone)],
    [t('members.email'), known.email ?? none],
    [t('members.mailed'), formats.count(known.mailed)],
    [t('members.receipts'), formats.count(known.receipts)],
    [t('members.last'), known.lastReceiptOn === null ? none : formats.day(known.lastReceiptOn)],
    ...(known.owed === 0 ? [] : [[t('members.owed'), formats.money(known.owed)] as const]),
  ];

  async function erase(): Promise<void> {
    const path = `/members/${encodeURIComponent(known.memberId)}/erase`;
    const said = await send(path, EraseAnswer, { method: 'POST', body: {} });
    if (said?.ok) onErased();
    else if (said) setFault(said.faults[0] ?? 'internal');
  }

  if (editing) {
    return <ProfileForm known={editing} onSaved={again} onLeave={() => setEditing(null)} />;
  }
  return (
    <section className={sheet.section} data-testid="member">
      <h2 className={sheet.heading}>{known.shownName}</h2>
      <table className={sheet.table}>
        <tbody>
          {rows.map(([label, value]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {card && <MemberStanding card={card} config={config} />}
      <TagList key={known.memberId} known={known} />
      <ConsentList key={known.revision} known={known} config={config} onChanged={again} />
      <MergeList known={known} mayMerge={mayMerge} onChanged={again} />
      <BeforeNotice known={known} onSaved={again} />
      <FaultNotice fault={fault} />
      {asked ? (
        <>
          <ul className={sheet.plainList}>
            <li>{t('members.goes')}</li>
            <li>{t('members.stays', { count: known.receipts })}</li>
            <li>{t('members.tills')}</li>
          </ul>
          <Notice
            tone="bad"
            code="member-erase"
            title={t('members.sure', { name: known.shownName })}
            next={t('members.sureNext')}
          >
            <Action
              tone="bad"
              icon={Trash2}
              disabled={busy}
              onClick={() => void erase()}
              data-testid="member-erase-sure"
            >
              {t('members.eraseForGood')}
            </Action>
            <Action onClick={() => setAsked(false)} data-testid="member-erase-not">
              {t('members.keep')}
            </Action>
          </Notice>
        </>
      ) : (
        <div className={sheet.actions}>
          <Action icon={Pencil} onClick={() => setEditing(known)} data-testid="member-edit">
            {t('members.edit')}
          </Action>
          {mayExport && <ExportAction memberId={known.memberId} />}
          {mayErase && (
            <Action tone="bad" icon={Trash2} onClick={() => setAsked(true)} data-testid="member-erase">
              {t('members.erase')}
            </Action>
          )}
        </div>
      )}
    </section>
  );
}
