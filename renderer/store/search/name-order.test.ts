import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NameOrder } from './name-order.ts';

describe('NameOrder', () => {
  it('reads any slice in the order of folded names, whatever was changed between readings', () => {
    const change = fc.record({ key: fc.nat(20).map(String), name: fc.string({ maxLength: 3 }), gone: fc.boolean() });
    fc.assert(
      fc.property(fc.array(fc.array(change, { maxLength: 30 }), { maxLength: 5 }), (rounds) => {
        const order = new NameOrder<string>();
        const held = new Map<string, string>();
        for (const round of rounds) {
          for (const { key, name, gone } of round) {
            if (gone) {
              order.delete(key);
              held.delete(key);
            } else {
              order.set(key, name, key);
              held.set(key, name);
            }
          }
          const fresh = new NameOrder<string>();
          for (const [key, name] of held) fresh.set(key, name, key);
          expect(order.slice(0, 100)).toEqual(fresh.slice(0, 100));
          expect(order.slice(0, 100).sort()).toEqual([...held.keys()].sort());
          expect(order.slice(3, 4)).toEqual(order.slice(0, 100).slice(3, 7));
        }
      }),
    );
  });

  it('leaves out what is not wanted before it counts', () => {
    const order = new NameOrder<number>();
    for (const value of [5, 3, 1, 4, 2]) order.set(String(value), `n${value}`, value);
    expect(order.slice(1, 2, (value) => value % 2 === 1)).toEqual([3, 5]);
  });
});
