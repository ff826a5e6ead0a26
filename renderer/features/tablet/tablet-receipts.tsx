import { ReceiptText } from 'lucide-react';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { receiptText } from '#domain/receipt/build-receipt.ts';
import { receiptOf } from '#renderer/features/receipts/receipt-of.ts';
import { ReceiptPicture } from '#renderer/features/receipts/receipt-picture.tsx';
import css from '#renderer/features/receipts/receipts-screen.module.css';
import { useOrder } from '#renderer/features/receipts/use-order.ts';
import { useReceiptExtras } from '#renderer/features/receipts/use-receipt-extras.ts';
import { type Found, findTickets } from '#renderer/features/returns/find-ticket.ts';
import { TicketFinder } from '#renderer/features/returns/ticket-finder.tsx';
import { useTicketSearch } from '#renderer/features/returns/use-ticket-search.ts';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Empty } from '#renderer/ui/empty.tsx';
import { Page } from '#renderer/ui/page.tsx';

interface TabletReceiptsProps {
  config: RegisterConfig;
  online: boolean;
  top: ReactNode;
  /** A receipt's number that is looked for at once; empty for none. */
  find: string;
}

/** Past sales, looked up at the server: the last, or those that were looked for, and what each receipt looks like. */
export function TabletReceipts({ config, online, top, find }: TabletReceiptsProps) {
  const { t, i18n } = useTranslation();
  const search = useTicketSearch(config.store.currency.digits, find);
  const latest = useLatest(online);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const found = search.found ?? latest;
  const rows = found?.rows ?? [];
  const isEmpty = !search.found && latest?.rows.length === 0 && !latest.ownOnly;
  const row = rows.find(({ orderId }) => orderId === chosenId) ?? rows[0];
  const chosen = useOrder(row);
  const extras = useReceiptExtras(chosen, config);
  const receipt = useMemo(() => chosen && receiptOf(chosen, config, i18n, 0, extras), [chosen, config, i18n, extras]);
  useKeyLayer('screen', {
    onScan({ text }) {
      search.setBy('receipt');
      search.setText(text.trim());
    },
  });
  return (
    <Page title={t('rail.receipts')} top={top}>
      <div className={css.split} data-testid="tablet-receipts">
        <div className={css.left}>
          <TicketFinder
            search={{ ...search, found: isEmpty ? null : found }}
            chosenId={row?.orderId ?? null}
            focused={false}
            onChoose={({ orderId }) => setChosenId(orderId)}
          />
          {isEmpty && <Empty icon={ReceiptText} title={t('receipts.emptyShop')} text={t('receipts.emptyHint')} />}
        </div>
        {chosen && receipt && (
          <section className={css.detail} aria-label={t('receipts.picture')}>
            <ReceiptPicture
              document={receipt}
              label={t('receipts.pictureOf', { number: receiptText(chosen.payload.receipt) })}
            />
          </section>
        )}
      </div>
    </Page>
  );
}

/** The last sales of all stores; null until they are here. */
function useLatest(online: boolean): Found | null {
  const [latest, setLatest] = useState<Found | null>(null);
  useEffect(() => {
    let wanted = online;
    void findTickets({}, null).then((found) => {
      if (wanted) setLatest(found);
    });
    return () => {
      wanted = false;
    };
  }, [online]);
  return latest;
}
