import { FileUp, Pencil, UserRoundCog, UserRoundPlus, UsersRound } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerGroupRow } from '#contracts/http/pricing.ts';
import { localName } from '#renderer/app/local-name.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { Tabs } from '#renderer/ui/tabs.tsx';
import { groupCsv } from './group-csv.ts';
import css from './pricing.module.css';

interface GroupListProps {
  rows: readonly CustomerGroupRow[];
  onNew: () => void;
  onImport: () => void;
  onImportMembers: () => void;
  onBulk: (rows: readonly CustomerGroupRow[]) => void;
  onOpen: (row: CustomerGroupRow) => void;
  onLeave: () => void;
}

const SHOWN = ['active', 'archived'] as const;

/** All customer groups, with how many are in each. */
export function GroupList({ rows, onNew, onImport, onImportMembers, onBulk, onOpen, onLeave }: GroupListProps) {
  const { t, i18n } = useTranslation();
  const { play } = useTill();
  const [shown, setShown] = useState<(typeof SHOWN)[number]>('active');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  useKeyLayer('screen', {
    onScan: () => play('wrong'),
    onKey: (event) => {
      if (event.key !== 'Escape') return false;
      onLeave();
      return true;
    },
  });
  const columns: DataColumn<CustomerGroupRow>[] = [
    { id: 'name', label: t('pricing.fields.name'), share: 3, value: ({ group }) => localName(group, i18n.language) },
    {
      id: 'members',
      label: t('pricing.membersIn'),
      value: ({ members }) => members,
      cell: ({ members }) => t('pricing.members', { count: members }),
    },
    {
      id: 'lists',
      label: t('pricing.title'),
      value: ({ lists }) => lists,
      cell: ({ lists }) => t('pricing.listsCount', { count: lists }),
    },
  ];
  return (
    <div className={css.list} data-testid="customer-groups">
      <div className={css.bar}>
        <Action tone="next" icon={UserRoundPlus} onClick={onNew} data-testid="group-new">
          {t('pricing.newGroup')}
        </Action>
        <Action icon={FileUp} onClick={onImport} data-testid="groups-import">
          {t('many.import')}
        </Action>
        <Action icon={UserRoundCog} onClick={onImportMembers} data-testid="group-members-import">
          {t('pricing.importMembers')}
        </Action>
        <div className={css.shown}>
          <Tabs
            label={t('table.shown')}
            value={shown}
            options={SHOWN.map((value) => ({ value, label: t(`pricing.shownGroups.${value}`) }))}
            onChange={(value) => {
              setChosen(new Set());
              setShown(value);
            }}
            testId="groups-shown"
          />
        </div>
      </div>
      <DataTable
        label={t('pricing.views.groups')}
        rows={rows.filter(({ group }) => (group.archived ?? false) === (shown === 'archived'))}
        columns={columns}
        keyOf={({ group }) => group.groupId}
        order={{ by: 'name', descending: false }}
        onOpen={onOpen}
        openLabel={({ group }) => t('pricing.openGroup', { name: localName(group, i18n.language) })}
        choice={{ chosen, onChosen: setChosen, nameOf: ({ group }) => localName(group, i18n.language) }}
        actions={
          <Action
            icon={Pencil}
            onClick={() => onBulk(rows.filter(({ group }) => chosen.has(group.groupId)))}
            data-testid="groups-bulk"
          >
            {t('products.bulk.open')}
          </Action>
        }
        csvOf={groupCsv}
        exportName="customer-groups"
        testId="group"
        rowTestId="group-row"
        empty={<Empty icon={UsersRound} title={t('pricing.noGroups')} text={t('pricing.noGroupsHint')} />}
      />
    </div>
  );
}
