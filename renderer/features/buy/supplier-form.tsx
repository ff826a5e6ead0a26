import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { CommandAccepted, type SupplierRow } from '#contracts/http/stock.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { askServer } from '#renderer/app/server-api.ts';
import { useCards } from '#renderer/features/stock/work/use-cards.ts';
import frame from '#renderer/features/stock/work/work.module.css';
import { Action } from '#renderer/ui/action.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { Toggle } from '#renderer/ui/toggle.tsx';
import { AddProduct } from './add-product.tsx';
import css from './buy.module.css';
import { FormFrame } from './form-frame.tsx';
import { ItemFile } from './item-file.tsx';
import { ItemLines } from './item-lines.tsx';
import { NumberInput } from './number-input.tsx';
import { addItem, type SupplierDraft, type SupplierWrong, supplierDraft, supplierOf } from './supplier-draft.ts';
import { SupplierTerms } from './supplier-terms.tsx';

interface SupplierFormProps {
  config: RegisterConfig;
  /** Null for one that is made. */
  row: SupplierRow | null;
  onLeave: () => void;
}

/** A supplier: who it is, what it asks of an order, and what it sells in which packs. */
export function SupplierForm({ config, row, onLeave }: SupplierFormProps) {
  const { t } = useTranslation();
  const [supplierId] = useState(() => row?.supplier.supplierId ?? uuid());
  const [before] = useState(() => supplierDraft(row?.supplier ?? null));
  const [draft, setDraft] = useState<SupplierDraft>(before);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const { digits } = config.store.currency;
  const cards = useCards(draft.items.map(({ variantId }) => variantId));
  const read = supplierOf(draft, supplierId);
  const wrong = tried && !read.ok ? read.wrong : [];
  const edit = (change: Partial<SupplierDraft>): void => setDraft((current) => ({ ...current, ...change }));
  const wrongWords = (what: SupplierWrong): string | null => (wrong.includes(what) ? t(`buy.wrong.${what}`) : null);

  async function save(): Promise<void> {
    setTried(true);
    if (!read.ok) return;
    setBusy(true);
    const body: SupplierRow = { revision: row?.revision ?? 0, supplier: read.supplier };
    const path = `/suppliers/${encodeURIComponent(supplierId)}`;
    const answer = await askServer(path, CommandAccepted, { method: 'PUT', body });
    setBusy(false);
    if (answer.ok) onLeave();
    else setFault(answer.offline ? 'enrol-server-unreachable' : answer.code);
  }

  return (
    <FormFrame
      title={row ? row.supplier.name : t('buy.supplierNew')}
      hint={t('buy.supplierHint')}
      changed={draft !== before}
      onBack={onLeave}
      testId="supplier-form"
    >
      {fault && <Notice {...errorWords(t, fault)} />}
      <div className={css.fields}>
        <Field label={t('buy.name')} wrong={wrongWords('name')}>
          <TextField
            label={t('buy.name')}
            value={draft.name}
            maxLength={200}
            onText={(name) => edit({ name })}
            data-testid="supplier-name"
          />
        </Field>
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
