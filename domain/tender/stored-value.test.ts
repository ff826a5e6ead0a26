import { expect, test } from 'vitest';
import { instrumentCode } from '#domain/tender/stored-value.ts';

test('a code is the same however it is typed', () => {
  expect(['GC-5001', 'gc-5001', ' gc-50 01\t'].map(instrumentCode)).toEqual(['GC-5001', 'GC-5001', 'GC-5001']);
});
