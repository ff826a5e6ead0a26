import type { Announcement, PullAnswer } from '#contracts/http/api.ts';
import type { ViewDocument } from '#contracts/views/documents.ts';
import type { AnnouncementSource } from '#renderer/store/feeds/announcements.ts';
import type { FeedName } from '#renderer/store/feeds/request-feed.ts';

/** A document's new data: text, or what renders it at each pull, as the server does; `null` for a tombstone. */
export interface FeedChange {
  id: string;
  data: string | (() => string) | null;
}

interface Entry {
  position: number;
  data: string | (() => string) | null;
}

interface Feed {
  position: number;
  entries: Map<string, Entry>;
  /** By the last position of each transaction. */
  nonces: Map<number, string>;
}

/** What happens to a request: `drop` never arrives, `lose` is answered but the answer gets lost, a number is the status. */
export type Fault = 'drop' | 'lose' | 'garbage' | number | undefined;

/** The feeds of a sync server in memory: positions, nonces, tombstones, restores from a backup, faults. */
export class FakeFeeds {
  online = true;
  /** Asked for every request. */
  fault: (feed: FeedName, query: URLSearchParams) => Fault = () => undefined;
  /** What an answer, already made, waits for on its way. */
  onItsWay: (feed: FeedName) => Promise<void> | undefined = () => undefined;
  /** How many requests were made, by feed. */
  readonly requests: Record<FeedName, number> = { chain: 0, store: 0 };
  /** Whether announcements get lost. */
  silent = false;
  #feeds: Record<FeedName, Feed> = { chain: emptyFeed(), store: emptyFeed() };
  readonly #sources = new Set<FakeSource>();

  /** One transaction: each document takes the next position, the last one a nonce. */
  commit(feed: FeedName, changes: readonly FeedChange[]): void {
    const { entries, nonces } = this.#feeds[feed];
    for (const { id, data } of changes) entries.set(id, { position: ++this.#feeds[feed].position, data });
    const { position } = this.#feeds[feed];
    nonces.set(position, crypto.randomUUID());
    if (!this.silent) this.#announce({ topic: feed, position });
  }

  backup(): Record<FeedName, Feed> {
    return copyOf(this.#feeds);
  }

  /** What was committed after the backup is gone, its nonces too. */
  restore(backup: Record<FeedName, Feed>): void {
    this.#feeds = copyOf(backup);
  }

  goOffline(): void {
    this.online = false;
    for (const source of [...this.#sources]) source.breakOff();
  }

  /** Every document there is, as a reader without faults would have it at the end. */
  documents(feed: FeedName): ViewDocument[] {
    return [...this.#feeds[feed].entries]
      .filter(([, entry]) => entry.data !== null)
      .map(([id, entry]) => rendered(id, entry));
  }

  /** Answers as the server does over HTTP. */
  readonly fetch: typeof globalThis.fetch = async (input) => {
    const url = new URL(String(input));
    const feed = url.pathname.split('/').at(-1) as FeedName;
    this.requests[feed]++;
    const fault = this.fault(feed, url.searchParams);
    if (!this.online || fault === 'drop') throw new TypeError('fetch failed');
    if (typeof fault === 'number') return Response.json({ code: 'internal', message: 'as told' }, { status: fault });
    const answer = this.answer(feed, url.searchParams);
    await this.onItsWay(feed);
    if (fault === 'lose') throw new TypeError('fetch failed');
    if (fault === 'garbage') return new Response('<html>', { status: 200 });
    return Response.json(answer.body, { status: answer.status });
  };

  answer(feed: FeedName, query: URLSearchParams): { status: number; body: unknown } {
    const { entries, nonces } = this.#feeds[feed];
    const position = Number(query.get('position') ?? 0);
    if (position > 0 && nonceAt(nonces, position) !== query.get('nonce'))
      return { status: 409, body: { code: 'checkpoint-unknown', message: 'pull from the beginning' } };
    const after = [...entries].filter(([, entry]) => entry.position > position);
    after.sort(([, a], [, b]) => a.position - b.position);
    const documents = after.slice(0, Number(query.get('limit') ?? 64)).map(([id, entry]) => rendered(id, entry));
    const reached = documents.at(-1)?.position ?? position;
    const body: PullAnswer = {
      documents,
      checkpoint: { position: reached, nonce: nonceAt(nonces, reached) ?? '' },
      remaining: after.length - documents.length,
    };
    return { status: 200, body };
  }

  readonly listen = (): AnnouncementSource => {
    const source = new FakeSource(() => this.#sources.delete(source));
    this.#sources.add(source);
    queueMicrotask(() => (this.online ? source.onopen?.(new Event('open')) : source.breakOff()));
    return source;
  };

  #announce(announcement: Announcement): void {
    for (const source of this.#sources)
      source.onmessage?.(new MessageEvent('message', { data: JSON.stringify(announcement) }));
  }
}

class FakeSource implements AnnouncementSource {
  onopen: AnnouncementSource['onopen'] = null;
  onmessage: AnnouncementSource['onmessage'] = null;
  onerror: AnnouncementSource['onerror'] = null;
  readonly #closed: () => void;

  constructor(closed: () => void) {
    this.#closed = closed;
  }

  close(): void {
    this.#closed();
  }

  breakOff(): void {
    this.#closed();
    this.onerror?.(new Event('error'));
  }
}

function rendered(id: string, entry: Entry): ViewDocument {
  const { position, data } = entry;
  return {
    id,
    kind: id.slice(0, id.indexOf('/')),
    position,
    data: data === null ? '{}' : typeof data === 'string' ? data : data(),
    _deleted: data === null,
  };
}

/** The nonce of the transaction that took a position. */
function nonceAt(nonces: ReadonlyMap<number, string>, position: number): string | undefined {
  let last: number | undefined;
  for (const end of nonces.keys()) if (end >= position && (last === undefined || end < last)) last = end;
  return last === undefined ? undefined : nonces.get(last);
}

function emptyFeed(): Feed {
  return { position: 0, entries: new Map(), nonces: new Map() };
}

function copyOf(feeds: Record<FeedName, Feed>): Record<FeedName, Feed> {
  const copy = ({ position, entries, nonces }: Feed): Feed => ({
    position,
    entries: new Map([...entries].map(([id, entry]) => [id, { ...entry }])),
    nonces: new Map(nonces),
  });
  return { chain: copy(feeds.chain), store: copy(feeds.store) };
}
