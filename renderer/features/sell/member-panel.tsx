import { UnstyledButton } from '@mantine/core';
import { UserRoundX } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from '#renderer/app/external-store.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { useKeyLayer } from '#renderer/app/use-key-layer.ts';
import { useMemberName } from '#renderer/features/sell/use-member-name.ts';
import type { MemberCard } from '#renderer/store/till-store.ts';
import { Action } from '#renderer/ui/action.tsx';
import { initialsOf } from '#renderer/ui/hue.ts';
import { Initials } from '#renderer/ui/initials.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import css from './member-panel.module.css';
import type { Sale } from './sale.ts';

const LIMIT = 20;

/** Finds a member by name or card and puts them on the sale. A card can be scanned here. */
export function MemberPanel({ sale, onClose }: { sale: Sale; onClose: () => void }) {
  const { t } = useTranslation();
  const store = useStore(useTill().store);
  const { cart, memberAhead } = useStore(sale.view);
  const current = useMemberName(cart?.memberId ?? memberAhead);
  const [query, setQuery] = useState('');
  const [members, setMembers] = useState<readonly MemberCard[]>([]);
  const [active, setActive] = useState(0);
  const field = useRef<HTMLInputElement>(null);

  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    let wanted = true;
    setActive(0);
    void store?.searchMembers(query.trim(), LIMIT).then((found) => {
      if (wanted) setMembers(found);
    });
    return () => {
      wanted = false;
    };
  }, [store, query]);

  function attach(memberId: string | null): void {
    sale.edit({ type: 'member', memberId });
    onClose();
  }

  useKeyLayer('panel', {
    onScan: ({ text }) => setQuery(text),
    onKey(event) {
      const member = members[active];
      if (event.key === 'Escape') onClose();
      else if (event.key === 'ArrowDown') setActive(Math.min(active + 1, members.length - 1));
      else if (event.key === 'ArrowUp') setActive(Math.max(active - 1, 0));
      else if (event.key === 'Enter' && member) attach(member.memberId);
      else return !event.ctrlKey && !event.altKey && event.key.length === 1 && document.activeElement !== field.current;
      return true;
    },
  });

  return (
    <Panel title={t('member.title')} closeName={t('app.close')} onClose={onClose} testId="member-panel">
      {current && (
        <div className={css.current}>
          <span>{current}</span>
          <Action tone="quiet" icon={UserRoundX} onClick={() => attach(null)} data-testid="member-remove">
            {t('member.remove')}
          </Action>
        </div>
      )}
      <input
        ref={field}
        className={css.field}
        type="text"
        aria-label={t('member.search')}
        placeholder={t('member.searchHint')}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
        autoComplete="off"
        spellCheck={false}
        data-testid="member-search"
      />
      {members.length === 0 && <p className={css.none}>{query.trim() === '' ? t('member.hint') : t('member.none')}</p>}
      <ul className={css.list}>
        {members.map((member, index) => (
          <li key={member.memberId}>
            <UnstyledButton
              type="button"
              className={css.member}
              data-active={index === active || undefined}
              onClick={() => attach(member.memberId)}
              data-testid="member-result"
            >
              <Initials text={initialsOf(member.name)} seed={member.memberId} size={40} round />
              <span className={css.words}>
                <span className={css.name}>{member.name}</span>
                <span className={css.card}>{member.cardNumber}</span>
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
