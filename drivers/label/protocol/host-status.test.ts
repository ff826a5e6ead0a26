import fc from 'fast-check';
import { expect, it } from 'vitest';
import entry from './host-status.fuzz.ts';
import { HostStatusReader, statusFault } from './host-status.ts';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));
/** As the ZPL II Programming Guide lays the three strings out (`~HS`). */
const said = (paper: number, pause: number, head: number, ribbon: number, left = 0): string =>
  `\x02030,${paper},${pause},0256,001,0,0,0,000,0,0,0\x03\r\n\x02000,0,${head},${ribbon},1,2,6,0,${String(left).padStart(8, '0')},1,000\x03\r\n\x021234,0\x03\r\n`;

it.each([
  [said(0, 0, 0, 0), null],
  [said(1, 0, 0, 0), 'label-printer-paper-out'],
  [said(0, 1, 0, 0), 'label-printer-paused'],
  [said(1, 1, 1, 1), 'label-printer-head-open'],
  [said(0, 1, 0, 1), 'label-printer-ribbon-out'],
  [said(0, 0, 0, 0).replace('000,0,0,0\x03', '000,0,0,1\x03'), 'label-printer-error'],
])('reads a state, also byte by byte', (answer, fault) => {
  const reader = new HostStatusReader();
  const [status, ...more] = [...bytes(`?\x02${answer}`)].flatMap((byte) => reader.push(Uint8Array.of(byte)));
  expect(more).toEqual([]);
  expect(status && statusFault(status)).toBe(fault);
  expect(status).toMatchObject({ formats: 1, remaining: 0 });
});

it('counts what remains of a batch', () => {
  expect(new HostStatusReader().push(bytes(said(0, 0, 0, 0, 12)))).toMatchObject([{ remaining: 12 }]);
});

it('says nothing that nobody said, whatever comes and however it is split (a sample of npm run fuzz)', () => {
  const broken = fc
    .tuple(fc.constantFrom(...entry.samples), fc.nat(), fc.integer({ min: 0, max: 255 }))
    .map(([sample, at, byte]) => {
      const changed = Uint8Array.from(sample);
      changed[at % changed.length] = byte;
      return changed;
    });
  fc.assert(
    fc.property(broken, fc.array(fc.nat({ max: 150 })), (input, splits) => entry.run(input, splits)),
    { numRuns: 1_000 },
  );
});
