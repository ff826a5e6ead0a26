import { UnstyledButton } from '@mantine/core';
import { Tag as TagIcon, UserRoundPlus } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from '#renderer/app/external-store.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import type { MemberCard } from '#renderer/store/till-store.ts';
import { Action } from '#renderer/ui/action.tsx';
import { initialsOf } from '#renderer/ui/hue.ts';
import { Initials } from '#renderer/ui/initials.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { findMembers } from './enrol-member.ts';
import css from './member-finder.module.css';
import { useStoreCountry } from './use-store-country.ts';

const LIMIT = 20;
/** So many are looked through for those who have a tag. */
const TAGGED_LIMIT = 500;
const TAGS_SHOWN = 8;
/** Who was enrolled at another till a moment ago is found once they are heard of. */
const AGAIN_MS = 2000;

interface MemberFinderProps {
  onChoose: (memberId: string) => void;
  onClose: () => void;
  /** To enrolling somebody who is not found; nothing where that is not for here, or not for whoever is signed in. */
  onEnrol?: ((asked: string) => void) | undefined;
}

/** Finds a member by name, card, phone number or e-mail address; arrows and Enter choose. A card can be scanned here. */
export function MemberFinder({ onChoose, onClose, onEnrol }: MemberFinderProps) {
  const { t } = useTranslation();
  const till = useTill();
  const store = useStore(till.store);
  const country = useStoreCountry();
  const [query, setQuery] = useState('');
  const [members, setMembers] = useState<readonly MemberCard[]>([]);
  const [active, setActive] = useState(0);
  const [tags, setTags] = useState<readonly string[]>([]);
  /** Only those who have it. */
  const [tag, setTag] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);

  useLayoutEffect(() => field.current?.focus(), []);
  useEffect(() => {
    let wanted = true;
    setActive(0);
    if (!store) return;
    const find = async (): Promise<void> => {
      const text = query.trim();
      const limit = tag === null ? LIMIT : TAGGED_LIMIT;
      const found =
        text === '' && tag !== null ? [] : await findMembers({ host: till.host, store, country }, text, limit);
      const tagged = tag === null ? null : await store.taggedMembers(tag);
      const all = await store.memberTags();
      if (!wanted) return;
      setTags(all.slice(0, TAGS_SHOWN).map(([one]) => one));
      setMembers(withTag(found, tagged, text).slice(0, LIMIT));
    };
    void find();
    const again = query.trim() === '' ? undefined : setInterval(() => void find(), AGAIN_MS);
    return () => {
      wanted = false;
      clearInterval(again);
    };
  }, [store, till.host, country, query, tag]);

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
      {tags.length > 0 && (
        <fieldset className={css.tags} aria-label={t('member.tags.filter')}>
          {tags.map((one) => (
            <Action
              key={one}
              tone="quiet"
              icon={TagIcon}
              aria-pressed={one === tag}
              onClick={() => setTag(one === tag ? null : one)}
              data-testid="member-tag-filter"
            >
              {one}
            </Action>
          ))}
        </fieldset>
      )}
      {members.length === 0 && <p className={css.none}>{query.trim() === '' ? t('member.hint') : t('member.none')}</p>}
      {onEnrol && (
        <Action icon={UserRoundPlus} onClick={() => onEnrol(query.trim())} data-testid="member-enrol">
          {t('member.enrol')}
        </Action>
      )}
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
                <span className={css.card}>{shownCard(member)}</span>
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Those found who have the tag too; all who have it where nothing is typed. */
function withTag(
  found: readonly MemberCard[],
  tagged: readonly MemberCard[] | null,
  text: string,
): readonly MemberCard[] {
  if (!tagged || text === '') return tagged ?? found;
  const ids = new Set(tagged.map(({ memberId }) => memberId));
  return found.filter(({ memberId }) => ids.has(memberId));
}

/** Card number and, where it is known and not the name already, the end of the phone number. */
function shownCard({ name, cardNumber, phoneEnd }: MemberCard): string {
  return phoneEnd === undefined || name.endsWith(phoneEnd) ? cardNumber : `${cardNumber} · ••• ${phoneEnd}`;
}
