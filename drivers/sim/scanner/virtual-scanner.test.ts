import { afterEach, describe, expect, it } from 'vitest';
import type { ScanEvent } from '#drivers/scanner/protocol/scan-event.ts';
import type { After, Scanner, ScannerState } from '#drivers/scanner/scanner.ts';
import { connectSerial } from '#drivers/scanner/transport/connect-serial.ts';
import { keepScanner, RETRY_MS } from '#drivers/scanner/transport/keep-scanner.ts';
import { NO_SOCAT, openPtyPair } from '#drivers/sim/pty-pair.ts';
import { transportAt } from '#drivers/transport/transport-at.ts';
import { VirtualScanner } from './virtual-scanner.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** Tries again at once, so that no test waits for that; silence is as long as it is. */
const after: After = (ms, run) => {
  const timer = setTimeout(run, ms === RETRY_MS ? 1 : ms);
  return () => clearTimeout(timer);
};

/** A till at an address, and what it hears. */
function till(address: string) {
  const scans: ScanEvent[] = [];
  let state: ScannerState['state'] = 'connecting';
  let heard = () => {};
  const found = transportAt(address);
  if (!found.ok) throw new Error(found.message);
  const connect = connectSerial(found.transport, { prefix: '', suffix: null }, after);
  const scanner: Scanner = keepScanner(
    connect,
    {
      scan(scan) {
        scans.push(scan);
        heard();
      },
      state(next) {
        state = next.state;
        heard();
      },
    },
    after,
  );
  closing.push(() => scanner.close());
  async function until(met: () => boolean): Promise<void> {
    while (!met()) {
      await new Promise<void>((resolve) => {
        heard = resolve;
      });
    }
  }
  return { until, state: () => state, texts: () => scans.map(({ text, symbology }) => `${symbology ?? ''}${text}`) };
}

async function overTcp() {
  const scanner = new VirtualScanner();
  closing.push(() => scanner.close());
  const port = await scanner.listen(0);
  const at = till(`tcp://127.0.0.1:${port}`);
  await at.until(() => at.state() === 'ready' && scanner.connected);
  return { scanner, ...at };
}

describe('VirtualScanner', () => {
  it('is heard as it scans, also split, merged and with noise', async () => {
    const { scanner, until, texts } = await overTcp();
    await scanner.scan('4006381333931', ']E0');
    scanner.faults.split = true;
    scanner.faults.garbage = true;
    await scanner.scan('96385074');
    scanner.faults.garbage = false;
    scanner.faults.merged = true;
    await scanner.scan('1');
    await scanner.scan('2');
    await until(() => texts().length === 4);
    expect(texts()).toEqual([']E04006381333931', '96385074', '1', '2']);
  });

  it('that goes in the middle of a scan sells nothing, and is found again', async () => {
    const { scanner, until, state, texts } = await overTcp();
    scanner.faults.dead = true;
    await scanner.scan('4006381333931');
    await until(() => state() !== 'ready');
    scanner.faults.dead = false;
    await until(() => state() === 'ready' && scanner.connected);
    await scanner.scan('96385074');
    await until(() => texts().length > 0);
    expect(texts()).toEqual(['96385074']);
  });

  it.skipIf(NO_SOCAT)(`scans into a real serial port${NO_SOCAT ? `: ${NO_SOCAT}` : ''}`, async () => {
    const pair = await openPtyPair();
    closing.push(() => pair.unplug());
    const scanner = new VirtualScanner();
    closing.push(() => scanner.close());
    await scanner.plugInto(pair.b);
    const { until, state, texts } = till(`serial:${pair.a}`);
    await until(() => state() === 'ready');
    await scanner.scan('4006381333931', ']E0');
    await until(() => texts().length === 1);
    expect(texts()).toEqual([']E04006381333931']);
  });
});
