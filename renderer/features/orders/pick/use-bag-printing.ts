import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import type { Fault } from '#contracts/ipc/host.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { type BagLabelInput, bagLabels, bagPapers } from './bag-label.ts';

/** Prints the labels of an order's bags: by the label printer where there is one, else on receipt paper. */
export function useBagPrinting(): { print: (input: BagLabelInput) => Promise<void>; fault: Fault | null } {
  const { i18n } = useTranslation();
  const { host } = useTill();
  const [fault, setFault] = useState<Fault | null>(null);

  async function onLabels(input: BagLabelInput): Promise<Fault | null> {
    const answer = await attempt(host, 'labels.print', { runId: uuid(), labels: bagLabels(input) });
    return answer.ok ? null : answer.fault;
  }
  async function onPaper(input: BagLabelInput): Promise<Fault | null> {
    for (const document of bagPapers(input, i18n)) {
      const job = { jobId: uuid(), orderId: null, copy: 0, document, drawer: false };
      const answer = await attempt(host, 'printer.enqueue', job);
      if (!answer.ok) return answer.fault;
    }
    return null;
  }
  return {
    fault,
    async print(input) {
      const known = await host.call('devices.settings', {}).catch(() => null);
      setFault(await (known?.settings.labelPrinter ? onLabels(input) : onPaper(input)));
    },
  };
}
