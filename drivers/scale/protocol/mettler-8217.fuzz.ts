import { mettler8217 } from './mettler-8217.ts';
import { bytesOf, textOf, weightsOf } from './testing/scale-fuzz.ts';

/** A weight is said by a whole frame (Mettler-Toledo Diva service manual, section 6.1.4). */
export default {
  name: 'Mettler-Toledo 8217',
  samples: ['\x0201.234\r', '\x0200.005N\r', '\x0212.000\r\x0212.000\r', '\x02?A\r', '\x02?P\r', '\x02?B\r'].map(
    bytesOf,
  ),
  run(bytes: Uint8Array, splits: readonly number[]): void {
    const text = textOf(bytes);
    for (const { grams, tare } of weightsOf(mettler8217, { tare: 0, unitPrice: 0 }, bytes, splits)) {
      const digits = `${String(Math.floor(grams / 1000)).padStart(2, '0')}.${String(grams % 1000).padStart(3, '0')}`;
      const frame = `\x02${digits}${tare === 'own' ? 'N' : ''}\r`;
      if (!text.includes(frame)) throw new Error(`no frame says ${grams} g`);
    }
  },
};
