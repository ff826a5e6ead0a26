import { expect, it } from 'vitest';
import { named, ownReasonCode } from './own-reason.ts';

it('makes a code of a reason’s words, in any script, that no other reason has', () => {
  expect(ownReasonCode('First visit!', new Set())).toBe('first-visit');
  expect(ownReasonCode('首次光顾', new Set())).toBe('首次光顾');
  expect(ownReasonCode('Damaged', new Set(['damaged', 'damaged-2']))).toBe('damaged-3');
  expect(ownReasonCode('…', new Set())).toBe('reason');
  expect(ownReasonCode('x'.repeat(100), new Set()).length).toBeLessThanOrEqual(64);
});

it('names a reason in each language, and takes a name away that was emptied', () => {
  const names = named({}, 'rain', 'en', 'Rain');
  expect(named(names, 'rain', 'zh-CN', '下雨')).toEqual({ rain: { en: 'Rain', 'zh-CN': '下雨' } });
  expect(named(names, 'rain', 'en', '')).toEqual({ rain: {} });
});
