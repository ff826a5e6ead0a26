import { expect, it } from 'vitest';
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
