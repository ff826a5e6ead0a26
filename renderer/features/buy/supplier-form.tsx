import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import type { SupplierPublished } from '#contracts/facts/stock-facts.ts';
import { SupplierAnswer, type SupplierRow } from '#contracts/http/stock.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { askServer } from '#renderer/app/server-api.ts';
import { MergingView } from '#renderer/features/saving/merging-view.tsx';
import { type SaveEnd, saveEnd } from '#renderer/features/saving/save-end.ts';
import { SaveEndNotice } from '#renderer/features/saving/save-end-notice.tsx';
import { useMerging } from '#renderer/features/saving/use-merging.ts';
import { StartFrame } from '#renderer/features/stock/work/start-frame.tsx';
import { useCards } from '#renderer/features/stock/work/use-cards.ts';
import frame from '#renderer/features/stock/work/work.module.css';
import { Action } from '#renderer/ui/action.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { Toggle } from '#renderer/ui/toggle.tsx';
import { AddProduct } from './add-product.tsx';
import css from './buy.module.css';
import { FormFrame } from './form-frame.tsx';
import { ItemFile } from './item-file.tsx';
import { ItemLines } from './item-lines.tsx';
import { NumberInput } from './number-input.tsx';
import { addItem, type SupplierDraft, type SupplierWrong, supplierDraft, supplierOf } from './supplier-draft.ts';
import { supplierFields, supplierFrom } from './supplier-merge.ts';
import { SupplierTerms } from './supplier-terms.tsx';
import { useSupplierWords } from './use-supplier-words.ts';

interface SupplierFormProps {
  config: RegisterConfig;
  /** Null for one that is made. */
  row: SupplierRow | null;
  onLeave: () => void;
}

/** A supplier: who it is, what it asks of an order, and what it sells in which packs. */
export function SupplierForm({ config, row: first, onLeave }: SupplierFormProps) {
  const { t } = useTranslation();
  const [row, setRow] = useState(first);
  const [supplierId] = useState(() => first?.supplier.supplierId ?? uuid());
  const [before] = useState(() => supplierDraft(first?.supplier ?? null));
  const [draft, setDraft] = useState<SupplierDraft>(before);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [end, setEnd] = useState<SaveEnd<SupplierRow> | null>(null);
  const merging = useMerging<SupplierRow>();
  const { digits } = config.store.currency;
  const others = merging.conflict?.now.supplier.items ?? [];
  const cards = useCards([...draft.items, ...others].map(({ variantId }) => variantId));
  const words = useSupplierWords(cards);
  const read = supplierOf(draft, supplierId);
  const wrong = tried && !read.ok ? read.wrong : [];
  const edit = (change: Partial<SupplierDraft>): void => setDraft((current) => ({ ...current, ...change }));
  const wrongWords = (what: SupplierWrong): string | null => (wrong.includes(what) ? t(`buy.wrong.${what}`) : null);

  async function save(): Promise<void> {
    setTried(true);
    if (read.ok) await send(read.supplier, row);
  }

  async function send(supplier: SupplierPublished, base: SupplierRow | null): Promise<void> {
    setBusy(true);
    const body = { revision: base?.revision ?? 0, supplier };
    const path = `/suppliers/${encodeURIComponent(supplierId)}`;
    const ended = saveEnd(await askServer(path, SupplierAnswer, { method: 'PUT', body }));
    setBusy(false);
    setEnd(ended);
    if (ended.end === 'done') onLeave();
    else if (ended.end === 'conflict' && base) {
      const theirs = supplierFields(ended.now.supplier);
      merging.begin(ended.now, supplierFields(base.supplier), supplierFields(supplier), theirs);
    }
  }

  /** Saves on top of what the other person made of it. */
  async function saveMerged(): Promise<void> {
    const merged = supplierFrom(supplierId, merging.fields());
    if (!merged || !merging.conflict) return;
    const { now } = merging.conflict;
    setRow(now);
    setDraft(supplierDraft(merged));
    merging.leave();
    await send(merged, now);
  }

  if (merging.conflict) {
    return (
      <StartFrame
        title={first?.supplier.name ?? ''}
        hint={t('buy.supplierHint')}
        onBack={merging.leave}
        testId="supplier-merge"
      >
        <MergingView merging={merging} config={config} busy={busy} words={words} onSave={() => void saveMerged()} />
      </StartFrame>
    );
  }

  return (
    <FormFrame
      title={first ? first.supplier.name : t('buy.supplierNew')}
      hint={t('buy.supplierHint')}
      changed={draft !== before}
      onBack={onLeave}
      testId="supplier-form"
    >
      {end && <SaveEndNotice end={end} />}
      <div className={css.fields}>
        <div className={css.nameField}>
          <Field label={t('buy.name')} wrong={wrongWords('name')}>
            <TextField
              label={t('buy.name')}
              value={draft.name}
              maxLength={200}
              onText={(name) => edit({ name })}
              data-testid="supplier-name"
            />
          </Field>
        </div>
        <Field label={t('buy.email')} hint={t('buy.emailHint')} wrong={wrongWords('email')}>
          <TextField
            label={t('buy.email')}
            type="email"
            value={draft.email}
            maxLength={200}
            onText={(email) => edit({ email })}
            data-testid="supplier-email"
          />
        </Field>
        <NumberInput
          label={t('buy.leadTime')}
          value={draft.leadTimeDays}
          digits={0}
          wrong={wrong.includes('lead-time')}
          onValue={(leadTimeDays) => edit({ leadTimeDays })}
          testId="supplier-lead"
        />
        <NumberInput
          label={t('buy.minimumOrder')}
          value={draft.minimumOrder}
          digits={digits}
          money
          onValue={(minimumOrder) => edit({ minimumOrder })}
          testId="supplier-minimum"
        />
      </div>
      {wrong.includes('lead-time') && <p className={css.wrong}>{t('buy.wrong.lead-time')}</p>}
      <SupplierTerms draft={draft} wrong={wrong.includes('terms')} onEdit={edit} />
      {row && (
        <div className={css.switch}>
          <Toggle
            label={t('buy.inUse')}
            on={!draft.archived}
            onToggle={(on) => edit({ archived: !on })}
            testId="supplier-active"
          />
          <span className={frame.sub}>{t('buy.inUse')}</span>
        </div>
      )}
      <h3 className={frame.heading}>{t('buy.sells')}</h3>
      <ItemFile draft={draft} cards={cards} digits={digits} onDraft={setDraft} />
      <AddProduct config={config} onCard={(card) => setDraft((current) => addItem(current, card))} />
      {wrong.includes('items') && (
        <p className={css.wrong} role="alert">
          {t('buy.wrong.items')}
        </p>
      )}
      <ItemLines draft={draft} cards={cards} digits={digits} wrong={wrong.includes('items')} onDraft={setDraft} />
      <div className={frame.buttons}>
        <Action
          tone="next"
          size="lg"
          disabled={busy || draft === before}
          onClick={() => void save()}
          data-testid="supplier-save"
        >
          {t('buy.save')}
        </Action>
      </div>
    </FormFrame>
  );
}
