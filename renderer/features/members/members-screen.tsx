import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MemberKnown } from '#contracts/http/members.ts';
import { Answered } from '#renderer/app/answered.tsx';
import { useServer } from '#renderer/app/use-server.ts';
import type { OfficeProps } from '#renderer/features/office/office-parts.ts';
import { MemberFinder } from '#renderer/features/sell/member-finder.tsx';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { Page } from '#renderer/ui/page.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { MemberView } from './member-view.tsx';

/** Members by name or card, what is known of one, and its erasure. */
export function MembersScreen({ top, onLeave }: OfficeProps) {
  const { t } = useTranslation();
  const [memberId, setMemberId] = useState<string | null>(null);
  const [erased, setErased] = useState(false);
  return (
    <Page title={t('members.title')} top={top}>
      <div className={sheet.screen} data-testid="members">
        <div className={sheet.head}>
          <Action
            tone="quiet"
            icon={ArrowLeft}
            onClick={() => (memberId === null ? onLeave() : setMemberId(null))}
            data-testid="members-back"
          >
            {t(memberId === null ? 'labels.back' : 'products.back')}
          </Action>
        </div>
        {erased && <Notice tone="ok" code="member-erased" title={t('members.erased')} next={t('members.erasedNext')} />}
        {memberId === null ? (
          <div className={sheet.section}>
            <p className={sheet.hint}>{t('members.hint')}</p>
            <MemberFinder
              onChoose={(id) => {
                setErased(false);
                setMemberId(id);
              }}
              onClose={onLeave}
            />
          </div>
        ) : (
          <KnownMember
            memberId={memberId}
            onErased={() => {
              setMemberId(null);
              setErased(true);
            }}
            onLeave={() => setMemberId(null)}
          />
        )}
      </div>
    </Page>
  );
}

interface KnownMemberProps {
  memberId: string;
  onErased: () => void;
  onLeave: () => void;
}

function KnownMember({ memberId, ...rest }: KnownMemberProps) {
  const { t } = useTranslation();
  const asked = useServer(`/members/${encodeURIComponent(memberId)}`, MemberKnown);
  return (
    <Answered asked={asked} offlineText={t('members.offline')}>
      {(known) => <MemberView known={known} {...rest} />}
    </Answered>
  );
}
