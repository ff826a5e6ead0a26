import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import digitalLink from './digital-link.fuzz.ts';
import elementString from './element-string.fuzz.ts';
import hidPos from './hid-pos.fuzz.ts';
import keyboardWedge from './keyboard-wedge.fuzz.ts';
import serialScan from './serial-scan.fuzz.ts';

/** A place, what happens there, and a byte for it. */
const mutation = fc.tuple(fc.nat(), fc.constantFrom('set', 'insert', 'delete', 'double', 'swap'), fc.nat(255));

function mutated(sample: Uint8Array, changes: readonly [number, string, number][]): Uint8Array {
  const bytes = [...sample];
  for (const [place, what, byte] of changes) {
    const at = bytes.length === 0 ? 0 : place % bytes.length;
    if (what === 'set') bytes[at] = byte;
    if (what === 'insert') bytes.splice(at, 0, byte);
    if (what === 'delete') bytes.splice(at, 1 + (byte % 8));
    if (what === 'double') bytes.splice(at, 0, ...bytes.slice(at, at + byte));
    if (what === 'swap') bytes.push(...bytes.splice(0, at));
  }
  return Uint8Array.from(bytes);
}

describe.each([keyboardWedge, hidPos, serialScan, elementString, digitalLink])('$name', ({ samples, run }) => {
  it('takes its samples whole', () => {
    for (const sample of samples) expect(() => run(sample, [])).not.toThrow();
  });

  it('lets nothing wrong come out of what is mutated and split', () => {
    const splits = fc.array(fc.nat(120), { maxLength: 6 });
    const changes = fc.array(mutation, { maxLength: 6 });
    fc.assert(
      fc.property(fc.constantFrom(...samples), changes, splits, (sample, all, at) => run(mutated(sample, all), at)),
      { numRuns: 1000 },
    );
  });
});
