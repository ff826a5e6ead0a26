import { UnstyledButton } from '@mantine/core';
import { ArrowLeft, Ban, CloudCheck, CloudUpload, Gift, Printer, ReceiptText, Undo2 } from 'lucide-react';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostStatus } from '#contracts/ipc/host.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { accountPaymentOf } from '#domain/order/account-payment.ts';
import { receiptText } from '#domain/receipt/build-receipt.ts';
import { mayOf } from '#renderer/app/at-till.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { PageFileAction } from '#renderer/app/page-file-action.tsx';
import { useFormats, useTill } from '#renderer/app/till-context.tsx';
import type { Checkout } from '#renderer/features/pay/checkout.ts';
import { EmailForm } from '#renderer/features/receipts/email-form.tsx';
import { PrintNotice } from '#renderer/features/receipts/print-notice.tsx';
import { receiptOf } from '#renderer/features/receipts/receipt-of.ts';
import { ReceiptPicture } from '#renderer/features/receipts/receipt-picture.tsx';
import { ReceiptSheet } from '#renderer/features/receipts/receipt-sheet.tsx';
import { useOrder } from '#renderer/features/receipts/use-order.ts';
import { usePrintCopy } from '#renderer/features/receipts/use-print-copy.ts';
import { useReceiptExtras } from '#renderer/features/receipts/use-receipt-extras.ts';
import { useUndoSale } from '#renderer/features/receipts/use-undo-sale.ts';
import { ownRow } from '#renderer/features/returns/find-ticket.ts';
import { TicketFinder } from '#renderer/features/returns/ticket-finder.tsx';
import { useTicketSearch } from '#renderer/features/returns/use-ticket-search.ts';
import type { CaseAbout } from '#renderer/features/sell/case-drafts.ts';
import { CaseSection } from '#renderer/features/sell/case-section.tsx';
import type { Sale } from '#renderer/features/sell/sale.ts';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import type { OrderFact } from '#renderer/store/till-store.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { Page } from '#renderer/ui/page.tsx';
import css from './receipts-screen.module.css';

interface ReceiptsScreenProps {
  status: HostStatus;
  config: RegisterConfig;
  sale: Sale;
  checkout: Checkout;
  top: ReactNode;
  /** A receipt's number that is looked for at once; empty for none. */
  find: string;
  /** To where a receipt was opened from; null where it was nowhere else. */
  onBack: (() => void) | null;
  /** To where something is taken back, or a sale undone. */
  onSell: () => void;
}

const SHOWN = 200;

/** Past sales: the last of this till, or those that were looked for. What each receipt looks like, copies, sending it, and undoing it. */
export function ReceiptsScreen({ status, config, sale, checkout, top, find, onBack, onSell }: ReceiptsScreenProps) {
  const { t, i18n } = useTranslation();
  const recent = useRecentOrders();
  const search = useTicketSearch(config.store.currency.digits, find);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const copy = usePrintCopy(checkout, status);
  const rows = search.found?.rows ?? recent.map(ownRow);
  const at = Math.max(
    0,
    rows.findIndex((row) => row.orderId === chosenId),
  );
  const row = rows[at];
  const chosen = useOrder(row);
  const extras = useReceiptExtras(chosen, config);
  const receipt = useMemo(() => chosen && receiptOf(chosen, config, i18n, 0, extras), [chosen, config, i18n, extras]);
  // What leaves the till a second time says so.
  const sheet = useMemo(() => chosen && receiptOf(chosen, config, i18n, 1, extras), [chosen, config, i18n, extras]);

  const undo = useUndoSale({ order: chosen, sale, checkout, status, config, onSell });
  const { signedIn } = status;
  const mayCase = signedIn !== null && !signedIn.training && mayOf(config, signedIn.operatorId, 'members');

  useKeyLayer('screen', {
    onScan: ({ text }) => {
      search.setBy('receipt');
      search.setText(text.trim());
    },
    onKey(event) {
      const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
      const next = rows[at + by];
      if (by !== 0) {
        if (next) setChosenId(next.orderId);
      } else if (event.ctrlKey && event.key.toLowerCase() === 'p') {
        if (chosen) void copy.print(chosen);
      } else if (event.key === 'F8' && undo.takeBack) {
        undo.takeBack();
      } else if (event.key === 'Escape' && onBack) {
        onBack();
      } else return false;
      return true;
    },
  });

  return (
    <Page title={t('rail.receipts')} top={top}>
      <div className={css.split}>
        <div className={css.left}>
          {onBack && (
            <div>
              <Action tone="quiet" icon={ArrowLeft} hint="Esc" onClick={onBack} data-testid="receipts-back">
                {t('receipts.back')}
              </Action>
            </div>
          )}
          <TicketFinder
            search={search}
            chosenId={row?.orderId ?? null}
            focused={false}
            onChoose={(found) => setChosenId(found.orderId)}
          />
          {!search.found && (
            <ul className={css.list}>
              {recent.map((order) => (
                <OrderRow
                  key={order.id}
                  order={order}
                  chosen={order.id === row?.orderId}
                  synced={isSynced(order, status)}
                  onChoose={() => setChosenId(order.id)}
                />
              ))}
            </ul>
          )}
          {!search.found && recent.length === 0 && (
            <Empty icon={ReceiptText} title={t('receipts.empty')} text={t('receipts.emptyHint')} />
          )}
        </div>
        {chosen && receipt && sheet && (
          <section className={css.detail} aria-label={t('receipts.picture')}>
            {copy.fault && <Notice {...errorWords(t, copy.fault.code)} />}
            <PrintNotice status={status} />
            <div className={css.actions}>
              <Action
                icon={Printer}
                size="lg"
                hint="Ctrl P"
                onClick={() => void copy.print(chosen)}
                data-testid="print-copy"
              >
                {t('print.copy')}
              </Action>
              <Action icon={Gift} size="lg" onClick={() => void copy.print(chosen, 'gift')} data-testid="print-gift">
                {t('print.gift')}
              </Action>
              <PageFileAction name="receipt" words={t('print.page')} size="lg" testId="print-page" />
              {undo.takeBack && (
                <Action icon={Undo2} size="lg" hint="F8" onClick={undo.takeBack} data-testid="receipt-return">
                  {t('returns.title')}
                </Action>
              )}
              {undo.voidAll && (
                <Action tone="bad" icon={Ban} size="lg" onClick={undo.voidAll} data-testid="receipt-void">
                  {t('returns.postVoid')}
                </Action>
              )}
            </div>
            <EmailForm key={chosen.id} orderId={chosen.id} />
            {mayCase && <CaseSection key={`case ${chosen.id}`} about={aboutOf(chosen)} />}
            <ReceiptPicture
              document={receipt}
              label={t('receipts.pictureOf', { number: receiptText(chosen.payload.receipt) })}
            />
            <ReceiptSheet document={sheet} />
          </section>
        )}
      </div>
    </Page>
  );
}

/** A case about a ticket is of whoever bought it. */
function aboutOf({ id: orderId, payload: { memberId } }: OrderFact): CaseAbout {
  return memberId === undefined ? { orderId } : { orderId, memberId };
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
  const { receipt, total, rounding, lines, returns = [] } = order.payload;
  const account = accountPaymentOf(order.payload);
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
        <span className={css.items}>
          {account ? t('account.title') : t('receipts.lines', { count: lines.length + returns.length })}
        </span>
        <span className={css.sync} data-synced={synced || undefined}>
          <Mark size={18} aria-hidden />
          {synced ? t('receipts.synced') : t('receipts.waiting')}
        </span>
        <span className={css.amount}>{formats.money(total + rounding + (account?.amount ?? 0))}</span>
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
