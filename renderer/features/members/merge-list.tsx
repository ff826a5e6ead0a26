import { Split } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type MemberKnown, MergeAnswer } from '#contracts/http/members.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { FaultNotice } from '#renderer/features/saving/fault-notice.tsx';
import { useSending } from '#renderer/features/saving/use-sending.ts';
import { Action } from '#renderer/ui/action.tsx';
import sheet from '#renderer/ui/sheet.module.css';

interface MergeListProps {
  known: MemberKnown;
  mayMerge: boolean;
  onChanged: () => void;
}

/** Who was merged into a member, and the way back; nothing where nobody was. */
export function MergeList({ known, mayMerge, onChanged }: MergeListProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { busy, fault, setFault, send } = useSending();
  if (known.merges.length === 0) return null;

  async function unmerge(mergeId: string): Promise<void> {
    const said = await send('/members/unmerge', MergeAnswer, { method: 'POST', body: { mergeId } });
    if (said && !said.ok) setFault(said.faults[0] ?? 'internal');
    onChanged();
  }

  return (
    <div data-testid="member-merges">
      {known.merges.map(({ mergeId, shownName, cardNumber, at }) => (
        <div key={mergeId} className={sheet.actions}>
          <span>{t('members.merged', { name: shownName, card: cardNumber, at: formats.dateTime(at) })}</span>
          {mayMerge && (
            <Action
              tone="quiet"
              icon={Split}
              disabled={busy}
              onClick={() => void unmerge(mergeId)}
              data-testid="member-unmerge"
            >
              {t('members.unmerge')}
            </Action>
          )}
        </div>
      ))}
      <FaultNotice fault={fault} />
    </div>
  );
}
