import { FileUp, IdCard, Pencil, UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PeopleList, PersonRow } from '#contracts/http/people.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx';
import { Initials } from '#renderer/ui/initials.tsx';
import { Tabs } from '#renderer/ui/tabs.tsx';
import css from './people.module.css';
import { peopleCsv } from './people-plan.ts';
import type { PeopleWords } from './people-words.ts';

interface PersonListProps {
  list: PeopleList;
  words: PeopleWords;
  onNew: () => void;
  onImport: () => void;
  /** Changes many at once. */
  onBulk: (rows: readonly PersonRow[]) => void;
  onOpen: (row: PersonRow) => void;
  onLeave: () => void;
}

const SHOWN = ['active', 'archived'] as const;

/** Everybody who works in the chain, or did. */
export function PersonList({ list, words, onNew, onImport, onBulk, onOpen, onLeave }: PersonListProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { play } = useTill();
  const [shown, setShown] = useState<(typeof SHOWN)[number]>('active');
  useKeyLayer('screen', {
    onScan: () => play('wrong'),
    onKey: (event) => {
      if (event.key !== 'Escape') return false;
      onLeave();
      return true;
    },
  });
  const rows = list.people.filter(({ operator }) => operator.archived === (shown === 'archived'));
  const columns: DataColumn<PersonRow>[] = [
    {
      id: 'name',
      label: t('people.fields.name'),
      share: 3,
      value: ({ operator: { name } }) => name,
      cell: ({ operator: { operatorId, name, initials } }) => (
        <>
          <Initials text={initials} seed={operatorId} size={40} round />
          <span>{name}</span>
        </>
      ),
    },
    {
      id: 'initials',
      label: t('people.fields.initials'),
      value: ({ operator: { initials } }) => initials,
      hidden: true,
    },
    {
      id: 'role',
      label: t('people.fields.role'),
      share: 2,
      value: ({ operator: { role } }) => words.role(role),
    },
    {
      id: 'stores',
      label: t('people.fields.storeIds'),
      share: 2,
      value: ({ operator: { storeIds } }) => words.stores(storeIds),
    },
    {
      id: 'badge',
      label: t('people.badge'),
      value: ({ hasBadge }) => (hasBadge ? t('people.badge') : ''),
      cell: ({ hasBadge }) => hasBadge && <IdCard size={20} aria-label={t('people.badge')} />,
    },
  ];
  return (
    <div className={css.list}>
      <DataTable
        label={t('people.title')}
        rows={rows}
        columns={columns}
        keyOf={({ operator }) => operator.operatorId}
        order={{ by: 'name', descending: false }}
        onOpen={onOpen}
        openLabel={({ operator: { name } }) => t('people.open', { name })}
        choice={{ chosen, onChosen: setChosen, nameOf: ({ operator: { name } }) => name }}
        actions={
          <Action
            icon={Pencil}
            onClick={() => onBulk(rows.filter(({ operator }) => chosen.has(operator.operatorId)))}
            data-testid="people-bulk"
          >
            {t('products.bulk.open')}
          </Action>
        }
        csvOf={peopleCsv}
        exportName="people"
        testId="person"
        rowTestId="person-row"
        attributes={({ operator: { operatorId } }) => ({ 'data-operator': operatorId })}
        empty={<p className={css.hint}>{t('people.none')}</p>}
      >
        <Action icon={UserPlus} onClick={onNew} data-testid="person-new">
          {t('people.new')}
        </Action>
        <Action icon={FileUp} onClick={onImport} data-testid="people-import">
          {t('many.import')}
        </Action>
        <div className={css.shown}>
          <Tabs
            label={t('people.shown')}
            value={shown}
            options={SHOWN.map((value) => ({ value, label: t(`people.statuses.${value}`) }))}
            onChange={(value) => {
              setChosen(new Set());
              setShown(value);
            }}
            testId="people-shown"
          />
        </div>
      </DataTable>
    </div>
  );
}
