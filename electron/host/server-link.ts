import type { Announcement } from '#contracts/http/api.ts';
import type { Fault } from '#contracts/ipc/host.ts';
import type { HostConfig } from '#contracts/views/register-config.ts';
import { readAnnouncements } from './announcements.ts';
import { backOffMs, type Clock } from './clock.ts';
import type { ServerApi } from './server-api.ts';

export interface LinkState {
  /** The server's stream of announcements is open. */
  online: boolean;
  /** Since when `online` has its value, ms since 1970. */
  since: number;
  /** Why the server turned this register away. */
  fault: Fault | null;
}

export interface LinkOptions {
  api: Pick<ServerApi, 'events' | 'config'>;
  clock: Clock;
  /** In [0, 1). */
  random(): number;
  onState(state: LinkState): void;
  /** The stream was opened anew. */
  onConnected(): void;
  onAnnouncement(announcement: Announcement): void;
  onConfig(config: HostConfig): void;
}

export interface ServerLink {
  state(): LinkState;
  /** The network may have come back: try at once. */
  wake(): void;
  /** A request got no answer: unless the stream was heard just now, it is opened anew to find out. */
  doubt(): void;
  stop(): Promise<void>;
}

const RECONNECT = { firstMs: 250, capMs: 5_000 };
/** A stream that says nothing for so long, not even a comment, is taken for dead. */
const SILENCE_MS = 45_000;
/** A stream heard within this time is not doubted, and one that lasted less is not retried at once. */
const FRESH_MS = 5_000;
/** Behind the announcements: the configuration is asked for at least so often. */
const CONFIG_MS = 300_000;

/** Keeps the server's event stream open, tells when it is lost and found, and fetches the configuration whenever it may have changed. */
export function startServerLink(options: LinkOptions): ServerLink {
  const { api, clock } = options;
  let state: LinkState = { online: false, since: clock.now(), fault: null };
  let failures = 0;
  let stopped = false;
  let attempt = new AbortController();
  let heardAt = 0;
  let endPause = () => {};
  let fetching: Promise<void> | null = null;
  let fetchAgain = false;
  let configFailures = 0;
  let cancelConfigRetry = () => {};

  async function run(): Promise<void> {
    while (!stopped) {
      const began = clock.now();
      const opened = await stayConnected();
      if (stopped) return;
      if (opened && clock.now() - began >= FRESH_MS) {
        // A stream that broke is opened again at once: only when that fails is the till offline.
        failures = 0;
        continue;
      }
      if (opened) update(false, null);
      await pause(backOffMs(failures++, RECONNECT, options.random()));
    }
  }

  /** Opens the stream and reads it to its end; false when it could not be opened. */
  async function stayConnected(): Promise<boolean> {
    attempt = new AbortController();
    const opened = await api.events(attempt.signal);
    if (!opened.ok) {
      update(false, opened.why === 'refused' ? opened.fault : null);
      return false;
    }
    update(true, null);
    options.onConnected();
    void refreshConfig();
    const polling = every(CONFIG_MS, () => void refreshConfig());
    const silence = every(SILENCE_MS, () => {
      if (quietMs() >= SILENCE_MS) attempt.abort(new Error('the event stream fell silent'));
    });
    heard();
    // Broken or ended: the same to the till.
    await readAnnouncements(opened.value, attempt.signal, heard, hear).catch(() => {});
    polling();
    silence();
    return true;
  }

  function heard(): void {
    heardAt = clock.now();
  }

  /** How long ago the stream was heard. A clock that was set back can't tell: then it was too long ago for anything. */
  function quietMs(): number {
    const ms = clock.now() - heardAt;
    return ms < 0 ? Number.POSITIVE_INFINITY : ms;
  }

  function hear(announcement: Announcement): void {
    if (announcement.topic === 'config') void refreshConfig();
    options.onAnnouncement(announcement);
  }

  /** One request at a time; a wish that comes meanwhile is served after it. */
  function refreshConfig(): Promise<void> {
    fetchAgain = fetching !== null;
    fetching ??= fetchConfig().finally(() => {
      fetching = null;
      if (fetchAgain && !stopped) void refreshConfig();
    });
    return fetching;
  }

  async function fetchConfig(): Promise<void> {
    const answer = await api.config();
    if (stopped) return;
    configFailures = answer.ok ? 0 : configFailures + 1;
    if (answer.ok) return options.onConfig(answer.value);
    if (answer.why === 'refused') return update(state.online, answer.fault);
    cancelConfigRetry();
    cancelConfigRetry = clock.after(backOffMs(configFailures, RECONNECT, options.random()), () => {
      if (state.online) void refreshConfig();
    });
  }

  function update(online: boolean, fault: Fault | null): void {
    const same = online === state.online && fault?.code === state.fault?.code;
    if (same) return;
    state = { online, since: online === state.online ? state.since : clock.now(), fault };
    options.onState(state);
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = clock.after(ms, () => endPause());
      endPause = () => {
        cancel();
        endPause = () => {};
        resolve();
      };
    });
  }

  function every(ms: number, run: () => void): () => void {
    let cancel = clock.after(ms, function again() {
      cancel = clock.after(ms, again);
      run();
    });
    return () => cancel();
  }

  const running = run();

  return {
    state: () => state,
    wake() {
      failures = 0;
      endPause();
    },
    doubt() {
      if (quietMs() >= FRESH_MS) attempt.abort(new Error('a request found no server'));
    },
    async stop() {
      stopped = true;
      attempt.abort(new Error('the host closes'));
      endPause();
      cancelConfigRetry();
      await running;
      await fetching;
    },
  };
}
