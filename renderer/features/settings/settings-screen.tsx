import { ArrowLeft } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SettingsAnswer } from '#contracts/http/settings.ts';
import { Answered } from '#renderer/app/answered.tsx';
import { useServer } from '#renderer/app/use-server.ts';
import type { OfficeProps } from '#renderer/features/office/office-parts.ts';
import { useLeaving } from '#renderer/features/saving/use-leaving.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { Page } from '#renderer/ui/page.tsx';
import { SelectField } from '#renderer/ui/select-field.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { Tabs } from '#renderer/ui/tabs.tsx';
import css from './settings.module.css';
import { SETTINGS_TABS, type SettingsTab } from './settings-tabs.ts';
import { StoreForm } from './store-form.tsx';
import { TaxesForm } from './taxes-form.tsx';

/** Settings of a store and its taxes. Asked of the server, so they need the network; tills hear of changes by themselves. */
export function SettingsScreen({ config, operatorId, top, guard, onLeave }: OfficeProps) {
  const { t } = useTranslation();
  const [storeId, setStoreId] = useState(config.store.storeId);
  const [tab, setTab] = useState<SettingsTab>('business');
  const [saved, setSaved] = useState<'store' | 'taxes' | null>(null);
  /** What the forms began with. It stays while the network comes and goes: nothing that is entered is lost. */
  const [shown, setShown] = useState<SettingsAnswer | null>(null);
  const asked = useServer('/settings', SettingsAnswer, { store: storeId });
  const { leaving, onDirty, ask, settle } = useLeaving(guard);
  const fresh = !asked.loading && asked.answer?.ok ? asked.answer.value : null;
  useEffect(() => {
    if (fresh) setShown((current) => current ?? fresh);
  }, [fresh]);

  const done = (what: 'store' | 'taxes') => (): void => {
    settle();
    setSaved(what);
    setShown(null);
    asked.again();
  };
  function toTab(next: SettingsTab): void {
    if (next !== 'taxes' && tab !== 'taxes') setTab(next);
    else if (next !== tab) ask(() => leaveFor(next));
  }
  function leaveFor(next: SettingsTab): void {
    setSaved(null);
    setTab(next);
  }
  const stores = shown?.stores ?? [];
  return (
    <Page title={t('settings.title')} top={top}>
      <div className={sheet.screen} data-testid="settings">
        <div className={sheet.head}>
          <Action tone="quiet" icon={ArrowLeft} onClick={() => ask(onLeave)} data-testid="settings-back">
            {t('labels.back')}
          </Action>
          <div className={css.tabs}>
            <Tabs
              label={t('settings.title')}
              value={tab}
              options={SETTINGS_TABS.map((value) => ({ value, label: t(`settings.tabs.${value}`) }))}
              onChange={toTab}
              testId="settings-tab"
            />
          </div>
          {stores.length > 1 && (
            <div className={css.chooser}>
              <SelectField
                label={t('settings.store')}
                value={storeId}
                options={stores.map((store) => ({ value: store.storeId, label: store.name }))}
                onChange={(next) =>
                  ask(() => {
                    setSaved(null);
                    setShown(null);
                    setStoreId(next);
                  })
                }
                testId="settings-store"
              />
            </div>
          )}
        </div>
        {saved && (
          <Notice
            tone="ok"
            code={`settings-saved-${saved}`}
            title={t(`settings.saved.${saved}`)}
            next={t('settings.savedNext')}
          />
        )}
        {!shown && (
          <Answered asked={asked} offlineText={t('settings.offline')}>
            {() => <p role="status">{t('shift.loading')}</p>}
          </Answered>
        )}
        {shown && tab === 'taxes' && (
          <TaxesForm
            answer={shown}
            config={config}
            leaving={leaving}
            onDirty={onDirty}
            onSaved={done('taxes')}
            onLeave={() => ask(onLeave)}
          />
        )}
        {shown && tab !== 'taxes' && (
          <StoreForm
            answer={shown}
            config={config}
            operatorId={operatorId}
            tab={tab}
            onTab={setTab}
            leaving={leaving}
            onDirty={onDirty}
            onSaved={done('store')}
            onLeave={() => ask(onLeave)}
          />
        )}
      </div>
    </Page>
  );
}
