import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import type { Fault } from '#contracts/ipc/host.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import type { ReceiptDocument } from '#domain/receipt/receipt-document.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { type SessionReport, sessionReportOf } from '#renderer/features/receipts/session-report-of.ts';

/** Prints X and Z slips; `fault` is why the last one could not be queued. */
export function useSlip(config: RegisterConfig): {
  slip: (report: SessionReport) => ReceiptDocument;
  print: (report: SessionReport) => Promise<void>;
  fault: Fault | null;
} {
  const { i18n } = useTranslation();
  const { host } = useTill();
  const [fault, setFault] = useState<Fault | null>(null);
  const slip = (report: SessionReport): ReceiptDocument => sessionReportOf(report, config, i18n);
  return {
    slip,
    async print(report) {
      const job = { jobId: uuid(), orderId: null, copy: report.copy, document: slip(report), drawer: false };
      const answer = await attempt(host, 'printer.enqueue', job);
      setFault(answer.ok ? null : answer.fault);
    },
    fault,
  };
}
