import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Label, LabelPrinterSettings } from '#contracts/ipc/devices.ts';
import type { LabelOptions } from '#drivers/label/label-printer.ts';
import { type CupsServer, NO_CUPS, startCups } from '#drivers/sim/cups-server.ts';
import { VirtualLabelPrinter } from '#drivers/sim/label-printer/virtual-label-printer.ts';
import { startVirtualPrinter } from '#drivers/sim/virtual-printer.ts';
import { SpoolerTransport } from '#drivers/transport/spooler.ts';
import { transportAt } from '#drivers/transport/transport-at.ts';
import { labelPrinterFor } from './label-printer-for.ts';

const FAST = { pollMs: 2, answerMs: 150 };
const label = (name: string, copies = 1): Label => ({ name, price: '£1', barcode: '4006381333931', copies });

let virtual: VirtualLabelPrinter;
let port: number;
beforeEach(async () => {
  virtual = new VirtualLabelPrinter(30);
  port = await virtual.listen(0);
});
afterEach(() => virtual.close());

function printerAt(language: LabelPrinterSettings['language'], at: number) {
  const address = `tcp://127.0.0.1:${at}`;
  const found = transportAt(address);
  if (!found.ok) throw new Error(found.message);
  const settings = { address, language, widthMm: 57, heightMm: 32, dotsPerMm: 8 } as const;
  return labelPrinterFor(settings, found.transport, () => null, FAST);
}
const print = (labels: Label[], options: LabelOptions = {}) =>
  printerAt('zpl', port).print(labels, { deadlineMs: 500, ...options });
const namesOut = () =>
  virtual.labels
    .map(({ pieces }) => pieces.find((piece) => piece.kind === 'text'))
    .map((piece) => piece?.kind === 'text' && piece.text)
    .reverse();

describe('a ZPL printer', () => {
  it('prints a run in order with all copies, and counts as they come out', async () => {
    const told: number[] = [];
    const outcome = await print([label('A'), label('B', 3), label('C')], {
      onPrinted: (printed) => told.push(printed),
    });
    expect(outcome).toEqual({ ok: true, printed: 5 });
    expect(namesOut()).toEqual(['A', 'B', 'B', 'B', 'C']);
    expect(told.at(0)).toBe(1);
    expect(told.at(-1)).toBe(5);
    expect(virtual.labels.every(({ unknown }) => unknown.length === 0)).toBe(true);
  });

  it.each([
    ['paperOut', 'label-printer-paper-out'],
    ['ribbonOut', 'label-printer-ribbon-out'],
    ['headOpen', 'label-printer-head-open'],
    ['paused', 'label-printer-paused'],
    ['silent', 'label-printer-timeout'],
    ['garbage', 'label-printer-timeout'],
    ['dead', 'label-printer-unreachable'],
  ] as const)('sends nothing while %s, and says so', async (fault, code) => {
    await virtual.setFaults({ [fault]: true });
    expect(await printerAt('zpl', port).status()).toEqual({ ok: false, code });
    expect(await print([label('A')])).toEqual({ ok: false, code, printed: 0 });
    await virtual.setFaults({ [fault]: false });
    expect(virtual.labels).toEqual([]);
    expect(await printerAt('zpl', port).status()).toEqual({ ok: true });
    expect(await print([label('A')])).toEqual({ ok: true, printed: 1 });
  });

  it('takes back what has not come out when the paper ends, so that the rest can be printed without doubles', async () => {
    await virtual.setFaults({ slow: true });
    const outcome = await print([label('A'), label('B', 4), label('C')], {
      onPrinted: (printed) => {
        if (printed === 2) void virtual.setFaults({ paperOut: true });
      },
    });
    expect(outcome).toEqual({ ok: false, code: 'label-printer-paper-out', printed: 2 });
    await virtual.setFaults({ paperOut: false, slow: false });
    expect(namesOut()).toEqual(['A', 'B']);
    expect(await print([label('B', 3), label('C')])).toEqual({ ok: true, printed: 4 });
    expect(namesOut()).toEqual(['A', 'B', 'B', 'B', 'B', 'C']);
  });

  it('stops when told, and counts what is out', async () => {
    await virtual.setFaults({ slow: true });
    const stop = new AbortController();
    const outcome = await print([label('A', 50)], {
      signal: stop.signal,
      onPrinted: (printed) => printed >= 3 && stop.abort(),
    });
    expect(outcome).toEqual({ ok: false, code: 'label-printer-interrupted', printed: 3 });
    expect(await printerAt('zpl', port).status()).toEqual({ ok: true });
    expect(virtual.labels.length).toBeGreaterThanOrEqual(3);
    expect(virtual.labels.length).toBeLessThanOrEqual(4);
  });

  it('is unreachable when unplugged in the middle', async () => {
    await virtual.setFaults({ slow: true });
    const outcome = await print([label('A', 5)], { onPrinted: () => void virtual.setFaults({ dead: true }) });
    expect(outcome).toMatchObject({ ok: false, code: 'label-printer-unreachable', printed: 1 });
  });
});

describe('an ESC/POS label printer', () => {
  it('prints every copy by the encoder of receipts, and says what is wrong', async () => {
    const receipts = await startVirtualPrinter({ port: 0 });
    const printer = printerAt('escpos', receipts.port);
    expect(await printer.print([label('Tea', 2)], { deadlineMs: 5_000 })).toEqual({ ok: true, printed: 2 });
    await receipts.close();
    expect(await printer.print([label('Tea')], { deadlineMs: 2_000 })).toMatchObject({
      ok: false,
      code: 'label-printer-unreachable',
    });
  });
});

describe.skipIf(NO_CUPS)(`a ZPL printer behind a queue ${NO_CUPS ?? ''}`, () => {
  let cups: CupsServer;
  beforeAll(async () => {
    cups = await startCups();
    vi.stubEnv('CUPS_SERVER', cups.socket);
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await cups.close();
  });

  function behind(queue: string) {
    const address = `spooler:${queue}`;
    const settings = { address, language: 'zpl', widthMm: 57, heightMm: 32, dotsPerMm: 8 } as const;
    return labelPrinterFor(settings, new SpoolerTransport(queue), () => null, FAST);
  }

  it('gets every copy as a job, which counts when the queue has delivered it', async () => {
    cups.addQueue('labels', port);
    const told: number[] = [];
    const outcome = await behind('labels').print([label('A', 2), label('B')], {
      onPrinted: (printed) => told.push(printed),
    });
    expect(outcome).toEqual({ ok: true, printed: 3 });
    expect(told).toEqual([1, 2, 3]);
    await vi.waitFor(() => expect(namesOut()).toEqual(['A', 'A', 'B']));
    expect(await behind('labels').status()).toEqual({ ok: true });
  });

  it('counts nothing that the queue did not take, or does not deliver', async () => {
    const unknown = await behind('none-such').print([label('A')]);
    expect(unknown).toMatchObject({ ok: false, code: 'label-printer-unreachable', printed: 0 });
    cups.addQueue('stopped', port);
    cups.setQueue('stopped', 'disable');
    const stopped = await behind('stopped').print([label('A', 2)]);
    expect(stopped).toMatchObject({ ok: false, code: 'label-printer-error', printed: 0 });
    await virtual.setFaults({ dead: true });
    const late = await behind('labels').print([label('A')], { deadlineMs: 1_500 });
    expect(late).toMatchObject({ ok: false, code: 'label-printer-interrupted', printed: 0 });
    expect(virtual.labels).toEqual([]);
  });
});
