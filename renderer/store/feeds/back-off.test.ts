import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BackOff } from './back-off.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function waitedMs(backOff: BackOff, signal = new AbortController().signal): Promise<number> {
  const began = Date.now();
  let ended: number | undefined;
  void backOff.failed(signal).then(() => {
    ended = Date.now();
  });
  while (ended === undefined) await vi.advanceTimersByTimeAsync(10);
  return ended - began;
}

describe('BackOff', () => {
  it('waits longer after each failure in a row, up to 15 s', async () => {
    const backOff = new BackOff(() => 1);
    const waits: number[] = [];
    for (let failure = 0; failure < 8; failure++) waits.push(await waitedMs(backOff));
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000]);
    backOff.succeeded();
    expect(await waitedMs(backOff)).toBe(500);
  });

  it('spreads its waits', async () => {
    expect(await waitedMs(new BackOff(() => 0))).toBe(250);
  });

  it('ends early when woken or aborted', async () => {
    const backOff = new BackOff(() => 1);
    const woken = backOff.failed(new AbortController().signal);
    backOff.wake();
    await woken;
    const aborting = new AbortController();
    const aborted = backOff.failed(aborting.signal);
    aborting.abort();
    await aborted;
    await backOff.failed(aborting.signal);
    expect(vi.getTimerCount()).toBe(0);
  });
});
