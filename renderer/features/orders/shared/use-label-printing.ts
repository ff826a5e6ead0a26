import { useState } from 'react';
import { v7 as uuid } from 'uuid';
import type { Label } from '#contracts/ipc/devices.ts';
import type { Fault } from '#contracts/ipc/host.ts';
import type { ReceiptDocument } from '#domain/receipt/receipt-document.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { useTill } from '#renderer/app/till-context.tsx';

/** The same said in two ways: as labels, and on a receipt printer's paper. */
export interface Printable {
  labels: readonly Label[];
  papers: readonly ReceiptDocument[];
}

/** Prints what belongs to orders: by the label printer where there is one, else on receipt paper; lists always on paper. */
export function useLabelPrinting() {
  const { host } = useTill();
  const [fault, setFault] = useState<Fault | null>(null);

  async function onLabels(labels: readonly Label[]): Promise<Fault | null> {
    const answer = await attempt(host, 'labels.print', { runId: uuid(), labels: [...labels] });
    return answer.ok ? null : answer.fault;
  }
  async function onPaper(papers: readonly ReceiptDocument[]): Promise<Fault | null> {
    for (const document of papers) {
      const job = { jobId: uuid(), orderId: null, copy: 0, document, drawer: false };
      const answer = await attempt(host, 'printer.enqueue', job);
      if (!answer.ok) return answer.fault;
    }
    return null;
  }
  return {
    /** Why the last was not printed. */
    fault,
    async print({ labels, papers }: Printable): Promise<void> {
      const known = await host.call('devices.settings', {}).catch(() => null);
      setFault(await (known?.settings.labelPrinter ? onLabels(labels) : onPaper(papers)));
    },
    async printPaper(paper: ReceiptDocument): Promise<void> {
      setFault(await onPaper([paper]));
    },
  };
}
