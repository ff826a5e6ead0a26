import { IdCard, UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PeopleList, PersonRow } from '#contracts/http/people.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { useKeyLayer } from '#renderer/app/use-key-layer.ts';
import { roleName } from '#renderer/features/sign-in/role-name.ts';
import { Action } from '#renderer/ui/action.tsx';
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx';
import { Initials } from '#renderer/ui/initials.tsx';
import { Tabs } from '#renderer/ui/tabs.tsx';
import css from './people.module.css';

interface PersonListProps {
  list: PeopleList;
  config: RegisterConfig;
  onNew: () => void;
  onOpen: (row: PersonRow) => void;
  onLeave: () => void;
}

const SHOWN = ['active', 'archived'] as const;

/** Everybody who works in the chain, or did. */
export function PersonList({ list, config, onNew, onOpen, onLeave }: PersonListProps) {
  const { t, i18n } = useTranslation();
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
  const current = { ...config, roles: list.roles.map(({ role }) => role) };
  const rows = list.people.filter(({ operator }) => operator.archived === (shown === 'archived'));
  const storesOf = (storeIds: readonly string[]): string => {
    if (list.stores.every(({ storeId }) => storeIds.includes(storeId))) return t('people.allStores');
    const names = list.stores.filter(({ storeId }) => storeIds.includes(storeId)).map(({ name }) => name);
    return names.join(', ') || t('people.noStore');
  };
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
      value: ({ operator: { role } }) => roleName(t, current, role, i18n.language),
    },
    {
      id: 'stores',
      label: t('people.fields.storeIds'),
      share: 2,
      value: ({ operator: { storeIds } }) => storesOf(storeIds),
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
        exportName="people"
        testId="person"
        rowTestId="person-row"
        attributes={({ operator: { operatorId } }) => ({ 'data-operator': operatorId })}
        empty={<p className={css.hint}>{t('people.none')}</p>}
      >
        <Action icon={UserPlus} onClick={onNew} data-testid="person-new">
          {t('people.new')}
        </Action>
        <div className={css.shown}>
          <Tabs
            label={t('people.shown')}
            value={shown}
            options={SHOWN.map((value) => ({ value, label: t(`people.statuses.${value}`) }))}
            onChange={setShown}
            testId="people-shown"
          />
        </div>
      </DataTable>
    </div>
  );
}
