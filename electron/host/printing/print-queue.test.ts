import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FactDraft } from '#contracts/facts/envelope.ts';
import type { HostInput } from '#contracts/ipc/host.ts';
import { GENESIS } from '#domain/journal/envelope.ts';
import type { DrawerOutcome } from '#drivers/drawer/drawer.ts';
import type { PrintOptions } from '#drivers/printer/printer.ts';
import { startVirtualPrinter, type VirtualPrinter } from '#drivers/sim/virtual-printer.ts';
import type { Stamp } from '#electron/host/journal/compose-line.ts';
import type { AppendResult } from '#electron/host/journal/journal.ts';
import { DrivenClock } from '#tests/fixtures/driven-clock.ts';
import { uuid } from '#tests/fixtures/fact-drafts.ts';
import { type PrintDevice, printDevice } from './print-device.ts';
import { openPrintQueue, type PrintQueue } from './print-queue.ts';
import { openJobFolder, type StoredJob } from './stored-job.ts';
import { printDeviceAt } from './testing/print-device-at.ts';

const witness = { businessDate: '2026-11-21', operatorId: 'ann' };
const order = uuid(0x100);
let folder: string;
let printer: VirtualPrinter;
let queue: PrintQueue;
let clock: DrivenClock;
let journalled: FactDraft[];
let stamps: Stamp[];
let journalFull: boolean;
let changed: () => void;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'omnitill-prints-'));
  printer = await startVirtualPrinter({ port: 0, slowLineMs: 5 });
  clock = new DrivenClock();
  journalled = [];
  stamps = [];
  journalFull = false;
  queue = await open();
});
afterEach(async () => {
  await queue.close();
  await printer.close();
  await rm(folder, { recursive: true });
});

async function open(
  device: PrintDevice | null = printDeviceAt(`tcp://127.0.0.1:${printer.port}`),
): Promise<PrintQueue> {
  changed = () => {};
  return openPrintQueue({
    folder: await openJobFolder(folder),
    device: () => device,
    journal: { has: (id) => journalled.some((draft) => draft.id === id), append },
    clock,
    onChange: () => changed(),
  });
}

async function append(drafts: FactDraft[], stamp: Stamp): Promise<AppendResult> {
  if (journalFull) return { ok: false, fault: { code: 'journal-disk-full' } };
  stamps.push(stamp);
  journalled.push(...drafts.filter(({ id }) => !journalled.some((known) => known.id === id)));
  const common = { storeId: 's', registerId: 'r', journalId: uuid(1), seq: 1, at: '', prev: GENESIS, ...witness };
  return { ok: true, facts: drafts.map((draft) => ({ ...common, ...draft })) };
}

/** Resolves when a job has come to a state. */
function when(jobId: string, state: string): Promise<void> {
  return new Promise((resolve) => {
    changed = () => {
      if (stateOf(jobId)?.startsWith(state)) resolve();
    };
    changed();
  });
}

function stateOf(jobId: string): string | undefined {
  const job = queue.jobs().find((each) => each.jobId === jobId);
  return job && (job.fault ? `${job.state} ${job.fault.code}` : job.state);
}

function receipt(text: string, change: Partial<HostInput<'printer.enqueue'>> = {}): HostInput<'printer.enqueue'> {
  const blocks = Array.from({ length: 12 }, (_, n) => ({ kind: 'text' as const, text: `${text} ${n}` }));
  return { jobId: uuid(1), orderId: order, copy: 0, document: { language: 'en', blocks }, drawer: false, ...change };
}

function told(): string[] {
  return journalled.map(({ kind, payload }) => {
    const { how, copy } = payload as { how?: string; copy?: number };
    return [kind, how, copy].filter((part) => part !== undefined).join(' ');
  });
}

describe('print queue', () => {
  it('prints jobs one after another, opens the drawer once before the receipt, and journals both', async () => {
    await queue.enqueue(receipt('first', { drawer: true }), witness);
    await queue.enqueue(receipt('second', { jobId: uuid(2), copy: 1, drawer: true }), witness);
    await when(uuid(2), 'printed');
    expect(stateOf(uuid(1))).toBe('printed');
    expect(printer.receipts().map(({ lines }) => lines[0])).toEqual(['second 0', 'first 0']);
    expect(printer.pulses()).toBe(1);
    expect(told()).toEqual(['drawer.opened', 'receipt.issued printed 0', 'receipt.issued printed 1']);
  });

  it('opens the drawer alone for a document without blocks: nothing comes out, and no receipt was issued', async () => {
    const document = { language: 'en', blocks: [] };
    await queue.enqueue(receipt('', { document, drawer: true }), witness);
    await when(uuid(1), 'skipped');
    expect([printer.pulses(), printer.receipts()]).toEqual([1, []]);
    expect(told()).toEqual(['drawer.opened']);
    await queue.enqueue(receipt('asked for', { jobId: uuid(2), drawer: true }), witness);
    await when(uuid(2), 'printed');
    expect([printer.pulses(), printer.receipts().length]).toEqual([1, 1]);
    expect(told()).toEqual(['drawer.opened', 'receipt.issued printed 0']);
  });

  it('says that the drawer alone did not open, and opens it when asked again; given up, it leaves no receipt behind', async () => {
    await printer.setFaults({ dead: true });
    const document = { language: 'en', blocks: [] };
    await queue.enqueue(receipt('', { document, drawer: true }), witness);
    await when(uuid(1), 'failed drawer-not-opened');
    await queue.enqueue(receipt('', { jobId: uuid(2), orderId: uuid(0x200), document, drawer: true }), witness);
    await when(uuid(2), 'failed drawer-not-opened');
    expect(queue.jobs()[0]?.fault?.detail).toBe('printer-unreachable');
    expect(await queue.skip(uuid(2))).toEqual({ ok: true });
    await printer.setFaults({ dead: false });
    await queue.retry(uuid(1));
    await when(uuid(1), 'skipped');
    expect([printer.pulses(), told()]).toEqual([1, ['drawer.opened']]);
  });

  it('keeps the drawer alone for the next start when the host ends before the pulse', async () => {
    const drawer = {
      open: ({ signal }: PrintOptions = {}) =>
        new Promise<DrawerOutcome>((resolve) => {
          const stop = () => resolve({ ok: false, code: 'printer-interrupted', sent: false });
          signal?.addEventListener('abort', stop);
          if (signal?.aborted) stop();
        }),
    };
    await queue.close();
    queue = await open({ printer: null, drawer, encode: () => new Uint8Array() });
    await queue.enqueue(receipt('', { document: { language: 'en', blocks: [] }, drawer: true }), witness);
    await when(uuid(1), 'printing');
    await queue.close();
    queue = await open();
    await when(uuid(1), 'skipped');
    expect([printer.pulses(), told()]).toEqual([1, ['drawer.opened']]);
  });

  it('takes a job once, however often it is asked for', async () => {
    await queue.enqueue(receipt('first'), witness);
    await queue.enqueue(receipt('first'), witness);
    await when(uuid(1), 'printed');
    await queue.enqueue(receipt('first'), witness);
    expect(queue.jobs()).toHaveLength(1);
    expect(printer.receipts()).toHaveLength(1);
  });

  it('opens the drawer though the paper is out, and prints on demand when there is paper', async () => {
    await printer.setFaults({ paperOut: true });
    await queue.enqueue(receipt('first', { drawer: true }), witness);
    await when(uuid(1), 'failed printer-paper-out');
    expect(printer.pulses()).toBe(1);
    expect(printer.receipts()).toEqual([]);
    await printer.setFaults({ paperOut: false });
    expect(await queue.retry(uuid(1))).toEqual({ ok: true });
    await when(uuid(1), 'printed');
    expect(printer.pulses()).toBe(1);
    expect(printer.receipts()).toHaveLength(1);
    expect(told()).toEqual(['drawer.opened', 'receipt.issued printed 0']);
  });

  it('prints by itself once there is paper, unless its customer is long gone', async () => {
    await printer.setFaults({ paperOut: true });
    await queue.enqueue(receipt('first'), witness);
    await when(uuid(1), 'failed printer-paper-out');
    await printer.setFaults({ paperOut: false });
    queue.resume();
    await when(uuid(1), 'printed');
    expect(printer.receipts().map(({ lines }) => lines[0])).toEqual(['first 0']);
    await printer.setFaults({ coverOpen: true });
    await queue.enqueue(receipt('old', { jobId: uuid(2) }), witness);
    await when(uuid(2), 'failed printer-cover-open');
    await printer.setFaults({ coverOpen: false });
    await clock.advance(601_000);
    queue.resume();
    await queue.enqueue(receipt('new', { jobId: uuid(3) }), witness);
    await when(uuid(3), 'printed');
    expect(stateOf(uuid(2))).toBe('failed printer-cover-open');
  });

  it('prints the whole receipt again after the paper ended in its middle, as a copy, by itself', async () => {
    await queue.close();
    await printer.close();
    printer = await startVirtualPrinter({ port: 0, slowLineMs: 60_000 });
    queue = await open();
    await printer.setFaults({ slow: true });
    const document = { language: 'de', copyMark: 'KOPIE', blocks: receipt('torn').document.blocks };
    await queue.enqueue(receipt('torn', { document }), witness);
    await when(uuid(1), 'printing');
    await printer.begun();
    await printer.setFaults({ paperOut: true });
    await when(uuid(1), 'failed printer-paper-out');
    await printer.setFaults({ paperOut: false, slow: false });
    queue.resume();
    await when(uuid(1), 'printed');
    const [again] = printer.receipts();
    expect(again?.lines.map((line) => line.trim())).toEqual(
      ['', 'KOPIE', ...Array.from({ length: 12 }, (_, n) => `torn ${n}`)].filter(Boolean),
    );
  });

  it('leaves to a person what was interrupted, and marks it as a copy then, once', async () => {
    await printer.setFaults({ diesMidJob: true });
    await queue.enqueue(receipt('cut'), witness);
    await when(uuid(1), 'failed printer-interrupted');
    await printer.setFaults({ diesMidJob: false });
    queue.resume();
    await queue.enqueue(receipt('next', { jobId: uuid(2) }), witness);
    await when(uuid(2), 'printed');
    expect(stateOf(uuid(1))).toBe('failed printer-interrupted');
    await queue.close();
    queue = await open();
    await queue.retry(uuid(1));
    await when(uuid(1), 'printed');
    const marks = printer.receipts()[0]?.lines.filter((line) => line.trim() === 'COPY');
    expect(marks).toHaveLength(1);
  });

  it('opens a drawer of its own where there is no printer, and tells that nothing was printed', async () => {
    const drawer = createServer((socket) => socket.on('data', (bytes) => opened.push(bytes)));
    const opened: Buffer[] = [];
    await new Promise<void>((resolve) => drawer.listen(0, '127.0.0.1', resolve));
    const { port } = drawer.address() as AddressInfo;
    await queue.close();
    queue = await open(printDevice(null, { by: 'serial', address: `tcp://127.0.0.1:${port}`, opens: '07' }));
    const answer = await queue.enqueue(receipt('first', { drawer: true }), witness);
    expect(answer).toMatchObject({ fault: { code: 'printer-not-configured' } });
    await when(uuid(1), 'skipped');
    await new Promise((resolve) => drawer.close(resolve));
    expect([Buffer.concat(opened), told()]).toEqual([Buffer.of(7), ['drawer.opened']]);
  });

  it('says that the printer is off; the drawer then opens with the retry, but not when the sale is long past', async () => {
    await printer.setFaults({ dead: true });
    await queue.enqueue(receipt('first', { drawer: true }), witness);
    await when(uuid(1), 'failed printer-unreachable');
    await queue.enqueue(receipt('second', { jobId: uuid(2), orderId: uuid(0x200), drawer: true }), witness);
    await when(uuid(2), 'failed printer-unreachable');
    await printer.setFaults({ dead: false });
    await queue.retry(uuid(1));
    await when(uuid(1), 'printed');
    expect(printer.pulses()).toBe(1);
    await clock.advance(121_000);
    await queue.retry(uuid(2));
    await when(uuid(2), 'printed');
    expect(printer.pulses()).toBe(1);
  });

  it('never opens the drawer twice for one order, whoever asks', async () => {
    await queue.enqueue(receipt('first', { drawer: true }), witness);
    await when(uuid(1), 'printed');
    await queue.enqueue(receipt('again', { jobId: uuid(2), drawer: true }), witness);
    await when(uuid(2), 'printed');
    await queue.close();
    await rm(folder, { recursive: true });
    queue = await open();
    await queue.enqueue(receipt('once more', { jobId: uuid(3), drawer: true }), witness);
    await when(uuid(3), 'printed');
    expect(printer.pulses()).toBe(1);
    expect(told().filter((fact) => fact === 'drawer.opened')).toHaveLength(1);
  });

  it('prints and opens the drawer once also while the journal takes nothing', async () => {
    journalFull = true;
    await queue.enqueue(receipt('first', { drawer: true }), witness);
    await queue.enqueue(receipt('again', { jobId: uuid(2), drawer: true }), witness);
    await when(uuid(2), 'printed');
    expect(printer.pulses()).toBe(1);
    expect(printer.receipts()).toHaveLength(2);
  });

  it('lets the cashier go on: a job at a printer that hangs can be skipped', async () => {
    await printer.setFaults({ silent: true });
    await queue.enqueue(receipt('first'), witness);
    await when(uuid(1), 'printing');
    expect(await queue.skip(uuid(1))).toEqual({ ok: true });
    await when(uuid(1), 'skipped');
    expect(told()).toEqual(['receipt.issued failed 0']);
    expect(await queue.skip(uuid(1))).toMatchObject({ ok: false });
    expect(await queue.retry(uuid(1))).toMatchObject({ ok: false });
  });

  it('refuses jobs when there is no printer', async () => {
    await queue.close();
    queue = await open(null);
    expect(await queue.enqueue(receipt('first'), witness)).toMatchObject({ fault: { code: 'printer-not-configured' } });
    expect(queue.jobs()).toEqual([]);
  });

  it('keeps the last jobs that are through, and no more files than that', async () => {
    for (let n = 1; n <= 25; n++) await queue.enqueue(receipt(`r${n}`, { jobId: uuid(n), orderId: null }), witness);
    await when(uuid(25), 'printed');
    await queue.close();
    expect(queue.jobs().map(({ jobId }) => jobId)).toEqual(Array.from({ length: 20 }, (_, n) => uuid(n + 6)));
    expect(await readdir(folder)).toHaveLength(20);
  });
});

describe('besides sales', () => {
  it('prints what is trained, journalled as training, and never opens the drawer for it', async () => {
    await queue.enqueue(receipt('first', { drawer: true }), { ...witness, training: true });
    await when(uuid(1), 'printed');
    expect(printer.pulses()).toBe(0);
    expect(stamps).toMatchObject([{ training: true, operatorId: 'ann' }]);
    await queue.enqueue(receipt('real', { jobId: uuid(2), orderId: uuid(0x200), drawer: true }), witness);
    await when(uuid(2), 'printed');
    expect(stamps.map(({ training }) => training)).toEqual([true, undefined, undefined]);
  });

  it('tells a gift receipt from the other', async () => {
    await queue.enqueue(receipt('gift', { form: 'gift' }), witness);
    await when(uuid(1), 'printed');
    expect(journalled.map(({ payload }) => payload)).toEqual([
      { orderId: order, how: 'printed', copy: 0, form: 'gift' },
    ]);
  });

  it('opens the drawer, and says when it can not; with no printer it is opened by its key', async () => {
    expect(await queue.pulse()).toEqual({ ok: true });
    expect([printer.pulses(), journalled]).toEqual([1, []]);
    await printer.setFaults({ dead: true });
    expect(await queue.pulse()).toMatchObject({ fault: { code: 'printer-unreachable' } });
    await queue.close();
    queue = await open(null);
    expect(await queue.pulse()).toEqual({ ok: true });
  });
});

describe('a disk that is full', () => {
  it('does not lose that a receipt came out: printed again, it says that it is a copy', async () => {
    await queue.close();
    const files = await openJobFolder(folder);
    let full = true;
    const save: typeof files.save = (job) =>
      full && job.job.state === 'printed' ? Promise.reject(new Error('ENOSPC')) : files.save(job);
    const device = printDeviceAt(`tcp://127.0.0.1:${printer.port}`);
    const journal = { has: () => false, append };
    const onChange = () => changed();
    queue = await openPrintQueue({ folder: { ...files, save }, device: () => device, journal, clock, onChange });
    await queue.enqueue(receipt('first'), witness);
    await when(uuid(1), 'failed storage-full');
    full = false;
    await queue.retry(uuid(1));
    await when(uuid(1), 'printed');
    expect(printer.receipts()[0]?.lines.map((line) => line.trim())).toContain('COPY');
  });
});

describe('a folder of jobs', () => {
  const STORED: StoredJob = {
    place: 1,
    job: { jobId: uuid(1), orderId: order, copy: 0, state: 'queued', fault: null },
    document: receipt('kept').document,
    drawer: 'none',
    enqueuedAt: 1,
    ...witness,
  };
  it('sets a file aside that cannot be read, and gives the others', async () => {
    const text = JSON.stringify(STORED);
    await writeFile(join(folder, 'a.json'), text);
    await writeFile(join(folder, 'b.json'), '{');
    await mkdir(join(folder, 'c.json'));
    const files = await openJobFolder(folder);
    expect(await files.load()).toEqual([STORED]);
    expect((await readdir(folder)).sort()).toEqual(['a.json', 'b.json.damaged', 'c.json.damaged']);
  });

  it('has the job of a damaged file told as lost, start after start, until somebody has seen it', async () => {
    await queue.close();
    await writeFile(join(folder, `${uuid(7)}.json`), '{"place": 1');
    await mkdir(join(folder, 'other.json'));
    for (const _ of ['first start', 'second start']) {
      queue = await open();
      expect(stateOf(uuid(7))).toBe('failed print-job-damaged');
      expect(queue.jobs()).toHaveLength(2);
      expect(await queue.retry(uuid(7))).toMatchObject({ ok: false });
      queue.resume();
      await queue.close();
    }
    queue = await open();
    for (const { jobId } of queue.jobs()) expect(await queue.skip(jobId)).toEqual({ ok: true });
    expect([queue.jobs(), told()]).toEqual([[], []]);
    await queue.close();
    queue = await open();
    expect(queue.jobs()).toEqual([]);
    expect((await readdir(folder)).sort()).toEqual([`${uuid(7)}.json.damaged.told`, 'other.json.damaged.told'].sort());
  });
});

describe('after the host died', () => {
  /** What a host leaves that is killed at this moment: the files as they are. */
  async function killed(): Promise<void> {
    const copy = await mkdtemp(join(tmpdir(), 'omnitill-prints-'));
    const files = await openJobFolder(folder);
    for (const job of await files.load()) await (await openJobFolder(copy)).save(job);
    await queue.close();
    await rm(folder, { recursive: true });
    folder = copy;
  }

  it('a job that was at the printer is failed and printed only when somebody asks; the drawer counts as opened', async () => {
    await printer.setFaults({ silent: true });
    await queue.enqueue(receipt('first', { drawer: true }), witness);
    await when(uuid(1), 'printing');
    await killed();
    journalled = [];
    await printer.setFaults({ silent: false });
    const pulses = printer.pulses();
    queue = await open();
    expect(stateOf(uuid(1))).toBe('failed printer-interrupted');
    expect(told()).toEqual(['drawer.opened']);
    const printed = printer.receipts().length;
    await queue.enqueue(receipt('second', { jobId: uuid(2), orderId: uuid(0x200) }), witness);
    await when(uuid(2), 'printed');
    expect(printer.receipts()).toHaveLength(printed + 1);
    await queue.retry(uuid(1));
    await when(uuid(1), 'printed');
    expect(printer.pulses()).toBe(pulses);
  });

  it('jobs that had not begun go on', async () => {
    await printer.setFaults({ silent: true });
    await queue.enqueue(receipt('first'), witness);
    await queue.enqueue(receipt('second', { jobId: uuid(2), orderId: uuid(0x200) }), witness);
    await when(uuid(1), 'printing');
    await killed();
    await printer.setFaults({ silent: false });
    queue = await open();
    await when(uuid(2), 'printed');
    expect(stateOf(uuid(1))).toBe('failed printer-interrupted');
  });
});
