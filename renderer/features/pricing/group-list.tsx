import { UserRoundPlus, UsersRound } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerGroupRow } from '#contracts/http/pricing.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { useKeyLayer } from '#renderer/app/use-key-layer.ts';
import { localName } from '#renderer/features/sell/local-name.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { Tabs } from '#renderer/ui/tabs.tsx';
import css from './pricing.module.css';

interface GroupListProps {
  rows: readonly CustomerGroupRow[];
  onNew: () => void;
  onOpen: (row: CustomerGroupRow) => void;
  onLeave: () => void;
}

const SHOWN = ['active', 'archived'] as const;

/** All customer groups, with how many are in each. */
export function GroupList({ rows, onNew, onOpen, onLeave }: GroupListProps) {
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
  const listed = rows.filter(({ group }) => (group.archived ?? false) === (shown === 'archived'));
  return (
    <div className={css.list} data-testid="customer-groups">
      <div className={css.bar}>
        <Action tone="next" icon={UserRoundPlus} onClick={onNew} data-testid="group-new">
          {t('pricing.newGroup')}
        </Action>
        <div className={css.shown}>
          <Tabs
            label={t('pricing.shown')}
            value={shown}
            options={SHOWN.map((value) => ({ value, label: t(`pricing.shownGroups.${value}`) }))}
            onChange={setShown}
            testId="groups-shown"
          />
        </div>
      </div>
      {listed.length === 0 && (
        <Empty icon={UsersRound} title={t('pricing.noGroups')} text={t('pricing.noGroupsHint')} />
      )}
      <ul className={css.rows}>
        {listed.map((row) => {
          const name = localName(row.group, i18n.language);
          return (
            <li key={row.group.groupId} className={css.row} data-testid="group-row">
              <div className={css.words}>
                <div className={css.name}>{name}</div>
                <div className={css.hint}>
                  {t('pricing.members', { count: row.members })} · {t('pricing.listsCount', { count: row.lists })}
                </div>
              </div>
              <Action
                onClick={() => onOpen(row)}
                aria-label={t('pricing.openGroup', { name })}
                data-testid="group-open"
              >
                {t('pricing.open')}
              </Action>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
