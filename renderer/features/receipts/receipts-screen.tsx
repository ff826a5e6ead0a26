import { UnstyledButton } from '@mantine/core';
import { CloudCheck, CloudUpload, Printer, ReceiptText } from 'lucide-react';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostStatus } from '#contracts/ipc/host.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { receiptText } from '#domain/receipt/build-receipt.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { useFormats, useTill } from '#renderer/app/till-context.tsx';
import { useKeyLayer } from '#renderer/app/use-key-layer.ts';
import type { Checkout } from '#renderer/features/pay/checkout.ts';
import { PrintNotice } from '#renderer/features/receipts/print-notice.tsx';
import { receiptOf } from '#renderer/features/receipts/receipt-of.ts';
import { ReceiptPicture } from '#renderer/features/receipts/receipt-picture.tsx';
import { usePrintCopy } from '#renderer/features/receipts/use-print-copy.ts';
import type { OrderFact } from '#renderer/store/till-store.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { Page } from '#renderer/ui/page.tsx';
import css from './receipts-screen.module.css';

interface ReceiptsScreenProps {
  status: HostStatus;
  config: RegisterConfig;
  checkout: Checkout;
  top: ReactNode;
}

const SHOWN = 200;

/** The last sales of this till: what each receipt looks like, whether the server has it, and a copy. */
export function ReceiptsScreen({ status, config, checkout, top }: ReceiptsScreenProps) {
  const { t, i18n } = useTranslation();
  const orders = useRecentOrders();
  const [chosenId, setChosenId] = useState<string | null>(null);
  const copy = usePrintCopy(checkout, status);
  const at = Math.max(
    0,
    orders.findIndex((order) => order.id === chosenId),
  );
  const chosen = orders[at];
  const receipt = useMemo(() => chosen && receiptOf(chosen, config, i18n, 0), [chosen, config, i18n]);

  useKeyLayer('screen', {
    onKey(event) {
      const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
      const next = orders[at + by];
      if (by !== 0) {
        if (next) setChosenId(next.id);
      } else if (event.ctrlKey && event.key.toLowerCase() === 'p') {
        if (chosen) void copy.print(chosen);
      } else return false;
      return true;
    },
  });

  return (
    <Page title={t('rail.receipts')} top={top}>
      {chosen && receipt ? (
        <div className={css.split}>
          <ul className={css.list}>
            {orders.map((order) => (
              <OrderRow
                key={order.id}
                order={order}
                chosen={order.id === chosen.id}
                synced={isSynced(order, status)}
                onChoose={() => setChosenId(order.id)}
              />
            ))}
          </ul>
          <section className={css.detail} aria-label={t('receipts.picture')}>
            {copy.fault && <Notice {...errorWords(t, copy.fault.code)} />}
            <PrintNotice status={status} />
            <Action
              icon={Printer}
              size="lg"
              wide
              hint="Ctrl P"
              onClick={() => void copy.print(chosen)}
              data-testid="print-copy"
            >
              {t('print.copy')}
            </Action>
            <ReceiptPicture
              document={receipt}
              label={t('receipts.pictureOf', { number: receiptText(chosen.payload.receipt) })}
            />
          </section>
        </div>
      ) : (
        <Empty icon={ReceiptText} title={t('receipts.empty')} text={t('receipts.emptyHint')} />
      )}
    </Page>
  );
}

interface OrderRowProps {
  order: OrderFact;
  chosen: boolean;
  synced: boolean;
  onChoose: () => void;
}

function OrderRow({ order, chosen, synced, onChoose }: OrderRowProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { receipt, total, rounding, lines } = order.payload;
  const Mark = synced ? CloudCheck : CloudUpload;
  return (
    <li>
      <UnstyledButton
        type="button"
        className={css.order}
        aria-pressed={chosen}
        onClick={onChoose}
        data-testid="receipt-row"
        data-synced={synced}
      >
        <span className={css.number}>{receiptText(receipt)}</span>
        <span className={css.time}>{formats.dateTime(order.at)}</span>
        <span className={css.items}>{t('receipts.lines', { count: lines.length })}</span>
        <span className={css.sync} data-synced={synced || undefined}>
          <Mark size={18} aria-hidden />
          {synced ? t('receipts.synced') : t('receipts.waiting')}
        </span>
        <span className={css.amount}>{formats.money(total + rounding)}</span>
      </UnstyledButton>
    </li>
  );
}

/** Whether the server has durably taken an order: only what is at or below the watermark of its own journal counts (I10). */
function isSynced(order: OrderFact, { journal }: HostStatus): boolean {
  return journal?.journalId === order.journalId && order.seq <= journal.watermark;
}

function useRecentOrders(): readonly OrderFact[] {
  const store = useStore(useTill().store);
  const [orders, setOrders] = useState<readonly OrderFact[]>([]);
  useEffect(() => {
    if (!store) return;
    let wanted = true;
    const look = async (): Promise<void> => {
      const found = await store.recentOrders(SHOWN);
      if (wanted) setOrders(found);
    };
    void look();
    const stop = store.onOrders(() => void look());
    return () => {
      wanted = false;
      stop();
    };
  }, [store]);
  return orders;
}
