import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { journalKeys, loadRegistration } from '#electron/host/registration.ts';
import { plainSeal } from '#electron/host/seal.ts';
import { openFileJournalStorage } from './file-journal-storage.ts';
import { openJournal } from './journal.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'omnitill-kill-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Runs a till that journals as fast as it can, kills it when it has acknowledged so many sales, and gives those. */
function killAfter(count: number): Promise<Map<string, number>> {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  const program = fileURLToPath(new URL('../../../tests/fixtures/journalling-program.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', tsx, program, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const acknowledged = new Map<string, number>();
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    const [id, seq] = line.split(' ');
    // A last line may be cut by the kill.
    if (id?.length === 36 && seq) acknowledged.set(id, Number(seq));
    if (acknowledged.size === count) child.kill('SIGKILL');
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    lines.on('close', () => resolve(acknowledged));
  });
}

it('nothing that was acknowledged is missing after kill -9 in the middle, again and again', async () => {
  const all = new Map<string, number>();
  for (const count of [1, 40, 150, 400]) {
    const acknowledged = await killAfter(count);
    expect(acknowledged.size).toBeGreaterThanOrEqual(count);
    for (const [id, seq] of acknowledged) all.set(id, seq);
  }
  const loaded = await loadRegistration(join(folder, 'register.json'), plainSeal);
  if (!loaded.ok || !loaded.registration) throw new Error('no registration');
  const identity = {
    storeId: 'leeds',
    registerId: 'till-1',
    journalId: loaded.registration.journalId,
    receiptSeries: 'L1',
  };
  const storage = await openFileJournalStorage(join(folder, 'journal'));
  const journal = await openJournal({ storage, identity, ...journalKeys(loaded.registration) });
  expect(journal.fault()).toBeNull();
  const facts = new Map((await journal.read(0, 1_000_000)).map((fact) => [fact.id, fact]));
  expect(facts.size).toBe(journal.seq());
  for (const [id, seq] of all) expect(facts.get(id)?.seq).toBe(seq);
  const numbers = [...facts.values()].map(({ payload }) => (payload as { receipt: { number: number } }).receipt.number);
  expect(numbers).toEqual(numbers.map((_, at) => at + 1));
  await journal.close();
}, 60_000);
