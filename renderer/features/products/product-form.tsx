import { ArrowLeft, Save } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CategoryListAnswer, VariantHistory } from '#contracts/http/catalogue.ts';
import { PICTURES_MAX } from '#contracts/views/catalogue.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { localName } from '#renderer/app/local-name.ts';
import { operatorName } from '#renderer/app/names.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { PictureEditor } from '#renderer/features/pictures/picture-editor.tsx';
import { ConflictView } from '#renderer/features/saving/conflict-view.tsx';
import { LeaveQuestion } from '#renderer/features/saving/leave-question.tsx';
import { SaveEndNotice } from '#renderer/features/saving/save-end-notice.tsx';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import css from '#renderer/ui/sheet.module.css';
import { Tabs } from '#renderer/ui/tabs.tsx';
import { BasicsSection } from './basics-section.tsx';
import { CodesSection } from './codes-section.tsx';
import { FieldValue } from './field-value.tsx';
import { fieldWords } from './field-words.ts';
import type { ProductSeed } from './form-parts.ts';
import { HistorySection } from './history-section.tsx';
import { PricesSection } from './prices-section.tsx';
import type { DraftField } from './product-draft.ts';
import { RelatedSection } from './related-section.tsx';
import { RulesSection } from './rules-section.tsx';
import { SeedPhoto } from './seed-photo.tsx';
import { useProductForm } from './use-product-form.ts';
import { useStoreMoney } from './use-store-money.ts';
import { VariantsSection } from './variants-section.tsx';

interface ProductFormProps {
  config: RegisterConfig;
  catalogue: CategoryListAnswer;
  /** The product as it is; null for a new one. */
  history: VariantHistory | null;
  seed: ProductSeed;
  mayPrices: boolean;
  /** Tells what a product holds that is not saved; whoever leaves then is asked. */
  onDirty: (dirty: boolean) => void;
  /** Somebody wants to leave while something is not saved. */
  leaving: { go: () => void; stay: () => void } | null;
  onSaved: (how: { name: string; isNew: boolean }) => void;
  /** Reads the product anew, as after a planned price was taken back. */
  onReload: () => void;
  onOpen: (variantId: string) => void;
  onLeave: () => void;
}

const TABS = ['details', 'pictures', 'variants', 'related', 'history'] as const;
type Tab = (typeof TABS)[number];

/** A product with all that is known of it, to be made or changed. */
export function ProductForm({ config, catalogue, history, seed, mayPrices, leaving, ...rest }: ProductFormProps) {
  const { t, i18n } = useTranslation();
  const { onDirty, onSaved, onReload, onOpen, onLeave } = rest;
  const { play } = useTill();
  const form = useProductForm({ config, catalogue, row: history?.row ?? null, seed });
  const [tab, setTab] = useState<Tab>('details');
  const [uploading, setUploading] = useState(false);
  const { draft, conflict, faults, tried, isDirty } = form;
  const isNew = history === null;
  const money = useStoreMoney(catalogue.stores);
  const words = fieldWords(t, i18n.language, catalogue.categories);
  const who = (operatorId: string | null) => operatorName(config, operatorId);
  const wrong = (field: DraftField) => (tried && faults.includes(field) ? t(`products.wrong.${field}`) : null);
  const parts = { draft, wrong, edit: form.edit };
  useEffect(() => {
    onDirty(isDirty);
    return () => onDirty(false);
  }, [isDirty, onDirty]);

  async function save(): Promise<void> {
    if (form.busy || uploading) return;
    if (await form.save()) onSaved({ name: draft.name, isNew });
    else if (faults.length > 0)
      setTab(faults.every((field) => field === 'productName' || field === 'options') ? 'variants' : 'details');
  }

  useKeyLayer('screen', {
    onScan: () => play('wrong'),
    onKey(event) {
      if (event.ctrlKey && event.key.toLowerCase() === 's') void save();
      else if (event.key === 'Escape') onLeave();
      else return false;
      return true;
    },
  });

  const title = isNew ? t('products.newTitle') : localName(history.row.variant, i18n.language);
  return (
    <div className={css.form} data-testid="product-form">
      <div className={css.formHead}>
        <Action tone="quiet" icon={ArrowLeft} onClick={onLeave} data-testid="product-back">
          {t('products.back')}
        </Action>
        <h2 className={css.formTitle}>{title}</h2>
        {!conflict && (
          <Action
            tone="next"
            icon={Save}
            hint="Ctrl S"
            disabled={form.busy || uploading || !isDirty}
            onClick={() => void save()}
            data-testid="product-save"
          >
            {t('products.save')}
          </Action>
        )}
      </div>
      {leaving && <LeaveQuestion leaving={leaving} onSave={() => void save()} />}
      {form.end && !conflict && <SaveEndNotice end={form.end} />}
      {tried && faults.length > 0 && (
        <p className={css.wrong} role="alert">
          {t('products.incomplete')}
        </p>
      )}
      {conflict ? (
        <ConflictView
          rows={[
            ...conflict.merge.conflicts.map(({ field, base, mine, theirs }) => ({
              field,
              label: words.field(field),
              base: <FieldValue words={words} field={field} value={base} />,
              mine: <FieldValue words={words} field={field} value={mine} />,
              theirs: <FieldValue words={words} field={field} value={theirs} />,
            })),
            ...conflict.prices.map(({ storeId, ...texts }) => ({
              field: `price/${storeId}`,
              label: t('products.priceIn', { store: storeName(storeId) }),
              base: texts.base || t('products.nothing'),
              mine: texts.mine || t('products.nothing'),
              theirs: texts.theirs || t('products.nothing'),
            })),
          ]}
          taken={conflict.merge.taken.map(({ field, theirs }) => ({
            field,
            label: words.field(field),
            theirs: <FieldValue words={words} field={field} value={theirs} />,
          }))}
          by={who(conflict.row.changedBy)}
          at={conflict.row.changedAt}
          choices={form.choices}
          busy={form.busy}
          onChoose={form.choose}
          onSave={() =>
            void form.saveResolved().then((saved) => {
              if (saved) onSaved({ name: draft.name, isNew });
            })
          }
          onBack={form.leaveConflict}
        />
      ) : (
        <>
          <div className={`${css.tabs} ${css.manyTabs}`}>
            <Tabs
              label={title}
              value={tab}
              options={TABS.filter((one) => one !== 'history' || history).map((value) => ({
                value,
                label: t(`products.tabs.${value}`),
              }))}
              onChange={setTab}
              testId="product-tab"
            />
          </div>
          {tab === 'details' && (
            <div className={css.columns}>
              <div className={css.section}>
                {seed.photo && (
                  <SeedPhoto
                    photo={seed.photo}
                    pictures={draft.pictures}
                    onPictures={(pictures) => form.edit({ pictures })}
                  />
                )}
                <BasicsSection {...parts} config={config} catalogue={catalogue} isNew={isNew} />
              </div>
              <div className={css.section}>
                <PricesSection
                  stores={catalogue.stores}
                  known={history?.row.prices ?? []}
                  money={money}
                  prices={form.prices}
                  mayPrices={mayPrices}
                  isNew={isNew}
                  per={t(`products.units.${draft.unit}`)}
                  timeZone={config.store.timeZone}
                  tried={tried}
                  busy={form.busy}
                  onPrices={form.setPrices}
                  onCancel={(price) => void cancel(price)}
                />
                <CodesSection {...parts} config={config} />
                <RulesSection {...parts} />
              </div>
            </div>
          )}
          {tab === 'pictures' && (
            <PictureEditor
              pictures={draft.pictures}
              most={PICTURES_MAX}
              onPictures={(pictures) => form.edit({ pictures })}
              onBusy={setUploading}
            />
          )}
          {tab === 'variants' && (
            <VariantsSection {...parts} isNew={isNew} grid={form.grid} onGrid={form.setGrid} onOpen={onOpen} />
          )}
          {tab === 'related' && <RelatedSection {...parts} />}
          {tab === 'history' && history && (
            <HistorySection history={history} stores={catalogue.stores} money={money} words={words} who={who} />
          )}
        </>
      )}
    </div>
  );

  function storeName(storeId: string): string {
    return catalogue.stores.find((store) => store.storeId === storeId)?.name ?? storeId;
  }

  async function cancel(price: { storeId: string; version: number; effectiveAt: string }): Promise<void> {
    const { storeId, version: base, effectiveAt } = price;
    const ended = await form.desk.send({
      categories: [],
      variants: [],
      prices: [{ storeId, variantId: draft.variantId, base, amount: null, effectiveAt }],
    });
    form.setEnd(ended);
    if (ended.end === 'done') onReload();
  }
}
