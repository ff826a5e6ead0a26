import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchIdle } from './watch-idle.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('watchIdle', () => {
  it('calls back when nobody touched anything for that long', () => {
    const idle = vi.fn();
    const stop = watchIdle(new EventTarget(), 60_000, idle);
    vi.advanceTimersByTime(59_999);
    expect(idle).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(idle).toHaveBeenCalledTimes(1);
    stop();
  });

  it('waits anew after every key and touch', () => {
    const till = new EventTarget();
    const idle = vi.fn();
    const stop = watchIdle(till, 60_000, idle);
    for (const sign of ['keydown', 'pointerdown']) {
      vi.advanceTimersByTime(50_000);
      till.dispatchEvent(new Event(sign));
    }
    vi.advanceTimersByTime(59_999);
    expect(idle).not.toHaveBeenCalled();
    stop();
    vi.advanceTimersByTime(600_000);
    expect(idle).not.toHaveBeenCalled();
  });

  it('calls back again when the lock was not possible the first time', () => {
    const idle = vi.fn();
    const stop = watchIdle(new EventTarget(), 1000, idle);
    vi.advanceTimersByTime(3000);
    expect(idle).toHaveBeenCalledTimes(3);
    stop();
  });

  it('never locks where the store wants no lock', () => {
    const idle = vi.fn();
    watchIdle(new EventTarget(), 0, idle);
    vi.advanceTimersByTime(86_400_000);
    expect(idle).not.toHaveBeenCalled();
  });
});
