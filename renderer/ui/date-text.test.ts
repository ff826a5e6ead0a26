import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dateText, readDateText } from './date-text.ts';

const read = (text: string, locale = 'en-GB', { withTime = false, isTyping = false } = {}) =>
  readDateText(text, { locale, withTime, isTyping });

test('a day reads as the language of the screen writes it', () => {
  expect(dateText('2030-01-31', 'en-GB')).toBe('31 Jan 2030');
  expect(dateText('2030-01-31', 'zh-CN')).toBe('2030年1月31日');
  expect(dateText('2030-01-31T08:05', 'en-GB')).toBe('31 Jan 2030, 08:05');
  expect(dateText('', 'en')).toBe('');
});

test.each([
  ['2030-01-31', 'en', '2030-01-31'],
  ['20300131', 'en', '2030-01-31'],
  ['2030/1/31', 'zh-CN', '2030-01-31'],
  ['2030年1月31日', 'zh-CN', '2030-01-31'],
  ['２０３０年１月３１日', 'zh-CN', '2030-01-31'],
  ['3/4/2030', 'en-GB', '2030-04-03'],
  ['3/4/2030', 'en-US', '2030-03-04'],
  ['3.4.2030', 'de-DE', '2030-04-03'],
  ['31 january 2030', 'en-GB', '2030-01-31'],
  ['Jan 31, 2030', 'en-US', '2030-01-31'],
  ['1. Sept. 2030', 'de-DE', '2030-09-01'],
  ['1. Sep 2030', 'de-DE', '2030-09-01'],
  ['31 Feb 2030', 'en-GB', null],
  ['31/1/30', 'en-GB', null],
  ['soon', 'en', null],
  ['', 'en', null],
])('%s in %s is %s', (text, locale, day) => {
  expect(read(text, locale)).toBe(day);
});

test('a time stands behind the day; without one its first minute is meant', () => {
  const at = (text: string) => read(text, 'en-GB', { withTime: true });
  expect(at('2030-01-31T08:05')).toBe('2030-01-31T08:05');
  expect(at('31/1/2030 8:05')).toBe('2030-01-31T08:05');
  expect(at('31 Jan 2030, 08:05')).toBe('2030-01-31T08:05');
  expect(at('31/1/2030')).toBe('2030-01-31T00:00');
  expect(at('31/1/2030 24:00')).toBeNull();
});

test('while it is typed no day is read that a next digit would make another', () => {
  const typing = (text: string) => read(text, 'en-GB', { isTyping: true });
  expect(['2030-01-3', '3/4/203', '3/4/20'].map(typing)).toEqual([null, null, null]);
  expect(typing('2030-01-03')).toBe('2030-01-03');
  expect(read('2030-01-3')).toBe('2030-01-03');
});

test('whatever is written is read as it was, in every language', () => {
  const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2999-12-31'), noInvalidDate: true });
  const locales = fc.constantFrom('en', 'en-GB', 'en-US', 'zh-CN', 'de-DE', 'fr-FR');
  fc.assert(
    fc.property(days, locales, fc.boolean(), (at, locale, withTime) => {
      const value = at.toISOString().slice(0, withTime ? 16 : 10);
      expect(read(dateText(value, locale), locale, { withTime })).toBe(value);
    }),
  );
});
