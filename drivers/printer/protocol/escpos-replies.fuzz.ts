import { readAutomaticStatus } from './escpos-automatic-status.ts';
import { type PrinterReply, ReplyReader } from './escpos-replies.ts';
import { type PrinterStatus, readStatus } from './escpos-status.ts';
import { piecesOf } from './testing/printer-fuzz.ts';

const NUMBERS = [1, 2, 3, 4] as const;

/** What an ESC/POS printer says back: no reply that its bytes do not hold, no state that its bits do not tell. */
export default {
  name: 'ESC/POS replies',
  samples: [
    Uint8Array.of(0x12, 0x16, 0x32, 0x7e),
    Uint8Array.of(0x37, 0x22, 0x30, 0x61, 0x7e, 0x20, 0x00),
    Uint8Array.of(0x37, 0x25, 0x00),
    Uint8Array.of(0x10, 0x00, 0x03, 0x0f),
    Uint8Array.of(0x14, 0x40, 0x0c, 0x0f, 0x03, 0x11, 0x13),
    Uint8Array.of(0x00, 0x0c),
  ],
  run(bytes: Uint8Array, splits: readonly number[]): void {
    const whole = new ReplyReader().push(bytes);
    const reader = new ReplyReader();
    const parts = piecesOf(bytes, splits).flatMap((piece) => reader.push(piece));
    if (JSON.stringify(parts) !== JSON.stringify(whole)) throw new Error('splitting changed what was said');
    const hex = hexOf(bytes);
    for (const reply of whole) checkReply(reply, hex);
  },
};

function hexOf(bytes: Iterable<number>): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

function checkReply(reply: PrinterReply, hex: string): void {
  switch (reply.kind) {
    case 'status':
      must(hex.includes(hexOf([reply.byte])), 'a status that was not said');
      for (const n of NUMBERS) {
        const status = readStatus(n, reply.byte);
        must((status === null) === ((reply.byte & 0x93) !== 0x12), 'a status that is none');
        if (status !== null)
          must(
            same(status, expected(n, reply.byte)),
            `DLE EOT ${n}: ${reply.byte} is read as ${JSON.stringify(status)}`,
          );
      }
      break;
    case 'process-id':
      must(reply.id.length === 4, 'a process id has four characters');
      must(
        hex.includes(hexOf([0x37, 0x22, ...[...reply.id].map((char) => char.charCodeAt(0)), 0])),
        'a confirmation that was not said',
      );
      break;
    case 'cleared':
      must(hex.includes('37 25 00'), 'a clearing that was not said');
      break;
    case 'automatic-status': {
      const [first, second, third] = reply.bytes;
      must(hex.includes(hexOf(reply.bytes)), 'an automatic status that was not said');
      const { online, coverOpen, paper, error, drawerOpen } = readAutomaticStatus(reply.bytes);
      must(
        online === first % 16 < 8 && coverOpen === first % 64 >= 32 && drawerOpen === first % 8 >= 4,
        'a state that was not said',
      );
      must(error === [4, 8, 32, 64].some((bit) => Math.floor(second / bit) % 2 === 1), 'an error that was not said');
      must(paper === (third % 16 >= 4 ? 'out' : third % 4 > 0 ? 'low' : 'ok'), 'paper that was not said');
      break;
    }
    default:
      break;
  }
}

/** By the tables of Epson's reference, "DLE EOT", bit by bit. */
function expected(n: 1 | 2 | 3 | 4, byte: number): Partial<PrinterStatus> {
  const [, , b2, b3, , b5, b6] = [...byte.toString(2).padStart(8, '0')].reverse().map((bit) => bit === '1');
  if (n === 1) return { online: !b3, drawerOpen: b2 };
  if (n === 2) return b5 ? { coverOpen: b2, error: b6, paper: 'out' } : { coverOpen: b2, error: b6 };
  if (n === 3) return { error: [b2, b3, b5, b6].includes(true) };
  return { paper: b5 || b6 ? 'out' : b2 || b3 ? 'low' : 'ok' };
}

function same(a: Partial<PrinterStatus>, b: Partial<PrinterStatus>): boolean {
  const sorted = (status: Partial<PrinterStatus>) =>
    JSON.stringify(Object.entries(status).sort(([x], [y]) => x.localeCompare(y)));
  return sorted(a) === sorted(b);
}

function must(right: boolean, what: string): void {
  if (!right) throw new Error(what);
}
