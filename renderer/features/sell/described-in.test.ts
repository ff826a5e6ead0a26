import { expect, test } from 'vitest';
import { describedIn } from './described-in.ts';

test('a description is read in the very language, else in another form of it, else in the first there is', () => {
  const both = { en: 'Contains nuts', 'zh-CN': '含坚果' };
  expect(describedIn(both, 'zh-CN')).toEqual({ language: 'zh-CN', text: '含坚果' });
  expect(describedIn(both, 'en')).toEqual({ language: 'en', text: 'Contains nuts' });
  expect(describedIn({ de: 'Mit Nüssen', 'en-GB': 'Contains nuts' }, 'en')?.language).toBe('en-GB');
  expect(describedIn({ zh: '含坚果' }, 'zh-CN')?.text).toBe('含坚果');
  expect(describedIn({ fr: 'Contient des noix', de: 'Mit Nüssen' }, 'en')?.language).toBe('de');
  expect(describedIn({}, 'en')).toBeNull();
});
