import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReceiptDocument } from '#domain/receipt/receipt-document.ts';
import { chineseModel, latinModel } from '#drivers/sim/charsets.ts';
import { drawPages, plainLines } from './draw-pages.ts';
import { clearBuffers, drawerPulse, processIdRequest, realTimeDrawerPulse, statusRequest } from './escpos-commands.ts';
import { EscPosDecoder, type EscPosEvent } from './escpos-decode.ts';
import { encodeEscPos } from './escpos-encode.ts';
import { PAPER_80MM } from './printer-profile.ts';

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));

function decode(input: Uint8Array, charsets = chineseModel): EscPosEvent[] {
  return new EscPosDecoder({ charsets, columns: 48 }).push(input);
}

const receipt: ReceiptDocument = {
  language: 'zh-CN',
  blocks: [
    { kind: 'text', text: '街角小店 Épicerie', align: 'center', bold: true, size: 2 },
    { kind: 'row', left: '可口可乐 330ml', right: '¥7.00' },
    { kind: 'barcode', text: 'T1-000042{x' },
    { kind: 'qr', text: 'https://example.com/r/42' },
  ],
};
const job = encodeEscPos(receipt, PAPER_80MM);

describe('EscPosDecoder', () => {
  it('reads what other encoders write', () => {
    // ESC ! (bold, double), text, GS k 2 (EAN-13 ended by NUL), GS v 0 (a raster picture), ESC m.
    const events = decode(
      bytes('1b40 1b2138 4869 0a 1d6b02 343030363338313333333933 00 1d763000 0100 0200 ffff 1b6d'),
      latinModel,
    );
    expect(events).toEqual([
      {
        kind: 'drawn',
        drawn: { kind: 'line', align: 'left', pieces: [{ text: 'Hi', bold: true, width: 2, height: 2 }], columns: 4 },
      },
      {
        kind: 'drawn',
        drawn: {
          kind: 'barcode',
          symbology: 'ean13',
          text: '400638133393',
          align: 'left',
          moduleDots: 3,
          heightDots: 162,
          label: false,
        },
      },
      { kind: 'drawn', drawn: { kind: 'image', align: 'left', width: 8, height: 2, dots: '//8=' } },
      { kind: 'cut', full: false },
    ]);
  });

  it('tells what it is asked and told besides drawing', () => {
    const input = [
      statusRequest(4),
      processIdRequest('a~ 1'),
      drawerPulse(2),
      drawerPulse(5),
      realTimeDrawerPulse(5),
      clearBuffers(),
    ];
    expect(input.flatMap((command) => decode(command))).toEqual([
      { kind: 'status-request', n: 4 },
      { kind: 'process-id-request', id: 'a~ 1' },
      { kind: 'pulse', pin: 2, onMs: 100, realTime: false },
      { kind: 'pulse', pin: 5, onMs: 100, realTime: false },
      { kind: 'pulse', pin: 5, onMs: 100, realTime: true },
      { kind: 'clear-request' },
    ]);
    expect(decode(bytes('1d7201 1d4943'))).toEqual([
      { kind: 'sensor-request', n: 1 },
      { kind: 'identity-request', n: 0x43 },
    ]);
  });

  it('breaks lines at the edge of the paper, as printers do', () => {
    const [page] = drawPages(decode(new TextEncoder().encode(`${'x'.repeat(50)}\n`)));
    expect(page?.drawn.flatMap((drawn) => plainLines(drawn, 48))).toEqual(['x'.repeat(48), 'xx']);
  });

  it('reports what it does not know, and goes on', () => {
    expect(decode(bytes('1b7a 41 0a 07 8140ff 1dff'), latinModel)).toEqual([
      { kind: 'unknown', bytes: [0x1b, 0x7a] },
      {
        kind: 'drawn',
        drawn: { kind: 'line', align: 'left', pieces: [{ text: 'A', bold: false, width: 1, height: 1 }], columns: 1 },
      },
      { kind: 'unknown', bytes: [0x07] },
      { kind: 'unknown', bytes: [0x1d, 0xff] },
    ]);
  });

  it('reads the same in any chunks', () => {
    const whole = decode(job);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: job.length }), { maxLength: 40 }), (cuts) => {
        const decoder = new EscPosDecoder({ charsets: chineseModel, columns: 48 });
        const events: EscPosEvent[] = [];
        const edges = [0, ...cuts.sort((a, b) => a - b), job.length];
        for (const [index, edge] of edges.entries())
          events.push(...decoder.push(job.slice(edges[index - 1] ?? 0, edge)));
        expect(events).toEqual(whole);
      }),
    );
    expect(decodeByteByByte([...job])).toEqual(whole);
  });

  it('survives 10,000 broken inputs, reads each the same in two chunks, and prints the next receipt rightly', () => {
    const clean = drawPages(decode(job)).at(-1)?.drawn;
    const edit = fc.record({
      at: fc.nat(job.length),
      remove: fc.nat(6),
      insert: fc.uint8Array({ maxLength: 12 }),
    });
    const mutated = fc.array(edit, { minLength: 1, maxLength: 8 }).map((edits) => {
      const broken = [...job];
      for (const { at, remove, insert } of edits) broken.splice(at, remove, ...insert);
      return Uint8Array.from(broken);
    });
    const noise = fc.uint8Array({ maxLength: 300 });
    fc.assert(
      fc.property(fc.oneof({ weight: 4, arbitrary: mutated }, noise), fc.nat(1000), (input, at) => {
        const whole = decode(input);
        const decoder = new EscPosDecoder({ charsets: chineseModel, columns: 48 });
        expect([...decoder.push(input.slice(0, at)), ...decoder.push(input.slice(at))]).toEqual(whole);
        decoder.clear();
        expect(drawPages(decoder.push(job))[0]?.drawn).toEqual(clean);
      }),
      { numRuns: 10_000 },
    );
  });
});

function decodeByteByByte(input: readonly number[]): EscPosEvent[] {
  const decoder = new EscPosDecoder({ charsets: chineseModel, columns: 48 });
  return input.flatMap((byte) => decoder.push(Uint8Array.of(byte)));
}
