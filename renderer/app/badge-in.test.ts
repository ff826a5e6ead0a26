import { expect, test } from 'vitest';
import { badgeIn } from './badge-in.ts';

test('goods that are scanned are no try with a badge', () => {
  // GTIN-13 and GTIN-8 with right check digits, and one with a wrong one (GS1 General Specifications, section 7.9).
  expect(['4006381333931', '96385074', '4006381333932'].map(badgeIn)).toEqual([null, null, null]);
  expect(badgeIn(' B-7731-0042 ')).toBe('B-7731-0042');
  // Also an ISBN-10 with a right check digit.
  expect(badgeIn('0201038013')).toBe('0201038013');
});
