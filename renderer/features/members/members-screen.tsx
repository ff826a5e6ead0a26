import { ArrowLeft, MessagesSquare, Settings2, Tags, UsersRound } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProgramRow } from '#contracts/http/member-program.ts';
import { MemberKnown } from '#contracts/http/members.ts';
import { Answered } from '#renderer/app/answered.tsx';
import { mayOf } from '#renderer/app/at-till.ts';
import { useAgainWhenTaken } from '#renderer/app/use-again-when-taken.ts';
import { useLastGood } from '#renderer/app/use-last-good.ts';
import { useServer } from '#renderer/app/use-server.ts';
import type { OfficeProps } from '#renderer/features/office/office-parts.ts';
import { OrderView } from '#renderer/features/online-orders/order-view.tsx';
import { CaseSection } from '#renderer/features/sell/case-section.tsx';
import { EnrolForm } from '#renderer/features/sell/enrol-form.tsx';
import { MemberFinder } from '#renderer/features/sell/member-finder.tsx';
import { useMember } from '#renderer/features/sell/use-member-name.ts';
import { useStoreCountry } from '#renderer/features/sell/use-store-country.ts';
import { useLocations } from '#renderer/features/stock/transfer/use-locations.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { Page } from '#renderer/ui/page.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { CaseView } from './case-view.tsx';
import { CasesView } from './cases-view.tsx';
import { DuplicatesView } from './duplicates-view.tsx';
import { MemberHistory } from './member-history.tsx';
import { MemberView } from './member-view.tsx';
import { ProgramForm } from './program-form.tsx';
import { TagsView } from './tags-view.tsx';

/** Where somebody is on the screen of members. */
type Place =
  | { at: 'list' }
  | { at: 'program' | 'duplicates' | 'tags' | 'cases' }
  | { at: 'case'; caseId: string }
  | { at: 'enrol'; asked: string }
  | { at: 'order'; orderId: string; from: Place }
  | { at: 'member'; memberId: string };

/** Members: found, enrolled, and what is known of one. Finding and enrolling need no network. */
export function MembersScreen({
  top,
  config,
  operatorId,
  status,
  opened,
  onReceipt,
  onException,
  onLeave,
}: OfficeProps) {
  const { t } = useTranslation();
  const [place, setPlace] = useState<Place>(opened === null ? { at: 'list' } : { at: 'member', memberId: opened });
  const [erased, setErased] = useState(false);
  const country = useStoreCountry();
  const locations = useLocations().locations ?? [];
  const mayEnrol = !status.signedIn?.training && mayOf(config, operatorId, 'member-enrol');
  const toList = (): void => setPlace({ at: 'list' });
  const toMember = (memberId: string): void => {
    setErased(false);
    setPlace({ at: 'member', memberId });
  };
  const onOrder = mayOf(config, operatorId, 'online-orders')
    ? (orderId: string): void => setPlace({ at: 'order', orderId, from: place })
    : null;
  return (
    <Page title={t('members.title')} top={top}>
      <div className={sheet.screen} data-testid="members">
        {place.at !== 'list' && place.at !== 'order' && (
          <div className={sheet.head}>
            <Action tone="quiet" icon={ArrowLeft} onClick={toList} data-testid="members-back">
              {t('products.back')}
            </Action>
          </div>
        )}
        {erased && <Notice tone="ok" code="member-erased" title={t('members.erased')} next={t('members.erasedNext')} />}
        {place.at === 'list' && (
          <div className={sheet.section}>
            <div className={sheet.actions}>
              {mayOf(config, operatorId, 'member-merge') && (
                <Action
                  icon={UsersRound}
                  onClick={() => setPlace({ at: 'duplicates' })}
                  data-testid="members-duplicates"
                >
                  {t('members.duplicates.title')}
                </Action>
              )}
              <Action icon={Tags} onClick={() => setPlace({ at: 'tags' })} data-testid="members-tags">
                {t('member.tags.title')}
              </Action>
              <Action icon={MessagesSquare} onClick={() => setPlace({ at: 'cases' })} data-testid="members-cases">
                {t('cases.title')}
              </Action>
              {mayOf(config, operatorId, 'settings') && (
                <Action icon={Settings2} onClick={() => setPlace({ at: 'program' })} data-testid="members-program">
                  {t('members.program.title')}
                </Action>
              )}
            </div>
            <MemberFinder
              onChoose={toMember}
              onClose={onLeave}
              onEnrol={mayEnrol ? (asked) => setPlace({ at: 'enrol', asked }) : undefined}
            />
          </div>
        )}
        {place.at === 'duplicates' && <DuplicatesView onLeave={toList} />}
        {place.at === 'tags' && <TagsView onOpen={toMember} onLeave={toList} />}
        {place.at === 'cases' && (
          <CasesView
            config={config}
            operatorId={operatorId}
            onOpen={(caseId) => setPlace({ at: 'case', caseId })}
            onLeave={toList}
          />
        )}
        {place.at === 'case' && (
          <CaseView
            caseId={place.caseId}
            config={config}
            mayWork={!status.signedIn?.training && mayOf(config, operatorId, 'cases')}
            onMember={toMember}
            onReceipt={(number) => onReceipt(number, null)}
            onOrder={onOrder}
            onLeave={() => setPlace({ at: 'cases' })}
          />
        )}
        {place.at === 'program' && <Program onLeave={toList} />}
        {place.at === 'enrol' && (
          <div className={sheet.section}>
            <EnrolForm
              asked={place.asked}
              config={config}
              country={country}
              onEnrolled={({ memberId }) => toMember(memberId)}
              onLeave={toList}
            />
          </div>
        )}
        {place.at === 'member' && (
          <KnownMember
            memberId={place.memberId}
            config={config}
            mayErase={mayOf(config, operatorId, 'member-erase')}
            mayExport={mayOf(config, operatorId, 'member-export')}
            mayMerge={mayOf(config, operatorId, 'member-merge')}
            onErased={() => {
              toList();
              setErased(true);
            }}
            onReceipt={(number) => onReceipt(number, place.memberId)}
            onOrder={onOrder}
            onCase={(caseId) => setPlace({ at: 'case', caseId })}
            onLeave={toList}
          />
        )}
        {place.at === 'order' && (
          <OrderView
            orderId={place.orderId}
            config={config}
            locations={locations}
            mayDecide={mayOf(config, operatorId, 'online-orders-decide')}
            mayReports={mayOf(config, operatorId, 'reports')}
            onException={onException}
            mayCase
            onLeave={() => setPlace(place.from)}
          />
        )}
      </div>
    </Page>
  );
}

interface KnownMemberProps {
  memberId: string;
  config: OfficeProps['config'];
  mayErase: boolean;
  mayMerge: boolean;
  mayExport: boolean;
  onErased: () => void;
  onReceipt: (number: string) => void;
  onOrder: ((orderId: string) => void) | null;
  onCase: (caseId: string) => void;
  onLeave: () => void;
}

/** What the server knows of a member; without it, what their card says. */
function KnownMember({ memberId, onReceipt, onOrder, onCase, ...rest }: KnownMemberProps) {
  const { t } = useTranslation();
  const card = useMember(memberId);
  const asked = useLastGood(useServer(`/members/${encodeURIComponent(memberId)}`, MemberKnown));
  const { again } = asked;
  useAgainWhenTaken(again);
  return (
    <>
      {card && !asked.answer?.ok && (
        <section className={sheet.section} data-testid="member-card">
          <h2 className={sheet.heading}>{card.name}</h2>
          <p className={sheet.hint}>{card.cardNumber}</p>
        </section>
      )}
      <Answered asked={asked} offlineText={t('members.offline')}>
        {(known) => <MemberView known={known} card={card} again={again} {...rest} />}
      </Answered>
      <CaseSection key={`cases ${memberId}`} about={{ memberId }} onOpen={onCase} />
      <MemberHistory key={memberId} memberId={memberId} config={rest.config} onReceipt={onReceipt} onOrder={onOrder} />
    </>
  );
}

function Program({ onLeave }: { onLeave: () => void }) {
  const { t } = useTranslation();
  const asked = useServer('/member-program', ProgramRow);
  return (
    <Answered asked={asked} offlineText={t('members.offline')}>
      {(row) => <ProgramForm key={row.version} row={row} again={asked.again} onLeave={onLeave} />}
    </Answered>
  );
}
