import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CategoryListAnswer } from '#contracts/http/catalogue.ts';
import { CustomerGroupList, type CustomerGroupRow, type PriceListRow, PriceLists } from '#contracts/http/pricing.ts';
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
import { BulkGroups } from './bulk-groups.tsx';
import { GroupForm } from './group-form.tsx';
import { GroupList } from './group-list.tsx';
import { ImportGroups } from './import-groups.tsx';
import { ImportMembers } from './import-members.tsx';
import { ListForm } from './list-form.tsx';
import { ListList } from './list-list.tsx';
import { ListView } from './list-view.tsx';

const TABS = ['lists', 'groups'] as const;
type View =
  | { at: 'lists' | 'groups' | 'import-groups' | 'import-members' | 'new-list' }
  | { at: 'bulk-groups'; rows: readonly CustomerGroupRow[] }
  | { at: 'group'; row: CustomerGroupRow | null }
  | { at: 'list'; listId: string };

/** Price lists and the customer groups they are for. Asked of the server, so it needs the network; tills hear of changes by themselves. */
export function PricingScreen({ config, operatorId, top, guard, onLeave }: OfficeProps) {
  const { t } = useTranslation();
  const [view, setView] = useState<View>({ at: 'lists' });
  const [saved, setSaved] = useState<string | null>(null);
  const lists = useLastGood(useServer('/price-lists', PriceLists));
  const groups = useLastGood(useServer('/customer-groups', CustomerGroupList));
  const catalogue = useLastGood(useServer('/catalogue/categories', CategoryListAnswer));
  const { leaving, onDirty, ask, settle } = useLeaving(guard);

  function show(next: View): void {
    setSaved(null);
    setView(next);
  }
  function done(next: View, words: string): void {
    settle();
    lists.again();
    groups.again();
    setView(next);
    setSaved(words);
  }
  const tab = TABS.find((one) => one === view.at);
  const offlineText = t('pricing.offline');
  return (
    <Page title={t('pricing.title')} top={top}>
      <div className={css.screen} data-testid="pricing">
        {tab && (
          <div className={css.head}>
            <Action tone="quiet" icon={ArrowLeft} onClick={() => ask(onLeave)} data-testid="pricing-back">
              {t('labels.back')}
            </Action>
            <div className={css.tabs}>
              <Tabs
                label={t('pricing.title')}
                value={tab}
                options={TABS.map((value) => ({ value, label: t(`pricing.views.${value}`) }))}
                onChange={(at) => ask(() => show({ at }))}
                testId="pricing-tab"
              />
            </div>
          </div>
        )}
        {saved && <Notice tone="ok" code="pricing-saved" title={saved} next={t('pricing.savedNext')} />}
        <Answered asked={lists} offlineText={offlineText}>
          {(known) => (
            <Answered asked={groups} offlineText={offlineText}>
              {({ groups: rows }) => (
                <Answered asked={catalogue} offlineText={offlineText}>
                  {({ categories }) => body(known, rows, categories)}
                </Answered>
              )}
            </Answered>
          )}
        </Answered>
      </div>
    </Page>
  );

  function body(known: PriceLists, rows: readonly CustomerGroupRow[], categories: CategoryListAnswer['categories']) {
    const form = { config, operatorId, stores: known.stores, groups: rows, categories, leaving, onDirty };
    const toLists = () => ask(() => show({ at: 'lists' }));
    const saveList = (row: PriceListRow['list'], isNew: boolean) =>
      done(
        row.archived ? { at: 'lists' } : { at: 'list', listId: row.listId },
        t(isNew ? 'pricing.made' : 'pricing.saved', row),
      );
    switch (view.at) {
      case 'lists':
        return (
          <ListList
            known={known}
            groups={rows}
            onNew={() => show({ at: 'new-list' })}
            onOpen={(listId) => show({ at: 'list', listId })}
            onGroups={() => show({ at: 'group', row: null })}
            onLeave={onLeave}
          />
        );
      case 'groups':
        return (
          <GroupList
            rows={rows}
            onNew={() => show({ at: 'group', row: null })}
            onImport={() => show({ at: 'import-groups' })}
            onImportMembers={() => show({ at: 'import-members' })}
            onBulk={(chosen) => show({ at: 'bulk-groups', rows: chosen })}
            onOpen={(row) => show({ at: 'group', row })}
            onLeave={onLeave}
          />
        );
      case 'import-groups':
        return <ImportGroups rows={rows} onChanged={groups.again} onLeave={() => show({ at: 'groups' })} />;
      case 'import-members':
        return <ImportMembers rows={rows} onChanged={groups.again} onLeave={() => show({ at: 'groups' })} />;
      case 'bulk-groups':
        return (
          <BulkGroups
            rows={view.rows}
            known={known}
            onChanged={() => {
              lists.again();
              groups.again();
            }}
            onLeave={() => show({ at: 'groups' })}
          />
        );
      case 'group':
        return (
          <GroupForm
            key={view.row?.group.groupId ?? 'new'}
            row={view.row}
            used={rows.find(({ group }) => group.groupId === view.row?.group.groupId) ?? view.row}
            known={known}
            config={config}
            leaving={leaving}
            onDirty={onDirty}
            onSaved={(words) => done({ at: 'groups' }, words)}
            onMembers={groups.again}
            onLeave={() => ask(() => show({ at: 'groups' }))}
          />
        );
      case 'new-list':
        return <ListForm {...form} row={null} onSaved={(list) => saveList(list, true)} onLeave={toLists} />;
      case 'list': {
        const row = known.lists.find(({ list }) => list.listId === view.listId);
        return row ? (
          <ListView
            {...form}
            key={view.listId}
            row={row}
            ask={ask}
            onSaved={(list) => saveList(list, false)}
            onChanged={() => {
              setSaved(null);
              lists.again();
            }}
            onLeave={toLists}
          />
        ) : (
          <p role="status">{t('shift.loading')}</p>
        );
      }
    }
  }
}
