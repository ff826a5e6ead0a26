import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { PrinterLanguage } from '#drivers/printer/printer-language.ts';
import { plainLines } from '#drivers/printer/protocol/draw-pages.ts';
import { EscPosLanguage } from '#drivers/printer/transport/escpos-language.ts';
import { LinePrinter } from '#drivers/printer/transport/line-printer.ts';
import { StarLanguage } from '#drivers/printer/transport/star-language.ts';
import { chineseModel, starChineseModel } from '#drivers/sim/charsets.ts';
import { type PrintedPage, PrintMachine } from '#drivers/sim/print-machine.ts';
import { type Faults, NO_FAULTS } from '#drivers/sim/printer-faults.ts';
import type { PrintDevice } from '#electron/host/printing/print-device.ts';
import { openPrintQueue, type PrintQueue } from '#electron/host/printing/print-queue.ts';
import { openJobFolder } from '#electron/host/printing/stored-job.ts';
import { DrivenClock } from '#tests/fixtures/driven-clock.ts';
import { uuid } from '#tests/fixtures/fact-drafts.ts';
import type { PrinterPlug } from './printer-plug.ts';

const SEED = 1;
/** By then everything has been made once. */
const WARM = 60;
const LINES = 6;
const COPY = 'COPY';
const FAULTS: readonly Partial<Faults>[] = [
  { paperOut: true },
  { coverOpen: true },
  { cutterJam: true },
  { garbage: true },
  { diesMidJob: true },
  { dead: true },
];
const WITNESS = { businessDate: '2026-11-21', operatorId: 'ann' };

/** Printers by their language: what a receipt by hand ends with, and what reads it. */
const LANGUAGES = {
  escpos: { cut: '\x1dV\x42\x00', charsets: chineseModel, talk: () => new EscPosLanguage('process-id') },
  starprnt: { cut: '\x1bd\x03', charsets: starChineseModel, talk: () => new StarLanguage() },
} as const satisfies Record<string, { cut: string; charsets: object; talk: () => PrinterLanguage }>;

export interface Tortured {
  /** Receipts of which no whole one came out. */
  lost: string[];
  /** Receipts of which more than one whole one without COPY came out. */
  doubled: string[];
  /** How many came out whole more than once: the mark was needed. */
  marked: number;
  /** How many came out at all, those nobody ordered included. */
  titles: number;
  /** By how many bytes the heap has grown once everything has been made once. */
  grown: number;
}

/** Counts what came out, and forgets it, so that memory stays level however long it goes on. */
class Paper {
  readonly whole = new Map<string, { plain: number; copies: number }>();

  take({ cut, drawn }: PrintedPage): void {
    const lines = drawn.flatMap((each) => plainLines(each, 48)).map((line) => line.trim());
    const last = lines.slice(-LINES);
    const title = last[0]?.split(' ')[0] ?? '';
    if (!cut || last.length < LINES || !last.every((line, at) => line === `${title} ${at}`)) return;
    const seen = this.whole.get(title) ?? { plain: 0, copies: 0 };
    if (lines.at(-LINES - 1) === COPY) seen.copies += 1;
    else seen.plain += 1;
    this.whole.set(title, seen);
  }
}

/** Prints receipts through the till's queue on a printer that fails at random, the host's end in the middle included. */
export async function torture(
  language: keyof typeof LANGUAGES,
  plug: PrinterPlug,
  receipts: number,
): Promise<Tortured> {
  const random = xoroshiro128plus(SEED);
  const chance = (one: number) => uniformInt(random, 1, one) === 1;
  const { cut, charsets, talk } = LANGUAGES[language];
  const paper = new Paper();
  let faults: Faults = { ...NO_FAULTS };
  /** A fault strikes when so many lines more have come out, then the next job that fails puts it right. */
  let strikesIn = 0;
  let planned: Partial<Faults> = {};
  /** It is switched off when a receipt is out and nobody has been told. */
  let diesAfterCut = false;
  const machine = new PrintMachine({
    language,
    charsets,
    columns: 48,
    knowsProcessIds: true,
    slowLineMs: 0,
    faults: () => faults,
    onPage(page) {
      paper.take(page);
      if (diesAfterCut && page.cut) void set({ ...NO_FAULTS, dead: true });
    },
    onChange() {
      strikesIn -= 1;
      if (strikesIn === 0) void set({ ...NO_FAULTS, ...planned });
    },
  });
  const plugged = await plug(machine);

  async function set(next: Faults): Promise<void> {
    faults = next;
    diesAfterCut = false;
    if (faults.dead) machine.powerOff();
    await plugged.setOff(faults.dead);
    machine.work();
  }

  const folder = await mkdtemp(join(tmpdir(), 'omnitill-prints-'));
  const encode = ({ blocks }: { blocks: readonly { kind: string; text?: string }[] }): Uint8Array =>
    Buffer.from(`\x1b@${blocks.map(({ text = '' }) => `${text}\n`).join('')}${cut}`, 'latin1');
  const device: PrintDevice = { printer: new LinePrinter(plugged.transport, talk()), drawer: null, encode };
  const clock = new DrivenClock();
  let changed = () => {};
  let warm = memory();
  let queue = await open();
  let putRight: Promise<void> = Promise.resolve();

  async function open(): Promise<PrintQueue> {
    return openPrintQueue({
      folder: await openJobFolder(folder),
      device: () => device,
      journal: { has: () => false, append: async (drafts) => ({ ok: true, facts: drafts.map(() => never()) }) },
      clock,
      onChange: () => changed(),
    });
  }

  /** Resolves when a job is printed; whatever is in its way is put right, as a person or the watch of the printer would. */
  function through(jobId: string): Promise<void> {
    return new Promise((resolve, reject) => {
      changed = () => {
        const job = queue.jobs().find((each) => each.jobId === jobId);
        if (job?.state === 'printed' || job === undefined) resolve();
        if (job?.state !== 'failed') return;
        changed = () => {};
        putRight = set({ ...NO_FAULTS }).then(async () => {
          if (chance(2)) queue.resume();
          await queue.retry(jobId);
          through(jobId).then(resolve, reject);
        }, reject);
      };
      changed();
    });
  }

  for (let at = 1; at <= receipts; at++) {
    if (chance(10)) {
      diesAfterCut = true;
    } else if (chance(3)) {
      planned = FAULTS[uniformInt(random, 0, FAULTS.length - 1)] ?? {};
      strikesIn = uniformInt(random, 1, LINES + 2);
    }
    const blocks = Array.from({ length: LINES }, (_, line) => ({ kind: 'text' as const, text: `R${at} ${line}` }));
    const document = { language: 'en', copyMark: COPY, blocks };
    await queue.enqueue({ jobId: uuid(at), orderId: null, copy: 0, document, drawer: false }, WITNESS);
    if (chance(25)) {
      // The host ends in the middle, and comes again.
      changed = () => {};
      await queue.close();
      queue = await open();
    }
    await through(uuid(at));
    if (at === WARM) warm = memory();
  }
  await putRight;
  const grown = memory() - warm;
  await queue.close();
  await plugged.close();
  await rm(folder, { recursive: true });

  const titles = Array.from({ length: receipts }, (_, at) => `R${at + 1}`);
  const whole = [...paper.whole];
  return {
    lost: titles.filter((title) => !paper.whole.has(title)),
    doubled: whole.filter(([, { plain }]) => plain > 1).map(([title]) => title),
    marked: whole.filter(([, { plain, copies }]) => plain + copies > 1).length,
    titles: whole.length,
    grown,
  };
}

/** Bytes of the heap that are in use once all that is not has been collected. */
function memory(): number {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}

/** Receipts of no order are journalled by nobody. */
function never(): never {
  throw new Error('nothing is journalled here');
}
