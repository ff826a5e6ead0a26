import { describe, expect, it } from 'vitest';
import type { Printer, PrintOptions } from '#drivers/printer/printer.ts';
import type { ByteTransport } from '#drivers/transport/byte-line.ts';
import { BlindPrinter } from './blind-printer.ts';
import { EscPosLanguage } from './escpos-language.ts';
import { LinePrinter } from './line-printer.ts';
import { SpoolerPrinter } from './spooler-printer.ts';

const JOB = Uint8Array.from([0x41, 0x0a]);
const language = new EscPosLanguage('auto');

/** A signal that breaks whoever asks it. */
function broken(): PrintOptions {
  const { signal } = new AbortController();
  Object.defineProperty(signal, 'aborted', {
    get() {
      throw new Error('broken');
    },
  });
  return { signal };
}

/** A transport that breaks who uses it first. */
function breaking(): ByteTransport {
  let first = true;
  return {
    address: 'test',
    answers: true,
    async open() {
      if (!first) return 'closed';
      first = false;
      throw new Error('broken');
    },
  };
}

it.each<[string, Printer, PrintOptions]>([
  ['on a line', new LinePrinter(breaking(), language), {}],
  ['that never answers', new BlindPrinter(breaking(), language), {}],
  ['behind a queue', new SpoolerPrinter('none-such', language), broken()],
])('a job that breaks at a printer %s leaves the next one its turn', async (_, printer, options) => {
  await expect(printer.print(JOB, options)).rejects.toThrow('broken');
  expect(await printer.print(JOB)).toMatchObject({ ok: false, code: 'printer-unreachable' });
});

/** A transport that hangs while it opens, until told. */
function hanging(): { transport: ByteTransport; letGo(): void } {
  let letGo = (): void => {};
  const opened = new Promise<'closed'>((resolve) => {
    letGo = () => resolve('closed');
  });
  return { transport: { address: 'test', answers: true, open: () => opened }, letGo: () => letGo() };
}

describe.each<[string, (transport: ByteTransport) => Printer]>([
  ['on a line', (transport) => new LinePrinter(transport, language)],
  ['that never answers', (transport) => new BlindPrinter(transport, language)],
])('a job that waits for another one at a printer %s', (_, printerOn) => {
  it('ends with its own deadline, and with its own signal, not with the other one', async () => {
    const { transport, letGo } = hanging();
    const printer = printerOn(transport);
    let firstEnded = false;
    const first = printer.print(JOB).then(() => {
      firstEnded = true;
    });
    const abort = new AbortController();
    const given = printer.print(JOB, { signal: abort.signal });
    expect(await printer.print(JOB, { deadlineMs: 5 })).toEqual({ ok: false, code: 'printer-timeout', sent: false });
    abort.abort();
    expect(await given).toEqual({ ok: false, code: 'printer-interrupted', sent: false });
    expect(firstEnded).toBe(false);
    letGo();
    await first;
    expect(await printer.print(JOB)).toMatchObject({ ok: false, code: 'printer-unreachable' });
  });
});
