import { Announcement } from '#contracts/http/api.ts';
import { parseJsonDown } from '#contracts/schema.ts';
import { BackOff } from './back-off.ts';
import type { FeedName } from './request-feed.ts';

/** What of `EventSource` is used, so that another may stand in where there is none. */
export interface AnnouncementSource {
  onopen: ((event: Event) => unknown) | null;
  onmessage: ((event: MessageEvent) => unknown) | null;
  onerror: ((event: Event) => unknown) | null;
  close(): void;
}

export interface AnnouncementOptions {
  open: () => AnnouncementSource;
  /** A feed may have moved: it was announced, or the stream was (re)opened and may have missed something, or time has passed. */
  moved: (feed: FeedName) => void;
  pollMs?: number;
  pollUnheardMs?: number;
}

const POLL_MS = 30_000;
const POLL_UNHEARD_MS = 5_000;

/**
 * One stream of announcements for all feeds, opened again whenever it breaks, with polling behind it: what it loses costs time,
 * never data.
 */
export class Announcements {
  readonly #options: AnnouncementOptions;
  readonly #backOff = new BackOff();
  readonly #stopped = new AbortController();
  #source: AnnouncementSource | undefined;
  #heard = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: AnnouncementOptions) {
    this.#options = options;
  }

  start(): void {
    this.#listen();
    this.#poll();
  }

  stop(): void {
    this.#stopped.abort();
    clearTimeout(this.#timer);
    this.#source?.close();
  }

  #listen(): void {
    const source = this.#options.open();
    this.#source = source;
    source.onopen = () => {
      this.#heard = true;
      this.#backOff.succeeded();
      this.#allMoved();
    };
    source.onmessage = (event) => {
      const announcement = parseJsonDown(Announcement, String(event.data));
      const topic = announcement.ok ? announcement.value.topic : null;
      if (topic === 'chain' || topic === 'store') this.#options.moved(topic);
    };
    // An EventSource gives up for good on an answer that is no stream, as from a proxy whose server is down: always begin anew.
    source.onerror = () => {
      source.close();
      if (this.#source !== source) return;
      this.#source = undefined;
      this.#heard = false;
      void this.#listenLater();
    };
  }

  async #listenLater(): Promise<void> {
    await this.#backOff.failed(this.#stopped.signal);
    if (!this.#stopped.signal.aborted) this.#listen();
  }

  #poll(): void {
    const { pollMs = POLL_MS, pollUnheardMs = POLL_UNHEARD_MS } = this.#options;
    this.#timer = setTimeout(
      () => {
        this.#allMoved();
        this.#poll();
      },
      this.#heard ? pollMs : pollUnheardMs,
    );
  }

  #allMoved(): void {
    this.#options.moved('chain');
    this.#options.moved('store');
  }
}
