import { expect, it } from 'vitest';
import { createI18n } from '#renderer/app/i18n.ts';
import { nameOwnReasons } from '#renderer/app/own-reasons.ts';
import { reasonWords } from '#renderer/app/reason-words.ts';

it('says a reason of the store in each language, a known one as everywhere, and any other as it is', () => {
  const i18n = createI18n('en');
  const [en, zh] = [i18n.getFixedT('en'), i18n.getFixedT('zh-CN')];
  expect(reasonWords(en, 'opening.day: no. 1')).toBe('opening.day: no. 1');
  nameOwnReasons(i18n, {
    reasonNames: { 'opening.day: no. 1': { en: 'Opening day', 'zh-CN': '开业日' }, rain: { en: 'Rain' } },
  });
  expect(reasonWords(en, 'opening.day: no. 1')).toBe('Opening day');
  expect(reasonWords(zh, 'opening.day: no. 1')).toBe('开业日');
  expect(reasonWords(zh, 'rain')).toBe('Rain');
  expect(reasonWords(zh, 'damaged')).toBe('破损');
  nameOwnReasons(i18n, { reasonNames: { rain: { en: 'Heavy rain' } } });
  expect(reasonWords(en, 'rain')).toBe('Heavy rain');
  expect(reasonWords(en, 'opening.day: no. 1')).toBe('opening.day: no. 1');
});
