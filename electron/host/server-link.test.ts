import { describe, expect, it } from 'vitest';
import { DrivenClock } from '#tests/fixtures/driven-clock.ts';
import { testHostConfig } from '#tests/fixtures/host-config.ts';
import type { ServerAnswer } from './server-api.ts';
import { type LinkState, startServerLink } from './server-link.ts';

/** A server's streams and configuration, at hand. */
class Streams {
  open: ReadableStreamDefaultController<Uint8Array>[] = [];
  attempts = 0;
  configs = 0;
  reachable = true;
  configFails = false;
  revoked = false;

  async events(signal: AbortSignal): Promise<ServerAnswer<ReadableStream<Uint8Array>>> {
    this.attempts += 1;
    if (!this.reachable) return { ok: false, why: 'unreachable', detail: 'refused' };
    if (this.revoked) return { ok: false, why: 'refused', status: 403, fault: { code: 'revoked' } };
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.open.push(controller);
        signal.addEventListener('abort', () => controller.error(new Error('aborted')));
      },
    });
    return { ok: true, value: stream };
  }

  async config() {
    this.configs += 1;
    if (this.configFails) return { ok: false, why: 'unreachable', detail: '500' } as const;
    return { ok: true, value: testHostConfig() } as const;
  }

  say(text: string): void {
    this.open.at(-1)?.enqueue(Buffer.from(text));
  }

  /** The server goes away: the connection breaks, and nobody answers. */
  die(): void {
    this.reachable = false;
    this.open.at(-1)?.error(new Error('reset'));
  }
}

async function setUp(prepare: (server: Streams) => void = () => {}) {
  const clock = new DrivenClock();
  const server = new Streams();
  prepare(server);
  const heard: string[] = [];
  const states: LinkState[] = [];
  const link = startServerLink({
    api: server,
    clock,
    random: () => 0.5,
    onState: (state) => states.push(state),
    onConnected: () => heard.push('connected'),
    onAnnouncement: ({ topic, position }) => heard.push(`${topic} ${position}`),
    onConfig: ({ config }) => heard.push(`config ${config.revision}`),
  });
  await clock.advance(0);
  return { clock, server, link, heard, states };
}

describe('server link', () => {
  it('is online when the stream is open, fetches the configuration, passes announcements on however they are cut', async () => {
    const { clock, server, link, heard } = await setUp();
    expect(link.state()).toMatchObject({ online: true, fault: null });
    server.say('data: {"topic":"store","posi');
    server.say('tion":7}\n\n: comment\n\ndata: nonsense\n\ndata: {"topic":"chain","position":8}\r\n\r\n');
    await clock.advance(0);
    expect(heard).toEqual(['connected', 'config r1', 'store 7', 'chain 8']);
    server.say('data: {"topic":"config","position":9}\n\n');
    await clock.advance(0);
    expect(server.configs).toBe(2);
    await link.stop();
  });

  it('says at once that it is offline when the server is gone, and since when; and comes back within 5 s', async () => {
    const { clock, server, link, states } = await setUp();
    await clock.advance(30_000);
    server.die();
    await clock.advance(0);
    expect(link.state()).toEqual({ online: false, since: clock.now(), fault: null });
    const { since } = link.state();
    await clock.advance(600_000);
    expect(link.state().since).toBe(since);
    expect(server.attempts).toBeGreaterThan(100);
    server.reachable = true;
    await clock.advance(5_000);
    expect(link.state().online).toBe(true);
    expect(states.map(({ online }) => online)).toEqual([true, false, true]);
    await link.stop();
  });

  it('stays online through a stream that ends and opens again', async () => {
    const { clock, server, link, states } = await setUp();
    await clock.advance(30_000);
    server.open.at(-1)?.close();
    await clock.advance(0);
    expect(server.attempts).toBe(2);
    expect(states.map(({ online }) => online)).toEqual([true]);
    await link.stop();
  });

  it('does not spin on a server that accepts and closes', async () => {
    const { clock, server, link } = await setUp();
    const closing = server.events.bind(server);
    server.events = async (signal) => {
      const answer = await closing(signal);
      server.open.at(-1)?.close();
      return answer;
    };
    server.open.at(-1)?.close();
    await clock.advance(60_000);
    expect(server.attempts).toBeLessThan(40);
    await link.stop();
  });

  it('takes a silent stream for dead, and one doubted by another request unless it was heard just now', async () => {
    const { clock, server, link } = await setUp();
    await clock.advance(200_000);
    const attempts = server.attempts;
    expect(attempts).toBeGreaterThan(1);
    link.doubt();
    await clock.advance(0);
    const doubted = server.attempts;
    server.say(': still here\n\n');
    await clock.advance(1_000);
    link.doubt();
    await clock.advance(0);
    expect(server.attempts).toBe(doubted);
    server.reachable = false;
    await clock.advance(10_000);
    link.doubt();
    await clock.advance(0);
    expect(link.state().online).toBe(false);
    await link.stop();
  });

  it('tries at once when it is woken', async () => {
    const { clock, server, link } = await setUp((fresh) => {
      fresh.reachable = false;
    });
    await clock.advance(60_000);
    expect(link.state().online).toBe(false);
    server.reachable = true;
    link.wake();
    await clock.advance(0);
    expect(link.state().online).toBe(true);
    await link.stop();
  });

  it('asks again for a configuration that did not come', async () => {
    const { clock, server, heard, link } = await setUp((fresh) => {
      fresh.configFails = true;
    });
    expect(heard).toEqual(['connected']);
    server.configFails = false;
    await clock.advance(5_000);
    expect(heard).toEqual(['connected', 'config r1']);
    await link.stop();
  });

  it('tells why it was turned away', async () => {
    const { link } = await setUp((fresh) => {
      fresh.revoked = true;
    });
    expect(link.state()).toMatchObject({ online: false, fault: { code: 'revoked' } });
    await link.stop();
  });

  it('leaves no timer behind when it stops', async () => {
    const { clock, link } = await setUp();
    await link.stop();
    expect(clock.waiting()).toBe(0);
  });
});
