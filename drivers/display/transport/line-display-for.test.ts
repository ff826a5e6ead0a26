import { afterEach, describe, expect, it, vi } from 'vitest';
import type { LineDisplaySettings } from '#contracts/ipc/devices.ts';
import { VirtualLineDisplay } from '#drivers/sim/line-display/virtual-line-display.ts';
import { NO_SOCAT, openPtyPair } from '#drivers/sim/pty-pair.ts';
import type { ByteTransport } from '#drivers/transport/byte-line.ts';
import { transportAt } from '#drivers/transport/transport-at.ts';
import { lineDisplayFor } from './line-display-for.ts';

const FAST = { retryMs: 20, frameMs: 5, openMs: 500 };
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

function displayAt(address: string, language: LineDisplaySettings['language'] = 'escpos') {
  const found = transportAt(address);
  if (!found.ok) throw new Error(found.message);
  const display = lineDisplayFor({ address, language, columns: 20 }, found.transport, FAST);
  closing.push(() => display.close());
  return display;
}

function virtualDisplay() {
  const virtual = new VirtualLineDisplay();
  closing.push(() => virtual.close());
  return virtual;
}

const shown = (virtual: VirtualLineDisplay) => virtual.lines.map((line) => line.trimEnd());

describe.each(['escpos', 'cd5220'] as const)('a %s display', (language) => {
  it('shows lines, the next ones over them, and nothing', async () => {
    const virtual = virtualDisplay();
    const display = displayAt(`tcp://127.0.0.1:${await virtual.listen(0)}`, language);
    expect(await display.show(['Apples 1kg      1.24', 'Total           1.24'])).toEqual({ ok: true });
    await vi.waitFor(() => expect(shown(virtual)).toEqual(['Apples 1kg      1.24', 'Total           1.24']));
    expect(await display.show(['Café            3.00', 'Total           4.24'])).toEqual({ ok: true });
    await vi.waitFor(() => expect(shown(virtual)).toEqual(['Café            3.00', 'Total           4.24']));
    expect(await display.show(['', ''])).toEqual({ ok: true });
    await vi.waitFor(() => expect(shown(virtual)).toEqual(['', '']));
  });

  it('looks for a display that was switched off, and shows it what stands', async () => {
    const virtual = virtualDisplay();
    const display = displayAt(`tcp://127.0.0.1:${await virtual.listen(0)}`, language);
    await display.show(['one', 'two']);
    await vi.waitFor(() => expect(shown(virtual)).toEqual(['one', 'two']));
    await virtual.setFaults({ dead: true });
    expect(shown(virtual)).toEqual(['', '']);
    await vi.waitFor(async () =>
      expect(await display.show(['three', 'four'])).toMatchObject({ ok: false, code: 'display-unreachable' }),
    );
    await virtual.setFaults({ dead: false });
    await vi.waitFor(() => expect(shown(virtual)).toEqual(['three', 'four']), { timeout: 5_000 });
  });

  it.skipIf(NO_SOCAT)('is driven over a real serial port, also after it was unplugged', async () => {
    const pair = await openPtyPair();
    closing.push(() => pair.unplug());
    const virtual = virtualDisplay();
    await virtual.plugInto(pair.b);
    const display = displayAt(`serial:${pair.a}?baud=9600&data=8&parity=none&stop=1`, language);
    expect(await display.show(['Tea             1.20', 'Change          0.80'])).toEqual({ ok: true });
    await vi.waitFor(() => expect(shown(virtual)).toEqual(['Tea             1.20', 'Change          0.80']));
    await pair.unplug();
    await vi.waitFor(async () => expect(await display.show(['a', 'b'])).toMatchObject({ ok: false }), {
      timeout: 5_000,
    });
  });
});

describe('what is overtaken', () => {
  it('is never sent: many calls of a moment are one frame, and all have its outcome', async () => {
    const sent: string[] = [];
    let opened = 0;
    const transport: ByteTransport = {
      address: 'test',
      answers: true,
      async open() {
        opened += 1;
        return {
          alive: true,
          write: (bytes) => void sent.push(Buffer.from(bytes).toString('latin1')),
          close() {},
          breakOff() {},
        };
      },
    };
    const display = lineDisplayFor({ address: 'test', language: 'cd5220', columns: 20 }, transport, FAST);
    closing.push(() => display.close());
    const outcomes = await Promise.all(Array.from({ length: 50 }, (_, at) => display.show([`item ${at}`, ''])));
    expect(outcomes).toEqual(Array(50).fill({ ok: true }));
    expect([opened, sent.filter((frame) => frame.includes('item')).length]).toEqual([1, 1]);
    expect(sent.at(-1)).toContain('item 49');
  });

  it.each([
    ['closed', 'display-unreachable'],
    ['timeout', 'display-timeout'],
  ] as const)('says that the line was not to be had: %s', async (end, code) => {
    const transport: ByteTransport = { address: 'serial:/dev/x', answers: true, open: async () => end };
    const display = lineDisplayFor({ address: 'x', language: 'escpos', columns: 20 }, transport, FAST);
    closing.push(() => display.close());
    expect(await display.show(['a', 'b'])).toEqual({ ok: false, code, detail: 'serial:/dev/x' });
  });
});
