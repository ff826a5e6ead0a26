import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FleetAnswer, FleetRegister, FleetStore } from '#contracts/http/fleet.ts';
import { Answered } from '#renderer/app/answered.tsx';
import { operatorName } from '#renderer/app/names.ts';
import { useLastGood } from '#renderer/app/use-last-good.ts';
import type { OfficeProps } from '#renderer/features/office/office-parts.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { Page } from '#renderer/ui/page.tsx';
import css from '#renderer/ui/sheet.module.css';
import { Tabs } from '#renderer/ui/tabs.tsx';
import { BoardView } from './board-view.tsx';
import { CodeForm } from './code-form.tsx';
import { ImportStores } from './import-stores.tsx';
import { RegisterForm } from './register-form.tsx';
import { RegisterView } from './register-view.tsx';
import { StoreClosing } from './store-closing.tsx';
import { StoreEdit } from './store-edit.tsx';
import { StoreForm } from './store-form.tsx';
import { StoresView } from './stores-view.tsx';
import { UpdatesView } from './updates-view.tsx';
import { useFleet } from './use-fleet.ts';
import { watchFleet } from './watch.ts';

const TABS = ['board', 'stores', 'updates'] as const;
type View =
  | { at: (typeof TABS)[number] }
  | { at: 'register' | 'change'; registerId: string }
  | { at: 'code'; replaces: FleetRegister | null; storeId: string }
  | { at: 'store-new' | 'store-import' }
  | { at: 'store-edit' | 'store-close'; store: FleetStore };

/** Registers and stores: how every till is, what can be done with it, and what is installed on it. */
export function FleetScreen({ config, top, onLeave }: OfficeProps) {
  const { t } = useTranslation();
  const [view, setView] = useState<View>({ at: 'board' });
  const [done, setDone] = useState<{ title: string; next?: string } | null>(null);
  const asked = useFleet();
  const kept = useLastGood(asked);
  const { again } = asked;

  function show(next: View): void {
    setDone(null);
    setView(next);
  }
  function finish(to: View, title: string, next?: string): void {
    again();
    setView(to);
    setDone(next === undefined ? { title } : { title, next });
  }
  const tab = TABS.find((one) => one === view.at);
  /** What is entered stays while the network comes and goes. */
  const isForm = !tab && view.at !== 'register';
  const toStores = (title: string, next: string): void => finish({ at: 'stores' }, title, next);

  function content(fleet: FleetAnswer) {
    const row =
      'registerId' in view
        ? watchFleet(fleet).find(({ register }) => register.registerId === view.registerId)
        : undefined;
    switch (view.at) {
      case 'stores':
        return (
          <StoresView
            fleet={fleet}
            onNew={() => show({ at: 'store-new' })}
            onImport={() => show({ at: 'store-import' })}
            onEdit={(store) => show({ at: 'store-edit', store })}
            onClose={(store) => show({ at: 'store-close', store })}
            onDone={toStores}
            onStale={again}
          />
        );
      case 'updates':
        return <UpdatesView fleet={fleet} onChanged={again} />;
      case 'store-new':
        return (
          <StoreForm
            fleet={fleet}
            ownStoreId={config.store.storeId}
            onMade={toStores}
            onLeave={() => show({ at: 'stores' })}
          />
        );
      case 'store-import':
        return (
          <ImportStores
            fleet={fleet}
            ownStoreId={config.store.storeId}
            onChanged={again}
            onLeave={() => show({ at: 'stores' })}
          />
        );
      case 'store-edit':
        return (
          <StoreEdit config={config} store={view.store} onSaved={toStores} onLeave={() => show({ at: 'stores' })} />
        );
      case 'store-close':
        return <StoreClosing store={view.store} onClosed={toStores} onLeave={() => show({ at: 'stores' })} />;
      case 'code':
        return (
          <CodeForm
            fleet={fleet}
            replaces={view.replaces}
            storeId={view.storeId}
            onLeave={() => {
              again();
              show({ at: 'board' });
            }}
          />
        );
      case 'change':
        if (!row) break;
        return (
          <RegisterForm
            fleet={fleet}
            register={row.register}
            nameOf={(operatorId) => operatorName(config, operatorId)}
            onSaved={(name, moved) => {
              const words = moved
                ? { title: t('fleet.form.moved', { name }), next: t('fleet.form.movedNext') }
                : { title: t('fleet.form.saved', { name }), next: t('fleet.form.savedNext') };
              finish({ at: 'register', registerId: row.register.registerId }, words.title, words.next);
            }}
            onStale={again}
            onLeave={() => show({ at: 'register', registerId: row.register.registerId })}
          />
        );
      case 'register':
        if (!row) break;
        return (
          <RegisterView
            fleet={fleet}
            row={row}
            ownId={config.register.registerId}
            onChange={() => show({ at: 'change', registerId: row.register.registerId })}
            onCode={() => show({ at: 'code', replaces: row.register, storeId: row.register.storeId })}
            onDone={(title) => finish({ at: 'board' }, title)}
            onLeave={() => show({ at: 'board' })}
          />
        );
    }
    return (
      <BoardView
        fleet={fleet}
        onOpen={(registerId) => show({ at: 'register', registerId })}
        onNew={() => show({ at: 'code', replaces: null, storeId: config.store.storeId })}
        onChanged={again}
      />
    );
  }
  return (
    <Page title={t('fleet.title')} top={top}>
      <div className={css.screen} data-testid="fleet">
        {tab && (
          <div className={css.head}>
            <Action tone="quiet" icon={ArrowLeft} onClick={onLeave} data-testid="fleet-back">
              {t('labels.back')}
            </Action>
            <div className={css.tabs}>
              <Tabs
                label={t('fleet.title')}
                value={tab}
                options={TABS.map((value) => ({ value, label: t(`fleet.views.${value}`) }))}
                onChange={(at) => show({ at })}
                testId="fleet-tab"
              />
            </div>
          </div>
        )}
        {done && (
          <Notice
            tone="ok"
            code="fleet-done"
            title={done.title}
            {...(done.next === undefined ? {} : { next: done.next })}
          />
        )}
        <Answered asked={isForm ? kept : asked} offlineText={t('fleet.offline')}>
          {content}
        </Answered>
      </div>
    </Page>
  );
}
