import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { printerDrawer } from '#drivers/drawer/drawer.ts';
import type { PrintOutcome } from '#drivers/printer/printer.ts';
import { startVirtualPrinter, type VirtualPrinter, type VirtualPrinterOptions } from '#drivers/sim/virtual-printer.ts';
import type { ByteTransport } from '#drivers/transport/byte-line.ts';
import { TcpTransport } from '#drivers/transport/tcp.ts';
import { EscPosLanguage } from './escpos-language.ts';
import { LinePrinter } from './line-printer.ts';
import { printerFor } from './printer-for.ts';
import { StarLanguage } from './star-language.ts';

let running: VirtualPrinter | null = null;
let server: Server | null = null;

async function start(
  options: Partial<VirtualPrinterOptions> = {},
): Promise<{ virtual: VirtualPrinter; printer: LinePrinter }> {
  running = await startVirtualPrinter({ port: 0, slowLineMs: 10, ...options });
  return { virtual: running, printer: printerOn(running.port) };
}

function printerOn(port: number): LinePrinter {
  return new LinePrinter(new TcpTransport('127.0.0.1', port), new EscPosLanguage());
}

/** A device that answers as told, and keeps what it was sent. */
async function device(
  answer: (chunk: Buffer, socket: Socket) => void,
): Promise<{ port: number; received: () => Buffer }> {
  const chunks: Buffer[] = [];
  const listening = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      answer(chunk, socket);
    });
  });
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const address = listening.address();
  return { port: typeof address === 'object' && address ? address.port : 0, received: () => Buffer.concat(chunks) };
}

afterEach(async () => {
  await running?.close();
  server?.close();
  running = null;
  server = null;
});

/** A job by hand, so that it stands for any encoder: initialise, lines, feed and cut. */
function receipt(title: string, rows = 5): Uint8Array {
  const lines = [title, ...Array.from({ length: rows }, (_, at) => `Item ${at + 1} 1.00`)];
  return Buffer.from(`\x1b@${lines.map((line) => `${line}\n`).join('')}\x1dV\x42\x00`, 'latin1');
}

const titles = (virtual: VirtualPrinter) => virtual.receipts().map(({ lines }) => lines[0]);

describe('LinePrinter, ESC/POS over TCP', () => {
  it('prints, and says so only when the receipt is out', async () => {
    const { virtual, printer } = await start();
    await virtual.setFaults({ slow: true });
    expect(await printer.print(receipt('One'))).toEqual({ ok: true });
    expect(titles(virtual)).toEqual(['One']);
    expect(virtual.receipts()[0]).toMatchObject({ cut: true, unknown: [], lines: { length: 6 } });
    expect(Buffer.from(virtual.receipts()[0]?.raw ?? '', 'base64')).toEqual(Buffer.from(receipt('One')));
  });

  it('does one job at a time, in order', async () => {
    const { virtual, printer } = await start();
    const outcomes = await Promise.all(['A', 'B', 'C'].map((title) => printer.print(receipt(title))));
    expect(outcomes).toEqual([{ ok: true }, { ok: true }, { ok: true }]);
    expect(titles(virtual)).toEqual(['C', 'B', 'A']);
  });

  it('does not connect for a job before the one before it has ended', async () => {
    const connected = new Set<Socket>();
    const { port } = await device((_, socket) => connected.add(socket));
    const printer = printerOn(port);
    const abort = new AbortController();
    const first = printer.print(receipt('A'), { deadlineMs: 500 });
    const second = printer.print(receipt('B'), { signal: abort.signal });
    expect(await first).toMatchObject({ code: 'printer-timeout' });
    expect(connected.size).toBe(1);
    abort.abort();
    expect(await second).toMatchObject({ code: 'printer-interrupted', sent: false });
  });

  it('waits its turn behind another computer', async () => {
    const { virtual, printer } = await start();
    const other = printerOn(virtual.port);
    await Promise.all([printer.print(receipt('mine')), other.print(receipt('theirs'))]);
    expect(titles(virtual).sort()).toEqual(['mine', 'theirs']);
  });

  it.each([
    [{ paperOut: true }, 'printer-paper-out'],
    [{ coverOpen: true }, 'printer-cover-open'],
    [{ cutterJam: true }, 'printer-error'],
    [{ garbage: true }, 'printer-error'],
    [{ silent: true }, 'printer-timeout'],
    [{ dead: true }, 'printer-unreachable'],
  ] as const)('sends nothing to a printer with %o, and prints once that is put right', async (fault, code) => {
    const { virtual, printer } = await start();
    await virtual.setFaults(fault);
    const deadlineMs = code === 'printer-timeout' ? 300 : 10_000;
    expect(await printer.print(receipt('Late'), { deadlineMs })).toEqual({ ok: false, code, sent: false });
    await virtual.setFaults(Object.fromEntries(Object.keys(fault).map((name) => [name, false])));
    expect(await printer.print(receipt('Late'))).toEqual({ ok: true });
    expect(titles(virtual)).toEqual(['Late']);
  });

  it('prints on nearly empty paper', async () => {
    const { virtual, printer } = await start();
    await virtual.setFaults({ paperLow: true });
    expect(await printer.print(receipt('Low'))).toEqual({ ok: true });
    expect(await printer.status()).toMatchObject({ ok: true, status: { paper: 'low', online: true } });
  });

  it('tells that a printer died in the middle, with what it had printed torn', async () => {
    const { virtual, printer } = await start();
    await virtual.setFaults({ diesMidJob: true });
    expect(await printer.print(receipt('Torn'))).toEqual({ ok: false, code: 'printer-interrupted', sent: true });
    expect(virtual.receipts()[0]).toMatchObject({ cut: false, lines: { length: 3 } });
  });

  it.each([
    [{ paperOut: true }, 'printer-paper-out'],
    [{ coverOpen: true }, 'printer-cover-open'],
  ] as const)('notices %o while printing, and nothing of the job comes out by itself later', async (fault, code) => {
    const { virtual, printer } = await start({ slowLineMs: 60_000 });
    await virtual.setFaults({ slow: true });
    const printing = printer.print(receipt('Stopped'));
    await virtual.begun();
    await virtual.setFaults(fault);
    expect(await printing).toEqual({ ok: false, code, sent: true });
    await virtual.setFaults({ paperOut: false, coverOpen: false, slow: false });
    expect(await printer.status()).toMatchObject({ ok: true });
    expect(virtual.receipts().flatMap(({ lines }) => lines)).toEqual(['Stopped']);
  });

  it('breaks a job off when told to, and throws its rest away', async () => {
    const { virtual, printer } = await start({ slowLineMs: 60_000 });
    await virtual.setFaults({ slow: true });
    const abort = new AbortController();
    const printing = printer.print(receipt('Given up'), { signal: abort.signal });
    await virtual.begun();
    abort.abort();
    expect(await printing).toEqual({ ok: false, code: 'printer-interrupted', sent: true });
    expect(await printer.print(receipt('Never'), { signal: abort.signal })).toEqual({
      ok: false,
      code: 'printer-interrupted',
      sent: false,
    });
    expect(await printer.status()).toMatchObject({ ok: true });
    expect(virtual.receipts().flatMap(({ lines }) => lines)).toEqual(['Given up']);
  });

  it('keeps its deadline with a printer that hangs in the middle', async () => {
    const { virtual, printer } = await start({ slowLineMs: 60_000 });
    await virtual.setFaults({ slow: true });
    expect(await printer.print(receipt('Stuck'), { deadlineMs: 1000 })).toEqual({
      ok: false,
      code: 'printer-timeout',
      sent: true,
    });
  });

  it('counts waiting for an earlier job into the deadline', async () => {
    const { virtual, printer } = await start({ slowLineMs: 60_000 });
    await virtual.setFaults({ slow: true });
    const [first, second] = await Promise.all([
      printer.print(receipt('First'), { deadlineMs: 1000 }),
      printer.print(receipt('Second'), { deadlineMs: 100 }),
    ]);
    expect([first, second]).toEqual([
      { ok: false, code: 'printer-timeout', sent: true },
      { ok: false, code: 'printer-timeout', sent: false },
    ]);
  });

  it('believes GS r of a printer without process ids, and does not send it any again', async () => {
    const statusAnswer = 0x12;
    const { port, received } = await device((chunk, socket) => {
      for (let at = 0; at < chunk.length; at += 1) {
        if (chunk[at] === 0x10 && chunk[at + 1] === 0x04) socket.write(Uint8Array.of(statusAnswer));
        if (chunk[at] === 0x1d && chunk[at + 1] === 0x72) socket.write(Uint8Array.of(0));
      }
    });
    const printer = printerOn(port);
    expect(await printer.print(Uint8Array.of(0x41, 0x0a))).toEqual({ ok: true });
    const first = received().length;
    expect(received().subarray(0, first).includes(Buffer.from('1d2848', 'hex'))).toBe(true);
    expect(await printer.print(Uint8Array.of(0x42, 0x0a))).toEqual({ ok: true });
    expect(received().subarray(first).includes(Buffer.from('1d2848', 'hex'))).toBe(false);
    expect(received().subarray(first).includes(Buffer.from('1d7201', 'hex'))).toBe(true);
  });

  /** A printer with little paper left (`DLE EOT 4`) and an open drawer (`DLE EOT 1`): each of these bytes means an open cover as an answer to `DLE EOT 2`. */
  const LITTLE = { 1: 0x16, 2: 0x12, 4: 0x1e } as const;
  type Answer = (send: () => void) => void;

  async function littlePaper(answer: Answer): Promise<LinePrinter> {
    const { port } = await device((chunk, socket) => {
      for (let at = 0; at < chunk.length; at += 1) {
        const n = chunk[at + 2];
        if (chunk[at] === 0x10 && chunk[at + 1] === 0x04 && (n === 1 || n === 2 || n === 4)) {
          answer(() => socket.write(Uint8Array.of(LITTLE[n])));
        }
        if (chunk[at] === 0x1d && chunk[at + 1] === 0x28) {
          const id = chunk.subarray(at + 7, at + 11);
          setTimeout(() => socket.write(Buffer.from([0x37, 0x22, ...id, 0])), 1_000);
        }
      }
    });
    return new LinePrinter(new TcpTransport('127.0.0.1', port), new EscPosLanguage('process-id'));
  }

  it('takes no answer for that of a question whose own was lost, while it prints', async () => {
    let questions = 0;
    const printer = await littlePaper((send) => {
      questions += 1;
      if (questions !== 4) send();
    });
    expect(await printer.print(receipt('Little paper'))).toEqual({ ok: true });
  });

  /** `GS a 14`: online, cover, errors and paper. */
  const TELL = Buffer.of(0x1d, 0x61, 0x0e);

  /** A printer that answers `DLE EOT` until automatic status is switched on, and then says that by itself. */
  async function telling(paper: number): Promise<{ printer: LinePrinter; received: () => Buffer }> {
    const { port, received } = await device((chunk, socket) => {
      for (let at = 0; at < chunk.length; at += 1) {
        const asked = chunk.subarray(at);
        if (asked[0] === 0x10 && !received().includes(TELL)) socket.write(Uint8Array.of(0x12));
        if (asked.indexOf(TELL) === 0) socket.write(Uint8Array.of(0x10, 0, paper, 0));
        if (asked.indexOf('1d2848', 'hex') === 0 && paper === 0) {
          socket.write(Buffer.from([0x37, 0x22, ...asked.subarray(7, 11), 0]));
        }
      }
    });
    return {
      printer: new LinePrinter(new TcpTransport('127.0.0.1', port), new EscPosLanguage('process-id', true)),
      received,
    };
  }

  it('has a printer that can tell of changes by itself while it prints, no longer', async () => {
    const { printer, received } = await telling(0);
    expect(await printer.print(receipt('Told'))).toEqual({ ok: true });
    const begin = Buffer.concat([Buffer.of(0x1b, 0x40), TELL, Buffer.from('Told')]);
    expect([received().includes(begin), received().subarray(-3)]).toEqual([true, Buffer.of(0x1d, 0x61, 0)]);
  });

  it('is told by itself that the paper ended', async () => {
    const { printer } = await telling(0x0c);
    expect(await printer.print(receipt('Ended'))).toEqual({ ok: false, code: 'printer-paper-out', sent: true });
  });

  it('leaves what a virtual printer prints the same', async () => {
    const { virtual } = await start();
    const tcp = new TcpTransport('127.0.0.1', virtual.port);
    const printer = new LinePrinter(tcp, new EscPosLanguage('process-id', true));
    expect(await printer.print(receipt('Same'))).toEqual({ ok: true });
    expect(virtual.receipts()[0]).toMatchObject({ unknown: [], lines: { length: 6 } });
    expect(Buffer.from(virtual.receipts()[0]?.raw ?? '', 'base64')).toEqual(Buffer.from(receipt('Same')));
  });

  it('takes no late answer for that of the next question', async () => {
    const waiting: (() => void)[] = [];
    let asleep = true;
    const printer = await littlePaper((send) => {
      waiting.push(send);
      if (waiting.length < (asleep ? 2 : 1)) return;
      asleep = false;
      waiting.shift()?.();
      setTimeout(() => {
        for (const each of waiting.splice(0)) each();
      }, 100);
    });
    expect(await printer.print(receipt('Slow to begin'))).toEqual({ ok: true });
  });

  it('has the time on top that the bytes take on a slow line', async () => {
    const { virtual } = await start();
    await virtual.setFaults({ slow: true });
    const tcp = new TcpTransport('127.0.0.1', virtual.port);
    const slow: ByteTransport = {
      address: tcp.address,
      answers: true,
      bytesPerSecond: 20,
      open: (...how) => tcp.open(...how),
    };
    const job = receipt('Long');
    const outcome = await new LinePrinter(slow, new EscPosLanguage('process-id')).print(job, { deadlineMs: 1 });
    expect([outcome, titles(virtual)]).toEqual([{ ok: true }, ['Long']]);
  });

  it('takes a device that talks something else for one with an error', async () => {
    const { port } = await device((_, socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    const printer = printerOn(port);
    expect(await printer.print(receipt('x'))).toMatchObject({ ok: false, sent: false });
  });

  it('never says printed when the connection ends before the confirmation', async () => {
    const { port } = await device((chunk, socket) => {
      if (chunk[0] === 0x10 && chunk.length === 3) socket.write(Uint8Array.of(0x12));
      else socket.end();
    });
    const printer = printerOn(port);
    expect(await printer.print(receipt('x'))).toEqual({ ok: false, code: 'printer-interrupted', sent: true });
  });
});

describe('printerFor', () => {
  it('takes tcp addresses and nothing else', async () => {
    const { virtual } = await start();
    const printer = printerFor(`tcp://localhost:${virtual.port}`);
    expect(await printer?.print(receipt('By address'))).toEqual({ ok: true } satisfies PrintOutcome);
    for (const url of ['', 'printer', 'http://127.0.0.1:9100', 'tcp://', 'tcp://x?confirm=maybe'])
      expect([url, printerFor(url)]).toEqual([url, null]);
  });
});

describe('printerDrawer', () => {
  it('opens with ESC p, and tells that it is open', async () => {
    const { virtual, printer } = await start();
    const drawer = printerDrawer(printer);
    expect(await drawer.opened()).toBe(false);
    expect(await drawer.open()).toEqual({ ok: true });
    expect([virtual.pulses(), await drawer.opened()]).toEqual([1, true]);
    virtual.closeDrawer();
    expect(await drawer.opened()).toBe(false);
  });

  it.each([{ paperOut: true }, { coverOpen: true }])('opens with %o, exactly once', async (fault) => {
    const { virtual, printer } = await start();
    await virtual.setFaults(fault);
    expect(await printer.pulse(2)).toMatchObject({ ok: false, sent: false });
    expect(await printerDrawer(printer).open()).toEqual({ ok: true });
    await virtual.setFaults({ paperOut: false, coverOpen: false });
    expect(await printer.print(receipt('After'))).toEqual({ ok: true });
    expect(virtual.pulses()).toBe(1);
  });

  it('does not say that it opened when the printer, jammed, ignored the pulse; where nothing tells, it may have', async () => {
    const { virtual, printer } = await start();
    await virtual.setFaults({ cutterJam: true });
    expect(await printerDrawer(printer).open()).toEqual({ ok: false, code: 'printer-error', sent: false });
    const untold = printerDrawer(printer, { pin: 2, openLevel: 'none' });
    expect(await untold.open()).toEqual({ ok: false, code: 'printer-error', sent: true });
    expect(virtual.pulses()).toBe(0);
  });

  it('opens at a jammed printer that obeys all the same', async () => {
    const { virtual } = await start({ language: 'starprnt' });
    await virtual.setFaults({ cutterJam: true });
    const printer = new LinePrinter(new TcpTransport('127.0.0.1', virtual.port), new StarLanguage());
    expect(await printerDrawer(printer).open()).toEqual({ ok: true });
    expect(virtual.pulses()).toBe(1);
  });

  it('says when it could not', async () => {
    const { virtual, printer } = await start();
    await virtual.setFaults({ dead: true });
    const drawer = printerDrawer(printer);
    expect(await drawer.open()).toEqual({ ok: false, code: 'printer-unreachable', sent: false });
    expect(await drawer.opened()).toBeNull();
  });
});
