import { HandCoins, UserRoundX } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { MemberGroup } from '#renderer/features/pricing/member-group.tsx';
import { MemberFinder } from '#renderer/features/sell/member-finder.tsx';
import { useMember } from '#renderer/features/sell/use-member-name.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { EnrolForm } from './enrol-form.tsx';
import css from './member-panel.module.css';
import { MemberStanding } from './member-standing.tsx';
import type { Sale } from './sale.ts';
import { useStoreCountry } from './use-store-country.ts';

interface MemberPanelProps {
  sale: Sale;
  config: RegisterConfig;
  /** To a payment onto the member's account; null where the store has no accounts, or a cart is open. */
  onAccount: ((memberId: string) => void) | null;
  /** Whether the operator may put members into customer groups. */
  mayGroup: boolean;
  /** Whether the operator may enrol members. */
  mayEnrol: boolean;
  onClose: () => void;
}

/** Finds a member and puts them on the sale, or enrols them. */
export function MemberPanel({ sale, config, onAccount, mayGroup, mayEnrol, onClose }: MemberPanelProps) {
  const { t } = useTranslation();
  const { cart, memberAhead } = useStore(sale.view);
  const memberId = cart?.memberId ?? memberAhead;
  const member = useMember(memberId);
  const current = member?.name ?? memberId;
  const country = useStoreCountry();
  const [asked, setAsked] = useState<string | null>(null);

  function attach(memberId: string | null): void {
    void sale.attach(memberId);
    onClose();
  }

  if (asked !== null) {
    return (
      <Panel title={t('member.enrol')} closeName={t('app.close')} onClose={() => setAsked(null)} testId="member-panel">
        <EnrolForm
          asked={asked}
          config={config}
          country={country}
          onEnrolled={({ memberId }) => attach(memberId)}
          onLeave={() => setAsked(null)}
        />
      </Panel>
    );
  }
  return (
    <Panel title={t('member.title')} closeName={t('app.close')} onClose={onClose} testId="member-panel">
      {current && (
        <div className={css.current}>
          <span className={css.name}>{current}</span>
          {onAccount && memberId && (
            <Action tone="quiet" icon={HandCoins} onClick={() => onAccount(memberId)} data-testid="member-account">
              {t('account.title')}
            </Action>
          )}
          <Action tone="quiet" icon={UserRoundX} onClick={() => attach(null)} data-testid="member-remove">
            {t('member.remove')}
          </Action>
        </div>
      )}
      {member && <MemberStanding card={member} config={config} />}
      {member && (
        <MemberGroup
          key={member.memberId}
          member={member}
          may={mayGroup}
          onGrouped={(groupId) => void sale.attach(member.memberId, groupId)}
        />
      )}
      <MemberFinder onChoose={attach} onClose={onClose} onEnrol={mayEnrol ? setAsked : undefined} />
    </Panel>
  );
}
