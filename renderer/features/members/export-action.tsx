import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { MemberExport } from '#contracts/http/member-export.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { FaultNotice } from '#renderer/features/saving/fault-notice.tsx';
import { useSending } from '#renderer/features/saving/use-sending.ts';
import { Action } from '#renderer/ui/action.tsx';
import { saveFile } from '#renderer/ui/save-file.ts';
import { exportPage } from './export-member.ts';

/** Gives all that is kept under a member as two files: one for programs (JSON), one to be read (a page). */
export function ExportAction({ memberId }: { memberId: string }) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const { busy, fault, send } = useSending();

  async function give(): Promise<void> {
    const all = await send(`/members/${encodeURIComponent(memberId)}/export`, MemberExport, {});
    if (!all) return;
    saveFile(document, `member-${memberId}.json`, 'application/json', JSON.stringify(all, null, 2));
    saveFile(document, `member-${memberId}.html`, 'text/html', exportPage(all, t, formats, i18n.language));
  }

  return (
    <>
      <Action icon={Download} disabled={busy} onClick={() => void give()} data-testid="member-export">
        {t('members.export.button')}
      </Action>
      <FaultNotice fault={fault} />
    </>
  );
}
