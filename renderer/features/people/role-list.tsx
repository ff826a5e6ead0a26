import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { PeopleList, RoleRow } from '#contracts/http/people.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { useKeyLayer } from '#renderer/app/use-key-layer.ts';
import { roleName } from '#renderer/features/sign-in/role-name.ts';
import { Action } from '#renderer/ui/action.tsx';
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
  return (
    <div className={css.list}>
      <div className={css.bar}>
        <Action icon={Plus} onClick={onNew} data-testid="role-new">
          {t('people.roles.new')}
        </Action>
      </div>
      <ul className={css.rows}>
        {list.roles.map((row) => {
          const name = roleName(t, current, row.role.roleId, i18n.language);
          const granted = ALL_PERMISSIONS.filter((permission) => row.role.grants[permission] !== undefined).length;
          return (
            <li key={row.role.roleId} className={css.row} data-testid="role-row" data-role={row.role.roleId}>
              <div className={css.words}>
                <div className={css.name}>{name}</div>
                <div className={css.hint}>
                  {t('people.roles.people', { count: row.people })} ·{' '}
                  {t('people.roles.granted', { count: granted, of: ALL_PERMISSIONS.length })}
                </div>
              </div>
              <Action onClick={() => onOpen(row)} aria-label={t('people.open', { name })} data-testid="role-open">
                {t('people.change')}
              </Action>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
