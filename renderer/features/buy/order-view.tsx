import { Ban, CircleCheck, FileDown, Mail, PackagePlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SupplierPublished } from '#contracts/facts/stock-facts.ts';
import type { PurchaseOrderDraft, PurchaseOrderRow } from '#contracts/http/stock.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { PageFileAction } from '#renderer/app/page-file-action.tsx';
import { useFormats } from '#renderer/app/till-context.tsx';
import { StartFrame } from '#renderer/features/stock/work/start-frame.tsx';
import frame from '#renderer/features/stock/work/work.module.css';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { changeOrder, downloadOrder } from './order-changes.ts';
import type { OrderScreenProps } from './order-form.tsx';
import { OrderPage } from './order-page.tsx';
import { OrderSum } from './order-sum.tsx';
import { SentLines } from './sent-lines.tsx';

interface OrderViewProps extends OrderScreenProps {
  row: PurchaseOrderRow;
  supplier: SupplierPublished | undefined;
}

/** An order that was sent: what of it has come, and what is done with it. */
export function OrderView({ config, row, supplier, mail, onOpen, onLeave, onOrder }: OrderViewProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [busy, setBusy] = useState(false);
  const [asked, setAsked] = useState(false);
  const [faults, setFaults] = useState<readonly string[]>([]);
  const { order, received, locationName } = row;
  const { purchaseOrderId, number, status, lines } = order;
  const hasCome = Object.values(received).some((quantity) => quantity > 0);
  const isOpen = status === 'sent';
  const supplierSkus = new Map(supplier?.items.map((item) => [item.variantId, item.supplierSku ?? '']));

  async function change(next: PurchaseOrderDraft['status'], more: { mail?: true } = {}): Promise<void> {
    setBusy(true);
    const { number: _number, mailTo: _mailTo, ...draft } = order;
    const done = await changeOrder({ revision: row.revision, order: { ...draft, status: next }, ...more });
    setBusy(false);
    setAsked(false);
    setFaults(done.ok ? [] : done.codes);
    onOrder(purchaseOrderId);
  }

  async function download(): Promise<void> {
    const fault = await downloadOrder(purchaseOrderId, number);
    setFaults(fault === null ? [] : [fault]);
  }

  return (
    <StartFrame
      title={t('buy.orderOf', { number, name: row.supplierName })}
      hint={[
        t(isOpen && hasCome ? 'buy.partly' : `buy.status.${status}`),
        locationName,
        ...(order.expectedOn === undefined ? [] : [t('stock.receive.due', { date: formats.day(order.expectedOn) })]),
        ...(order.note === undefined ? [] : [order.note]),
      ].join(' · ')}
      onBack={onLeave}
      testId="order-view"
    >
      {faults.map((code) => (
        <Notice key={code} {...errorWords(t, code)} />
      ))}
      {row.mail && (
        <Notice
          tone={row.mail.status === 'failed' ? 'bad' : row.mail.status === 'sent' ? 'ok' : 'info'}
          code={`mail-${row.mail.status}`}
          title={t(`buy.mailed.${row.mail.status}`, { email: row.mail.to })}
          next={row.mail.status === 'failed' ? t('buy.mailed.failedNext') : undefined}
        />
      )}
      <div className={frame.buttons}>
        {isOpen && order.locationId === config.store.locationId && (
          <Action
            tone="next"
            size="lg"
            icon={PackagePlus}
            onClick={() => onOpen({ section: 'receive', subject: `order/${purchaseOrderId}` })}
            data-testid="order-receive"
          >
            {t('buy.receive')}
          </Action>
        )}
        <Action size="lg" icon={FileDown} onClick={() => void download()} data-testid="order-download">
          {t('buy.download')}
        </Action>
        <PageFileAction name={`order-${number}`} words={t('reports.pdf')} size="lg" testId="order-pdf" />
        {isOpen && mail && supplier?.email !== undefined && (
          <Action
            size="lg"
            icon={Mail}
            disabled={busy}
            onClick={() => void change('sent', { mail: true })}
            data-testid="order-mail"
          >
            {t('buy.mail.send', { email: supplier.email })}
          </Action>
        )}
        {isOpen && (
          <Action
            tone={hasCome ? 'plain' : 'bad'}
            size="lg"
            icon={hasCome ? CircleCheck : Ban}
            disabled={busy}
            onClick={() => setAsked(true)}
            data-testid="order-end"
          >
            {t(hasCome ? 'buy.close' : 'buy.cancel')}
          </Action>
        )}
      </div>
      {asked && (
        <Notice tone="warn" code="order-end" title={t(hasCome ? 'buy.closeSure' : 'buy.cancelSure')}>
          <Action
            disabled={busy}
            onClick={() => void change(hasCome ? 'closed' : 'cancelled')}
            data-testid="order-end-sure"
          >
            {t(hasCome ? 'buy.close' : 'buy.cancel')}
          </Action>
          <Action onClick={() => setAsked(false)} data-testid="order-end-not">
            {t('buy.keep')}
          </Action>
        </Notice>
      )}
      <OrderPage row={row} supplierSkus={supplierSkus} />
      <SentLines row={row} />
      <OrderSum lines={lines} faults={[]} />
    </StartFrame>
  );
}
