import i18next from 'i18next';
import { expect, it } from 'vitest';
import en from '#renderer/app/locales/en.json' with { type: 'json' };
import { refusedNext } from './refused-next.ts';
import { NO_TALLY } from './send-parts.ts';

const i18n = i18next.createInstance();
await i18n.init({ lng: 'en', resources: { en: { translation: en } } });

it('promises the rest of a file only where something of it is taken', () => {
  expect(refusedNext(i18n.t, 0, { ...NO_TALLY, created: 2 })).toBeUndefined();
  expect(refusedNext(i18n.t, 1, NO_TALLY)).toBe('Nothing in this file can be taken; why stands below.');
  expect(refusedNext(i18n.t, 1, { ...NO_TALLY, unchanged: 1 })).toBe('1 row will not be taken; the rest is fine.');
  expect(refusedNext(i18n.t, 4, { ...NO_TALLY, created: 2 })).toBe('4 rows will not be taken; the rest is fine.');
});
