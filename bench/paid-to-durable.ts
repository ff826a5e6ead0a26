import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { openFileJournalStorage } from '#electron/host/journal/file-journal-storage.ts';
import { openJournal } from '#electron/host/journal/journal.ts';
import { journalKeys, newRegistration } from '#electron/host/registration.ts';
import { orderDraft } from '#tests/fixtures/fact-drafts.ts';

export interface PaidToDurableOptions {
  sales?: number;
  /** Where to write; the disk matters. A folder in it is made and removed. */
  folder?: string;
}

export interface PaidToDurableFigures {
  sales: number;
  bytesPerSale: number;
  /** From a draft to the answer that it is signed and on disk, one sale at a time, ms. */
  journal: Percentiles;
  /** The yardstick: the same bytes appended to a file and fdatasync, alternating with the sales, ms. */
  bare: Percentiles;
  /** Sales a second when all are asked for at once: they share their syncs. */
  salesPerSecondTogether: number;
}

export interface Percentiles {
  p50: number;
  p95: number;
  p99: number;
}

/** How long a sale takes from paid to durable, beside the bare write and sync of the same bytes in the same run. */
export async function paidToDurable({
  sales = 1000,
  folder = tmpdir(),
}: PaidToDurableOptions = {}): Promise<PaidToDurableFigures> {
  const own = await mkdtemp(join(folder, 'paid-to-durable-'));
  const registration = newRegistration(v7());
  const identity = { storeId: 'leeds', registerId: 'till-1', journalId: registration.journalId, receiptSeries: 'L1' };
  const storage = await openFileJournalStorage(join(own, 'journal'));
  const journal = await openJournal({ storage, identity, ...journalKeys(registration) });
  const bare = await open(join(own, 'bare'), 'a');
  const stamp = () => ({ at: new Date().toISOString(), businessDate: '2026-11-21', operatorId: 'ann' });
  const took: { journal: number[]; bare: number[] } = { journal: [], bare: [] };
  try {
    let bytes: Uint8Array = new Uint8Array();
    for (let sale = 0; sale < sales; sale++) {
      const draft = orderDraft(v7());
      took.journal.push(await msOf(() => journal.append([draft], stamp())));
      bytes = await journal.lines(journal.seq() - 1, 1);
      took.bare.push(
        await msOf(async () => {
          await bare.write(bytes);
          await bare.datasync();
        }),
      );
    }
    const drafts = Array.from({ length: sales }, () => orderDraft(v7()));
    const together = await msOf(() => Promise.all(drafts.map((draft) => journal.append([draft], stamp()))));
    return {
      sales,
      bytesPerSale: bytes.length,
      journal: percentiles(took.journal),
      bare: percentiles(took.bare),
      salesPerSecondTogether: Math.round((sales / together) * 1000),
    };
  } finally {
    await bare.close();
    await journal.close();
    await rm(own, { recursive: true });
  }
}

async function msOf(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

function percentiles(values: readonly number[]): Percentiles {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => Number((sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(3));
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
