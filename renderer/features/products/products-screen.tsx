import { ArrowLeft } from 'lucide-react';
import { type ReactNode, type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CategoryListAnswer, VariantHistory } from '#contracts/http/catalogue.ts';
import { Answered } from '#renderer/app/answered.tsx';
import { mayOf, type ShiftProps } from '#renderer/app/at-till.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { useLastGood } from '#renderer/app/use-last-good.ts';
import { useServer } from '#renderer/app/use-server.ts';
import { usePlaces } from '#renderer/features/places/use-place-name.ts';
import { type AskToLeave, useLeaving } from '#renderer/features/saving/use-leaving.ts';
import type { VariantCard } from '#renderer/store/till-store.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { Page } from '#renderer/ui/page.tsx';
import css from '#renderer/ui/sheet.module.css';
import { Tabs } from '#renderer/ui/tabs.tsx';
import { BulkCategories } from './bulk-categories.tsx';
import { BulkView } from './bulk-view.tsx';
import { CategoriesView } from './categories-view.tsx';
import type { ProductSeed } from './form-parts.ts';
import { ImportCategories } from './import-categories.tsx';
import { ImportView } from './import-view.tsx';
import { createListState } from './list-state.ts';
import { ProductForm } from './product-form.tsx';
import { ProductList } from './product-list.tsx';

interface ProductsScreenProps extends ShiftProps {
  top: ReactNode;
  /** A product to be made of this, as of a barcode that no product has. */
  seed: ProductSeed | null;
  /** Filled while this is shown: whoever goes to another section asks it. */
  guard: RefObject<AskToLeave | null>;
  /** Prints labels of these; null for whoever may not. */
  onLabels: ((cards: readonly VariantCard[]) => void) | null;
  onLeave: () => void;
}

const TABS = ['list', 'categories', 'import'] as const;
type View =
  | { at: 'list' | 'categories' | 'import-categories' | 'import' | 'bulk' }
  | { at: 'bulk-categories'; rows: CategoryListAnswer['categories'] }
  | { at: 'form'; variantId: string | null; seed: ProductSeed };

/** The catalogue: products, categories, and files of products. Asked of the server, so it needs the network. */
export function ProductsScreen({ config, operatorId, top, seed, guard, onLabels, onLeave }: ProductsScreenProps) {
  const { t } = useTranslation();
  const store = useStore(useTill().store);
  const [state] = useState(createListState);
  const [view, setView] = useState<View>(seed ? { at: 'form', variantId: null, seed } : { at: 'list' });
  const [saved, setSaved] = useState<{ name: string; isNew: boolean } | null>(null);
  const asked = useLastGood(useServer('/catalogue/categories', CategoryListAnswer));
  const places = usePlaces().filter(({ archived }) => !archived);
  const mayPrices = mayOf(config, operatorId, 'prices');
  const { leaving, onDirty, ask, settle } = useLeaving(guard);

  const to = (next: View) => ask(() => show(next));
  function show(next: View): void {
    setSaved(null);
    setView(next);
  }
  function toList(): void {
    state.update((current) => ({ ...current, chosen: new Map() }));
    setView({ at: 'list' });
  }

  async function labels(variantIds: string[]): Promise<void> {
    const cards = (await store?.cards(variantIds)) ?? [];
    onLabels?.(cards.filter((card) => card !== null));
  }

  const tab = TABS.find((one) => one === view.at);
  return (
    <Page title={t('products.title')} top={top}>
      <div className={css.screen} data-testid="products">
        {tab && (
          <div className={css.head}>
            <Action tone="quiet" icon={ArrowLeft} onClick={() => ask(onLeave)} data-testid="products-back">
              {t('labels.back')}
            </Action>
            <div className={css.tabs}>
              <Tabs
                label={t('products.title')}
                value={tab}
                options={TABS.map((value) => ({ value, label: t(`products.views.${value}`) }))}
                onChange={(at) => to({ at })}
                testId="products-tab"
              />
            </div>
          </div>
        )}
        {saved && view.at === 'list' && (
          <Notice
            tone="ok"
            code="product-saved"
            title={t(saved.isNew ? 'products.made' : 'products.saved', { name: saved.name })}
          />
        )}
        <Answered asked={asked}>
          {(catalogue) => (
            <>
              {view.at === 'list' && (
                <ProductList
                  config={config}
                  catalogue={catalogue}
                  state={state}
                  onNew={() => show({ at: 'form', variantId: null, seed: {} })}
                  onOpen={(variantId) => show({ at: 'form', variantId, seed: {} })}
                  onBulk={() => show({ at: 'bulk' })}
                  onLabels={onLabels && ((variantIds) => void labels(variantIds))}
                  onLeave={onLeave}
                />
              )}
              {view.at === 'bulk' && (
                <BulkView
                  catalogue={catalogue}
                  rows={[...state.get().chosen.values()]}
                  digits={config.store.currency.digits}
                  timeZone={config.store.timeZone}
                  mayPrices={mayPrices}
                  places={mayOf(config, operatorId, 'stock-adjust') ? places : []}
                  onDone={asked.again}
                  onLeave={toList}
                />
              )}
              {view.at === 'form' && (
                <LoadedForm
                  key={view.variantId ?? 'new'}
                  variantId={view.variantId}
                  seed={view.seed}
                  config={config}
                  catalogue={catalogue}
                  mayPrices={mayPrices}
                  leaving={leaving}
                  onDirty={onDirty}
                  onSaved={(how) => {
                    settle();
                    asked.again();
                    setSaved(how);
                    setView({ at: 'list' });
                  }}
                  onOpen={(variantId) => to({ at: 'form', variantId, seed: {} })}
                  onLeave={() => to({ at: 'list' })}
                />
              )}
              {view.at === 'categories' && (
                <CategoriesView
                  catalogue={catalogue}
                  config={config}
                  onDirty={onDirty}
                  leaving={leaving}
                  onAway={ask}
                  onSaved={asked.again}
                  onImport={() => show({ at: 'import-categories' })}
                  onBulk={(rows) => show({ at: 'bulk-categories', rows })}
                  onLeave={() => to({ at: 'list' })}
                />
              )}
              {view.at === 'bulk-categories' && (
                <BulkCategories
                  rows={view.rows}
                  taxes={catalogue.taxCategories}
                  onChanged={asked.again}
                  onLeave={() => show({ at: 'categories' })}
                />
              )}
              {view.at === 'import-categories' && (
                <ImportCategories
                  catalogue={catalogue}
                  onChanged={asked.again}
                  onLeave={() => show({ at: 'categories' })}
                />
              )}
              {view.at === 'import' && (
                <ImportView
                  catalogue={catalogue}
                  mayPrices={mayPrices}
                  onDone={asked.again}
                  onLeave={() => show({ at: 'list' })}
                />
              )}
            </>
          )}
        </Answered>
      </div>
    </Page>
  );
}

type LoadedFormProps = Omit<Parameters<typeof ProductForm>[0], 'history' | 'onReload'> & { variantId: string | null };

/** The form of a product once it is here; a new one needs nothing. */
function LoadedForm({ variantId, ...props }: LoadedFormProps) {
  const asked = useLastGood(useServer(variantId === null ? null : `/catalogue/variants/${variantId}`, VariantHistory));
  if (variantId === null) return <ProductForm {...props} history={null} onReload={asked.again} />;
  return (
    <Answered asked={asked}>
      {(history) => <ProductForm {...props} history={history} onReload={asked.again} />}
    </Answered>
  );
}
