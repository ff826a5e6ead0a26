import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type AnnouncementSource, Announcements } from './announcements.ts';

class Source implements AnnouncementSource {
  onopen: AnnouncementSource['onopen'] = null;
  onmessage: AnnouncementSource['onmessage'] = null;
  onerror: AnnouncementSource['onerror'] = null;
  closed = false;
  close(): void {
    this.closed = true;
  }
  say(data: string): void {
    this.onmessage?.(new MessageEvent('message', { data }));
  }
}

let sources: Source[];
let moved: string[];
let announcements: Announcements;

beforeEach(() => {
  vi.useFakeTimers();
  sources = [];
  moved = [];
  announcements = new Announcements({
    open: () => {
      const source = new Source();
      sources.push(source);
      return source;
    },
    moved: (feed) => moved.push(feed),
  });
  announcements.start();
});
afterEach(() => {
  announcements.stop();
  vi.useRealTimers();
});

describe('Announcements', () => {
  it('tells which feed moved, and passes over what is not for feeds', () => {
    sources[0]?.say('{"topic":"store","position":7}');
    sources[0]?.say('{"topic":"config","position":1}');
    sources[0]?.say('what?');
    expect(moved).toEqual(['store']);
  });

  it('takes every (re)opening as a move of all feeds: something may have been missed', async () => {
    sources[0]?.onopen?.(new Event('open'));
    expect(moved).toEqual(['chain', 'store']);
    sources[0]?.onerror?.(new Event('error'));
    expect(sources[0]?.closed).toBe(true);
    await vi.advanceTimersByTimeAsync(500);
    sources[1]?.onopen?.(new Event('open'));
    expect(moved).toEqual(['chain', 'store', 'chain', 'store']);
  });

  it('opens again and again, at longer and longer intervals, while it is refused', async () => {
    for (let second = 0; second < 120; second++) {
      sources.at(-1)?.onerror?.(new Event('error'));
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(sources.length).toBeGreaterThan(8);
    expect(sources.length).toBeLessThan(22);
  });

  it('polls behind it: more often while nothing is heard', async () => {
    await vi.advanceTimersByTimeAsync(10_000);
    expect(moved).toEqual(['chain', 'store', 'chain', 'store']);
    sources[0]?.onopen?.(new Event('open'));
    moved.length = 0;
    await vi.advanceTimersByTimeAsync(65_000);
    expect(moved.length).toBeGreaterThanOrEqual(4);
    expect(moved.length).toBeLessThanOrEqual(6);
  });

  it('says nothing any more once stopped', async () => {
    announcements.stop();
    sources[0]?.onerror?.(new Event('error'));
    await vi.advanceTimersByTimeAsync(120_000);
    expect(moved).toEqual([]);
    expect(sources).toHaveLength(1);
  });
});
