import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { PeopleList, RoleRow } from '#contracts/http/people.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { roleName } from '#renderer/app/role-name.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import { DataTable } from '#renderer/ui/data-table.tsx';
import css from './people.module.css';
import { ALL_PERMISSIONS } from './role-draft.ts';

interface RoleListProps {
  list: PeopleList;
  config: RegisterConfig;
  onNew: () => void;
  onOpen: (row: RoleRow) => void;
  onLeave: () => void;
}

/** The chain's roles: how much each may, and how many people have it. */
export function RoleList({ list, config, onNew, onOpen, onLeave }: RoleListProps) {
  const { t, i18n } = useTranslation();
  const { play } = useTill();
  useKeyLayer('screen', {
    onScan: () => play('wrong'),
    onKey: (event) => {
      if (event.key !== 'Escape') return false;
      onLeave();
      return true;
    },
  });
  const current = { ...config, roles: list.roles.map(({ role }) => role) };
  const nameOf = ({ role }: RoleRow): string => roleName(t, current, role.roleId, i18n.language);
  const grantedOf = ({ role }: RoleRow): number =>
    ALL_PERMISSIONS.filter((permission) => role.grants[permission] !== undefined).length;
  return (
    <div className={css.list}>
      <DataTable
        label={t('people.views.roles')}
        rows={list.roles}
        columns={[
          { id: 'name', label: t('people.fields.role'), share: 2, value: nameOf },
          {
            id: 'people',
            label: t('people.views.people'),
            value: ({ people }) => people,
            cell: ({ people }) => t('people.roles.people', { count: people }),
          },
          {
            id: 'granted',
            label: t('table.permissions'),
            value: grantedOf,
            cell: (row) => t('people.roles.granted', { count: grantedOf(row), of: ALL_PERMISSIONS.length }),
          },
        ]}
        keyOf={({ role }) => role.roleId}
        order={{ by: 'name', descending: false }}
        onOpen={onOpen}
        openLabel={(row) => t('people.open', { name: nameOf(row) })}
        exportName="roles"
        testId="role"
        rowTestId="role-row"
        attributes={({ role: { roleId } }) => ({ 'data-role': roleId })}
      >
        <Action icon={Plus} onClick={onNew} data-testid="role-new">
          {t('people.roles.new')}
        </Action>
      </DataTable>
    </div>
  );
}
