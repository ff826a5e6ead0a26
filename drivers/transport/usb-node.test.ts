import { afterEach, describe, expect, it } from 'vitest';
import { EscPosLanguage } from '#drivers/printer/transport/escpos-language.ts';
import { LinePrinter } from '#drivers/printer/transport/line-printer.ts';
import { chineseModel } from '#drivers/sim/charsets.ts';
import { PrintMachine } from '#drivers/sim/print-machine.ts';
import { NO_FAULTS } from '#drivers/sim/printer-faults.ts';
import { NO_SOCAT, openPtyPair, type PtyPair } from '#drivers/sim/pty-pair.ts';
import type { ByteLine } from './byte-line.ts';
import { UsbNodeTransport } from './usb-node.ts';

let pair: PtyPair | null = null;
afterEach(async () => {
  await pair?.unplug();
  pair = null;
});

/** A terminal stands for the node of a printer: it too is a character device that is read and written without waiting. */
describe.skipIf(NO_SOCAT)(`a printer-class node ${NO_SOCAT ?? ''}`, () => {
  it('carries a job, its questions and their answers', async () => {
    pair = await openPtyPair();
    const pages: number[] = [];
    const machine = new PrintMachine({
      charsets: chineseModel,
      columns: 48,
      knowsProcessIds: true,
      slowLineMs: 0,
      faults: () => NO_FAULTS,
      onPage: ({ drawn }) => pages.push(drawn.length),
      onChange() {},
    });
    const lines: ByteLine[] = [];
    const peer = { reply: (bytes: Uint8Array) => lines[0]?.write(bytes), drop() {} };
    const listener = { data: (bytes: Uint8Array) => machine.receive(bytes, peer), closed() {} };
    const device = await new UsbNodeTransport(pair.b).open(listener, 1_000);
    if (typeof device === 'string') throw new Error(device);
    lines.push(device);
    const printer = new LinePrinter(new UsbNodeTransport(pair.a), new EscPosLanguage());
    const text = Array.from({ length: 400 }, (_, at) => `line ${at}\n`).join('');
    expect(await printer.print(Buffer.from(`\x1b@${text}\x1dV\x42\x00`, 'latin1'))).toEqual({ ok: true });
    expect(pages).toEqual([400]);
    device.breakOff();
  });

  it('tells once that it was pulled out', async () => {
    pair = await openPtyPair();
    let ended = 0;
    let end = () => {};
    const closed = new Promise<void>((resolve) => {
      end = resolve;
    });
    const node = await new UsbNodeTransport(pair.a).open(
      {
        data() {},
        closed() {
          ended += 1;
          end();
        },
      },
      1_000,
    );
    await pair.unplug();
    await closed;
    if (typeof node !== 'string') node.write(Uint8Array.of(1));
    expect([ended, typeof node === 'string' || node.alive]).toEqual([1, false]);
  });

  it.each(['/dev/usb/none', '/etc/hostname'])('%s is said to be none', async (path) => {
    expect(await new UsbNodeTransport(path).open({ data() {}, closed() {} }, 100)).toBe('closed');
  });
});
