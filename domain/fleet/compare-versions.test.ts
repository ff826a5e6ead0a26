import { expect, test } from 'vitest';
import { compareVersions } from './compare-versions.ts';

test('versions go in the order of Semantic Versioning 2.0.0, section 11', () => {
  // The chains of section 11.2 and 11.4.4.
  const ascending = [
    'unknown',
    '0.9.9',
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-beta',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0-rc.1',
    '1.0.0',
    '2.0.0',
    '2.1.0',
    '2.1.1',
    '10.0.0',
  ];
  for (const [i, a] of ascending.entries())
    for (const [j, b] of ascending.entries())
      expect([a, b, Math.sign(compareVersions(a, b))]).toEqual([a, b, Math.sign(i - j)]);
});

test('build metadata does not count, and neither do two texts that are no versions', () => {
  expect(compareVersions('1.0.0+a', '1.0.0+b')).toBe(0);
  expect(compareVersions('x', 'y')).toBe(0);
});
