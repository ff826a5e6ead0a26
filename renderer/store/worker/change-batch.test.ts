import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ChangeBatch } from './change-batch.ts';

const told: (readonly string[] | null)[] = [];
let batch: ChangeBatch;
beforeEach(() => {
  vi.useFakeTimers();
  told.length = 0;
  batch = new ChangeBatch((variantIds) => told.push(variantIds));
});
afterEach(() => void vi.useRealTimers());

it('tells a burst once', () => {
  batch.add(['V1', 'V2']);
  batch.add(['V2', 'V3']);
  batch.add([]);
  vi.runAllTimers();
  expect(told).toEqual([['V1', 'V2', 'V3']]);
  batch.add(['V1']);
  vi.runAllTimers();
  expect(told).toEqual([['V1', 'V2', 'V3'], ['V1']]);
});

it('names up to 200 variants, and none of more', () => {
  const many = Array.from({ length: 201 }, (_, number) => `V${number}`);
  batch.add(many.slice(1));
  vi.runAllTimers();
  expect(told[0]).toHaveLength(200);
  batch.add(many.slice(0, 100));
  batch.add(many.slice(100));
  vi.runAllTimers();
  batch.add(['V1']);
  batch.add(null);
  batch.add(['V2']);
  vi.runAllTimers();
  expect(told.slice(1)).toEqual([null, null]);
});

it('tells nothing for nothing', () => {
  batch.add([]);
  vi.runAllTimers();
  expect(told).toEqual([]);
});
