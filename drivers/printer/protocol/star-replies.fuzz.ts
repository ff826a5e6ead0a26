import { StarReplyReader } from './star-replies.ts';
import { readStarStatus } from './star-status.ts';
import { piecesOf } from './testing/printer-fuzz.ts';

/** What a Star printer says back: no confirmation that its bytes do not hold, no state that its bits do not tell. */
export default {
  name: 'Star replies',
  samples: [
    Uint8Array.of(0x23, 0x06, 0, 0, 0, 0, 0, 0, 0),
    Uint8Array.of(0x23, 0x06, 0x28, 0x08, 0x02, 0x0c, 0, 0x4e, 0),
    Uint8Array.of(0x0f, 0x00, 0x04, 0x40, 0x04, 0x02, 0),
    Uint8Array.of(0x1b, 0x1d, 0x03, 1, 2, 3, 4, 0),
    Uint8Array.of(0x11, 0x13),
  ],
  run(bytes: Uint8Array, splits: readonly number[]): void {
    const whole = new StarReplyReader().push(bytes);
    const reader = new StarReplyReader();
    const parts = piecesOf(bytes, splits).flatMap((piece) => reader.push(piece));
    if (JSON.stringify(parts) !== JSON.stringify(whole)) throw new Error('splitting changed what was said');
    const hex = hexOf(bytes);
    for (const reply of whole) {
      if (reply.kind === 'unknown') continue;
      const { kind } = reply;
      const said = kind === 'status' ? reply.bytes : [0x1b, 0x1d, 3, reply.s, reply.n1, reply.n2, reply.counter, 0];
      if (!hex.includes(hexOf(said))) throw new Error(`a ${kind} that was not said`);
      if (kind === 'status') checkStatus(reply.bytes);
    }
  },
};

function hexOf(bytes: Iterable<number>): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

/** By the tables of STAR Line Mode Command Specifications, Appendix 2, bit by bit. */
function checkStatus(bytes: readonly number[]): void {
  if (bytes.length < 7) throw new Error('a status is at least seven bytes');
  const set = (byte: number, bit: number) => Math.floor((bytes[byte] ?? 0) / 2 ** bit) % 2 === 1;
  const fixed = [...bytes.keys()].every(
    (byte) => set(byte, 0) === (byte === 0) && !set(byte, 4) && (byte === 1 || !set(byte, 7)),
  );
  if (!fixed) throw new Error(`${hexOf(bytes)} is no status`);
  const { status, etb } = readStarStatus(bytes);
  const paper = set(5, 3) ? 'out' : set(5, 2) || set(5, 1) ? 'low' : 'ok';
  const errors = set(3, 6) || set(3, 5) || set(3, 3) || set(3, 2) || set(4, 2) || set(4, 1);
  const right = [
    status.online === !set(2, 3),
    status.coverOpen === set(2, 5),
    status.drawerOpen === set(2, 2),
    status.paper === paper,
    status.error === errors,
    etb === null ? bytes.length < 8 : etb >= 0 && etb < 32,
  ];
  if (right.includes(false)) throw new Error(`${hexOf(bytes)} is read as ${JSON.stringify({ status, etb })}`);
}
