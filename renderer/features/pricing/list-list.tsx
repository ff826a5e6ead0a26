import { ListPlus, Tags, UsersRound } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerGroupRow, PriceLists } from '#contracts/http/pricing.ts';
import { listState } from '#domain/pricing/price-list.ts';
import { useFormats, useTill } from '#renderer/app/till-context.tsx';
import { useKeyLayer } from '#renderer/app/use-key-layer.ts';
import { localName } from '#renderer/features/sell/local-name.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { Tabs } from '#renderer/ui/tabs.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { listSpan, storeNames } from './list-words.ts';
import css from './pricing.module.css';

interface ListListProps {
  known: PriceLists;
  groups: readonly CustomerGroupRow[];
  onNew: () => void;
  onOpen: (listId: string) => void;
  /** To making the first group. */
  onGroups: () => void;
  onLeave: () => void;
}

const SHOWN = ['open', 'ended'] as const;

/** All price lists, those that decide first, with when each holds. */
export function ListList({ known, groups, onNew, onOpen, onGroups, onLeave }: ListListProps) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const { play } = useTill();
  const [shown, setShown] = useState<(typeof SHOWN)[number]>('open');
  const [search, setSearch] = useState('');
  useKeyLayer('screen', {
    onScan: () => play('wrong'),
    onKey: (event) => {
      if (event.key !== 'Escape') return false;
      if (search !== '') setSearch('');
      else onLeave();
      return true;
    },
  });
  const now = new Date().toISOString();
  const names = new Map(groups.map(({ group }) => [group.groupId, localName(group, i18n.language)]));
  const sought = search.trim().toLocaleLowerCase();
  const rows = known.lists
    .map((row) => ({ ...row, state: listState(row.list, now), name: localName(row.list, i18n.language) }))
    .filter(({ state }) => (state === 'ended') === (shown === 'ended'))
    .filter(({ name, list }) => `${name} ${list.name}`.toLocaleLowerCase().includes(sought));
  if (groups.every(({ group }) => group.archived)) {
    return (
      <Empty icon={UsersRound} title={t('pricing.noGroups')} text={t('pricing.noGroupsHint')}>
        <Action tone="next" icon={UsersRound} onClick={onGroups} data-testid="pricing-first-group">
          {t('pricing.newGroup')}
        </Action>
      </Empty>
    );
  }
  return (
    <div className={css.list} data-testid="price-lists">
      <div className={css.bar}>
        <div className={css.search}>
          <TextField
            label={t('pricing.searchLists')}
            placeholder={t('pricing.searchLists')}
            value={search}
            onText={setSearch}
            data-testid="price-list-search"
          />
        </div>
        <div className={css.shown}>
          <Tabs
            label={t('pricing.shown')}
            value={shown}
            options={SHOWN.map((value) => ({ value, label: t(`pricing.shownLists.${value}`) }))}
            onChange={setShown}
            testId="price-lists-shown"
          />
        </div>
        <Action tone="next" icon={ListPlus} onClick={onNew} data-testid="price-list-new">
          {t('pricing.newList')}
        </Action>
      </div>
      {rows.length === 0 && (
        <Empty
          icon={Tags}
          title={t(shown === 'open' ? 'pricing.noLists' : 'pricing.noneEnded')}
          text={t('pricing.noListsHint')}
        />
      )}
      <ul className={css.rows}>
        {rows.map(({ list, entries, state, name }) => (
          <li key={list.listId} className={css.row} data-testid="price-list-row" data-state={state}>
            <div className={css.words}>
              <div className={css.name}>
                {name} <span className={css.state}>{t(`pricing.states.${state}`)}</span>
              </div>
              <div className={css.hint}>
                {list.groupIds.map((groupId) => names.get(groupId) ?? groupId).join(', ')} ·{' '}
                {storeNames(t, list, known.stores)} · {listSpan(t, formats, list)}
              </div>
              <div className={css.hint}>
                {t('pricing.entries', { count: entries })} · {t('pricing.rulesCount', { count: list.rules.length })} ·{' '}
                {t('pricing.priorityOf', { priority: list.priority })}
              </div>
            </div>
            <Action
              onClick={() => onOpen(list.listId)}
              aria-label={t('pricing.openList', { name })}
              data-testid="price-list-open"
            >
              {t('pricing.open')}
            </Action>
          </li>
        ))}
      </ul>
    </div>
  );
}
