import { HandCoins, UserRoundX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from '#renderer/app/external-store.ts';
import { MemberGroup } from '#renderer/features/pricing/member-group.tsx';
import { MemberFinder } from '#renderer/features/sell/member-finder.tsx';
import { useMember } from '#renderer/features/sell/use-member-name.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import css from './member-panel.module.css';
import type { Sale } from './sale.ts';

interface MemberPanelProps {
  sale: Sale;
  /** To a payment onto the member's account; null where the store has no accounts, or a cart is open. */
  onAccount: ((memberId: string) => void) | null;
  /** Whether the operator may put members into customer groups. */
  mayGroup: boolean;
  onClose: () => void;
}

/** Finds a member by name or card and puts them on the sale. */
export function MemberPanel({ sale, onAccount, mayGroup, onClose }: MemberPanelProps) {
  const { t } = useTranslation();
  const { cart, memberAhead } = useStore(sale.view);
  const memberId = cart?.memberId ?? memberAhead;
  const member = useMember(memberId);
  const current = member?.name ?? memberId;

  function attach(memberId: string | null): void {
    void sale.attach(memberId);
    onClose();
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
      {member && (
        <MemberGroup
          key={member.memberId}
          member={member}
          may={mayGroup}
          onGrouped={(groupId) => void sale.attach(member.memberId, groupId)}
        />
      )}
      <MemberFinder onChoose={attach} onClose={onClose} />
    </Panel>
  );
}
