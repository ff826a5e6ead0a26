import { RotateCw } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostStatus, PrintJob } from '#contracts/ipc/host.ts';
import { receiptText } from '#domain/receipt/build-receipt.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';

const ORDERS_KNOWN = 50;

/** Receipts that did not print: what is wrong with the printer, that the sale is safe, and what can be done. */
export function PrintNotice({ status }: { status: HostStatus }) {
  const { t } = useTranslation();
  const { host } = useTill();
  const failed = status.printer.jobs.filter((job) => job.state === 'failed');
  const [first] = failed;
  const number = useReceiptNumber(first?.orderId ?? null);
  if (!first) return null;
  const words = errorWords(t, first.fault?.code ?? 'printer-error');
  const retried = failed.filter((job) => !isLost(job));
  const safe = failed.length > 1 ? t('print.manySafe', { count: failed.length }) : t('print.safe', { number });
  const forAll = (method: 'printer.retry' | 'printer.skip', jobs: readonly PrintJob[]): void => {
    for (const { jobId } of jobs) void attempt(host, method, { jobId });
  };
  return (
    <Notice
      tone={words.tone}
      code={words.code}
      title={isLost(first) ? words.title : t('print.failed', { problem: words.title, safe })}
      next={words.next}
    >
      {retried.length > 0 && (
        <Action icon={RotateCw} onClick={() => forAll('printer.retry', retried)} data-testid="print-retry">
          {t('print.retry')}
        </Action>
      )}
      <Action tone="quiet" onClick={() => forAll('printer.skip', failed)} data-testid="print-skip">
        {t('print.skip')}
      </Action>
    </Notice>
  );
}

/** What was to be printed can't be read any more: it can only be acknowledged. */
function isLost({ fault }: PrintJob): boolean {
  return fault?.code === 'print-job-damaged';
}

/** The receipt number of an order this till completed; empty while it is not known. */
function useReceiptNumber(orderId: string | null): string {
  const store = useStore(useTill().store);
  const [number, setNumber] = useState('');
  useEffect(() => {
    setNumber('');
    if (!store || orderId === null) return;
    let wanted = true;
    const look = async (): Promise<void> => {
      const order = (await store.recentOrders(ORDERS_KNOWN)).find((one) => one.id === orderId);
      if (wanted && order) setNumber(receiptText(order.payload.receipt));
    };
    void look();
    const stop = store.onOrders(() => void look());
    return () => {
      wanted = false;
      stop();
    };
  }, [store, orderId]);
  return number;
}
