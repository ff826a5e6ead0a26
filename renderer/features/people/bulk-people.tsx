import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PeopleList, PersonRow } from '#contracts/http/people.ts';
import { BulkRecords } from '#renderer/features/many/bulk-records.tsx';
import { SelectField } from '#renderer/ui/select-field.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { planEdit } from './people-plan.ts';
import type { PeopleWords } from './people-words.ts';
import { personKind } from './person-kind.ts';

interface BulkPeopleProps {
  list: PeopleList;
  /** Those that are changed. */
  rows: readonly PersonRow[];
  words: PeopleWords;
  onChanged: () => void;
  onLeave: () => void;
}

const KEEP = '';
const ALL_STORES = '*';

/** Role, stores and status of everybody chosen. */
export function BulkPeople({ list, rows, words, onChanged, onLeave }: BulkPeopleProps) {
  const { t } = useTranslation();
  const [role, setRole] = useState(KEEP);
  const [store, setStore] = useState(KEEP);
  const [status, setStatus] = useState<'' | 'active' | 'archived'>(KEEP);
  const storeIds = store === ALL_STORES ? list.stores.map(({ storeId }) => storeId) : [store];
  const plan = planEdit(rows, {
    role: role === KEEP ? null : role,
    storeIds: store === KEEP ? null : storeIds,
    archived: status === KEEP ? null : status === 'archived',
  });
  const keep = { value: '' as const, label: t('many.keep') };
  return (
    <BulkRecords
      title={t('people.many.title', { count: rows.length })}
      kind={personKind(t, words)}
      planned={plan}
      onChanged={onChanged}
      onLeave={onLeave}
    >
      <div className={sheet.columns}>
        <SelectField
          label={t('people.fields.role')}
          value={role}
          options={[keep, ...list.roles.map(({ role: { roleId } }) => ({ value: roleId, label: words.role(roleId) }))]}
          onChange={setRole}
          testId="bulk-role"
        />
        <SelectField
          label={t('people.fields.storeIds')}
          value={store}
          options={[
            keep,
            { value: ALL_STORES, label: t('people.allStores') },
            ...list.stores.map(({ storeId, name }) => ({ value: storeId, label: name })),
          ]}
          onChange={setStore}
          testId="bulk-store"
        />
        <SelectField
          label={t('table.status')}
          value={status}
          options={[
            keep,
            { value: 'active', label: t('people.statuses.active') },
            { value: 'archived', label: t('people.statuses.archived') },
          ]}
          onChange={setStatus}
          testId="bulk-status"
        />
      </div>
    </BulkRecords>
  );
}
