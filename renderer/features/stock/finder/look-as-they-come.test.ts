import { expect, test, vi } from 'vitest';
import type { Progress } from '#renderer/store/till-store.ts';
import { lookAsTheyCome } from './look-as-they-come.ts';

const FIRST: Progress = { state: 'first', products: 0, remaining: null, asOf: null, fault: null };

/** A store whose products come as the test says. */
function arriving() {
  const listeners = new Set<(progress: Progress) => void>();
  const here = new Set<string>();
  let progress = FIRST;
  return {
    here,
    listeners,
    store: {
      progress: () => progress,
      onProgress(listener: (progress: Progress) => void) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    come(code: string, state: Progress['state'] = 'first') {
      here.add(code);
      progress = { ...progress, state, products: here.size };
      for (const listener of [...listeners]) listener(progress);
    },
  };
}

/** A person who scanned a code that nothing had, and what they are told since. */
function waitingFor(code: string, shop: ReturnType<typeof arriving>) {
  const told: string[] = [];
  const look = vi.fn(async () => {
    const found = shop.here.has(code);
    if (found) told.push('found');
    return found;
  });
  const stop = lookAsTheyCome(shop.store, look, () => told.push('unknown'));
  return { told, look, stop };
}

test('a code is found as soon as its product comes, once', async () => {
  const shop = arriving();
  const { told, look } = waitingFor('globe', shop);
  shop.come('tape');
  await vi.waitFor(() => expect(look).toHaveBeenCalledTimes(1));
  expect(told).toEqual([]);
  shop.come('globe');
  await vi.waitFor(() => expect(told).toEqual(['found']));
  shop.come('cup', 'complete');
  expect(shop.listeners.size).toBe(0);
  expect(told).toEqual(['found']);
});

test('it is unknown only when all products are here, also those that came while it was looked for', async () => {
  const shop = arriving();
  const { told } = waitingFor('globe', shop);
  shop.come('tape');
  shop.come('cup', 'complete');
  await vi.waitFor(() => expect(told).toEqual(['unknown']));
  const late = arriving();
  const other = waitingFor('globe', late);
  late.come('tape');
  late.come('globe', 'complete');
  await vi.waitFor(() => expect(other.told).toEqual(['found']));
});

test('all may have come before it is waited for; and nothing is said to who left or scanned something else', async () => {
  const shop = arriving();
  shop.come('tape', 'complete');
  const { told } = waitingFor('globe', shop);
  await vi.waitFor(() => expect(told).toEqual(['unknown']));
  const other = arriving();
  const left = waitingFor('globe', other);
  left.stop();
  other.come('globe', 'complete');
  expect(left.look).not.toHaveBeenCalled();
});
