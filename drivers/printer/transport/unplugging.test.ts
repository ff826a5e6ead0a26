import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { PrintOutcome } from '#drivers/printer/printer.ts';
import { chineseModel } from '#drivers/sim/charsets.ts';
import { PrintMachine } from '#drivers/sim/print-machine.ts';
import { NO_FAULTS } from '#drivers/sim/printer-faults.ts';
import { NO_SOCAT, openPtyPair } from '#drivers/sim/pty-pair.ts';
import type { ByteLine } from '#drivers/transport/byte-line.ts';
import { SerialTransport } from '#drivers/transport/serial.ts';
import { TcpTransport } from '#drivers/transport/tcp.ts';
import { EscPosLanguage } from './escpos-language.ts';
import { LinePrinter } from './line-printer.ts';

/** A short job: its text is `ab`, and it ends with a cut. */
const JOB = Buffer.from('\x1b@a\nb\n\x1dV\x42\x00', 'latin1');
/** A printer that was left in the middle of a command takes a while to find out. */
const AGAIN_EVERY = 8;
const SERIAL = { baud: 115_200, data: 8, parity: 'none', stop: 1, flow: 'none' } as const;

/** A printer's inside, and the pages that came out of it. */
function inside(): { machine: PrintMachine; whole: () => number } {
  let whole = 0;
  const machine = new PrintMachine({
    charsets: chineseModel,
    columns: 48,
    knowsProcessIds: true,
    slowLineMs: 0,
    faults: () => NO_FAULTS,
    onPage: ({ cut, drawn }) => {
      // What an earlier connection left stands above it.
      if (cut && drawn.length >= 2) whole += 1;
    },
    onChange() {},
  });
  return { machine, whole: () => whole };
}

/** What is told must be true: printed only when it is out, nothing sent only when nothing is. */
function expectTruth(outcome: PrintOutcome, whole: number, where: string): void {
  if (outcome.ok) expect(whole, where).toBe(1);
  else if (!outcome.sent) expect(whole, where).toBe(0);
}

describe('unplugged after so many bytes have gone to the printer, over TCP', () => {
  let server: Server | null = null;
  afterEach(() => {
    server?.close();
    server = null;
  });

  it('tells the truth at every one of them, and prints once more when it is back', async () => {
    const outcomes: string[] = [];
    for (let cutAt = 0; ; cutAt++) {
      const { machine, whole } = inside();
      let taken = 0;
      let cutOff = false;
      const listening = createServer((socket: Socket) => {
        socket.setNoDelay(true).on('error', () => socket.destroy());
        const peer = { reply: (bytes: Uint8Array) => void (socket.destroyed || socket.write(bytes)), drop() {} };
        if (cutAt === 0 && !cutOff) {
          cutOff = true;
          socket.resetAndDestroy();
          return;
        }
        socket.on('data', (chunk) => {
          for (const byte of chunk) {
            if (socket.destroyed) return;
            machine.receive(Uint8Array.of(byte), peer);
            taken += 1;
            if (taken !== cutAt || cutOff) continue;
            cutOff = true;
            socket.resetAndDestroy();
          }
        });
      });
      server = listening;
      await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
      const address = listening.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      const printer = new LinePrinter(new TcpTransport('127.0.0.1', port), new EscPosLanguage('process-id'));
      const outcome = await printer.print(JOB, { deadlineMs: 5_000 });
      expectTruth(outcome, whole(), `cut after ${cutAt} bytes`);
      outcomes.push(outcome.ok ? 'printed' : `${outcome.code} ${outcome.sent}`);
      const before = whole();
      if (cutAt % AGAIN_EVERY === 1) {
        // Half a command may swallow the questions of a connection, which then sends nothing.
        let again = await printer.print(JOB, { deadlineMs: 8_000 });
        if (!again.ok && !again.sent) again = await printer.print(JOB, { deadlineMs: 8_000 });
        expect(again, `again after ${cutAt} bytes`).toEqual({ ok: true });
        // Cut off within the command to cut, the first comes out with the second: it was said that it may.
        const maybe = !outcome.ok && outcome.sent ? 1 : 0;
        expect([1, 1 + maybe], `after ${cutAt} bytes`).toContain(whole() - before);
      }
      listening.close();
      if (outcome.ok && !cutOff) break;
    }
    // Nine bytes of questions, those of the job, eleven that ask for its end: each was a place to be cut off.
    expect(outcomes.length).toBeGreaterThan(9 + JOB.length + 11);
    const told = [...new Set(outcomes)].filter((outcome) => outcome !== 'printer-unreachable false').sort();
    expect(told).toEqual(['printed', 'printer-interrupted false', 'printer-interrupted true']);
  });
});

describe.skipIf(NO_SOCAT)(`unplugged after so many bytes, over a serial port ${NO_SOCAT ?? ''}`, () => {
  it('tells the truth at every one of them', async () => {
    const outcomes: string[] = [];
    for (let cutAt = 1; ; cutAt++) {
      const pair = await openPtyPair();
      const { machine, whole } = inside();
      let taken = 0;
      let unplugged: Promise<void> | null = null;
      const lines: ByteLine[] = [];
      const peer = { reply: (bytes: Uint8Array) => lines[0]?.write(bytes), drop() {} };
      const line = await new SerialTransport(pair.b, SERIAL).open(
        {
          data(bytes) {
            for (const byte of bytes) {
              if (unplugged) return;
              machine.receive(Uint8Array.of(byte), peer);
              taken += 1;
              if (taken === cutAt) unplugged = pair.unplug();
            }
          },
          closed() {},
        },
        2_000,
      );
      if (typeof line === 'string') throw new Error(line);
      lines.push(line);
      const printer = new LinePrinter(new SerialTransport(pair.a, SERIAL), new EscPosLanguage('process-id'));
      const outcome = await printer.print(JOB, { deadlineMs: 5_000 });
      expectTruth(outcome, whole(), `cut after ${cutAt} bytes`);
      outcomes.push(outcome.ok ? 'printed' : `${outcome.code} ${outcome.sent}`);
      if (unplugged) expect(await printer.print(JOB, { deadlineMs: 1_000 })).toMatchObject({ ok: false, sent: false });
      line.breakOff();
      await (unplugged ?? pair.unplug());
      if (outcome.ok && !unplugged) break;
    }
    expect(outcomes.length).toBeGreaterThan(9 + JOB.length + 11);
  });
});
