import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReceiptDocument } from '#domain/receipt/receipt-document.ts';
import type { PrintedPage } from '#drivers/sim/print-machine.ts';
import { printDevice } from '#electron/host/printing/print-device.ts';
import { openPrintQueue } from '#electron/host/printing/print-queue.ts';
import { openJobFolder } from '#electron/host/printing/stored-job.ts';
import { DrivenClock } from '#tests/fixtures/driven-clock.ts';
import { uuid } from '#tests/fixtures/fact-drafts.ts';
import type { PluggedPrinter } from './plugged-printer.ts';

/** Prints a receipt through the host's queue on a printer of a model, and gives the one page that came out. */
export async function printedByHost(
  printer: PluggedPrinter,
  model: string,
  document: ReceiptDocument,
): Promise<PrintedPage> {
  const folder = await mkdtemp(join(tmpdir(), 'omnitill-receipts-'));
  const device = printDevice({ address: printer.address, model }, null);
  let changed = () => {};
  const queue = await openPrintQueue({
    folder: await openJobFolder(folder),
    device: () => device,
    journal: { has: () => false, append: async () => ({ ok: true, facts: [] }) },
    clock: new DrivenClock(),
    onChange: () => changed(),
  });
  const ended = new Promise<string>((resolve) => {
    changed = () => {
      const [job] = queue.jobs();
      if (job?.state === 'printed' || job?.state === 'failed') resolve(job.fault?.code ?? job.state);
    };
  });
  const witness = { businessDate: '2026-11-22', operatorId: 'ann' };
  await queue.enqueue({ jobId: uuid(1), orderId: null, copy: 0, document, drawer: false }, witness);
  const state = await ended;
  await queue.close();
  await rm(folder, { recursive: true });
  const [page, ...more] = printer.pages;
  if (state !== 'printed' || !page || more.length > 0) throw new Error(`${state}, ${printer.pages.length} pages`);
  return page;
}
