import { UnstyledButton } from '@mantine/core';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from '#renderer/app/external-store.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import type { MemberCard } from '#renderer/store/till-store.ts';
import { initialsOf } from '#renderer/ui/hue.ts';
import { Initials } from '#renderer/ui/initials.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import css from './member-finder.module.css';

const LIMIT = 20;

interface MemberFinderProps {
  onChoose: (memberId: string) => void;
  onClose: () => void;
}

/** Finds a member by name or card; arrows and Enter choose. A card can be scanned here. */
export function MemberFinder({ onChoose, onClose }: MemberFinderProps) {
  const { t } = useTranslation();
  const store = useStore(useTill().store);
  const [query, setQuery] = useState('');
  const [members, setMembers] = useState<readonly MemberCard[]>([]);
  const [active, setActive] = useState(0);
  const field = useRef<HTMLInputElement>(null);

  useLayoutEffect(() => field.current?.focus(), []);
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

  useKeyLayer('panel', {
    onScan: ({ text }) => setQuery(text),
    onKey(event) {
      const member = members[active];
      if (event.key === 'Escape') onClose();
      else if (event.key === 'ArrowDown') setActive(Math.min(active + 1, members.length - 1));
      else if (event.key === 'ArrowUp') setActive(Math.max(active - 1, 0));
      else if (event.key === 'Enter' && member) onChoose(member.memberId);
      else return !event.ctrlKey && !event.altKey && event.key.length === 1 && document.activeElement !== field.current;
      return true;
    },
  });

  return (
    <>
      <TextField
        ref={field}
        label={t('member.search')}
        placeholder={t('member.searchHint')}
        value={query}
        onText={setQuery}
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
              onClick={() => onChoose(member.memberId)}
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
    </>
  );
}
