import { Envelope } from '#contracts/facts/envelope.ts';
import { PULL_LIMIT_MAX } from '#contracts/http/api.ts';
import { parseJson } from '#contracts/schema.ts';
import type { HostConfig } from '#contracts/views/register-config.ts';
import type { RunCrypto } from '#domain/journal/verify-run.ts';
import { localAnnouncer } from '#sync-server/http/announcer.ts';
import { nodeCrypto } from '#sync-server/ingest/crypto.ts';
import type { IngestStore } from '#sync-server/ingest/ingest-store.ts';
import { takePush } from '#sync-server/ingest/push.ts';
import type { FeedStore } from '#sync-server/views/feed-store.ts';
import { pullFeed } from '#sync-server/views/pull.ts';
import { Process } from '#tests/sim/kernel/process.ts';
import type { Random } from '#tests/sim/kernel/random.ts';
import type { World } from '#tests/sim/kernel/world.ts';
import type { EventStream } from '#tests/sim/network/event-stream.ts';
import type { SimReply, SimRequest } from '#tests/sim/network/network.ts';
import { type FeedCounters, MemoryServerStore } from './memory-server-store.ts';
import type { ServerState } from './server-state.ts';

/** How bad the server's machine is; `crash` and `broken` are probabilities per call of the database. */
export interface ServerTrouble {
  /** The server dies at this call. */
  crash: number;
  /** The connection to the database breaks at this call. */
  broken: number;
  /** How long a call takes, at most. */
  callMs: number;
}

export const NO_SERVER_TROUBLE: ServerTrouble = { crash: 0, broken: 0, callMs: 8 };

export interface SimServerOptions {
  world: World;
  random: Random;
  /** Whose token it is: a journal and its store. */
  registers: ReadonlyMap<string, { journalId: string; storeId: string }>;
  /** By store. */
  configs: ReadonlyMap<string, HostConfig>;
  wraps?: ServerWraps;
}

/** What a test may put in the place of the server's parts. */
export interface ServerWraps {
  /** Between server and database. */
  store?: (store: IngestStore & FeedStore) => IngestStore & FeedStore;
  counters?: FeedCounters;
  nonce?: () => string;
}

interface Running {
  process: Process;
  store: IngestStore & FeedStore;
  announcer: ReturnType<typeof localAnnouncer>;
  open: Set<() => void>;
}

const HEARTBEAT_MS = 15_000;
/** How long a crashed server is gone, at most. */
const DOWN_MS = 4_000;

/** The server: its real ingest and views on a database in memory, behind routes like those of `sync-server/http`. */
export class SimServer {
  readonly database: MemoryServerStore;
  readonly #options: SimServerOptions;
  readonly #random: Random;
  #running: Running | undefined;
  #starts = 0;
  readonly #cryptos = new Map<string, RunCrypto>();
  trouble: ServerTrouble = NO_SERVER_TROUBLE;

  constructor(options: SimServerOptions) {
    this.#options = options;
    this.#random = options.random.fork('server');
    const nonces = options.random.fork('nonces');
    const { nonce = () => nonces.hex(8), counters } = options.wraps ?? {};
    this.database = new MemoryServerStore({ nonce, counters });
  }

  /** How often it was started. */
  get starts(): number {
    return this.#starts;
  }

  get isUp(): boolean {
    return this.#running !== undefined;
  }

  start(): void {
    if (this.#running) return;
    this.#starts += 1;
    const process = new Process('server', this.#options.world);
    const store = this.database.connect(process, (call) => this.#roundTrip(process, call));
    const { store: wrap = (plain: IngestStore & FeedStore) => plain } = this.#options.wraps ?? {};
    this.#running = { process, store: wrap(store), announcer: localAnnouncer(), open: new Set() };
    process.note(`starts (${this.#starts})`);
  }

  /** Dies where it stands: what was not committed is gone, whoever waits for it is hung up on. */
  crash(why: string): void {
    const running = this.#running;
    if (!running) return;
    running.process.note(`crashes: ${why}`);
    this.#running = undefined;
    running.process.kill();
    this.database.disconnect(running.process);
    for (const hangUp of [...running.open]) hangUp();
  }

  /** Goes on from an older state of its database, as from a backup. */
  restore(backup: ServerState): void {
    this.crash('to be restored from a backup');
    this.database.restore(backup);
    this.start();
  }

  /** What listens at the server's address. */
  listener(): ((request: SimRequest, reply: (reply: SimReply) => void, hungUp: () => void) => void) | undefined {
    const running = this.#running;
    return running && ((request, reply, hungUp) => this.#receive(running, request, reply, hungUp));
  }

  /** The server's own programs, which book its own facts: they stop when it crashes. */
  async run<T>(
    task: (store: IngestStore, publish: (moved: ReadonlyMap<string, number>) => void) => Promise<T>,
  ): Promise<T | undefined> {
    const running = this.#running;
    return running && task(running.store, (moved) => running.announcer.publish(moved));
  }

  #receive(running: Running, request: SimRequest, reply: (reply: SimReply) => void, hungUp: () => void): void {
    const done = () => running.open.delete(hungUp);
    running.open.add(hungUp);
    running.process.start(async () => {
      const answer = await this.#answer(running, request).catch((error: unknown): SimReply => {
        running.process.note(`fails: ${String(error)}`);
        return problem(500, 'internal');
      });
      done();
      reply(answer);
    });
  }

  async #answer(running: Running, { method, url, token, body }: SimRequest): Promise<SimReply> {
    const { pathname, searchParams } = new URL(url, 'http://server');
    const register = this.#options.registers.get(token);
    if (!register) return problem(401, 'unauthorised');
    const { journalId, storeId } = register;
    if (method === 'POST' && pathname === '/facts') return this.#takeFacts(running, journalId, body);
    if (pathname === '/feeds/chain') return this.#pull(running, { feed: 'chain', storeId }, searchParams);
    if (pathname === '/feeds/store') return this.#pull(running, { feed: 'store', storeId }, searchParams);
    if (pathname === '/register-config')
      return { status: 200, body: JSON.stringify(this.#options.configs.get(storeId)) };
    if (pathname === '/events') return { status: 200, events: (stream) => this.#announce(running, storeId, stream) };
    return problem(404, 'not-found');
  }

  /** Reading a public key takes as long as proving a signature. */
  readonly #cryptoOf = (publicKey: string): RunCrypto => {
    const crypto = this.#cryptos.get(publicKey) ?? nodeCrypto(publicKey);
    this.#cryptos.set(publicKey, crypto);
    return crypto;
  };

  async #takeFacts({ store, process, announcer }: Running, journalId: string, body: Uint8Array): Promise<SimReply> {
    const ports = {
      store,
      cryptoOf: this.#cryptoOf,
      parseEnvelope: (text: string) => parseJson(Envelope, text),
      onMoved: announcer.publish,
    };
    const answer = await takePush(ports, journalId, body);
    process.note(
      `took ${journalId.slice(-4)} to ${answer.watermark}${answer.verdicts.length > 0 ? ` ${JSON.stringify(answer.verdicts)}` : ''}`,
    );
    return { status: 200, body: JSON.stringify(answer) };
  }

  async #pull(
    running: Running,
    scope: { feed: 'chain' | 'store'; storeId: string },
    query: URLSearchParams,
  ): Promise<SimReply> {
    const from = {
      position: Number(query.get('position') ?? 0),
      nonce: query.get('nonce') ?? '',
      limit: Number(query.get('limit') ?? PULL_LIMIT_MAX),
    };
    const pulled = await pullFeed(running.store, scope, from, this.#options.world.instant);
    return pulled.ok ? { status: 200, body: JSON.stringify(pulled.answer) } : problem(409, pulled.code);
  }

  #announce({ process, announcer, open }: Running, storeId: string, stream: EventStream): void {
    if (!process.alive) return;
    const topics = new Map([
      ['chain', 'chain'],
      [`store/${storeId}`, 'store'],
      [`config/${storeId}`, 'config'],
    ]);
    const announce = (feed: string, position: number) => {
      const topic = topics.get(feed);
      if (topic) stream.send(`data: ${JSON.stringify({ topic, position })}\n\n`);
    };
    const stop = announcer.subscribe(announce);
    let cancel = () => {};
    const beat = () => {
      stream.send(':\n\n');
      cancel = process.after(HEARTBEAT_MS, beat);
    };
    beat();
    for (const feed of topics.keys()) announce(feed, this.database.state.feeds.get(feed) ?? 0);
    const hangUp = () => stream.close();
    open.add(hangUp);
    stream.onEnd(() => {
      stop();
      cancel();
      open.delete(hangUp);
    });
  }

  /** A call of the database takes a moment; with trouble about, the server dies at it, or its connection breaks. */
  async #roundTrip(process: Process, call: string): Promise<void> {
    await process.wait(this.#random.delayMs(this.trouble.callMs));
    if (this.#random.chance(this.trouble.crash)) {
      this.crash(`at ${call}`);
      this.#options.world.after(this.#random.int(100, DOWN_MS), () => this.start());
      await process.wait(0);
    }
    if (this.#random.chance(this.trouble.broken)) throw new Error(`connection lost at ${call}`);
  }
}

function problem(status: number, code: string): SimReply {
  return { status, body: JSON.stringify({ code, message: code }) };
}
