import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { TcpTransport } from '#drivers/transport/tcp.ts';
import { LinePrinter } from './line-printer.ts';
import { StarLanguage } from './star-language.ts';

/** Nine bytes of Automatic Status Back, after "Automatic Status" in STAR Line Mode Command Specifications, Appendix 2. */
function asb({ offline = false, cover = false, out = false, low = false, etb = 0 }): Buffer {
  const counter = ((etb & 0b111) << 1) | ((etb & 0b1_1000) << 2);
  const state = (offline ? 0b1000 : 0) | (cover ? 0b10_0000 : 0);
  return Buffer.from([0x23, 0x06, state, 0, 0, (out ? 0b1000 : 0) | (low ? 0b0110 : 0), 0, counter, 0]);
}

interface Star {
  /** What its status says. */
  status: Parameters<typeof asb>[0];
  /** The bytes it was sent that are no questions of ours. */
  printed: Buffer;
  knowsPrintEnd: boolean;
  /** Stops before it comes to the end of a job. */
  stuck: boolean;
  /** The roll ends with the first byte. */
  runsOut: boolean;
}

let server: Server | null = null;
afterEach(() => {
  server?.close();
  server = null;
});

/** A printer that answers `ESC ACK SOH`, `ESC GS ETX 1` and `ETB` and prints the rest. */
async function startStar(change: Partial<Star> = {}): Promise<{ star: Star; printer: LinePrinter }> {
  const usual: Star = { status: {}, printed: Buffer.alloc(0), knowsPrintEnd: true, stuck: false, runsOut: false };
  const star: Star = { ...usual, ...change };
  let waiting = Buffer.alloc(0);
  const listening = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      waiting = Buffer.concat([waiting, chunk]);
      while (waiting.length > 0) waiting = waiting.subarray(obey(star, waiting, socket));
    });
  });
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const address = listening.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { star, printer: new LinePrinter(new TcpTransport('127.0.0.1', port), new StarLanguage()) };
}

function obey(star: Star, bytes: Buffer, socket: Socket): number {
  if (bytes.subarray(0, 3).equals(Buffer.of(0x1b, 0x06, 0x01))) {
    socket.write(asb(star.status));
    return 3;
  }
  if (bytes.subarray(0, 4).equals(Buffer.of(0x1b, 0x1d, 0x03, 0x01))) {
    if (star.knowsPrintEnd && !star.stuck) socket.write(Buffer.from([...bytes.subarray(0, 6), 1, 0]));
    return 6;
  }
  if (bytes[0] === 0x17) {
    if (!star.stuck) star.status = { ...star.status, etb: ((star.status.etb ?? 0) + 1) % 32 };
    return 1;
  }
  if (star.runsOut) Object.assign(star, { status: { out: true, offline: true }, stuck: true });
  star.printed = Buffer.concat([star.printed, bytes.subarray(0, 1)]);
  return 1;
}

describe('LinePrinter, StarPRNT', () => {
  it('prints, and knows by the print end counter that it came out', async () => {
    const { star, printer } = await startStar();
    expect(await printer.print(Buffer.from('Receipt\n'))).toEqual({ ok: true });
    expect(await printer.print(Buffer.from('Another\n'))).toEqual({ ok: true });
    expect(star.printed.toString()).toBe('Receipt\nAnother\n');
  });

  it('believes the count of ETB of a printer without that counter, also where it begins again', async () => {
    const { printer } = await startStar({ knowsPrintEnd: false, status: { etb: 31 } });
    expect(await printer.print(Buffer.from('Receipt\n'))).toEqual({ ok: true });
  });

  it.each([
    [{ out: true, offline: true }, 'printer-paper-out'],
    [{ cover: true, offline: true }, 'printer-cover-open'],
    [{ offline: true }, 'printer-error'],
  ] as const)('sends nothing while %o', async (status, code) => {
    const { star, printer } = await startStar({ status });
    expect(await printer.print(Buffer.from('Receipt\n'))).toEqual({ ok: false, code, sent: false });
    expect(star.printed.length).toBe(0);
  });

  it('notices that the paper ends while it prints', async () => {
    const { printer } = await startStar({ runsOut: true });
    expect(await printer.print(Buffer.from('Receipt\n'))).toEqual({ ok: false, code: 'printer-paper-out', sent: true });
  });

  it('never takes silence for a confirmation', async () => {
    const { printer } = await startStar({ stuck: true });
    const outcome = await printer.print(Buffer.from('Receipt\n'), { deadlineMs: 900 });
    expect(outcome).toEqual({ ok: false, code: 'printer-timeout', sent: true });
  });

  it('takes no end of another job for that of its own', () => {
    const language = new StarLanguage();
    language.talk().end();
    const talk = language.talk();
    const job = talk.end().slice(4, 6);
    const end = (n1: number, n2: number) => Uint8Array.of(0x1b, 0x1d, 0x03, 1, n1, n2, 9, 0);
    expect(talk.read(end((job[0] ?? 0) - 1, 0))).toEqual([]);
    expect(talk.read(end(job[0] ?? 0, 1))).toEqual([]);
    expect(talk.read(end(job[0] ?? 0, job[1] ?? 0))).toEqual([{ kind: 'printed', final: true }]);
  });

  it('tells the state, and pulses the drawer at once without paper', async () => {
    const { star, printer } = await startStar({ status: { low: true } });
    expect(await printer.status()).toMatchObject({ ok: true, status: { paper: 'low', online: true } });
    star.status = { out: true, offline: true };
    expect(await printer.realTimePulse(2)).toEqual({ ok: true });
    expect(star.printed).toEqual(Buffer.of(0x1c));
  });
});
