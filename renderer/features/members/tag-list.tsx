import { X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MemberKnown } from '#contracts/http/members.ts';
import type { TagChange } from '#contracts/member/tags.ts';
import { changeTags, TAGS_MAX } from '#domain/member/tags.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { FaultNotice } from '#renderer/features/saving/fault-notice.tsx';
import { IconAction } from '#renderer/ui/action.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { TagField } from './tag-field.tsx';
import { tagMembers } from './tag-members.ts';

/** A member's tags, put on and taken off as one goes. */
export function TagList({ known }: { known: MemberKnown }) {
  const { t } = useTranslation();
  const { host } = useTill();
  /** What was said here; some of it may be on its way. */
  const [said, setSaid] = useState<readonly TagChange[]>([]);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const tags = said.reduce<string[]>(changeTags, known.tags);

  async function say(change: TagChange): Promise<void> {
    setBusy(true);
    const why = await tagMembers(host, [known.memberId], change);
    setBusy(false);
    setFault(why?.code ?? null);
    if (!why) setSaid((before) => [...before, change]);
  }

  return (
    <div className={sheet.section} data-testid="member-tags">
      <h3 className={sheet.sub}>{t('member.tags.title')}</h3>
      {tags.length > 0 && (
        <ul className={sheet.chips}>
          {tags.map((tag) => (
            <li key={tag} className={sheet.chip} data-testid="member-tag">
              {tag}
              <IconAction
                icon={X}
                label={t('member.tags.remove', { tag })}
                disabled={busy}
                onClick={() => void say({ added: [], removed: [tag] })}
                data-testid="member-tag-remove"
              />
            </li>
          ))}
        </ul>
      )}
      {tags.length < TAGS_MAX && <TagField disabled={busy} onAdd={(tag) => void say({ added: [tag], removed: [] })} />}
      <FaultNotice fault={fault} />
    </div>
  );
}
