import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { NO_SOCAT, openPtyPair } from '#drivers/sim/pty-pair.ts';
import type { ByteLine } from '#drivers/transport/byte-line.ts';
import { SerialTransport } from '#drivers/transport/serial.ts';
import { keepScanners } from '#electron/host/devices/scanners.ts';

const SERIAL = { baud: 9600, data: 8, parity: 'none', stop: 1, flow: 'none' } as const;
const SCAN = new TextEncoder().encode(']E04006381333931\r\n');
const EARLIER = new TextEncoder().encode('1\r\n');
/** Which comes when the scanner is back. */
const NEXT = new TextEncoder().encode(']E496385074\r\n');

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A till whose serial scanner is known by a name that stays, whichever port it gets. */
async function till() {
  const folder = await mkdtemp(join(tmpdir(), 'omnitill-scanner-'));
  closing.push(() => rm(folder, { recursive: true }));
  const path = join(folder, 'scanner');
  const scans: string[] = [];
  let heard = () => {};
  const tell = () => heard();
  // What waits for the scanner to come back comes at once; silence is as long as it is.
  const after = (ms: number, run: () => void) => {
    const timer = setTimeout(run, ms >= 1000 ? 1 : ms);
    return () => clearTimeout(timer);
  };
  const keeper = keepScanners({
    settings: [{ scannerId: 's1', kind: 'serial', address: `serial:${path}` }],
    clock: { now: () => Date.now(), after },
    onScan({ text, symbology }) {
      scans.push(`${symbology ?? ''}${text}`);
      tell();
    },
    onChange: tell,
  });
  closing.push(() => keeper.close());
  async function until(met: () => boolean): Promise<void> {
    while (!met()) {
      await new Promise<void>((resolve) => {
        heard = resolve;
      });
    }
  }
  async function plug(): Promise<{ scanner: ByteLine; unplug(): Promise<void> }> {
    const pair = await openPtyPair();
    closing.push(() => pair.unplug());
    const scanner = await new SerialTransport(pair.b, SERIAL).open({ data() {}, closed() {} }, 5_000);
    if (typeof scanner === 'string') throw new Error(scanner);
    await symlink(pair.a, path);
    await until(() => keeper.states()[0]?.state === 'ready');
    return {
      scanner,
      // The name goes first: the next port may get the number of this one.
      async unplug() {
        await rm(path);
        await pair.unplug();
        await until(() => keeper.states()[0]?.state !== 'ready');
      },
    };
  }
  return { scans, until, plug };
}

/** Pulls a scanner that has scanned before out after so many bytes of a scan, plugs it in again, and scans another. */
async function scannedAround(cut: number): Promise<string[]> {
  const { scans, until, plug } = await till();
  const first = await plug();
  first.scanner.write(EARLIER);
  await until(() => scans.length === 1);
  first.scanner.write(SCAN.subarray(0, cut));
  first.scanner.close();
  await first.unplug();
  const again = await plug();
  again.scanner.write(NEXT);
  await until(() => scans.includes(']E496385074'));
  return scans;
}

describe.skipIf(NO_SOCAT)(`a scanner on a real serial port${NO_SOCAT ? `: ${NO_SOCAT}` : ''}`, () => {
  it('that is pulled out after any byte of a scan, and plugged in again, gives whole scans only', async () => {
    const cuts = Array.from({ length: SCAN.length + 1 }, (_, cut) => cut);
    const all = await Promise.all(cuts.map(scannedAround));
    for (const [cut, scans] of all.entries()) {
      // What was whole when the cable went may have come.
      const may = cut >= SCAN.length - 1 && scans.length === 3 ? [']E04006381333931'] : [];
      expect(scans, `after ${cut} bytes`).toEqual(['1', ...may, ']E496385074']);
    }
  });
});
