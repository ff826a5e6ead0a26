import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PeopleList, type PersonRow, type RoleRow } from '#contracts/http/people.ts';
import { Answered } from '#renderer/app/answered.tsx';
import { useLastGood } from '#renderer/app/use-last-good.ts';
import { useServer } from '#renderer/app/use-server.ts';
import type { OfficeProps } from '#renderer/features/office/office-parts.ts';
import { useLeaving } from '#renderer/features/saving/use-leaving.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { Page } from '#renderer/ui/page.tsx';
import css from '#renderer/ui/sheet.module.css';
import { Tabs } from '#renderer/ui/tabs.tsx';
import { BulkPeople } from './bulk-people.tsx';
import { ImportPeople } from './import-people.tsx';
import { peopleWords } from './people-words.ts';
import { PersonForm } from './person-form.tsx';
import { PersonList } from './person-list.tsx';
import { RoleForm } from './role-form.tsx';
import { RoleList } from './role-list.tsx';

const TABS = ['people', 'roles'] as const;
type View =
  | { at: 'people' | 'roles' | 'import' }
  | { at: 'bulk'; rows: readonly PersonRow[] }
  | { at: 'person'; row: PersonRow | null }
  | { at: 'role'; row: RoleRow | null };

/** Operators and roles of the chain. Asked of the server, so it needs the network; tills hear of changes by themselves. */
export function PeopleScreen({ config, operatorId, top, guard, onLeave }: OfficeProps) {
  const { t, i18n } = useTranslation();
  const [view, setView] = useState<View>({ at: 'people' });
  const [saved, setSaved] = useState<string | null>(null);
  const asked = useLastGood(useServer('/people', PeopleList));
  const { leaving, onDirty, ask, settle } = useLeaving(guard);

  function show(next: View): void {
    setSaved(null);
    setView(next);
  }
  const done = (at: 'people' | 'roles') => (words: string) => {
    settle();
    asked.again();
    setView({ at });
    setSaved(words);
  };
  const form = { config, actorId: operatorId, leaving, onDirty };
  const tab = TABS.find((one) => one === view.at);
  return (
    <Page title={t('people.title')} top={top}>
      <div className={css.screen} data-testid="people">
        {tab && (
          <div className={css.head}>
            <Action tone="quiet" icon={ArrowLeft} onClick={() => ask(onLeave)} data-testid="people-back">
              {t('labels.back')}
            </Action>
            <div className={css.tabs}>
              <Tabs
                label={t('people.title')}
                value={tab}
                options={TABS.map((value) => ({ value, label: t(`people.views.${value}`) }))}
                onChange={(at) => show({ at })}
                testId="people-tab"
              />
            </div>
          </div>
        )}
        {saved && tab && <Notice tone="ok" code="people-saved" title={saved} next={t('people.savedNext')} />}
        <Answered asked={asked} offlineText={t('people.offline')}>
          {(list) => (
            <>
              {view.at === 'people' && (
                <PersonList
                  list={list}
                  words={peopleWords(t, list, config, i18n.language)}
                  onNew={() => show({ at: 'person', row: null })}
                  onImport={() => show({ at: 'import' })}
                  onBulk={(rows) => show({ at: 'bulk', rows })}
                  onOpen={(row) => show({ at: 'person', row })}
                  onLeave={onLeave}
                />
              )}
              {view.at === 'import' && (
                <ImportPeople
                  list={list}
                  storeId={config.store.storeId}
                  words={peopleWords(t, list, config, i18n.language)}
                  onChanged={asked.again}
                  onLeave={() => show({ at: 'people' })}
                />
              )}
              {view.at === 'bulk' && (
                <BulkPeople
                  list={list}
                  rows={view.rows}
                  words={peopleWords(t, list, config, i18n.language)}
                  onChanged={asked.again}
                  onLeave={() => show({ at: 'people' })}
                />
              )}
              {view.at === 'roles' && (
                <RoleList
                  list={list}
                  config={config}
                  onNew={() => show({ at: 'role', row: null })}
                  onOpen={(row) => show({ at: 'role', row })}
                  onLeave={onLeave}
                />
              )}
              {view.at === 'person' && (
                <PersonForm
                  {...form}
                  list={list}
                  row={view.row}
                  onSaved={done('people')}
                  onLeave={() => ask(() => show({ at: 'people' }))}
                />
              )}
              {view.at === 'role' && (
                <RoleForm
                  {...form}
                  list={list}
                  row={view.row}
                  onSaved={done('roles')}
                  onLeave={() => ask(() => show({ at: 'roles' }))}
                />
              )}
            </>
          )}
        </Answered>
      </div>
    </Page>
  );
}
