import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MemberKnown } from '#contracts/http/members.ts';
import { shownPhone } from '#contracts/member/contact.ts';
import { PROFILE_FIELDS, type ProfileField } from '#domain/member/profile.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { useFormats, useTill } from '#renderer/app/till-context.tsx';
import { FaultNotice } from '#renderer/features/saving/fault-notice.tsx';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { reviseMember } from './revise-member.ts';

/** What two people said of the same field without having seen each other's words, side by side, and the way back to what was there. */
export function BeforeNotice({ known, onSaved }: { known: MemberKnown; onSaved: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const till = useTill();
  const store = useStore(till.store);
  const [fault, setFault] = useState<string | null>(null);
  const [newest] = known.before;
  const differing = newest ? PROFILE_FIELDS.filter((field) => isOther(newest.was, known, field)) : [];
  if (!newest || differing.length === 0) return null;
  const shown = (field: ProfileField, value: string | null | undefined): string => {
    if (value == null) return t('products.nothing');
    return field === 'phone' ? shownPhone(value) : value;
  };

  async function takeBack(was: MemberKnown['before'][number]['was']): Promise<void> {
    const why = await reviseMember({ host: till.host, store }, known, was);
    if (why) setFault(why.code);
    else onSaved();
  }

  return (
    <>
      <Notice
        tone="warn"
        code="member-differs"
        title={t('error.member-differs.title')}
        next={t('members.differsNext', { at: formats.dateTime(newest.at) })}
      >
        <Action onClick={() => void takeBack(newest.was)} data-testid="member-take-back">
          {t('members.takeBack')}
        </Action>
      </Notice>
      <table className={sheet.table} data-testid="member-differs">
        <tbody>
          {differing.map((field) => (
            <tr key={field}>
              <th scope="row">{t(`member.${field}`)}</th>
              <td className={sheet.change}>
                <del>{shown(field, newest.was[field])}</del> <ins>{shown(field, known[field])}</ins>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <FaultNotice fault={fault} />
    </>
  );
}

function isOther(was: MemberKnown['before'][number]['was'], known: MemberKnown, field: ProfileField): boolean {
  return was[field] !== undefined && (was[field] ?? undefined) !== known[field];
}
