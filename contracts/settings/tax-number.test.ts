import { expect, test } from 'vitest';
import { COUNTRY_PRESETS } from '#domain/country/presets.ts';
import { taxNumberSight } from './tax-number.ts';

/** Countries whose numbers have no published check. */
const UNCHECKED = ['US', 'HK'];

test.each(COUNTRY_PRESETS)('the example of $country passes its own check', async ({ country, taxNumber }) => {
  const expected = UNCHECKED.includes(country) ? 'unknown' : 'ok';
  expect(await taxNumberSight(country, taxNumber.example)).toBe(expected);
});

test.each([
  ['GB', 'GB980780685'],
  ['DE', 'DE136695977'],
  ['CH', 'CHE-107.787.578 MWST'],
  ['AU', '51 824 753 557'],
  ['CN', '91350100M000100Y44'],
  ['CN', '91350100M000100Y4'],
  ['CN', '91350100I000100Y43'],
  ['AE', '1001234567'],
])('%s: %s was mistyped', async (country, text) => expect(await taxNumberSight(country, text)).toBe('odd'));

test('lower case and blanks around do no harm; nothing is nothing to check', async () => {
  expect(await taxNumberSight('AT', ' atu13585627 ')).toBe('ok');
  expect(await taxNumberSight('CN', '91350100m000100y43')).toBe('ok');
  expect(await taxNumberSight('GB', ' ')).toBe('unknown');
});
