import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clearBuffers,
  drawerPulse,
  paperSensorRequest,
  processIdRequest,
  realTimeDrawerPulse,
  statusRequest,
} from './escpos-commands.ts';
import { type PrinterReply, ReplyReader } from './escpos-replies.ts';
import { readStatus } from './escpos-status.ts';

const hex = (command: Uint8Array) => Buffer.from(command).toString('hex');

describe('commands, byte for byte', () => {
  it('are those of the reference', () => {
    expect(hex(drawerPulse(2))).toBe('1b700032fa');
    expect(hex(drawerPulse(5))).toBe('1b700132fa');
    expect(hex(realTimeDrawerPulse(2))).toBe('1014010001');
    expect(hex(statusRequest(1))).toBe('100401');
    expect(hex(processIdRequest('0a~ '))).toBe('1d2848060030303' + '0617e20');
    expect(hex(paperSensorRequest())).toBe('1d7201');
    expect(hex(clearBuffers())).toBe('10140801031401060208');
  });

  it('refuse a process id that is none', () => {
    expect(() => processIdRequest('abc')).toThrow(RangeError);
    expect(() => processIdRequest('ab\ncd')).toThrow(RangeError);
  });
});

describe('readStatus', () => {
  it.each([
    [1, 0x12, { online: true, drawerOpen: false }],
    [1, 0x1e, { online: false, drawerOpen: true }],
    [2, 0x12, { coverOpen: false, error: false }],
    [2, 0x16, { coverOpen: true, error: false }],
    [2, 0x32, { coverOpen: false, error: false, paper: 'out' }],
    [2, 0x52, { coverOpen: false, error: true }],
    [3, 0x12, { error: false }],
    [3, 0x1a, { error: true }],
    [4, 0x12, { paper: 'ok' }],
    [4, 0x1e, { paper: 'low' }],
    [4, 0x7e, { paper: 'out' }],
  ] as const)('DLE EOT %i: %i', (n, byte, status) => expect(readStatus(n, byte)).toEqual(status));

  it('takes exactly the bytes whose fixed bits are right', () => {
    for (let byte = 0; byte < 256; byte += 1) {
      const right = (byte & 1) === 0 && (byte & 2) > 0 && (byte & 16) > 0 && byte < 128;
      expect([byte, readStatus(1, byte) !== null]).toEqual([byte, right]);
    }
  });
});

describe('ReplyReader', () => {
  const stream = Uint8Array.of(
    0x12,
    0x11,
    0x37,
    0x22,
    0x30,
    0x30,
    0x30,
    0x61,
    0,
    0x00,
    0x14,
    0x00,
    0x0f,
    0x0f,
    0x37,
    0x25,
    0,
    0xff,
    0x13,
    0x0c,
  );
  const replies: PrinterReply[] = [
    { kind: 'status', byte: 0x12 },
    { kind: 'process-id', id: '000a' },
    { kind: 'paper-sensor', byte: 0 },
    { kind: 'automatic-status', bytes: [0x14, 0x00, 0x0f, 0x0f] },
    { kind: 'cleared' },
    { kind: 'unknown', bytes: [0xff] },
    { kind: 'paper-sensor', byte: 0x0c },
  ];

  it('parts a stream into replies', () => {
    expect(new ReplyReader().push(stream)).toEqual(replies);
  });

  it('in any chunks, and after any noise that is not a reply begun', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(stream.length)), fc.uint8Array({ maxLength: 200 }), (cuts, noise) => {
        const reader = new ReplyReader();
        expect(reader.push(noise).every((reply) => reply.kind.length > 0)).toBe(true);
        const fresh = new ReplyReader();
        const edges = [0, ...cuts.sort((a, b) => a - b), stream.length];
        expect(edges.flatMap((edge, index) => fresh.push(stream.slice(edges[index - 1] ?? 0, edge)))).toEqual(replies);
      }),
    );
  });

  it('does not wait for ever for the end of a block', () => {
    const found = new ReplyReader().push(Uint8Array.from([0x37, ...Array.from({ length: 79 }, () => 0x41), 0x12]));
    expect(found.map((reply) => reply.kind)).toEqual(['unknown', 'status']);
  });
});
