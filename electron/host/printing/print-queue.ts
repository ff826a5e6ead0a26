import { v5 } from 'uuid';
import type { FactDraft } from '#contracts/facts/envelope.ts';
import type { PayloadOf } from '#contracts/facts/kinds.ts';
import type { Fault, HostInput, HostOutput, PrintJob } from '#contracts/ipc/host.ts';
import type { PrintOutcome } from '#drivers/printer/printer.ts';
import { type Clock, instant } from '#electron/host/clock.ts';
import type { Stamp } from '#electron/host/journal/compose-line.ts';
import type { AppendResult } from '#electron/host/journal/journal.ts';
import { drawerFault } from './drawer-fault.ts';
import type { PrintDevice } from './print-device.ts';
import type { DamagedJob, JobFolder, StoredJob } from './stored-job.ts';

type Done = HostOutput<'printer.retry'>;
type Witness = Pick<Stamp, 'businessDate' | 'operatorId' | 'training'>;

export interface PrintQueue {
  jobs(): PrintJob[];
  enqueue(input: HostInput<'printer.enqueue'>, witness: Witness): Promise<Done>;
  /** Prints a failed job again, because somebody asked for it. */
  retry(jobId: string): Promise<Done>;
  /** Gives a job up, or acknowledges one that is lost; one that is printing is broken off. */
  skip(jobId: string): Promise<Done>;
  /**
   * The printer can print again, or is another one: what it could not print goes on by itself while it is fresh. That is what nothing came out of,
   * and what it stopped in the middle of for paper or its cover, which somebody has just put right; the rest waits for a person.
   */
  resume(): void;
  /** Opens the drawer for something that is no print job; with no printer it is opened by hand. Journals nothing. */
  pulse(): Promise<Done>;
  /** Ends after the job at the printer, which is broken off. */
  close(): Promise<void>;
}

export interface PrintQueueOptions {
  folder: JobFolder;
  /** What prints now: it may be set up anew at any time. */
  device(): PrintDevice | null;
  journal: { has(id: string): boolean; append(drafts: FactDraft[], stamp: Stamp): Promise<AppendResult> };
  clock: Clock;
  onChange(): void;
}

const PRINT_MS = 20_000;
const PULSE_MS = 5_000;
/** A drawer that did not open with its sale is not opened much later, when nobody may stand there. */
const DRAWER_FRESH_MS = 120_000;
/** What could not be printed comes out by itself no later than this, when its customer may still be there. */
const RESUME_FRESH_MS = 600_000;
/** A printer whose paper or cover gives out again and again is left to a person. */
const RESUMES_MAX = 3;
const PUT_RIGHT: readonly string[] = ['printer-paper-out', 'printer-cover-open'];
/** Jobs that are through stay listed, so many. */
const KEPT = 20;
/** Namespace of the ids of facts about a job or an order's drawer: one id each, so that each is journalled once. */
const FACT_IDS = '7a3f9a52-6d0c-4d5b-9d5e-2f6f0c3c8a11';

/**
 * Opens the queue of one printer. A job that was at the printer when the host died is failed, `printer-interrupted`: paper may
 * hold all or none of it, so only a person starts it again. Jobs that had not begun go on.
 */
export async function openPrintQueue(options: PrintQueueOptions): Promise<PrintQueue> {
  const { folder, journal, clock } = options;
  let jobs = await folder.load();
  let damaged = await folder.damaged();
  let place = (jobs.at(-1)?.place ?? 0) + 1;
  let current: { jobId: string; abort: AbortController } | null = null;
  let working: Promise<void> | null = null;
  let closed = false;
  let asked: Promise<unknown> = Promise.resolve();
  const closing = new AbortController();
  /** Jobs given up while they are at the printer. */
  const skipping = new Set<string>();
  /** How often what may be out already was begun again without being asked for. */
  const resumes = new Map<string, number>();

  for (const stored of jobs) {
    if (stored.drawer === 'pulsing') await drawerPulsed(stored);
    if (stored.job.state === 'printing') {
      stored.mayBeOut = true;
      await setState(stored, 'failed', { code: 'printer-interrupted' });
    }
  }

  /** On disk first: what is shown of a job survives. */
  async function change(stored: StoredJob, fields: Partial<StoredJob>): Promise<void> {
    await folder.save({ ...stored, ...fields });
    Object.assign(stored, fields);
    options.onChange();
  }

  function setState(stored: StoredJob, state: PrintJob['state'], fault: Fault | null = null): Promise<void> {
    return change(stored, { job: { ...stored.job, state, fault } });
  }

  async function work(): Promise<void> {
    for (;;) {
      const next = closed ? undefined : jobs.find(({ job }) => job.state === 'queued');
      const target = options.device();
      if (!next || !target) break;
      try {
        await runJob(target, next);
        await prune();
      } catch (error) {
        // The queue's folder takes no writes: the job is told to have failed, and the next one has its turn.
        current = null;
        next.job = { ...next.job, state: 'failed', fault: { code: 'storage-full', detail: (error as Error).message } };
        options.onChange();
      }
    }
    working = null;
  }

  async function pulse(): Promise<Done> {
    const drawer = options.device()?.drawer;
    if (!drawer) return { ok: true };
    const outcome = await drawer.open({ signal: closing.signal, deadlineMs: PULSE_MS });
    return outcome.ok || outcome.sent ? { ok: true } : failed(outcome.code);
  }

  async function runJob(target: PrintDevice, stored: StoredJob): Promise<void> {
    const abort = new AbortController();
    current = { jobId: stored.job.jobId, abort };
    const pulse = mayPulse(stored);
    const drawer = stored.drawer === 'none' ? 'none' : pulse ? 'pulsing' : 'done';
    await change(stored, { drawer, job: { ...stored.job, state: 'printing', fault: null } });
    const shut = pulse ? await openDrawer(target, stored, abort.signal) : null;
    if (drawerAlone(stored)) {
      current = null;
      const given = skipping.delete(stored.job.jobId) || shut === null;
      if (given) return setState(stored, 'skipped');
      return closed ? setState(stored, 'queued') : setState(stored, 'failed', shut);
    }
    if (!target.printer) {
      current = null;
      return setState(stored, 'failed', { code: 'printer-not-configured' });
    }
    const outcome = await target.printer.print(await target.encode(toPrint(stored)), {
      signal: abort.signal,
      deadlineMs: PRINT_MS,
    });
    current = null;
    // Before anything is saved, which may fail: what came out stays known.
    if (outcome.ok || outcome.sent) stored.mayBeOut = true;
    await settle(stored, outcome);
  }

  async function settle(stored: StoredJob, outcome: PrintOutcome): Promise<void> {
    if (outcome.ok) {
      await journalReceipt(stored, 'printed');
      await setState(stored, 'printed');
    } else if (skipping.delete(stored.job.jobId)) {
      await journalReceipt(stored, 'failed');
      await setState(stored, 'skipped');
    } else if (closed && !outcome.sent) {
      await setState(stored, 'queued');
    } else {
      const fault = failed(outcome.code, outcome.detail).fault;
      const mayBeOut = stored.mayBeOut || outcome.sent;
      await change(stored, { job: { ...stored.job, state: 'failed', fault }, ...(mayBeOut ? { mayBeOut } : {}) });
    }
  }

  /** At most once per order, whatever is retried, reprinted or restarted, and only while the sale is fresh. */
  function mayPulse(stored: StoredJob): boolean {
    const { orderId } = stored.job;
    if (stored.drawer !== 'wanted' || orderId === null || journal.has(drawerFactId(orderId))) return false;
    if (clock.now() - stored.enqueuedAt > DRAWER_FRESH_MS) return false;
    return !jobs.some(
      (other) => other !== stored && other.job.orderId === orderId && ['pulsing', 'done'].includes(other.drawer),
    );
  }

  /** Why it stayed shut; null when it was pulsed, or there is none. */
  async function openDrawer(target: PrintDevice, stored: StoredJob, signal: AbortSignal): Promise<Fault | null> {
    const outcome = await target.drawer?.open({ signal, deadlineMs: PULSE_MS });
    if (outcome && (outcome.ok || outcome.sent)) {
      await drawerPulsed(stored);
      return null;
    }
    await change(stored, { drawer: 'wanted' });
    return outcome ? drawerFault(outcome.code) : null;
  }

  /** The pulse was sent, or a crash leaves open whether it was: it counts as sent. */
  async function drawerPulsed(stored: StoredJob): Promise<void> {
    const { orderId } = stored.job;
    if (orderId !== null) {
      const payload: PayloadOf<'drawer.opened'> = { cause: 'sale', orderId };
      await journalFact(stored, { id: drawerFactId(orderId), kind: 'drawer.opened', version: 1, payload });
    }
    await change(stored, { drawer: 'done' });
  }

  async function journalReceipt(stored: StoredJob, how: PayloadOf<'receipt.issued'>['how']): Promise<void> {
    const { form } = stored;
    const { orderId, copy, jobId } = stored.job;
    if (orderId === null || drawerAlone(stored)) return;
    const payload: PayloadOf<'receipt.issued'> = { orderId, how, copy, ...(form ? { form } : {}) };
    await journalFact(stored, {
      id: v5(`receipt.issued ${jobId}`, FACT_IDS),
      kind: 'receipt.issued',
      version: 1,
      payload,
    });
  }

  async function journalFact({ businessDate, operatorId, training }: StoredJob, draft: FactDraft): Promise<void> {
    const witness: Witness = { businessDate, operatorId, ...(training ? { training } : {}) };
    await journal.append([draft], { at: instant(clock), ...witness });
  }

  async function prune(): Promise<void> {
    const through = jobs.filter(({ job }) => job.state === 'printed' || job.state === 'skipped');
    const old = new Set(through.slice(0, Math.max(0, through.length - KEPT)));
    jobs = jobs.filter((stored) => !old.has(stored));
    for (const stored of old) {
      resumes.delete(stored.job.jobId);
      await folder.remove(stored);
    }
  }

  /** Only with a job to do: `work` ends in the same turn as it begins when there is none, before `working` is set. */
  function start(): void {
    if (!options.device() || closed || !jobs.some(({ job }) => job.state === 'queued')) return;
    working ??= work();
  }
  start();

  async function enqueue(input: HostInput<'printer.enqueue'>, witness: Witness): Promise<Done> {
    const device = options.device();
    if (!device) return failed('printer-not-configured');
    const { jobId, orderId, copy } = input;
    // A drawer without a printer opens all the same, and that nothing is printed is told.
    const document = device.printer ? input.document : { ...input.document, blocks: [] };
    if (jobs.some(({ job }) => job.jobId === jobId)) return { ok: true };
    const { businessDate, operatorId, training } = witness;
    const { form } = input;
    const stored: StoredJob = {
      place: place++,
      job: { jobId, orderId, copy, state: 'queued', fault: null },
      document,
      drawer: input.drawer && copy === 0 && !training ? 'wanted' : 'none',
      enqueuedAt: clock.now(),
      businessDate,
      operatorId,
      ...(training ? { training } : {}),
      ...(form ? { form } : {}),
    };
    await folder.save(stored);
    jobs.push(stored);
    options.onChange();
    start();
    return !device.printer && input.document.blocks.length > 0 ? failed('printer-not-configured') : { ok: true };
  }

  async function resume(): Promise<Done> {
    for (const stored of jobs) {
      const { state, fault, jobId } = stored.job;
      const fresh = clock.now() - stored.enqueuedAt <= RESUME_FRESH_MS;
      const times = resumes.get(jobId) ?? 0;
      const putRight = PUT_RIGHT.includes(fault?.code ?? '') && times < RESUMES_MAX;
      if (state !== 'failed' || !fresh || (stored.mayBeOut && !putRight)) continue;
      if (stored.mayBeOut) resumes.set(jobId, times + 1);
      await setState(stored, 'queued');
    }
    start();
    return { ok: true };
  }

  async function retry(jobId: string): Promise<Done> {
    const stored = jobs.find(({ job }) => job.jobId === jobId && job.state === 'failed');
    if (!stored) return failed('not-found');
    await setState(stored, 'queued');
    start();
    return { ok: true };
  }

  async function skip(jobId: string): Promise<Done> {
    if (current?.jobId === jobId) {
      skipping.add(jobId);
      current.abort.abort();
      return { ok: true };
    }
    const lost = damaged.find((each) => each.jobId === jobId);
    if (lost) {
      await folder.told(lost);
      damaged = damaged.filter((each) => each !== lost);
      options.onChange();
      return { ok: true };
    }
    const stored = jobs.find(({ job }) => job.jobId === jobId);
    if (!stored || !['queued', 'failed'].includes(stored.job.state)) return failed('not-found');
    await journalReceipt(stored, stored.job.state === 'failed' ? 'failed' : 'declined');
    await setState(stored, 'skipped');
    return { ok: true };
  }

  /** What people ask for is done one after another; a folder that takes no writes is a fault to tell. */
  function inTurn(task: () => Promise<Done>): Promise<Done> {
    const result = asked.then(task).catch((error: Error) => failed('storage-full', error.message));
    asked = result;
    return result;
  }

  return {
    jobs: () => [...jobs.map(({ job }) => job), ...damaged.map(lostJob)],
    enqueue: (input, witness) => inTurn(() => enqueue(input, witness)),
    retry: (jobId) => inTurn(() => retry(jobId)),
    skip: (jobId) => inTurn(() => skip(jobId)),
    resume: () => void inTurn(resume),
    pulse,
    async close() {
      closed = true;
      closing.abort();
      current?.abort.abort();
      await asked;
      await working;
    },
  };
}

/** Nothing was to be printed, so that no receipt was issued. */
function drawerAlone({ document }: StoredJob): boolean {
  return document.blocks.length === 0;
}

/** What comes out: a receipt that may have come out before says that it is a copy. One asked for as a copy says so already. */
function toPrint({ document, job, mayBeOut }: StoredJob): StoredJob['document'] {
  if (!mayBeOut || job.copy > 0) return document;
  const text = document.copyMark ?? 'COPY';
  return { ...document, blocks: [{ kind: 'text', text, align: 'center', bold: true, size: 2 }, ...document.blocks] };
}

/** What waited in a file that can't be read: somebody is told, and it can only be given up. */
function lostJob({ jobId, file }: DamagedJob): PrintJob {
  return { jobId, orderId: null, copy: 0, state: 'failed', fault: { code: 'print-job-damaged', detail: file } };
}

function drawerFactId(orderId: string): string {
  return v5(`drawer.opened ${orderId}`, FACT_IDS);
}

function failed(code: string, detail?: string): { ok: false; fault: Fault } {
  return { ok: false, fault: detail === undefined ? { code } : { code, detail } };
}
