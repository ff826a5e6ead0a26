import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import type { ReceiptDocument } from '#domain/receipt/receipt-document.ts';
import { plainLines } from '#drivers/printer/protocol/draw-pages.ts';
import { chineseModel } from '#drivers/sim/charsets.ts';
import { openPrintQueue } from '#electron/host/printing/print-queue.ts';
import { openJobFolder } from '#electron/host/printing/stored-job.ts';
import { printDeviceAt } from '#electron/host/printing/testing/print-device-at.ts';
import { DrivenClock } from '#tests/fixtures/driven-clock.ts';
import { uuid } from '#tests/fixtures/fact-drafts.ts';
import { type PluggedPrinter, printerOnTcp } from './plugged-printer.ts';

const RECEIPT: ReceiptDocument = {
  language: 'en',
  copyMark: 'COPY',
  blocks: [
    { kind: 'row', left: 'Tea', right: '4.99' },
    { kind: 'row', left: 'TOTAL', right: '4.99' },
  ],
};
const WITNESS = { businessDate: '2026-11-22', operatorId: 'ann' };

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A network cable that breaks, once, after so many bytes have gone to the printer. Gives the port of the till's end. */
async function breakingCable(printer: PluggedPrinter, cutAt: number): Promise<{ port: number; sent(): number }> {
  const to = Number(new URL(printer.address).port);
  const ends = new Set<Socket>();
  let left = cutAt;
  let sent = 0;
  let broken = false;
  const server = createServer((till) => {
    const device = connect(to, '127.0.0.1');
    for (const end of [till, device]) {
      ends.add(end);
      end.on('error', () => end.destroy());
      end.on('close', () => [till, device].forEach((each) => void each.destroy()));
    }
    device.pipe(till);
    till.on('data', (bytes) => {
      const passed = broken ? bytes : bytes.subarray(0, left);
      left -= passed.length;
      sent += passed.length;
      device.write(passed);
      if (broken || left > 0) return;
      broken = true;
      till.resetAndDestroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(async () => {
    for (const end of ends) end.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { port, sent: () => sent };
}

/** Prints over such a cable; what failed is begun again by the queue itself where it may, else by a person. */
async function printed(cutAt: number): Promise<{ asked: number; papers: string[][]; sent: number }> {
  const printer = await printerOnTcp({ charsets: chineseModel, columns: 48 });
  closing.push(() => printer.close());
  const cable = await breakingCable(printer, cutAt);
  const device = printDeviceAt(`tcp://127.0.0.1:${cable.port}`);
  const folder = await mkdtemp(join(tmpdir(), 'omnitill-unplugged-'));
  closing.push(() => rm(folder, { recursive: true }));
  let changed = () => {};
  const queue = await openPrintQueue({
    folder: await openJobFolder(folder),
    device: () => device,
    journal: { has: () => false, append: async () => ({ ok: true, facts: [] }) },
    clock: new DrivenClock(),
    onChange: () => changed(),
  });
  closing.push(() => queue.close());
  let asked = 0;
  const through = new Promise<void>((resolve) => {
    changed = () => {
      const state = queue.jobs()[0]?.state;
      if (state === 'printed') resolve();
      if (state !== 'failed') return;
      asked += 1;
      void queue.retry(uuid(1));
    };
  });
  await queue.enqueue({ jobId: uuid(1), orderId: null, copy: 0, document: RECEIPT, drawer: false }, WITNESS);
  await through;
  const whole = printer.pages.filter(({ cut }) => cut);
  return { asked, papers: whole.map(({ drawn }) => drawn.flatMap((one) => plainLines(one, 48))), sent: cable.sent() };
}

it('wherever in a job the cable breaks, the receipt comes out, and once without COPY at most', async () => {
  const { asked, papers, sent } = await printed(Number.POSITIVE_INFINITY);
  expect({ asked, papers: papers.length }).toEqual({ asked: 0, papers: 1 });
  const [paper = []] = papers;
  const cuts = Array.from({ length: sent }, (_, at) => at + 1);
  const all = await Promise.all(cuts.map(printed));
  for (const [at, { papers }] of all.entries()) {
    const texts = papers.map((lines) => lines.filter((line) => line.trim() !== 'COPY'));
    const whole = texts.map((lines, place) => ({ lines, copy: lines.length < (papers[place]?.length ?? 0) }));
    // Half a line of an earlier try may stand above it.
    const complete = whole.filter(({ lines }) => lines.slice(-paper.length).join() === paper.join());
    expect(complete.length, `after ${at + 1} bytes: ${JSON.stringify(papers)}`).toBe(papers.length);
    expect(papers.length, `after ${at + 1} bytes`).toBeGreaterThan(0);
    expect(whole.filter(({ copy }) => !copy).length, `after ${at + 1} bytes`).toBeLessThanOrEqual(1);
    expect(
      whole.slice(1).every(({ copy }) => copy),
      `after ${at + 1} bytes`,
    ).toBe(true);
  }
}, 60_000);
