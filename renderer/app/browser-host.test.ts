import { afterEach, describe, expect, it, vi } from 'vitest';
import { createBrowserHost } from './browser-host.ts';

/** Every stream that was opened. */
const streams: FakeStream[] = [];

class FakeStream {
  onmessage: ((message: { data: string }) => void) | null = null;
  closed = false;
  readonly url: string;

  constructor(url: string) {
    this.url = url;
    streams.push(this);
  }

  close(): void {
    this.closed = true;
  }

  send(event: unknown): void {
    this.onmessage?.({ data: JSON.stringify(event) });
  }
}

const SCAN = { type: 'scan', text: '4006381333931', symbology: ']E0', scannerId: 'Hand' };

afterEach(() => {
  vi.unstubAllGlobals();
  streams.length = 0;
});

describe('what the host pushes to a browser', () => {
  it('comes over one stream to all who listen, until the last has left', () => {
    vi.stubGlobal('EventSource', FakeStream);
    const host = createBrowserHost('a token');
    const [first, second] = [vi.fn(), vi.fn()];
    const leaveFirst = host.subscribe(first);
    const leaveSecond = host.subscribe(second);
    expect(streams.map(({ url }) => url)).toEqual(['/ipc/events?token=a%20token']);

    streams[0]?.send(SCAN);
    leaveFirst();
    streams[0]?.send(SCAN);
    expect([first.mock.calls, second.mock.calls]).toEqual([[[SCAN]], [[SCAN], [SCAN]]]);
    expect(streams[0]?.closed).toBe(false);

    leaveSecond();
    expect(streams[0]?.closed).toBe(true);
    host.subscribe(first);
    expect(streams).toHaveLength(2);
  });

  it('counts one who listens twice as two', () => {
    vi.stubGlobal('EventSource', FakeStream);
    const host = createBrowserHost('t');
    const listener = vi.fn();
    const leave = host.subscribe(listener);
    host.subscribe(listener);
    leave();
    leave();
    streams[0]?.send(SCAN);
    expect(listener).toHaveBeenCalledTimes(1);
    expect(streams[0]?.closed).toBe(false);
  });

  it('is dropped where it is not as agreed', () => {
    vi.stubGlobal('EventSource', FakeStream);
    const listener = vi.fn();
    createBrowserHost('t').subscribe(listener);
    streams[0]?.send({ ...SCAN, text: '' });
    streams[0]?.onmessage?.({ data: 'no JSON' });
    expect(listener).not.toHaveBeenCalled();
  });
});
