import { afterEach, describe, expect, it } from 'vitest';
import { NO_SOCAT, openPtyPair, type PtyPair } from '#drivers/sim/pty-pair.ts';
import type { ByteLine } from './byte-line.ts';
import type { SerialSettings } from './device-address.ts';
import { SerialTransport } from './serial.ts';

const SETTINGS: SerialSettings = { baud: 115_200, data: 8, parity: 'none', stop: 1, flow: 'none' };
let pair: PtyPair | null = null;
let lines: ByteLine[] = [];

afterEach(async () => {
  for (const line of lines) line.breakOff();
  await pair?.unplug();
  lines = [];
  pair = null;
});

/** An end of the cable: what it received so far, and waits for more. */
async function plug(path: string, change: Partial<SerialSettings> = {}) {
  let received = Buffer.alloc(0);
  let wake = () => {};
  let end = () => {};
  const closed = new Promise<void>((resolve) => {
    end = resolve;
  });
  const line = await new SerialTransport(path, { ...SETTINGS, ...change }).open(
    {
      data(bytes) {
        received = Buffer.concat([received, bytes]);
        wake();
      },
      closed: () => end(),
    },
    2_000,
  );
  if (typeof line === 'string') throw new Error(`${path}: ${line}`);
  lines.push(line);
  async function until(length: number): Promise<Buffer> {
    while (received.length < length) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    return received;
  }
  return { line, until, closed };
}

describe.skipIf(NO_SOCAT)(`a serial port ${NO_SOCAT ?? ''}`, () => {
  it('carries every byte both ways, in order', async () => {
    pair = await openPtyPair();
    const till = await plug(pair.a);
    const device = await plug(pair.b);
    const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    till.line.write(all);
    expect(await device.until(256)).toEqual(Buffer.from(all));
    device.line.write(all.slice().reverse());
    expect(await till.until(256)).toEqual(Buffer.from(all).reverse());
  });

  it.each([
    { baud: 1_200, data: 7, parity: 'even', stop: 1 },
    { baud: 2_400, data: 7, parity: 'odd', stop: 2, flow: 'xonxoff' },
    { baud: 9_600, flow: 'rtscts' },
  ] as const)('takes %o', async (settings) => {
    pair = await openPtyPair();
    const till = await plug(pair.a, settings);
    expect(till.line.alive).toBe(true);
  });

  it('sends all that was written before it closes, and can be opened again at once', async () => {
    pair = await openPtyPair();
    const device = await plug(pair.b);
    const till = await plug(pair.a);
    for (let part = 0; part < 40; part++) till.line.write(new Uint8Array(100).fill(part));
    till.line.close();
    // Opening a port throws away what is under way, which on a pseudo terminal draining did not wait for.
    await device.until(4_000);
    const again = await plug(pair.a);
    again.line.write(Uint8Array.of(0xff));
    const received = await device.until(4_001);
    expect(received.subarray(0, 4_000)).toEqual(
      Buffer.from(Array.from({ length: 4_000 }, (_, at) => Math.floor(at / 100))),
    );
    await till.closed;
  });

  it('tells once that the cable was pulled, and what is written then goes nowhere', async () => {
    pair = await openPtyPair();
    const till = await plug(pair.a);
    await pair.unplug();
    await till.closed;
    expect(till.line.alive).toBe(false);
    till.line.write(Uint8Array.of(1));
    till.line.close();
    till.line.breakOff();
  });

  it('survives that the cable is pulled while much is being sent', async () => {
    pair = await openPtyPair();
    const till = await plug(pair.a);
    till.line.write(new Uint8Array(200_000));
    await pair.unplug();
    await till.closed;
  });

  it('throws away what still waits when it is broken off', async () => {
    pair = await openPtyPair();
    const till = await plug(pair.a);
    till.line.write(new Uint8Array(500_000));
    till.line.breakOff();
    await till.closed;
  });

  it('is one program alone on a port', async () => {
    pair = await openPtyPair();
    await plug(pair.a);
    const listener = { data() {}, closed() {} };
    expect(await new SerialTransport(pair.a, SETTINGS).open(listener, 1_000)).toBe('closed');
  });
});

describe('a port that is none', () => {
  const listener = { data() {}, closed() {} };

  it.each(['/dev/none-such', '/etc/hostname', '/'])('%s is said to be closed', async (path) => {
    expect(await new SerialTransport(path, SETTINGS).open(listener, 1_000)).toBe('closed');
  });

  it('is not opened any more when that was given up', async () => {
    const signal = AbortSignal.abort();
    expect(await new SerialTransport('/dev/none-such', SETTINGS).open(listener, 1_000, signal)).toBe('aborted');
  });
});
