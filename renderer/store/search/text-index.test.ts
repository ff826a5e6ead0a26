import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '#domain/text/fold.ts';
import { TextIndex } from './text-index.ts';

function indexOf(entries: Record<string, [name: string, ...fields: string[]]>): TextIndex {
  const index = new TextIndex((key) => {
    const [name = '', ...fields] = entries[key] ?? [];
    return { name, fields };
  });
  for (const key of Object.keys(entries)) index.set(key);
  return index;
}

describe('TextIndex', () => {
  it('ranks an exact field, then the beginning of the name, then of a word, then any part', () => {
    const index = indexOf({
      inside: ['Yellow teapot', 'S1'],
      word: ['Green Pot', 'S2'],
      prefix: ['Pot, blue', 'S3'],
      exact: ['Something else', 'POT'],
      none: ['Cup', 'S4'],
    });
    expect(index.search('pot', 10)).toEqual(['exact', 'prefix', 'word', 'inside']);
  });

  it('orders equals by name', () => {
    const index = indexOf({ b: ['Mug B'], a: ['Mug A'], c: ['Mug C'] });
    expect(index.search('mug', 2)).toEqual(['a', 'b']);
  });

  it('wants every word, in any order, in any field', () => {
    const index = indexOf({ one: ['Red mug', '红色马克杯'], two: ['Red cup', '红色茶杯'] });
    expect(index.search('mug red', 10)).toEqual(['one']);
    expect(index.search('红色', 10).sort()).toEqual(['one', 'two']);
    expect(index.search('马克 red', 10)).toEqual(['one']);
    expect(index.search('red blue', 10)).toEqual([]);
  });

  it('finds nothing for nothing', () => {
    expect(indexOf({ a: ['A'] }).search('  ', 10)).toEqual([]);
    expect(indexOf({ a: ['A'] }).search('a', 0)).toEqual([]);
    expect(indexOf({ a: ['A'] }).count('  ')).toBe(0);
  });

  it('does not find over the edge of an entry or field', () => {
    const index = indexOf({ a: ['ab', 'cd'], b: ['ef'] });
    for (const query of ['bc', 'cdef', 'de']) expect(index.search(query, 10)).toEqual([]);
  });

  it('finds what a scan of all texts finds, after any changes', () => {
    const name = fc.string({ unit: fc.constantFrom('a', 'B', 'é', ' ', '-', '1', '杯'), minLength: 1, maxLength: 8 });
    const change = fc.record({ key: fc.nat(700).map(String), name, gone: fc.boolean() });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 900 }), name, (changes, query) => {
        const texts = new Map<string, string>();
        const names = new Map<string, string>();
        const index = new TextIndex((key) => ({ name: names.get(key) ?? '', fields: [`sku${key}`] }));
        for (const { key, name, gone } of changes) {
          if (gone) {
            index.delete(key);
            texts.delete(key);
          } else {
            names.set(key, name);
            index.set(key);
            texts.set(key, `${fold(name)}|sku${key}`);
          }
          // Searching in between rebuilds blocks.
          if (key.endsWith('7')) index.search(query, 3);
        }
        const words = fold(query).split(' ').filter(Boolean);
        const expected =
          words.length === 0 ? [] : [...texts].filter(([, text]) => words.every((w) => text.includes(w)));
        expect(index.search(query, 10_000).sort()).toEqual(expected.map(([key]) => key).sort());
        expect(index.count(query)).toBe(expected.length);
        expect(index.size).toBe(texts.size);
      }),
      { numRuns: 60 },
    );
  });

  it('gives the first of all that it would give', () => {
    const names = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', ' '), minLength: 1, maxLength: 6 }), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(names, fc.integer({ min: 1, max: 20 }), (all, limit) => {
        const index = new TextIndex((key) => ({ name: all[Number(key)] ?? '', fields: [] }));
        for (const key of all.keys()) index.set(String(key));
        expect(index.search('a', limit)).toEqual(index.search('a', 1000).slice(0, limit));
      }),
    );
  });
});
