import { HostStatusReader, statusFault } from './host-status.ts';

const answer = (flags: { paper?: number; pause?: number; head?: number; ribbon?: number; left?: string }): string =>
  `\x02030,${flags.paper ?? 0},${flags.pause ?? 0},0256,000,0,0,0,000,0,0,0\x03\r\n` +
  `\x02000,0,${flags.head ?? 0},${flags.ribbon ?? 0},1,2,6,0,${flags.left ?? '00000000'},1,000\x03\r\n\x021234,0\x03\r\n`;

/** A status is said by three whole strings that follow one another, and by all of their flags. */
export default {
  name: 'ZPL host status',
  samples: [
    answer({}),
    answer({ paper: 1, left: '00000003' }),
    answer({ head: 1 }) + answer({ ribbon: 1 }),
    answer({ pause: 1 }),
  ].map((text) => Uint8Array.from(text, (char) => char.charCodeAt(0))),
  run(bytes: Uint8Array, splits: readonly number[]): void {
    const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
    const reader = new HostStatusReader();
    const cuts = [0, ...splits.filter((at) => at > 0 && at < bytes.length).sort((a, b) => a - b), bytes.length];
    for (const [at, from] of cuts.entries()) {
      for (const status of reader.push(bytes.subarray(from, cuts[at + 1] ?? bytes.length))) {
        const { paperOut, paused, headOpen, ribbonOut, remaining } = status;
        const first = `,${Number(paperOut)},${Number(paused)},`;
        const second = `,${Number(headOpen)},${Number(ribbonOut)},`;
        const said = [first, second, `,${String(remaining).padStart(8, '0')},`].every((part) => text.includes(part));
        if (!said) throw new Error('a status that nobody said');
        if (statusFault(status) === null && (paperOut || paused || headOpen || ribbonOut))
          throw new Error('a fault lost');
      }
    }
  },
};
