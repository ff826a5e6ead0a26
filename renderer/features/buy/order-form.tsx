import { FileDown, Mail } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import type { SupplierPublished } from '#contracts/facts/stock-facts.ts';
import type { PurchaseOrderDraft, PurchaseOrderRow } from '#contracts/http/stock.ts';
import { purchaseOrderFaults } from '#domain/stock/purchase-order.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import type { StockSectionProps } from '#renderer/features/stock/stock-parts.ts';
import frame from '#renderer/features/stock/work/work.module.css';
import { Action } from '#renderer/ui/action.tsx';
import { DateField } from '#renderer/ui/date-field.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { AddProduct } from './add-product.tsx';
import css from './buy.module.css';
import { FormFrame } from './form-frame.tsx';
import { changeOrder, downloadOrder } from './order-changes.ts';
import { addPack, entryOf, NO_ENTRY, type OrderEntry, orderLines } from './order-draft.ts';
import { OrderLines } from './order-lines.tsx';
import { OrderSum } from './order-sum.tsx';

export interface OrderScreenProps extends StockSectionProps {
  /** Whether the server sends e-mail. */
  mail: boolean;
  onLeave: () => void;
  /** Shows an order as it now is. */
  onOrder: (purchaseOrderId: string) => void;
}

interface OrderFormProps extends OrderScreenProps {
  /** Null for one that is made. */
  row: PurchaseOrderRow | null;
  supplier: SupplierPublished;
}

/** An order that is not sent yet: what of whom, how many packs, and what the supplier asks of it. */
export function OrderForm({ config, row, supplier, mail, onLeave, onOrder }: OrderFormProps) {
  const { t } = useTranslation();
  const [purchaseOrderId] = useState(() => row?.order.purchaseOrderId ?? uuid());
  const [before] = useState(() => (row ? entryOf(row.order) : NO_ENTRY));
  const [entry, setEntry] = useState<OrderEntry>(before);
  const [revision, setRevision] = useState(row?.revision ?? 0);
  const [busy, setBusy] = useState(false);
  const [faults, setFaults] = useState<readonly string[]>([]);
  const lines = orderLines(entry);
  const wanting = lines ? purchaseOrderFaults(lines, supplier) : [];
  const canSave = !busy && lines !== null && lines.length > 0;

  async function save(status: 'draft' | 'sent', how: 'mail' | 'file' | null): Promise<void> {
    if (!lines) return;
    setBusy(true);
    const order: PurchaseOrderDraft = {
      purchaseOrderId,
      supplierId: supplier.supplierId,
      locationId: row?.order.locationId ?? config.store.locationId,
      status,
      ...(entry.expectedOn === '' ? {} : { expectedOn: entry.expectedOn }),
      lines,
      ...(entry.note.trim() === '' ? {} : { note: entry.note.trim() }),
    };
    const done = await changeOrder({ revision, order, ...(how === 'mail' ? { mail: true } : {}) });
    if (!done.ok) {
      setFaults(done.codes);
      setBusy(false);
      return;
    }
    setRevision(done.revision);
    if (how === 'file') await downloadOrder(purchaseOrderId, done.number);
    setBusy(false);
    if (status === 'draft') onLeave();
    else onOrder(purchaseOrderId);
  }

  /** As it was saved: what was entered since is given up with it. */
  async function discard({ order, revision }: PurchaseOrderRow): Promise<void> {
    setBusy(true);
    const { number: _number, mailTo: _mailTo, ...saved } = order;
    const done = await changeOrder({ revision, order: { ...saved, status: 'cancelled' } });
    setBusy(false);
    if (done.ok) onLeave();
    else setFaults(done.codes);
  }

  return (
    <FormFrame
      title={row ? t('buy.orderOf', { number: row.order.number, name: supplier.name }) : t('buy.orderTo', supplier)}
      hint={t('buy.orderHint')}
      changed={entry !== before}
      onBack={onLeave}
      testId="order-form"
    >
      {faults.map((code) => (
        <Notice key={code} {...errorWords(t, code)} />
      ))}
      <AddProduct config={config} onCard={(card) => setEntry((current) => addPack(current, card, supplier))} />
      <OrderLines entry={entry} faults={wanting} digits={config.store.currency.digits} onEntry={setEntry} />
      <OrderSum lines={lines ?? []} faults={wanting} />
      <div className={css.fields}>
        <DateField
          label={t('buy.expectedOn')}
          value={entry.expectedOn}
          clearable
          onChange={(expectedOn) => setEntry((current) => ({ ...current, expectedOn }))}
          testId="order-expected"
        />
        <Field label={t('buy.note')}>
          <TextField
            label={t('buy.note')}
            value={entry.note}
            maxLength={500}
            onText={(note) => setEntry((current) => ({ ...current, note }))}
            data-testid="order-note"
          />
        </Field>
      </div>
      <div className={frame.buttons}>
        <Action
          size="lg"
          disabled={!canSave || entry === before}
          onClick={() => void save('draft', null)}
          data-testid="order-save"
        >
          {t('buy.saveDraft')}
        </Action>
        {mail && supplier.email !== undefined && (
          <Action
            tone="next"
            size="lg"
            icon={Mail}
            disabled={!canSave || wanting.length > 0}
            onClick={() => void save('sent', 'mail')}
            data-testid="order-mail"
          >
            {t('buy.mail.send', { email: supplier.email })}
          </Action>
        )}
        <Action
          tone={mail && supplier.email !== undefined ? 'plain' : 'next'}
          size="lg"
          icon={FileDown}
          disabled={!canSave || wanting.length > 0}
          onClick={() => void save('sent', 'file')}
          data-testid="order-send"
        >
          {t('buy.downloadSent')}
        </Action>
        {row && (
          <Action tone="bad" size="lg" disabled={busy} onClick={() => void discard(row)} data-testid="order-discard">
            {t('buy.discard')}
          </Action>
        )}
      </div>
      {!mail && <p className={frame.sub}>{t('buy.mail.off')}</p>}
      {mail && supplier.email === undefined && <p className={frame.sub}>{t('buy.mail.noAddress')}</p>}
    </FormFrame>
  );
}
