import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alikePairs, nameScore } from './similarity.ts';

test('the same words in another order, case or with other diacritics are the same name', () => {
  expect(nameScore('Wiśniewski, Tomasz', 'tomasz wisniewski')).toBe(100);
  expect(nameScore('王秀英', '王秀英')).toBe(100);
});

test('a slip of the key is close, another person is not; a short name must be the same', () => {
  expect(nameScore('Amelia Whitcombe', 'Amelia Whitcomb')).toBeGreaterThan(90);
  expect(nameScore('Amelia Whitcombe', 'Priya Raghunathan')).toBeLessThan(30);
  expect(nameScore('王英', '王秀')).toBe(0);
});

test('a score is the same both ways, and between nothing and all', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      const score = nameScore(a, b);
      expect(score).toBe(nameScore(b, a));
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(100);
    }),
  );
});

test('those who are alike are found among many', () => {
  const names = ['Zoe Ash', 'Amelia Whitcombe', 'Priya Rao', 'Whitcomb Amelia', 'Li Wei'];
  const [first, ...others] = alikePairs(names, (name) => name, 80);
  expect(first?.pair.toSorted()).toEqual(['Amelia Whitcombe', 'Whitcomb Amelia']);
  expect(others).toEqual([]);
});
