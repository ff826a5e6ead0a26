import { ArrowLeft } from 'lucide-react';
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PeopleList, type PersonRow, type RoleRow } from '#contracts/http/people.ts';
import { useServer } from '#renderer/app/use-server.ts';
import type { OfficeProps } from '#renderer/features/office/office-parts.ts';
import css from '#renderer/features/products/products.module.css';
import type { AskToLeave } from '#renderer/features/products/products-screen.tsx';
import { Answered } from '#renderer/features/reports/answered.tsx';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { Page } from '#renderer/ui/page.tsx';
import { Tabs } from '#renderer/ui/tabs.tsx';
import { PersonForm } from './person-form.tsx';
import { PersonList } from './person-list.tsx';
import { RoleForm } from './role-form.tsx';
import { RoleList } from './role-list.tsx';

const TABS = ['people', 'roles'] as const;
type View = { at: 'people' | 'roles' } | { at: 'person'; row: PersonRow | null } | { at: 'role'; row: RoleRow | null };

/** What forms of this screen are given to say whether something is unsaved, and to ask before it is lost. */
export interface LeaveProps {
  leaving: { go: () => void; stay: () => void } | null;
  onDirty: (dirty: boolean) => void;
}

/** Operators and roles of the chain. Asked of the server, so it needs the network; tills hear of changes by themselves. */
export function PeopleScreen({ config, operatorId, top, guard, onLeave }: OfficeProps) {
  const { t } = useTranslation();
  const [view, setView] = useState<View>({ at: 'people' });
  const [saved, setSaved] = useState<string | null>(null);
  const asked = useServer('/people', PeopleList);
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
                  config={config}
                  onNew={() => show({ at: 'person', row: null })}
                  onOpen={(row) => show({ at: 'person', row })}
                  onLeave={onLeave}
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

/** Asks before something unsaved is lost; `guard` is filled while the screen is shown. */
function useLeaving(guard: RefObject<AskToLeave | null>) {
  const [leaving, setLeaving] = useState<LeaveProps['leaving']>(null);
  const dirty = useRef(false);
  const settle = useCallback(() => {
    dirty.current = false;
    setLeaving(null);
  }, []);
  const onDirty = useCallback((is: boolean) => {
    dirty.current = is;
    if (!is) setLeaving(null);
  }, []);
  const ask = useCallback<AskToLeave>(
    (go) => {
      if (!dirty.current) return go();
      const leave = (): void => {
        settle();
        go();
      };
      setLeaving({ go: leave, stay: () => setLeaving(null) });
    },
    [settle],
  );
  useEffect(() => {
    guard.current = ask;
    return () => {
      guard.current = null;
    };
  }, [guard, ask]);
  return { leaving, onDirty, ask, settle };
}
