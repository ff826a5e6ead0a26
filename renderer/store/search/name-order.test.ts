import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '#domain/text/fold.ts';
import { NameOrder } from './name-order.ts';

interface Entry {
  key: string;
  name: string;
}

function newOrder(): NameOrder<Entry> {
  return new NameOrder<Entry>(
    ({ name }) => name,
    ({ key }) => key,
  );
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : 1;
}

describe('NameOrder', () => {
  it('reads any slice in the order of folded names, whatever was changed between readings', () => {
    const change = fc.record({ key: fc.nat(20).map(String), name: fc.string({ maxLength: 3 }), gone: fc.boolean() });
    fc.assert(
      fc.property(fc.array(fc.array(change, { maxLength: 30 }), { maxLength: 5 }), (rounds) => {
        const order = newOrder();
        const held = new Map<string, Entry>();
        for (const round of rounds) {
          for (const { key, name, gone } of round) {
            const before = held.get(key);
            if (before) order.remove(before);
            held.delete(key);
            if (gone) continue;
            const entry = { key, name };
            order.add(entry);
            held.set(key, entry);
          }
          const fresh = newOrder();
          for (const entry of held.values()) fresh.add(entry);
          const all = order.slice(0, 100);
          expect(all).toEqual(fresh.slice(0, 100));
          expect(all.map(({ key }) => key).sort()).toEqual([...held.keys()].sort());
          expect(all.map(({ name }) => fold(name))).toEqual(all.map(({ name }) => fold(name)).sort(byCodeUnit));
          expect(order.slice(3, 4)).toEqual(all.slice(3, 7));
        }
      }),
    );
  });

  it('leaves out what is not wanted before it counts', () => {
    const order = newOrder();
    for (const value of [5, 3, 1, 4, 2]) order.add({ key: String(value), name: `n${value}` });
    expect(order.slice(1, 2, ({ key }) => Number(key) % 2 === 1).map(({ key }) => key)).toEqual(['3', '5']);
  });
});
