import { ListPlus, Tags, UsersRound } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerGroupRow, PriceLists } from '#contracts/http/pricing.ts';
import { listState } from '#domain/pricing/price-list.ts';
import { localName } from '#renderer/app/local-name.ts';
import { useFormats, useTill } from '#renderer/app/till-context.tsx';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { Tabs } from '#renderer/ui/tabs.tsx';
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
  useKeyLayer('screen', {
    onScan: () => play('wrong'),
    onKey: (event) => {
      if (event.key !== 'Escape') return false;
      onLeave();
      return true;
    },
  });
  const now = new Date().toISOString();
  const names = new Map(groups.map(({ group }) => [group.groupId, localName(group, i18n.language)]));
  const rows = known.lists
    .map((row) => ({ ...row, state: listState(row.list, now) }))
    .filter(({ state }) => (state === 'ended') === (shown === 'ended'));
  const columns: DataColumn<(typeof rows)[number]>[] = [
    {
      id: 'name',
      label: t('pricing.fields.name'),
      share: 3,
      value: ({ list }) => localName(list, i18n.language),
      cell: ({ list, state }) => (
        <span>
          {localName(list, i18n.language)} <span className={css.state}>{t(`pricing.states.${state}`)}</span>
        </span>
      ),
    },
    { id: 'state', label: t('table.status'), value: ({ state }) => t(`pricing.states.${state}`), hidden: true },
    {
      id: 'groups',
      label: t('pricing.fields.groupIds'),
      share: 2,
      value: ({ list }) => list.groupIds.map((groupId) => names.get(groupId) ?? groupId).join(', '),
    },
    {
      id: 'stores',
      label: t('pricing.fields.storeIds'),
      share: 2,
      value: ({ list }) => storeNames(t, list, known.stores),
    },
    {
      id: 'span',
      label: t('pricing.holds'),
      share: 2,
      value: ({ list }) => list.from ?? '',
      cell: ({ list }) => listSpan(t, formats, list),
    },
    { id: 'until', label: t('pricing.fields.until'), value: ({ list }) => list.until ?? '', hidden: true },
    {
      id: 'entries',
      label: t('pricing.listViews.prices'),
      value: ({ entries }) => entries,
      cell: ({ entries }) => t('pricing.entries', { count: entries }),
    },
    {
      id: 'rules',
      label: t('pricing.fields.rules'),
      value: ({ list }) => list.rules.length,
      cell: ({ list }) => t('pricing.rulesCount', { count: list.rules.length }),
    },
    {
      id: 'priority',
      label: t('pricing.fields.priority'),
      isNumber: true,
      value: ({ list }) => list.priority,
    },
  ];
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
      <DataTable
        label={t('pricing.title')}
        rows={rows}
        columns={columns}
        keyOf={({ list }) => list.listId}
        // As the server has them: those that decide first.
        order={{ by: '', descending: false }}
        onOpen={({ list }) => onOpen(list.listId)}
        openLabel={({ list }) => t('pricing.openList', { name: localName(list, i18n.language) })}
        exportName="price-lists"
        testId="price-list"
        rowTestId="price-list-row"
        attributes={({ state }) => ({ 'data-state': state })}
        empty={
          <Empty
            icon={Tags}
            title={t(shown === 'open' ? 'pricing.noLists' : 'pricing.noneEnded')}
            text={t('pricing.noListsHint')}
          />
        }
      />
    </div>
  );
}
