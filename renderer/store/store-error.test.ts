import { expect, it } from 'vitest';
import { isStorageFull } from './store-error.ts';

it('knows a full disk however deep it is wrapped', () => {
  const full = new DOMException('no room', 'QuotaExceededError');
  expect(isStorageFull(full)).toBe(true);
  expect(isStorageFull(Object.assign(new Error('aborted'), { name: 'AbortError', inner: full }))).toBe(true);
  expect(isStorageFull(new Error('outer', { cause: { inner: full } }))).toBe(true);
  expect(isStorageFull(new Error('something else'))).toBe(false);
  expect(isStorageFull(undefined)).toBe(false);
});
