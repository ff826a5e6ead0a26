import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { lineDrawer } from '#drivers/drawer/line-drawer.ts';
import { NO_SOCAT, openPtyPair, type PtyPair } from '#drivers/sim/pty-pair.ts';
import type { ByteLine, ByteTransport } from '#drivers/transport/byte-line.ts';
import { SerialTransport } from '#drivers/transport/serial.ts';
import { TcpTransport } from '#drivers/transport/tcp.ts';
import { BlindPrinter } from './blind-printer.ts';
import { EscPosLanguage } from './escpos-language.ts';
import { printerAt } from './printer-for.ts';

const SERIAL = { baud: 9_600, data: 8, parity: 'none', stop: 1, flow: 'none' } as const;
let pair: PtyPair | null = null;
let line: ByteLine | null = null;
afterEach(async () => {
  line?.breakOff();
  await pair?.unplug();
  pair = null;
  line = null;
});

/** A device that only listens; resolves with its bytes once it has so many. */
async function listen(path: string, length: number): Promise<{ all: Promise<Buffer> }> {
  let received = Buffer.alloc(0);
  let full = (_: Buffer): void => {};
  const all = new Promise<Buffer>((resolve) => {
    full = resolve;
  });
  const data = (bytes: Uint8Array): void => {
    received = Buffer.concat([received, bytes]);
    if (received.length >= length) full(received);
  };
  const opened = await new SerialTransport(path, SERIAL).open({ data, closed() {} }, 2_000);
  if (typeof opened === 'string') throw new Error(opened);
  line = opened;
  return { all };
}

describe.skipIf(NO_SOCAT)(`a printer that never answers, on a serial port ${NO_SOCAT ?? ''}`, () => {
  it('gets all of a job, which is then handed over, not printed', async () => {
    pair = await openPtyPair();
    const job = Buffer.alloc(3_000, 'receipt\n');
    const device = await listen(pair.b, job.length);
    const found = printerAt(`serial:${pair.a}?baud=9600&answers=no`);
    if (!found.ok) throw new Error(found.message);
    expect(found.answers).toBe(false);
    expect(await found.printer.print(job)).toEqual({ ok: true, handedOver: true });
    expect(await device.all).toEqual(job);
    expect(await found.printer.status()).toMatchObject({ ok: false });
    expect(await found.printer.glance()).toBeNull();
  });

  it('is said to be unreachable once the cable is out', async () => {
    pair = await openPtyPair();
    await pair.unplug();
    const printer = new BlindPrinter(new SerialTransport(pair.a, SERIAL), new EscPosLanguage());
    expect(await printer.print(Buffer.from('x'))).toEqual({ ok: false, code: 'printer-unreachable', sent: false });
  });

  it('opens a drawer of its own by its bytes, and says when its port is not there', async () => {
    pair = await openPtyPair();
    const device = await listen(pair.b, 2);
    const transport: ByteTransport = new SerialTransport(pair.a, SERIAL);
    expect(await lineDrawer(transport, Uint8Array.of(0x1b, 0x07)).open()).toEqual({ ok: true });
    expect(await device.all).toEqual(Buffer.of(0x1b, 0x07));
    line?.breakOff();
    const stuck = lineDrawer(transport, Buffer.alloc(60_000, 7));
    expect(await stuck.open({ deadlineMs: 500 })).toEqual({ ok: false, code: 'drawer-unreachable', sent: true });
    const none = new SerialTransport('/dev/none-such', SERIAL);
    const outcome = await lineDrawer(none, Uint8Array.of(1)).open();
    expect(outcome).toEqual({ ok: false, code: 'drawer-unreachable', sent: false });
  });
});

describe('a receipt that is cut off', () => {
  /** More than the system takes in a device's stead. */
  const MUCH = Buffer.alloc(32_000_000, 'receipt\n');
  let server: Server | null = null;
  const sockets = new Set<Socket>();
  afterEach(() => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
    server?.close();
    server = null;
  });

  /** A device on the network that takes bytes as it is told. */
  async function device(take: (socket: Socket) => void): Promise<BlindPrinter> {
    const listening = createServer({ pauseOnConnect: true }, (socket) => {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      take(socket);
    });
    server = listening;
    await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
    const { port } = listening.address() as AddressInfo;
    return new BlindPrinter(new TcpTransport('127.0.0.1', port), new EscPosLanguage());
  }

  it('is not said to be handed over by a device on the network that stops taking', async () => {
    const printer = await device(() => {});
    expect(await printer.print(MUCH)).toEqual({ ok: false, code: 'printer-interrupted', sent: true });
  });

  it('nor by one that is gone', async () => {
    const printer = await device((socket) => socket.once('data', () => socket.resetAndDestroy()).resume());
    expect(await printer.print(MUCH)).toEqual({ ok: false, code: 'printer-interrupted', sent: true });
  });

  it('is not waited for beyond the deadline', async () => {
    const printer = await device(() => {});
    const outcome = await printer.print(MUCH, { deadlineMs: 200 });
    expect(outcome).toEqual({ ok: false, code: 'printer-timeout', sent: true });
  });

  it('is none while a slow device goes on taking', async () => {
    let taken = 0;
    const printer = await device((socket) => {
      socket.on('data', (bytes) => {
        taken += bytes.length;
        socket.pause();
        setTimeout(() => socket.resume(), 5);
      });
      socket.resume();
    });
    expect(await printer.print(MUCH)).toEqual({ ok: true, handedOver: true });
    expect(taken).toBe(MUCH.length);
  });

  it.skipIf(NO_SOCAT).each(['serial:PATH?baud=921600&answers=no', 'usb:PATH?answers=no'])(
    'is told on %s, whose device takes nothing any more',
    async (address) => {
      pair = await openPtyPair();
      const found = printerAt(address.replace('PATH', pair.a));
      if (!found.ok) throw new Error(found.message);
      const outcome = await found.printer.print(MUCH.subarray(0, 60_000));
      expect(outcome).toEqual({ ok: false, code: 'printer-interrupted', sent: true });
    },
  );

  it.skipIf(NO_SOCAT)('has the time on top that its bytes take on a slow line', async () => {
    pair = await openPtyPair();
    const found = printerAt(`serial:${pair.a}?baud=9600&answers=no`);
    if (!found.ok) throw new Error(found.message);
    const job = MUCH.subarray(0, 2_000);
    const device = await listen(pair.b, job.length);
    expect(await found.printer.print(job, { deadlineMs: 0 })).toEqual({ ok: true, handedOver: true });
    expect(await device.all).toEqual(job);
  });
});

describe('a model that confirms nothing', () => {
  it.each([
    ['tcp://127.0.0.1:9100', 'none', false],
    ['tcp://127.0.0.1:9100', 'auto', true],
    ['tcp://127.0.0.1:9100?answers=no', 'process-id', false],
    ['tcp://127.0.0.1:9100?answers=yes', 'none', true],
    ['usb:/dev/usb/lp0', 'star-counter', true],
    ['spooler:q', 'auto', false],
  ] as const)('%s, %s', (address, confirms, answers) => {
    const language = confirms === 'star-counter' ? 'starprnt' : 'escpos';
    expect(printerAt(address, { language, confirms })).toMatchObject({ ok: true, answers });
  });

  it.each(['hid:1234:5678', 'tcp://h?confirm=maybe', 'tcp://h?answers=perhaps', 'lpt1'])(
    '%s is no printer',
    (address) => {
      expect(printerAt(address)).toMatchObject({ ok: false, message: expect.stringMatching(/\S/) });
    },
  );
});
