import { cas } from './cas.ts';
import { bytesOf, textOf, weightsOf } from './testing/scale-fuzz.ts';

/** SOH STX, the block, the XOR of its bytes, ETX EOT (CAS AP-1 protocol sheet). */
function frame(block: string): string {
  let bcc = 0;
  for (const char of block) bcc ^= char.charCodeAt(0);
  return `\x01\x02${block}${String.fromCharCode(bcc)}\x03\x04`;
}

/** A weight is said by a whole frame of a stable, positive weight whose XOR is right. */
export default {
  name: 'CAS',
  samples: [
    `\x06${frame('S 01.234kg')}`,
    `\x06${frame('U 00.120kg')}\x06${frame('S 00.120kg')}`,
    `\x06${frame('S-00.015kg')}`,
    `\x06${frame('SF00.000kg')}`,
    '\x15',
  ].map(bytesOf),
  run(bytes: Uint8Array, splits: readonly number[]): void {
    const text = textOf(bytes);
    for (const { grams, tare } of weightsOf(cas, { tare: 0, unitPrice: 0 }, bytes, splits)) {
      const digits = `${String(Math.floor(grams / 1000)).padStart(2, '0')}.${String(grams % 1000).padStart(3, '0')}`;
      if (!text.includes(frame(`S ${digits}kg`))) throw new Error(`no frame says ${grams} g`);
      if (tare !== 'none') throw new Error('more than an XOR can say');
    }
  },
};
